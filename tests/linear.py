# ruff: noqa: E501
"""Time against size, as ratios in one process: python tests/linear.py [--annotate]. Four times the text may cost six times.

Each sign or piece that somebody once used to stop a reader is repeated; with --annotate, real-looking prose of up to
100,000 words and 20,000 quotation marks as well (minutes).
"""

import argparse
import contextlib
import io
import json
import time
from collections.abc import Callable, Iterator

import make_formats as make
import pandas as pd

import analysis
from analysis.articles import cleaning, corpus, formats

PIECES = (
    "[", "![a", "[a](", "](", "*", "**a", "_", "_a ", "#", "# a ", ">", "<", "<a", "<script", "<style>", "</", "&", "&a",
    "&#", "---\n", "+++\n", "<!--", "http://", "1\r\n", "Title:\n", "a-\n", "a", "-", "a-", "\"", "“", "”", "'", " ", "\n", "\n\n", " \n", "\t", "(", ")", ".", ".)",
    "1 of 3 DOCUMENTS\n", "End of Document\n", "_\n", "a: b\n", "By A. Roe\n", "Read more\n", "Photo: x\n", "A (", "LONDON ",
    "{", "{\\rtf1 ", "\\'e9", "\\u8217?", "â€", "Ã", "From \n", "a,", ";", "\x00", "<div>", "<p>", "{\"a\":", "word ", "\ufeff",
)  # fmt: skip
ENDINGS = (".txt", ".md", ".html", ".csv", ".jsonl", ".json", ".rtf", ".eml", ".mbox", ".xml")
SMALL, TIMES, RATIO = 10_000, 4, 6.0
FLOOR = 0.3  # seconds: what takes less is too short to be told from noise


STORY = list(make.story("Ann"))
GROWN: dict[str, Callable[[int], str | bytes]] = {
    "a.docx": lambda times: make.docx(STORY * times),
    "a.odt": lambda times: make.odt(STORY * times),
    "a.rtf": lambda times: make.rtf("\n\n".join(STORY * times)),
    "a.pdf": lambda times: make.pdf(["\n".join(STORY)] * times),
    "a.html": lambda times: make.page("Ann").replace(b"</article>", b"<p>%s</p>" % STORY[1].encode() * times + b"</article>"),
    "a.mbox": lambda times: (b"From a@b\n" + make.mail("Ann") + b"\n") * times,
    "a.rss": lambda times: make.feed(["Ann"] * times),
    "a.warc": lambda times: make.warc("Ann") * times,
    "a.zip": lambda times: make.packed(**{f"{number}_txt": make.plain("Ann") for number in range(times)}),
    "a.json": lambda times: json.dumps({"found": [make.head("Ann") | {"body": make.body("Ann")}] * times}),
    "nexis.txt": lambda times: make.nexis("Ann", 1, headline=True) * times,
    "uni.docx": lambda times: make.docx(make.uni("Ann") * times),
    "factiva.txt": lambda times: make.factiva("Ann") * times,
    "proquest.txt": lambda times: make.proquest("Ann", 1) * times,
    "europresse.txt": lambda times: make.europresse("Ann") * times,
    "a.xlsx": lambda times: make_table(times, "to_excel"),
    "a.parquet": lambda times: make_table(times, "to_parquet"),
}  # fmt: skip


def make_table(times: int, writer: str) -> bytes:
    data = io.BytesIO()
    getattr(pd.DataFrame([{"text": make.plain("Ann")}] * times), writer)(data, index=False)
    return data.getvalue()


def seconds(function: Callable, *arguments: object) -> float:
    start = time.process_time()
    with contextlib.suppress(Exception):  # that it is refused is well; how long it took is asked here
        function(*arguments)
    return time.process_time() - start


def read(name: str, data: bytes) -> None:
    for row in formats.read_bytes(name, data):
        text = str(row.get("text") or "")
        cleaning.clean(corpus.mend_twice(text)[0])
        corpus.find_language(text)


def find_steep(size: int = SMALL) -> Iterator[tuple[str, str, float, float]]:
    """Yield each file and piece of which `TIMES` as much costs more than `RATIO` times as much."""
    for ending in ENDINGS:
        for piece in PIECES:
            large = (piece * (size * TIMES // len(piece))).encode()
            yield from _compare(f"a{ending}", piece, large[: len(large) // TIMES], large)
    for name, grow in GROWN.items():
        few, many = (grow(times) for times in (200, 200 * TIMES))
        yield from _compare(name, "articles", *(one.encode() if isinstance(one, str) else one for one in (few, many)))


def _compare(name: str, piece: str, small: bytes, large: bytes) -> Iterator[tuple[str, str, float, float]]:
    """Yield what is steep, asked twice: a parser's import, or another program's turn, is not the reader's time."""
    for last in (False, True):
        slow = seconds(read, name, large)
        if slow <= FLOOR or slow <= RATIO * (fast := max(seconds(read, name, small), 0.001)):
            return
        if last:
            yield name, piece, fast, slow


def annotate(text: str) -> float:
    return seconds(lambda: analysis.annotate(pd.DataFrame({"article_id": ["a"], "text": [text]}), sentiment=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotate", action="store_true")
    if not parser.parse_args().annotate:
        print(*find_steep(), sep="\n")
        return
    one = "\n\n".join(make.plain(f"{name}{number}") for number in range(10) for name in ("Ann", "Bo"))
    annotate(one)
    for words in (1_000, 10_000, 50_000, 100_000):
        text = "\n\n".join([one] * (words // len(one.split()) + 1))
        print(f"{words:>7} words: {1000 * annotate(text) / len(text.split()):.2f} CPU ms a word")
    for marks in (1_000, 4_000, 20_000):
        print(
            f"{marks:>7} marks: {1000 * annotate('“' * marks):.0f}, {1000 * annotate('a “b” ' * (marks // 2)):.0f} CPU ms"
        )


if __name__ == "__main__":
    main()
