"""The converters of public gold data, on small examples of our own; nothing is fetched here."""

import gzip
import json

import pytest

from training import fetch_gold

TEXT = "A title.\n\n“Go,” Ana said. “Now.” Rain is feared."
MARKS = """T1\tContent 10 15;26 32\t“Go,” “Now.”
T2\tSource 16 19\tAna
T3\tCue 20 24\tsaid
T4\tAttribution 20 24\tsaid
E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2
T5\tContent 33 37\tRain
T6\tCue 41 47\tfeared
T7\tAttribution 41 47\tfeared
E2\tAttribution:T7 Content:T5 Cue:T6
T8\tDiscard 0 8\tA title.
"""
CONLLU = """# sent_id = 1
# newpar = head (1 s)
1\tMayor\tmayor\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=(1-person-new-1-coref-Ana_Lund
2\tLund\tLund\tPROPN\t_\t_\t1\tflat\t_\tEntity=1)
3\tspoke\tspeak\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# sent_id = 2
# newpar = p (2 s)
1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-1-ana)
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_
3-4\tOslo's\t_\t_\t_\t_\t_\t_\t_\t_
3\tOslo\tOslo\tPROPN\t_\t_\t5\tnmod\t_\tEntity=(2-place-new-2-sgl(3-place-new-1-sgl
4\t's\t's\tPART\t_\t_\t3\tcase\t_\tEntity=3)
5\tport\tport\tNOUN\t_\t_\t2\tobj\t_\tEntity=2)|SpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# sent_id = 3
1\tRain\train\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\t_
"""


def test_an_attribution_in_pieces_and_one_without_a_source():
    article = fetch_gold.read_polnear("paper_2016-01-02_a-title", TEXT, MARKS)
    first, second = article["quotes"]
    assert [TEXT[start:end] for start, end in first["content"]] == ["“Go,”", "“Now.”"]
    assert (first["source"], first["cue"]) == ([[16, 19]], [[20, 24]])
    assert (second["source"], second["content"]) == (None, [[33, 37]])
    assert (article["title"], article["outlet"], article["date"]) == ("A title", "paper", "2016-01-02")


def test_mentions_are_nested_and_their_words_stand_where_they_say():
    article = fetch_gold.read_gum("GUM_news_x", CONLLU)
    assert article["text"] == "Mayor Lund spoke.\n\nShe left Oslo's port. Rain fell"
    told = [(article["text"][row["start"] : row["end"]], article["text"][slice(*row["head"])], row["cluster"],
             row["type"], row["form"]) for row in article["mentions"]]  # fmt: skip
    assert told == [
        ("Mayor Lund", "Mayor", "1", "person", "name"), ("She", "She", "1", "person", "pronoun"),
        ("Oslo's port", "port", "2", "place", "noun"), ("Oslo's", "Oslo", "3", "place", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "polarity"), [(-1, "negative"), (0, "neutral"), (1.0, "positive")])
def test_a_target_keeps_its_place(number, polarity):
    row = {"id": "x_1_2", "sentence": "Ana left.", "from": 0, "to": 3, "mention": "Ana", "polarity": number}
    assert fetch_gold.read_newsmtsc(row) == {
        "id": "x_1_2", "text": "Ana left.", "start": 0, "end": 3, "mention": "Ana", "polarity": polarity,
    }  # fmt: skip


def test_development_parts_alone_are_asked_for(monkeypatch):
    asked = []
    files = {"ground-truth.json": json.dumps({str(n): {"url": "u", "articleBody": "b"} for n in range(4)}).encode()}

    def fetch(repository, path):
        asked.append(path)
        return files.get(path, gzip.compress(b"<p>b</p>"))

    paths = ("data/dev/text/p_2016_x.txt", "data/dev/attributions/p_2016_x_a1.ann", "data/test/text/p_2016_y.txt")
    monkeypatch.setattr(fetch_gold, "fetch", fetch)
    monkeypatch.setattr(fetch_gold, "list_files", lambda _: paths)
    assert [row["id"] for row in fetch_gold.fetch_pages()] == ["0", "3"]
    monkeypatch.setattr(fetch_gold, "fetch", lambda _, path: asked.append(path) or b"A title.")
    assert len(list(fetch_gold.fetch_polnear())) == 1
    assert not [path for path in asked if "test" in path]
