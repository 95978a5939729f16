"""The notebooks are run, short-celled and honest in form; nbval compares what they say."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
READ = {path.stem: nbformat.read(path, as_version=4) for path in NOTEBOOKS}
CODE = [
    pytest.param(cell, id=f"{name}-{number}")
    for name, notebook in READ.items()
    for number, cell in enumerate(notebook.cells)
    if cell.cell_type == "code"
]


def has_tag(cell, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def output_types(cell) -> set[str]:
    return {kind for output in cell.outputs for kind in output.get("data", {})}


def has_table(cell) -> bool:
    return any("<table" in "".join(output.get("data", {}).get("text/html", "")) for output in cell.outputs)


def test_all_six_are_there():
    assert list(READ) == ["01_corpus", "02_sentiment", "03_quotes", "04_framing", "05_compare", "06_reliability"]


@pytest.mark.parametrize("name", READ)
def test_every_code_cell_was_run_in_order(name):
    counts = [cell.execution_count for cell in READ[name].cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("name", READ)
def test_the_title_is_a_question(name):
    assert re.match(r"# .*\?$", READ[name].cells[0].source.splitlines()[0])


@pytest.mark.parametrize("name", READ)
def test_one_parameters_cell_holds_literals_with_comments(name):
    (cell,) = [cell for cell in READ[name].cells if has_tag(cell, "parameters")]
    for line in cell.source.splitlines():
        ast.literal_eval(line.split(" = ", 1)[1].split("  # ", 1)[0])
        assert "  # " in line


@pytest.mark.parametrize("name", READ)
def test_one_answer_is_computed(name):
    (cell,) = [cell for cell in READ[name].cells if has_tag(cell, "answer")]
    assert "text/markdown" in output_types(cell)


@pytest.mark.parametrize("name", READ)
def test_every_chart_stands_beside_its_table(name):
    """nbval does not look at pictures, so the cell before or after each chart shows its numbers."""
    code = [cell for cell in READ[name].cells if cell.cell_type == "code"]
    for number, cell in enumerate(code):
        if "image/png" in output_types(cell):
            assert any(has_table(near) for near in code[max(0, number - 1) : number + 2]), cell.source


@pytest.mark.parametrize("cell", CODE)
def test_cells_are_short_and_plain(cell):
    assert len(cell.source.splitlines()) <= 10
    tree = ast.parse(cell.source)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.For | ast.While)]
    assert not cell.source.rstrip().endswith(";")


@pytest.mark.parametrize("cell", CODE)
def test_no_cell_failed_or_warned(cell):
    assert not [output for output in cell.outputs if output.output_type == "error" or output.get("name") == "stderr"]


@pytest.mark.parametrize("name", READ)
def test_prose_holds_no_number_that_should_be_computed(name):
    """Years of methods' papers in brackets, and numbers in links or code, are not findings."""
    for cell in READ[name].cells:
        if cell.cell_type == "markdown":
            prose = re.sub(r"\([^)]*(19|20)\d\d[^)]*\)|`[^`]*`|^#.*$|\d\d_\w+", "", cell.source, flags=re.M)
            assert not re.search(r"\d", prose), prose
