"""The command line: run, annotate, actors, check, explain, diff, sample, score, lab."""

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
  python -m analysis actors output doubts.csv        merges of actors to confirm: rows for data/actors.csv
  python -m analysis check my/articles               what would come in, what would not and why
  python -m analysis explain output talks-3f2a:q02
  python -m analysis diff old-output output          what changed between two runs, and why
  python -m analysis sample output --of quotes       how often is it wrong here? a sheet to code
  python -m analysis score output a.xlsx b.xlsx      coded sheets: errors, agreement, corrected shares
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
    """Return the parser of the commands."""
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
    doubts = _add(commands, "actors", write_doubts, "write a CSV of the doubtful merges and splits of actors")
    doubts.add_argument("tables", type=Path, help="a folder that `run` or `annotate` wrote to")
    doubts.add_argument("out", type=Path, help="the CSV to write; its rows that are right go into data/actors.csv")
    looked = _add(commands, "check", check, "read the articles without annotating and say what would come in")
    looked.add_argument("articles", nargs="+", help="files, folders, patterns or URLs")
    for command in (run, only, looked):
        command.add_argument("--allow-private", action="store_true", help="fetch from private addresses, too")
        command.add_argument(
            "--keep",
            action="append",
            default=[],
            metavar="REASON",
            help="cut nothing for this reason (or for any: all)",
        )
    for command in (run, only):
        command.add_argument("--actors", type=Path, help="your own names for actors: a CSV like data/actors.csv")
        command.add_argument("--workers", type=int, default=1, help="processes that annotate at once (default: 1)")
        command.add_argument("--corrections", type=Path, help="what readers put right: a CSV, see the README")
    explain = _add(commands, "explain", explain_row, "show the sentences behind the id of a row")
    explain.add_argument("tables", type=Path, help="a folder that `run` or `annotate` wrote to")
    explain.add_argument("id", help="a row's id, such as talks-3f2a:q02")
    changed = _add(commands, "diff", diff, "what changed between two runs: articles, figures, rows, and why")
    changed.add_argument("old", type=Path, help="a folder that `run` wrote to")
    changed.add_argument("new", type=Path, help="another one; the tables go into its folder changes")
    drawn = _add(commands, "sample", sample, "write a sheet of sentences to code, to see how often the suite is wrong")
    drawn.add_argument("tables", type=Path, help="a folder that `run` or `annotate` wrote to")
    drawn.add_argument("--of", default="quotes", help="quotes (default), sentiment, roles, labels or actors")
    drawn.add_argument("-n", type=int, default=100, help="how many rows to code (default: 100)")
    scored = _add(commands, "score", score, "score coded sheets: errors, the coders' agreement, corrected shares")
    scored.add_argument("tables", type=Path, help="the folder that the sample was drawn from")
    scored.add_argument("sheets", nargs="+", type=Path, help="the coded sheets, one a coder")
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
    from . import tables as schema

    _allow(args)
    record = report.run(args.articles, args.out, progress=True, **_list_options(args))
    for name, why in record["failed"].items():
        print(f"analysis: the notebook {name} failed: {why}", file=sys.stderr)
    _say_counts(record["counts"])
    _say_problems(schema.read(args.out / "tables").problems)
    print(f"report: {args.out / 'report' / 'index.html'}")
    return 1 if record["failed"] else 0


def annotate(args: argparse.Namespace) -> int:
    """Write the tables."""
    from . import pipeline
    from . import tables as schema

    _allow(args)
    tables = pipeline.load(args.articles, progress=True, **_list_options(args))
    schema.write(tables, args.out, csv=args.csv)
    _say_counts({name: len(frame) for name, frame in tables._asdict().items()})
    _say_problems(tables.problems)
    print(f"tables: {args.out}")
    return 0


def _list_options(args: argparse.Namespace) -> dict:
    from . import corrections

    if args.corrections:  # the notebooks, processes of their own, put them in, too
        os.environ[corrections.VARIABLE] = str(args.corrections.resolve())
    return {"aliases": args.actors, "keep": args.keep, "workers": args.workers}


def _say_counts(counts: dict[str, int]) -> None:
    problems = f"; {counts['problems']} problems, in the table of that name and here" if counts["problems"] else ""
    print(f"{counts['articles']} articles, {counts['quotes']} attributions, {counts['actors']} actors{problems}")


