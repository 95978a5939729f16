"""One page of the report: whole, without script, and nothing fetched from anywhere."""

from pathlib import Path

from ..escape import in_file_name, in_html

STYLE = Path(__file__).with_name("report.css")
# The second wall: should a page hold what it must not, the browser runs no script and fetches nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def make_page(title: str, body: str, *, up: str = "", code: bool = True) -> str:
    """Return a whole HTML page that needs nothing but itself; `up` leads to the folder of index.html."""
    style = STYLE.read_text(encoding="utf-8")
    switch = '<input type="checkbox" id="code"><label for="code">Show the code</label>' if code and not up else ""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>{in_html(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style}</style></head>\n'
        f'<body><nav><a href="{up}index.html">Report</a> · <a href="{up}actors.html">Actors</a></nav>{switch}'
        f"<main>\n{body}\n</main></body></html>\n"
    )


def name_page(article_id: str) -> str:
    """Return the place of an article's page in the report, whatever its id."""
    return f"articles/{in_file_name(article_id)}.html"


def name_actor_page(actor_id: str) -> str:
    """Return the place of an actor's page in the report, whatever its id."""
    return f"actors/{in_file_name(actor_id)}.html"


def write_page(path: Path, text: str) -> None:
    """Write a page, and the folder that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="replace")  # a lone surrogate has no place in a file
