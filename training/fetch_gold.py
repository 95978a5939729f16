"""Fetch public gold data into a folder, in the JSON-lines forms that `training.measure` and tests/accuracy read.

    python -m training.fetch_gold FOLDER [--only polnear_dev newsmtsc_train gum_news_dev pages_dev]

What is fetched, and on which terms (read them at the address before you pass anything on):
  polnear_dev     PolNeAR 1.0 (Newell, Margolin and Ruths 2018), github.com/networkdynamics/PolNeAR: its texts are
                  the publishers'
  newsmtsc_train  NewsMTSC (Hamborg and Donnay 2021), github.com/fhamborg/NewsMTSC: see its LICENSE
  gum_news_dev    GUM (Zeldes 2017), github.com/amir-zeldes/gum: Wikinews CC BY 2.5, annotations CC BY 4.0
  pages_dev       article-extraction benchmark, github.com/scrapinghub/article-extraction-benchmark: MIT
Parts for development alone: no test split is asked for. Not fetched: SemEval-2025 task 10 (portrayal_dev) and BASIL and
BABE (basil_dev, babe_dev) want a registration or a choice of version; put them into the folder in the same form.

**The download was never run by those who wrote it**: they had no network. The addresses were read off public indexes,
the converters are tested on small examples of our own. A head of a GUM mention is the word that leads it in its
dependencies, which differs a little for a name behind a title from the data our own scores were taken on.
"""

import argparse
import base64
import functools
import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

RAW, TREE = "https://raw.githubusercontent.com/{}/HEAD/{}", "https://api.github.com/repos/{}/git/trees/HEAD?recursive=1"
POLNEAR, GUM = "networkdynamics/PolNeAR", "amir-zeldes/gum"
NEWSMTSC, PAGES = "fhamborg/NewsMTSC", "scrapinghub/article-extraction-benchmark"
NEWSMTSC_TRAIN = "NewsSentiment/experiments/default/datasets/newsmtsc-mt-hf/train.jsonl"
GUM_NEWS = "afghan clock defector expo hackers ie9 iodine lanterns questionnaire taxes warming".split()  # noqa: SIM905
THIRD = 3  # every third page, by its id, is for development
FORMS = {"PROPN": "name", "PRON": "pronoun"}
ENTITY = re.compile(r"\((?P<opens>[^()]+)(?P<alone>\))?|(?P<closes>[^()]+)\)")


def main() -> None:
    """Write the files asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(SETS), default=list(SETS))
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in given.only:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in SETS[name]()]
        (given.folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(lines)} rows")


def fetch(repository: str, path: str) -> bytes:
    """Return a file of a public repository; urllib.error.URLError where it cannot be had."""
    with urllib.request.urlopen(RAW.format(repository, urllib.request.quote(path)), timeout=60) as answer:
        return answer.read()


@functools.cache
def list_files(repository: str) -> tuple[str, ...]:
    """Return the paths of a public repository."""
    with urllib.request.urlopen(TREE.format(repository), timeout=60) as answer:
        return tuple(entry["path"] for entry in json.load(answer)["tree"])


def fetch_polnear() -> Iterator[dict]:
    """Yield the articles of PolNeAR's development split, each as its first annotator read it."""
    paths = list_files(POLNEAR)
    for path in (path for path in paths if path.startswith("data/dev/text/")):
        name = Path(path).stem
        marked = next(other for other in paths if other.startswith(f"data/dev/attributions/{name}_"))
        yield read_polnear(name, fetch(POLNEAR, path).decode("utf-8"), fetch(POLNEAR, marked).decode("utf-8"))


def read_polnear(name: str, text: str, marks: str) -> dict:
    """Return an article from its text and its standoff marks: T lines hold spans, E lines put them together."""
    rows = [line.split("\t") for line in marks.splitlines()]
    spans = {row[0]: [[*map(int, part.split())] for part in row[1].split(" ", 1)[1].split(";")]
             for row in rows if row[0].startswith("T")}  # fmt: skip
    quotes = []
    for row in (row for row in rows if row[0].startswith("E")):
        found: dict[str, list] = {"content": [], "cue": [], "source": []}
        for role, target in (part.split(":") for part in row[1].split()):
            side = role.rstrip("0123456789").lower()  # a role told twice is numbered
            if side in found:
                found[side] = sorted(found[side] + spans[target])
        quotes.append({side: pieces or None for side, pieces in found.items()})
    outlet, date = name.split("_")[:2]
    title = text.split("\n", 1)[0].rstrip(".")
    return {"id": name, "outlet": outlet, "date": date, "title": title, "text": text, "quotes": quotes}