def _allow(args: argparse.Namespace) -> None:
    if args.allow_private:  # the notebooks, processes of their own, read the articles too
        os.environ["NEWS_ALLOW_PRIVATE"] = "1"


def _say_problems(problems) -> None:
    """Print each kind of problem once: how many files, which, and what to do; what matters least comes last."""
    from .articles import group_problems
    from .escape import printable

    for row in group_problems(problems).to_dict("records"):
        print(printable(f"  {row['n']:>5} x {row['message']}: {row['files']}"))


def check(args: argparse.Namespace) -> int:
    """Print what would come in; return 1 where nothing would."""
    from .articles import read_whole
    from .escape import printable

    _allow(args)
    articles, removed, problems = read_whole(args.articles, keep=args.keep)
    for row in articles.fillna({"outlet": "outlet unknown", "title": "no title"}).to_dict("records"):
        day = (
            "date unknown"
            if row["published"] is None or row["published"] != row["published"]
            else row["published"].date()
        )
        out = f"  [left out: {row['left_out']}]" if isinstance(row["left_out"], str) else ""
        print(printable(f"{row['outlet']}, {day}, {row['words']} words: {row['title']}{out}"))
    left, copies = articles["left_out"].notna().sum(), articles["duplicate_of"].notna().sum()
    print(f"{len(articles)} articles, {left} of them left out of shares, {copies} copies; {len(removed)} lines removed")
    _say_problems(problems)
    return 0 if len(articles) else 1


def explain_row(args: argparse.Namespace) -> int:
    """Print the sentences behind an id."""
    from . import evidence
    from .escape import printable

    for row in evidence.explain_id(_read_tables(args.tables), args.id).fillna("").to_dict("records"):
        origin = f"{row['outlet'] or row['article_id']}  [{row['start']}:{row['end']}] {row['found']}"
        print(printable(f"{row['sentence_id']}  {origin}"))  # a terminal runs control signs, too
        print(printable(f"    {row['sentence']}"))
    return 0


def write_doubts(args: argparse.Namespace) -> int:
    """Write the merges and splits to confirm."""
    from . import actors

    rows = actors.list_doubts(_read_tables(args.tables))
    rows.to_csv(args.out, index=False)
    print(f"{len(rows)} names to confirm: {args.out}")
    return 0


def diff(args: argparse.Namespace) -> int:
    """Print the first rows of what changed between two runs, and write all of it."""
    from . import changes
    from .escape import printable
    from .tables import write_csv

    folder = args.new / "changes"
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in changes.compare(args.old, args.new)._asdict().items():
        write_csv(table, folder / f"{name}.csv")
        shown = table.head(20).round(3).fillna("–").to_string(index=False) if len(table) else "nothing changed"
        print(printable(f"{name} ({len(table)}): {folder / name}.csv"))
        print("\n".join(printable(line) for line in shown.splitlines()), end="\n\n")
    return 0


def sample(args: argparse.Namespace) -> int:
    """Write a coding sheet, its codebook and its key."""
    from .reliability import coding

    folder = args.tables / coding.FOLDER
    rows = coding.write_sample(_read_tables(args.tables), args.of, args.n, folder=folder)
    print(
        f"{rows} rows to code: {folder / args.of}.csv; how: {folder / args.of}.md; keep {args.of}.key.csv from coders"
    )
    return 0


def score(args: argparse.Namespace) -> int:
    """Print what coded sheets say, and write it beside their key."""
    from .reliability import coding
    from .tables import write_csv

    folder = args.tables / coding.FOLDER
    room, found = coding.score_sheets(_read_tables(args.tables), folder, args.sheets)
    for name, table in found._asdict().items():
        write_csv(table, folder / f"{room}.{name}.csv")
        print(f"{name}: {folder / room}.{name}.csv\n{table.round(2).fillna('–').to_string(index=False)}\n")
    return 0


def _read_tables(folder: Path):
    """Return the tables of a folder that `run` or `annotate` wrote to; FileNotFoundError where there are none."""
    from . import tables as schema

    folders = [place for place in (folder, folder / "tables") if (place / "sentences.parquet").exists()]
    if not folders:
        raise FileNotFoundError(f"no tables in {folder}: name a folder that `run` or `annotate` wrote them to")
    return schema.read(folders[0])


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
