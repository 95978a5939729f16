"""The command line: run, annotate, explain, lab."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import places

EXAMPLES = """examples:
  python -m analysis run                             everything, on data/articles, into output/
  python -m analysis run my/articles --out my/output everything, on your own articles
  python -m analysis annotate my/articles --out my/tables --csv
  python -m analysis explain output talks-3f2a:q02
  python -m analysis lab                             the notebooks in JupyterLab
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with one line on stderr for what is wrong with the input."""
    args = make_parser().parse_args(arguments)
    try:
        return args.command(args)
    except (ValueError, OSError, KeyError, RuntimeError) as error:
        message = error.args[0] if isinstance(error, KeyError) and error.args else error
        print(f"analysis: {message}", file=sys.stderr)
        return 1


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the four commands."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="How news articles frame their actors: who is quoted, who acts on whom, in what tone.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = _add(commands, "run", run_all, "annotate, execute the notebooks, write tables, charts and the report")
    run.add_argument("articles", nargs="*", default=[places.DATA / "articles"], help="files, folders or URLs")
    run.add_argument("--out", type=Path, default=Path("output"), help="the folder to write to (default: output)")
    only = _add(commands, "annotate", annotate, "write the tables only, as Parquet")
    only.add_argument("articles", nargs="+", help="files, folders or URLs")
    only.add_argument("--out", type=Path, required=True, help="the folder to write to")
    only.add_argument("--csv", action="store_true", help="write CSV too")
    for command in (run, only):
        command.add_argument("--actors", type=Path, help="your own names for actors: a CSV like data/actors.csv")
    explain = _add(commands, "explain", explain_row, "show the sentences behind the id of a row")
    explain.add_argument("tables", type=Path, help="a folder that `run` or `annotate` wrote to")
    explain.add_argument("id", help="a row's id, such as talks-3f2a:q02")
    _add(commands, "lab", open_lab, "open JupyterLab on the notebooks")
    return parser


def _add(commands, name: str, function, help_text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=help_text,
        description=help_text,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=function)
    return parser


def run_all(args: argparse.Namespace) -> int:
    """Do the main job; return 1 if a notebook failed."""
    from . import report

    record = report.run(args.articles, args.out, aliases=args.actors, progress=True)
    for name, why in record["failed"].items():
        print(f"analysis: the notebook {name} failed: {why}", file=sys.stderr)
    _say_counts(record["counts"])
    print(f"report: {args.out / 'report' / 'index.html'}")
    return 1 if record["failed"] else 0


def annotate(args: argparse.Namespace) -> int:
    """Write the tables."""
    from . import pipeline
    from . import tables as schema

    tables = pipeline.load(args.articles, aliases=args.actors, progress=True)
    schema.write(tables, args.out, csv=args.csv)
    _say_counts({name: len(frame) for name, frame in tables._asdict().items()})
    print(f"tables: {args.out}")
    return 0


def _say_counts(counts: dict[str, int]) -> None:
    problems = f"; {counts['problems']} problems, listed in the table of that name" if counts["problems"] else ""
    print(f"{counts['articles']} articles, {counts['quotes']} attributions, {counts['actors']} actors{problems}")


def explain_row(args: argparse.Namespace) -> int:
    """Print the sentences behind an id."""
    from . import evidence
    from . import tables as schema
    from .escape import printable

    folders = [folder for folder in (args.tables, args.tables / "tables") if (folder / "sentences.parquet").exists()]
    if not folders:
        raise FileNotFoundError(f"no tables in {args.tables}: name a folder that `run` or `annotate` wrote them to")
    for row in evidence.explain_id(schema.read(folders[0]), args.id).fillna("").to_dict("records"):
        origin = f"{row['outlet'] or row['article_id']}  [{row['start']}:{row['end']}] {row['found']}"
        print(printable(f"{row['sentence_id']}  {origin}"))  # a terminal runs control signs, too
        print(printable(f"    {row['sentence']}"))
    return 0


def open_lab(_: argparse.Namespace) -> int:
    """Open JupyterLab on the notebooks: in a checkout on its own, else on a copy in the folder news-framing."""
    folder = places.NOTEBOOKS
    if places.INSTALLED:
        folder = Path("news-framing") / "notebooks"
        for part in (places.NOTEBOOKS, places.DATA):
            if not (folder.parent / part.name).exists():
                shutil.copytree(part, folder.parent / part.name)
    if not folder.is_dir():
        raise FileNotFoundError(f"there are no notebooks in {folder}: run the suite from a whole checkout")
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # as in a container, where Jupyter asks to be told so
    return subprocess.call([sys.executable, "-m", "jupyter", "lab", *(["--allow-root"] if root else []), str(folder)])


if __name__ == "__main__":
    sys.exit(main())
