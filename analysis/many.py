"""Many articles: chunks of some seconds, workers, and a cache that lets a stopped run go on where it was."""

import functools
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from . import syntax

SIZE = 9000  # characters of a chunk, which is parsed and scored together: all that a killed run loses
# What comes after the tables, or only describes them, does not change what is found in a text.
LATER = ("changes", "charts", "corrections", "display", "escape", "evidence", "findings", "places", "reliability",
         "report", "statistics", "__main__", "data", "notebooks")  # fmt: skip

Found = dict[str, list[dict]]  # the rows of one article, by table
Annotate = Callable[[list[dict], dict], list[Found]]


def annotate_all(
    rows: list[dict], annotate: Annotate, options: dict, *, folder: Path | None, workers: int, progress: bool
) -> list[Found]:
    """Return what was found in each article, in order: from the cache in `folder`, else made now and put there."""
    from tqdm import tqdm

    done = {row["article_id"]: read_kept(folder, row) for row in rows}
    todo = [row for row in rows if done[row["article_id"]] is None]
    work = functools.partial(_annotate_chunk, annotate=annotate, options=options, folder=folder)
    with tqdm(total=len(todo), desc="annotating", unit="article", disable=None if progress else True) as bar:
        for chunk, found in _each_chunk(list(cut_chunks(todo)), work, workers):
            done |= {row["article_id"]: rows_found for row, rows_found in zip(chunk, found, strict=True)}
            bar.update(len(chunk))
    return [found for found in done.values() if found is not None]


def cut_chunks(rows: list[dict]) -> Iterator[list[dict]]:
    """Yield the articles in order, in chunks that end with the article that reaches SIZE."""
    chunk: list[dict] = []
    size = 0
    for row in rows:
        chunk.append(row)
        size += len(row["text"])
        if size >= SIZE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _each_chunk(chunks: list[list[dict]], work: Callable, workers: int) -> Iterator[tuple[list[dict], list[Found]]]:
    if workers <= 1 or len(chunks) <= 1:
        yield from ((chunk, work(chunk)) for chunk in chunks)
        return
    try:
        with ProcessPoolExecutor(workers) as pool:
            yield from zip(chunks, pool.map(work, chunks), strict=True)
    except BrokenProcessPool as error:
        raise RuntimeError("a worker died (out of memory?): run again, what was finished is kept") from error


def _annotate_chunk(chunk: list[dict], *, annotate: Annotate, options: dict, folder: Path | None) -> list[Found]:
    """Return what is found in each article of a chunk, kept in the cache; article by article where the chunk fails."""
    try:
        found = annotate(chunk, options)
    except Exception as error:
        if len(chunk) > 1:
            again = functools.partial(_annotate_chunk, annotate=annotate, options=options, folder=folder)
            return [again([row])[0] for row in chunk]
        message = f"the article could not be annotated: {type(error).__name__}: {error}"
        return [{"problems": [{"article_id": chunk[0]["article_id"], "stage": "annotate", "message": message}]}]
    for row, rows_found in zip(chunk, found, strict=True):
        keep(folder, row, rows_found)
    return found


def fingerprint(options: dict) -> str:
    """Return a short hash of all that decides what is found in a text: code, word tables, models, options."""
    digest = hashlib.sha256(json.dumps(options, sort_keys=True, default=str).encode())
    digest.update(str(syntax.model_version()).encode())
    for path in _fingerprinted():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _fingerprinted() -> Iterator[Path]:
    """Yield the code, word tables and weights that the tables depend on; scores and cards only describe them."""
    home = Path(__file__).parent
    for path in sorted(home.rglob("*")):
        top = path.relative_to(home).parts[0].split(".")[0]
        wanted = path.suffix in (".py", ".csv", ".npz", ".onnx", ".json") and not path.name.endswith("scores.json")
        if wanted and top not in LATER:
            yield path


def _find_key(row: dict) -> str:
    return hashlib.sha256(json.dumps([row["article_id"], row["title"], row["text"]]).encode()).hexdigest()


def read_kept(folder: Path | None, row: dict) -> Found | None:
    """Return what was found in an article before; None where nothing of its own is kept."""
    if folder is None:
        return None
    key = _find_key(row)
    try:
        kept = json.loads(gzip.decompress((folder / f"{key[:24]}.json.gz").read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):  # not there, cut short, empty, somebody else's
        return None
    return kept["found"] if isinstance(kept, dict) and kept.get("key") == key else None


def keep(folder: Path | None, row: dict, found: Found) -> None:
    """Keep what was found in an article: under a temporary name, then renamed, so that a file is always whole."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    key = _find_key(row)
    path = folder / f"{key[:24]}.json.gz"
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(gzip.compress(json.dumps({"key": key, "found": found}).encode(), mtime=0))
    temporary.replace(path)
