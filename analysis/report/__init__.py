"""Execute the notebooks on a corpus, and make pages of them that open from disk with no network."""

import hashlib
import html
import importlib.metadata
import json
import platform
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from .. import charts, display, evidence, pipeline, places, sentiment, syntax
from .. import tables as schema
from ..escape import in_href, in_html
from ..tables import Tables
from .actors import choose_actors, write_actors
from .page import make_page, name_actor_page, name_page, write_page
from .rows import link_counts, list_rows, read_counted, write_rows

PACKAGES = ("matplotlib", "nltk", "numpy", "onnxruntime", "pandas", "spacy", "tokenizers", "trafilatura")
CELL = {"colspan", "rowspan"}
ATTRIBUTES = {
    "*": {"class", "id", "style", "title"},
    "a": {"href"},
    "data": {"value"},
    "img": {"src", "alt"},
    "th": CELL,
    "td": CELL,
}


def run(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    aliases: str | Path | None = None,
    keep: Sequence[str] = (),
    workers: int = 1,
    progress: bool = False,
) -> dict:
    """Annotate the articles, execute every notebook on them and write tables, charts and the report to `out`.

    Returns what run.json holds. A notebook that fails is named under "failed" there; the others are still made.
    """
    if not list_notebooks():
        raise FileNotFoundError(f"there are no notebooks in {places.NOTEBOOKS}: run the suite from a whole checkout")
    out = Path(out).resolve()
    paths = [str(path) if "://" in str(path) else str(Path(path).resolve()) for path in paths]
    tables = pipeline.load(paths, keep=keep, aliases=aliases, workers=workers, progress=progress)
    schema.write(tables, out / "tables", csv=True)
    names = str(Path(aliases).resolve()) if aliases else None
    parameters = {"ARTICLES": paths, "ALIASES": names, "KEEP": list(keep), "OUT": str(out)}
    failed = execute_notebooks(out, parameters, progress=progress)
    record = describe_run(tables, parameters, failed)
    write_page(out / "run.json", json.dumps(record, indent=2, ensure_ascii=False) + "\n")
    write_pages(tables, out, record)
    return record


def list_notebooks() -> list[Path]:
    """Return the suite's notebooks, in the order of their numbers."""
    return sorted(places.NOTEBOOKS.glob("*.ipynb"))


def execute_notebooks(out: Path, parameters: dict, *, progress: bool = False) -> dict[str, str]:
    """Execute the notebooks into out/notebooks; return the error of each that failed, by its name."""
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from tqdm import tqdm

    (out / "notebooks").mkdir(parents=True, exist_ok=True)
    failed = {}
    for path in tqdm(list_notebooks(), desc="notebooks", disable=None if progress else True):
        try:
            papermill.execute_notebook(
                path, out / "notebooks" / path.name, parameters, cwd=places.NOTEBOOKS, kernel_name="python3",
                progress_bar=False, extra_arguments=["--IPKernelApp.log_level=ERROR"],
            )  # fmt: skip
        except PapermillExecutionError as error:
            failed[path.stem] = f"{error.ename}: {error.evalue}"
    return failed


