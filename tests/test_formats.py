"""A folder of sixty files of every kind: forty-five come in whole, fifteen stand in `problems` with what to do."""

import re
from pathlib import Path

import make_formats as make
import pytest

from analysis.articles import corpus, exports


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


BODY = (
    "The ferry Ida left the harbour on Monday after a week of repairs that had cost the town a good deal of money.\n\n"
    "The mayor, Ann Lee, said that she was glad to see the ship go, and that the quay would be rebuilt by the spring."
)
TOLD = [("Ferry leaves", "Jane Doe", "Harbour Post"), ("Bridge opens", "John Poe", "Harbour Post")]
PROQUEST = (
    "{title}\n\nAuthor: {turned}\nPublication title: Harbour Post\nPublication date: Mar 3, 2024\nFull text: {body}\n"
    "ProQuest document ID: 123456\n\n"
)
NEXIS = (
    "{title}\n\nHarbour Post\nMarch 3, 2024 Sunday\n\nCopyright 2024 Harbour Post\n\nLength: 57 words\n"
    "Byline: {author}\n\nBody\n\n{body}\n\nGraphic\n\nA ferry. Photo: Jane Doe\n\nLoad-Date: March 4, 2024\n\n"
    "End of Document\n\n"
)
LIST = "Client/Matter: -None-\nSearch Terms: ferry\nNarrowed by:\nContent Type: News\n\n"
FACTIVA = (
    "{title}\n{author}\n57 words\n3 March 2024\nHarbour Post\nHPOST\n3\nEnglish\n"
    "© 2024 Harbour Post. All rights reserved.\n\n{body}\n\nDocument HPOST00020240303ek330001a\n\n"
)


@pytest.mark.parametrize(
    ("before", "layout"),
    [
        (f"{'_' * 60}\n\n", PROQUEST + f"{'_' * 60}\n\n"),  # parted by a rule alone
        (f"Job Number: 1\n\nDocuments (2)\n\n1. Ferry leaves\n{LIST}2. Bridge opens\n{LIST}", NEXIS),  # behind a list
        ("", FACTIVA),  # an author without "By"
    ],
)
def test_layouts_that_name_little_are_parted_and_read(before, layout):
    pieces = [
        layout.format(title=title, author=author, turned=", ".join(author.split()[::-1]), body=BODY)
        for title, author, _ in TOLD
    ]
    rows = exports.split_export(before + "".join(pieces))
    assert [(row["title"], row["author"], row["outlet"]) for row in rows] == TOLD
    assert [row["text"].strip() for row in rows] == [BODY, BODY]


def test_a_text_with_a_rule_is_no_export():
    assert exports.split_export(f"{BODY}\n\n{'_' * 60}\n\n{BODY}") == []
