"""A folder of sixty files of every kind: forty-five come in whole, fifteen stand in `problems` with what to do."""

import re
from pathlib import Path

import make_formats as make
import pytest

from analysis.articles import corpus


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The folder's files with their stories, and what reading it gives."""
    folder = tmp_path_factory.mktemp("sixty")
    good = make.make_good(folder)
    for name, (content, _) in make.BROKEN.items():
        (folder / name).write_bytes(content)
    return good, *corpus.read_whole(folder)


def test_sixty_files(read):
    assert (len(read[0]), len(make.BROKEN)) == (45, 15)


@pytest.mark.parametrize("name", [*make.BROKEN])
def test_what_is_broken_says_what_to_do(read, name):
    _, articles, _, problems = read
    told = problems[problems["path"].str.contains(f"/{re.escape(name)}(?:,|$)")]["message"]
    assert not articles["path"].str.endswith(f"/{name}").any()
    assert len(told) == 1 and make.BROKEN[name][1] in told.iloc[0]


def test_every_good_file_comes_in_whole(read):
    good, articles, _, _ = read
    wrong = []
    for name, stories in good.items():
        rows = articles[articles["path"].map(lambda path, name=name: Path(path).name == name)]
        found = dict(zip(rows["title"].fillna(""), rows.to_dict("records"), strict=True))
        for story in stories:
            title, *paragraphs = make.story(story)
            row = found.get(title, {})
            text = [one for one in str(row.get("text", "")).split("\n") if one and one != title]
            seen = (text, row.get("outlet"), str(row.get("published"))[:10])
            if seen != (paragraphs, make.OUTLET, make.DAY):
                wrong.append((name, list(found), seen))
        if len(rows) != len(stories):
            wrong.append((name, len(rows), len(stories)))
    assert wrong == []


def test_nothing_else_comes_in(read):
    good, articles, _, problems = read
    assert len(articles) == sum(map(len, good.values()))
    assert set(problems["stage"]) == {"read", "skipped"}
    assert (
        problems[~problems["path"].str.contains("|".join(map(re.escape, make.BROKEN)))]["message"]
        .map(lambda told: "look for odd characters" in told)
        .all()
    )


def test_spoilt_files_raise_nothing_and_take_no_time():
    import random

    import fuzz_formats as fuzz

    assert list(fuzz.find_failures(fuzz.load_seeds(), random.Random(7), 150)) == []