def describe_run(tables: Tables, parameters: dict, failed: dict[str, str]) -> dict:
    """Return what ran on what: versions, models, parameters, inputs with their hashes, counts."""
    models = sorted((places.HOME / "models").glob("*"))
    inputs = tables.articles[["article_id", "path", "text"]].to_dict("records")
    return {
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "models": {
            "parser": syntax.model_version(),
            "sentiment": sentiment.method_in_use(),
            "sentiment_note": sentiment.note_on_method(),
            **{path.name: _sha256(path.read_bytes()) for path in models if path.suffix in (".npz", ".onnx", ".json")},
        },
        "parameters": parameters,
        "inputs": [
            {
                "article_id": row["article_id"],
                "path": _known(row["path"]),
                "sha256": _sha256(str(row["text"]).encode(errors="surrogatepass")),
            }
            for row in inputs
        ],
        "counts": {name: len(frame) for name, frame in tables._asdict().items()},
        "failed": failed,
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _known(value: object) -> str | None:
    return None if pd.isna(value) else str(value)


def write_pages(tables: Tables, out: Path, record: dict) -> None:
    """Write out/report: an index, a page for each notebook, article and actor, and for the rows of each count."""
    folder = out / "report"
    rows, links, counted = list_rows(tables), find_links(tables), read_counted(out / "counted")
    pages, used = [], set()
    for path in sorted((out / "notebooks").glob("*.ipynb")):
        title, answer, body = render_notebook(path)
        pages.append((path.stem, title, answer))
        body, keys = link_counts(link_ids(body, links), counted)
        used |= keys
        write_page(folder / f"{path.stem}.html", make_page(title, body))
    for key in sorted(used):
        write_rows(folder, counted[key], rows)
    write_actors(tables, folder, rows)
    write_articles(tables, folder)
    write_page(folder / "index.html", make_index(tables, pages, record))


def write_articles(tables: Tables, folder: Path) -> None:
    """Write a page for each article."""
    colours = charts.actor_colours(tables)
    marked = {name: getattr(tables, name) for name in ("articles", "sentences", "quotes", "labels")}
    parts = {name: dict(list(frame.groupby("article_id", sort=False))) for name, frame in marked.items()}
    for row in tables.articles.dropna(subset=["text"]).to_dict("records"):
        own = {name: part.get(row["article_id"], marked[name].iloc[:0]) for name, part in parts.items()}
        body = evidence.highlight_article(tables._replace(**own), row["article_id"], colours)
        page = make_page(row["article_id"], describe_article(row) + body, up="../")
        write_page(folder / name_page(row["article_id"]), page)


def render_notebook(path: Path) -> tuple[str, str, str]:
    """Return a notebook's title, its one-sentence answer (HTML) and its body as HTML without scripts."""
    import nbformat
    from nbconvert import HTMLExporter

    notebook = nbformat.read(path, as_version=4)
    title = notebook.cells[0].source.splitlines()[0].lstrip("# ")
    answers = [cell for cell in notebook.cells if "answer" in cell.metadata.get("tags", [])]
    notebook.cells = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    body, _ = HTMLExporter(template_name="basic", exclude_anchor_links=True).from_notebook_node(notebook)
    return title, sanitise(_markdown_output(answers)), sanitise(body)


def sanitise(markup: str) -> str:
    """Return HTML without scripts, handlers, frames, forms, and addresses that are no web page, mail or picture."""
    import nh3

    schemes = {"http", "https", "mailto", "data"}
    keep: Any = {"attributes": ATTRIBUTES, "attribute_filter": _keep_address, "url_schemes": schemes, "link_rel": None}
    return nh3.clean(markup, **keep)


def _keep_address(tag: str, attribute: str, value: str) -> str | None:
    """Keep an attribute; but a picture must hold its data, and nothing else may."""
    holds_data = value.strip().lower().startswith("data:")
    return value if attribute not in ("href", "src") or holds_data == (tag == "img") else None


def _markdown_output(cells: list) -> str:
    """Return the first Markdown output of some cells as HTML; "" where there is none."""
    from nbconvert.filters import markdown2html

    outputs = (output for cell in cells for output in cell.get("outputs", []))
    texts = (output["data"]["text/markdown"] for output in outputs if "text/markdown" in output.get("data", {}))
    return markdown2html(next(texts, ""))


def find_links(tables: Tables) -> dict[str, str]:
    """Return for each row's id the place of its sentence in the pages of articles, as a link's href.

    An actor's id and name lead to the actor's page; a description ("the owner") is no name.
    """
    actors = choose_actors(tables)[["actor_id", "name"]].itertuples(index=False, name=None)
    links = {
        word: in_href(name_actor_page(key))
        for key, name in actors
        for word in (key, name)
        if not word.islower() or word == key
    }
    links |= {article_id: in_href(name_page(article_id)) for article_id in tables.articles["article_id"]}
    for name, column in schema.IDS.items():
        frame = getattr(tables, name)
        if "sentence_id" in frame:
            ids = zip(frame[column], frame["article_id"], frame["sentence_id"], strict=True)
            links |= {row_id: in_href(name_page(article), sentence) for row_id, article, sentence in ids}
    return links


def link_ids(body: str, links: dict[str, str]) -> str:
    """Turn every table cell that holds nothing but a known id into a link to its sentence."""

    def link(match: re.Match) -> str:
        target = links.get(html.unescape(match[2]))
        return f'{match[1]}<a href="{target}">{match[2]}</a>{match[3]}' if target else match[0]

    return re.sub(r"(<t[dh]>)([^<>]+)(</t[dh]>)", link, body)


def describe_article(row: dict) -> str:
    """Return a line on where an article comes from, and how to read its colours."""
    published = "" if pd.isna(row["published"]) else f"{row['published']:%d %B %Y}"
    known = [str(value) for value in (row["outlet"], row["author"], published) if not pd.isna(value) and value]
    origin = in_html(" · ".join([*known, row["article_id"]]))
    key = "Shaded: quoted words, in the speaker's colour. Underlined: the speaker; dotted: the cue. Boxed: labels."
    return f'<p class="origin">{origin}<br>{key} Point at a passage to see its ids.</p>'


def make_index(tables: Tables, pages: list[tuple[str, str, str]], record: dict) -> str:
    """Return the report's first page: the questions with their answers, the articles, problems, what ran."""
    questions = "".join(
        f'<li><a href="{in_href(name)}.html">{in_html(title)}</a>{answer}</li>' for name, title, answer in pages
    )
    articles = "".join(f"<li>{_article_line(row)}</li>" for row in tables.articles.to_dict("records"))
    problems = display.show(tables.problems, rows=len(tables.problems)).data if len(tables.problems) else "<p>None.</p>"
    failed = "".join(f"<p>{in_html(name)} failed: {in_html(why)}</p>" for name, why in record["failed"].items())
    models = in_html(f"{record['models']['parser']}; sentiment by {record['models']['sentiment']}")
    body = (
        f"<h1>How these articles frame their actors</h1>{failed}<ol class='questions'>{questions}</ol>"
        '<p><a href="actors.html">The actors</a>: what each says, does, suffers, is called.</p>'
        f"<h2>The articles</h2><ul>{articles}</ul><h2>What could not be read or judged</h2>{problems}"
        f"<h2>What ran</h2><p>{models}. Everything is in <code>run.json</code>, the tables in <code>tables/</code>, "
        "the charts in <code>charts/</code>, the notebooks in <code>notebooks/</code>.</p>"
    )
    return make_page("How these articles frame their actors", body, code=False)


def _article_line(row: dict) -> str:
    name = in_html(_known(row["title"]) or row["article_id"])
    page = name if pd.isna(row["text"]) else f'<a href="{in_href(name_page(row["article_id"]))}">{name}</a>'
    return f"{page} {in_html(_known(row['outlet']) or '')}"