def fetch_newsmtsc() -> Iterator[dict]:
    """Yield the targets of NewsMTSC's training split."""
    for line in fetch(NEWSMTSC, NEWSMTSC_TRAIN).decode("utf-8").splitlines():
        yield read_newsmtsc(json.loads(line))


def read_newsmtsc(row: dict) -> dict:
    """Return a target in the form that is read here."""
    polarity = {-1: "negative", 0: "neutral", 1: "positive"}[int(row["polarity"])]
    place = {"start": row["from"], "end": row["to"], "mention": row["mention"]}
    return {"id": row["id"], "text": row["sentence"], **place, "polarity": polarity}


def fetch_gum() -> Iterator[dict]:
    """Yield the half of GUM's news that is for development."""
    for name in (f"GUM_news_{title}" for title in GUM_NEWS):
        yield read_gum(name, fetch(GUM, f"dep/{name}.conllu").decode("utf-8"))


def read_gum(name: str, conllu: str) -> dict:
    """Return an article with its mentions: text by the spaces marked, a blank line before each new paragraph."""
    text, mentions = "", []
    for block in conllu.strip().split("\n\n"):
        lines = block.splitlines()
        text = text.rstrip() + ("\n\n" if text and any(line.startswith("# newpar") for line in lines) else " ")
        text = text.lstrip()
        words: list[dict] = []
        for cells in (line.split("\t") for line in lines if re.match(r"\d+\t", line)):
            more = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
            place = {"start": len(text), "end": len(text) + len(cells[1])}
            words.append({**place, "id": cells[0], "pos": cells[3], "head": cells[6], "entity": more.get("Entity", "")})
            joined = more.get("SpaceAfter") == "No" or _is_inside(lines, cells[0])
            text += cells[1] + ("" if joined else " ")
        mentions += _find_mentions(words)
    return {"id": name, "text": text.rstrip(), "mentions": mentions}


def _is_inside(lines: list[str], word: str) -> bool:
    """Whether a word is part of a longer one ("35-36 Trump's") and not its end."""
    return any(re.match(rf"{word}-\d+\t", line) for line in lines)


def _find_mentions(words: list[dict]) -> list[dict]:
    """The entities of one sentence; in "(1-person-…(2-place-…)" two begin and the second ends."""
    begun: list[tuple[str, str, int]] = []
    found = []
    for place, word in enumerate(words):
        for match in ENTITY.finditer(word["entity"]):
            if match["opens"]:
                cluster, kind = match["opens"].split("-")[:2]
                begun.append((cluster, kind, place))
            if match["alone"] or match["closes"]:
                last = max(i for i, each in enumerate(begun) if match["alone"] or each[0] == match["closes"])
                found.append(_make_mention(words[begun[last][2] : place + 1], *begun.pop(last)[:2]))
    return sorted(found, key=lambda row: (row["start"], -row["end"]))


def _make_mention(words: list[dict], cluster: str, kind: str) -> dict:
    own = {word["id"] for word in words}
    head = next((word for word in words if word["head"] not in own), words[-1])
    place = {"start": words[0]["start"], "end": words[-1]["end"], "head": [head["start"], head["end"]]}
    return {**place, "cluster": cluster, "type": kind, "form": FORMS.get(head["pos"], "noun")}


def fetch_pages() -> Iterator[dict]:
    """Yield every third page of the article-extraction benchmark."""
    truth = json.loads(fetch(PAGES, "ground-truth.json"))
    for name in sorted(truth)[::THIRD]:
        page = base64.b64encode(fetch(PAGES, f"html/{name}.html.gz")).decode("ascii")
        yield {"id": name, "url": truth[name]["url"], "body": truth[name]["articleBody"], "html_gz": page}


SETS: dict[str, Callable[[], Iterator[dict]]] = {
    "polnear_dev": fetch_polnear, "newsmtsc_train": fetch_newsmtsc, "gum_news_dev": fetch_gum, "pages_dev": fetch_pages,
}  # fmt: skip

if __name__ == "__main__":
    main()
