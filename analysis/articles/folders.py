"""Paths -> the files to read, and each file's rows with what the files beside it say of them.

Beside a file may stand one of the same name in .json or .yaml, and in its folder or above it a table articles.csv
with a column `file`: it wins over all else. A folder and a zip file are read alike.
"""

import glob
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from .dates import read_dates
from .formats import FORMATS, LARGEST, TABLES, read_bytes, read_table
from .rows import NOTE, Row, add_note, decode, has_text, load_yaml, name_fields

SIDECARS = (".json", ".yaml", ".yml")
LISTINGS = ("articles.csv", "articles.tsv", "metadata.csv", "metadata.tsv")
FILE = ("file", "filename", "file_name", "path")
STAGE = "_stage"
LEFT = re.compile(
    r"\.(?:css|js|map|db|ini|ico|png|jpe?g|gif|svg|webp|bmp|tiff?|woff2?|ttf|eot|mp[34]|mov|avi|wav|exe|dll|lnk|url|webloc"
    r"|tmp|bak|log|py|ipynb|ds_store)"
)
Load = Callable[[str], bytes]


def find_files(paths: str | Path | Iterable[str | Path]) -> list[str]:
    """Return the files and addresses to read, folders and patterns (news/*.pdf) replaced by what is in them, sorted.

    Hidden files, READMEs and a saved page's folder are left out; a file named twice is read once.
    FileNotFoundError where there is no such path, ValueError where there is nothing in it.
    """
    found: list[str] = []
    for path in [paths] if isinstance(paths, str | Path) else paths:
        if is_url(path):
            found.append(str(path))
        elif Path(path).is_dir():
            found += _list_folder(Path(path))
        elif os.path.lexists(path):
            found.append(str(Path(path)))
        else:
            found += _list_pattern(str(path))
    if not found:
        raise ValueError("No paths were given: name a file, a folder or a web address.")
    return list({path if is_url(path) else os.path.realpath(path): path for path in found}.values())


def is_url(path: str | Path) -> bool:
    """Tell whether a path is a web address."""
    return isinstance(path, str) and re.match(r"https?://", path) is not None


def _list_pattern(pattern: str) -> list[str]:
    found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207
    if not found:
        raise FileNotFoundError(f"There is no file or folder called {pattern}: check the path.")
    return [one for path in found for one in (_list_folder(Path(path)) if Path(path).is_dir() else [path])]


def _list_folder(folder: Path) -> list[str]:
    files = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    inside = sorted(path for path in files if not is_hidden(path.relative_to(folder).as_posix()))
    found = [str(path) for path in inside]
    if not found:
        raise ValueError(f"The folder {folder} holds no articles: put files in it ({', '.join(FORMATS)}).")
    return found


def is_hidden(name: str) -> bool:
    """Tell whether a file's name in its folder is that of a hidden file or a README."""
    path = PurePosixPath(name)
    return any(part.startswith((".", "_")) for part in path.parts) or path.stem.upper() == "README"


def read_file(path: str) -> bytes:
    """Return what is in a file; ValueError where it is none, or too large to be read."""
    told = Path(path).stat()
    if not stat.S_ISREG(told.st_mode):
        raise ValueError("this is a pipe or a device and no file: save the article as a file")
    if told.st_size > LARGEST:
        raise ValueError(f"larger than {LARGEST // 10**6} MB: split it into smaller files")
    with Path(path).open("rb") as file:
        return file.read(LARGEST + 1)


def read_all(names: Sequence[str], load: Load) -> Iterator[tuple[str, list[Row]]]:
    """Yield each file's name and rows; one that cannot be read has a single row with a note alone."""
    names = _leave_out(names)
    listed, listings = _read_listings(names, load)
    articles = {_stem(name) for name in names if _ending(name) in FORMATS and _ending(name) != ".json"}
    beside = {name for name in names if _ending(name) in SIDECARS and _stem(name) in articles}
    known = set(names)
    for name in (name for name in names if name not in beside | listings):
        told, note = _read_sidecar(name, known, load)
        try:
            if LEFT.fullmatch(_ending(name)):
                yield name, [{NOTE: f"{_ending(name)} files hold no articles: left out", STAGE: "skipped"}]
                continue
            rows = read_bytes(name, load(name))
        except Exception as error:  # parsers of other people's formats raise what they like
            yield name, [{NOTE: explain(error)}]
            continue
        wins = listed.pop(name, {})
        rows = [{**told, **row} if _ending(name) in TABLES else {**row, **told} for row in rows]
        yield name, [add_note({**row, **wins}, note) for row in rows]
    for name in listed:
        yield name, [{NOTE: "a table beside the articles names this file, and it is not there: check the name"}]


def _leave_out(names: Sequence[str]) -> list[str]:
    """Return the names without hidden files and what belongs to a page that a browser saved."""
    pages = {_stem(name) for name in names if _ending(name) in (".html", ".htm", ".mhtml")}
    saved = re.compile(r"(.*?)(?:_files|\.files|_Dateien|_fichiers)/")
    kept = (name for name in names if not is_hidden(PurePosixPath(name).name))
    return [name for name in kept if not ((page := saved.match(name)) and page[1] in pages)]


def _stem(name: str) -> str:
    return name.removesuffix(PurePosixPath(name).suffix)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def explain(error: Exception) -> str:
    """Return in words why something could not be read."""
    if isinstance(error, OSError):
        return f"{error.strerror or error}: check that it is there and that you may read it"
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"


def _read_sidecar(name: str, known: set[str], load: Load) -> tuple[Row, str | None]:
    """Return what a file of the same name (.json, .yaml) says about the article, and a note where it is broken."""
    for side in (_stem(name) + ending for ending in SIDECARS):
        if side in known and side != name and _ending(name) != ".json":
            try:
                parse = json.loads if side.endswith(".json") else load_yaml
                return name_fields(dict(parse(decode(load(side))[0]))), None
            except (TypeError, ValueError, RecursionError, OSError):
                return {}, f"{PurePosixPath(side).name} could not be read: it must hold one object of names and values"
    return {}, None


def _read_listings(names: Sequence[str], load: Load) -> tuple[dict[str, Row], set[str]]:
    """Return what tables of files say of each (one further up is overruled), and those tables' names."""
    listed: dict[str, Row] = {}
    found = set()
    for name in sorted(names, key=lambda one: one.count("/")):
        if PurePosixPath(name).name.lower() in LISTINGS and (rows := _read_listing(name, load)):
            found.add(name)
            listed |= {str(PurePosixPath(name).parent / file): row for file, row in rows.items()}
    return listed, found


def _read_listing(name: str, load: Load) -> dict[str, Row]:
    """Return file -> row; nothing where the table holds the articles themselves."""
    try:
        rows = [name_fields(row) for row in read_table(decode(load(name))[0])]
    except (ValueError, OSError):
        return {}
    column = next((one for one in FILE if rows and one in map(str.lower, rows[0])), None)
    if column is None or has_text(rows[0]):
        return {}
    rows = [{key.lower() if key.lower() == column else key: value for key, value in row.items()} for row in rows]
    dates, notes = read_dates([row.get("published") for row in rows])
    told = ({**row, "published": date} for row, date in zip(rows, dates, strict=True))
    return {
        str(row.pop(column)): add_note({key: value for key, value in row.items() if value is not None}, note)
        for row, note in zip(told, notes, strict=True)
    }
