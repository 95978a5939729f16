"""Tone of sentences; targets found and scored, by the encoder and by the lexicon method."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import encoder, sentiment
from analysis.quotes import list_spoken


def make_targets(*pairs: tuple[str, str]) -> pd.DataFrame:
    """Targets from (text, target) pairs; the target's first place in the text is meant."""
    rows = [{"text": text, "start": text.index(name), "end": text.index(name) + len(name)} for text, name in pairs]
    return pd.DataFrame(rows, columns=["text", "start", "end"])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The harvest was wonderful.", 0.3, 1),
        ("A brutal, horrible attack.", -1, -0.3),
        ("The council met on Tuesday.", 0, 0),
        ("", 0, 0),
    ],
)
def test_tone_of_sentences(text, low, high):
    assert low <= sentiment.score_tone([text])[0] <= high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("There were no problems at the polls, Ann Rowe said.", 0, 1),
        ("No complaints about Ann Rowe.", 0, 1),
        ("There were problems at the polls, Ann Rowe said.", -1, -0.3),
        ("There is no hope for Ann Rowe.", -1, -0.2),
        ("Judge Grace Hope met Joy Love at the Fresh Start Trust in Paradise.", 0, 0),
        ("Ann Rowe met with hope and love at the start.", 0.3, 1),
    ],
)
def test_tone_denies_what_is_denied_and_reads_no_names(text, low, high):
    texts = pd.DataFrame([{"article_id": "a", "title": "News", "text": text}])
    assert low <= analysis.annotate(texts).sentences["tone"][0] <= high


def test_tone_needs_no_downloaded_data(monkeypatch):
    import nltk.data

    monkeypatch.setattr(nltk.data, "path", [])
    sentiment._vader.cache_clear()
    assert sentiment.score_tone(["What a lovely day."])[0] > 0


@pytest.mark.parametrize(
    ("text", "target", "clause"),
    [
        ("Ada smiled, but Bruno wept.", "Bruno", " Bruno wept."),
        ("Ada smiled, but Bruno wept.", "Ada", "Ada smiled"),
        ("Ada said: “Bruno had lied.” He had not.", "Bruno", "Bruno had lied."),
        ("Ada, who was late, left although Bruno stayed.", "Ada", "Ada, who was late, left"),
        ("The band left.", "band", "The band left."),
        ("Ada and Bruno left.", "Ada and Bruno", "Ada and Bruno left."),
    ],
)
def test_clause_around_a_target(text, target, clause):
    start = text.index(target)
    left, right = sentiment.find_clause(text, start, start + len(target))
    assert text[left:right].strip(" ,") == clause.strip()


def test_lexicon_method_reads_the_clause_of_the_target():
    text = "Norland praised the wonderful plan, but Sudland condemned it as a horrible crime."
    scored = sentiment.score_targets(make_targets((text, "Norland"), (text, "Sudland")), "lexicon")
    assert list(scored["polarity"]) == ["positive", "negative"]
    assert scored["score"].between(-1, 1).all()
    assert scored["confidence"].between(0, 1).all()


def test_index_and_columns_are_kept():
    targets = make_targets(("Ada won.", "Ada"), ("Bruno lost.", "Bruno")).set_axis([7, 3])
    scored = sentiment.score_targets(targets, "lexicon")
    assert list(scored.index) == [7, 3]
    assert list(scored.columns) == ["polarity", "score", "confidence"]


def test_no_targets_give_no_scores():
    assert list(sentiment.score_targets(pd.DataFrame(), "lexicon").columns) == ["polarity", "score", "confidence"]
    assert not len(sentiment.score_targets(make_targets()))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 2), (0, 99), (4, 5), (None, 2)])
def test_a_span_outside_its_text_is_refused(start, end):
    targets = pd.DataFrame(
        [{"text": "Adam won.", "start": 0, "end": 4}, {"text": "Adam won.", "start": start, "end": end}]
    )
    with pytest.raises(ValueError, match="target 1 "):
        sentiment.score_targets(targets, "lexicon")


def test_missing_columns_and_unknown_methods_are_named():
    with pytest.raises(ValueError, match="missing: start, end"):
        sentiment.score_targets(pd.DataFrame({"text": ["Ada won."]}), "lexicon")
    with pytest.raises(ValueError, match="no method 'magic'"):
        sentiment.score_targets(make_targets(("Ada won.", "Ada")), "magic")


def test_low_confidence_is_unclear():
    targets = make_targets(("Ada won a wonderful prize.", "Ada"))
    assert sentiment.score_targets(targets, "lexicon", unclear_below=1.0)["polarity"].tolist() == ["unclear"]
    assert sentiment.score_targets(targets, "lexicon")["polarity"].tolist() == ["positive"]


def test_without_onnxruntime_the_lexicon_takes_over(monkeypatch):
    monkeypatch.setattr(encoder.importlib.util, "find_spec", lambda name: None)
    assert sentiment.method_in_use() == "lexicon"
    assert "onnxruntime is not installed" in sentiment.note_on_method()
    assert len(sentiment.score_targets(make_targets(("Ada won.", "Ada")))) == 1


SENTENCES = [
    {"sentence_id": "a:s00", "article_id": "a", "part": "title", "start": 0, "end": 8, "text": "Ada wins"},
    {"sentence_id": "a:s01", "article_id": "a", "part": "body", "start": 9, "end": 30, "text": "She met Ada Berg here"},
    {"sentence_id": "a:s02", "article_id": "a", "part": "caption", "start": 35, "end": 38, "text": "Ada"},
]  # fmt: skip


def mention(number: int, sentence: str, start: int, end: int, **more) -> dict:
    row = {"mention_id": f"a:m{number:02}", "article_id": "a", "sentence_id": sentence, "start": start, "end": end}
    return {**row, "form": "name", "actor_id": "ada", **more}


def find(mentions: list[dict]) -> list[tuple]:
    rows = sentiment.find_targets(SENTENCES, mentions, [], {})
    return [(row["mention_id"], row["text"][row["start"] : row["end"]]) for row in rows]


@pytest.fixture
def no_quotes(monkeypatch):
    monkeypatch.setattr("analysis.quotes.find_voice", lambda quotes, start, end: None, raising=False)


@pytest.mark.usefixtures("no_quotes")
@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([mention(0, "a:s00", 0, 3)], [("a:m00", "Ada")]),
        ([mention(0, "a:s01", 9, 12, form="pronoun"), mention(1, "a:s01", 17, 25)], [("a:m01", "Ada Berg")]),
        ([mention(0, "a:s01", 9, 12, form="pronoun")], [("a:m00", "She")]),
        ([mention(0, "a:s01", 9, 12, form="pronoun", actor_id=None)], []),
        ([mention(0, "a:s01", 9, 12, form="pronoun", actor_id=pd.NA)], []),
        ([mention(0, "a:s02", 35, 38)], []),
        (
            [mention(0, "a:s01", 9, 12, actor_id="eve"), mention(1, "a:s01", 17, 25)],
            [("a:m00", "She"), ("a:m01", "Ada Berg")],
        ),
    ],
)  # fmt: skip
def test_one_target_per_sentence_and_actor(mentions, expected):
    assert find(mentions) == expected


def test_the_voice_is_the_speaker_of_the_quote(monkeypatch):
    monkeypatch.setattr(
        "analysis.quotes.find_voice", lambda quotes, start, end: "eve" if start > 9 else None, raising=False
    )
    rows = sentiment.find_targets(SENTENCES, [mention(0, "a:s00", 0, 3), mention(1, "a:s01", 17, 25)], [], {})
    assert [row["voice"] for row in rows] == [None, "eve"]


@pytest.mark.parametrize(
    ("pieces", "source", "text"),
    [
        ([[17, 30]], "ada", "She met it"),  # her own words
        ([[17, 30]], "eve", "She met Ada Berg here"),  # another's words
        ([[9, 30]], "ada", "She met Ada Berg here"),  # words that she stands in
    ],
)
def test_what_somebody_says_does_not_judge_who_says_it(pieces, source, text):
    quote = {"attribution": "speech", "pieces": pieces, "actor_id": source, "source_start": 9, "confidence": 0.9,
             "sentence_id": "a:s01"}  # fmt: skip
    rows = sentiment.find_targets(
        SENTENCES, [mention(0, "a:s01", 9, 12, form="pronoun")], [quote], list_spoken([quote])
    )
    assert [row["text"] for row in rows] == [text]
    assert rows[0]["text"][rows[0]["start"] : rows[0]["end"]] == "She"


@pytest.mark.skipif(bool(encoder.find_missing()), reason="no weights")
def test_shares_move_the_odds():
    targets = make_targets(("Ada Berg was praised for her courage.", "Ada Berg"))
    plain, moved = (sentiment.score_targets(targets, shares=shares)["score"].item()
                    for shares in (sentiment.PICKED_SHARES, sentiment.NEWS_SHARES))  # fmt: skip
    assert 0 < moved < plain


needs_weights = pytest.mark.skipif(bool(encoder.find_missing()), reason=encoder.find_missing() or "all there")
missed = pytest.mark.xfail(strict=True, reason="known miss of these weights")


@needs_weights
@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("Norland's brutal war has horrified the world.", "Norland", "negative"),
        ("Ukraine endured a brutal war.", "Ukraine", "neutral"),
        ("Norland bombed a hospital in Sudland, killing 20 people.", "Norland", "negative"),
        ("Norland bombed a hospital in Sudland, killing 20 people.", "Sudland", "neutral"),
        ("Critics called Ada Berg a corrupt and dangerous liar.", "Ada Berg", "negative"),
        ("Critics called Ada Berg a corrupt and dangerous liar.", "Critics", "neutral"),
        ("Norland imposed sanctions on Sudland for its illegal missile tests.", "Norland", "neutral"),
        ("Norland imposed sanctions on Sudland for its illegal missile tests.", "Sudland", "negative"),
        ("Ada Berg defeated Bruno Hale, whose campaign was marred by scandal.", "Ada Berg", "positive"),
        ("Ada Berg defeated Bruno Hale, whose campaign was marred by scandal.", "Bruno Hale", "negative"),
        ("The mayor lied to the inquiry and hid the funds.", "mayor", "negative"),
        ("Ada Berg was praised for her courage.", "Ada Berg", "positive"),
        ("Ada Berg is hardly a hero.", "Ada Berg", "negative"),
        ("Nobody has done more for peace than Ada Berg.", "Ada Berg", "positive"),
        ("Ada Berg thanked Bruno Hale for his generous help.", "Bruno Hale", "positive"),
        ("The council met on Tuesday to discuss the budget.", "council", "neutral"),
        ("The earthquake devastated Sudland.", "Sudland", "neutral"),
        ("The spokesperson declined to comment.", "spokesperson", "neutral"),
        ("Ada Berg was blamed for rising unemployment.", "Ada Berg", "negative"),
        ("Ada Berg was convicted of fraud.", "Ada Berg", "negative"),
        ("I don't like Bruno Hale.", "Bruno Hale", "negative"),
        pytest.param("Unemployment fell under Mayor Ada Berg.", "Ada Berg", "positive", marks=missed),
        pytest.param("Ada Berg was cleared of fraud.", "Ada Berg", "positive", marks=missed),
        pytest.param("Bruno Hale was acquitted of all charges.", "Bruno Hale", "neutral", marks=missed),
        pytest.param("I like Ada Berg but I don't like Bruno Hale.", "Ada Berg", "positive", marks=missed),
        pytest.param("Judge Grace Hope met Joy Love in Paradise.", "Grace Hope", "neutral", marks=missed),
        pytest.param("Ada Berg did not lie to the inquiry.", "Ada Berg", "neutral", marks=missed),
        pytest.param("Norland accused Sudland of cheating.", "Norland", "neutral", marks=missed),
        pytest.param("The minister mourned the victims of the flood.", "minister", "neutral", marks=missed),
        pytest.param("“He is a great leader,” Ada Berg said of Bruno Hale.", "Bruno Hale", "positive", marks=missed),
    ],
)
def test_sentiment_towards_a_target(text, target, polarity):
    assert sentiment.score_targets(make_targets((text, target)), "encoder")["polarity"].tolist() == [polarity]


@needs_weights
def test_the_encoder_is_the_default_and_keeps_order_and_index():
    assert (sentiment.method_in_use(), sentiment.note_on_method()) == ("encoder", "")
    pairs = [("Ada Berg was praised for her courage.", "Ada Berg"), ("The mayor lied to the inquiry.", "mayor")]
    scored = sentiment.score_targets(make_targets(*pairs * 3).set_axis([5, 4, 3, 2, 1, 0]))
    assert list(scored.index) == [5, 4, 3, 2, 1, 0]
    assert list(scored["polarity"]) == ["positive", "negative"] * 3
    assert (scored["score"].iloc[::2] > 0.5).all() and (scored["score"].iloc[1::2] < -0.5).all()
    assert scored["confidence"].between(0.8, 1).all()


@needs_weights
def test_a_target_far_into_a_long_sentence_is_judged():
    text = "On the one hand the weather was mild, " * 40 + "and Ada Berg was praised for her courage."
    assert sentiment.score_targets(make_targets((text, "Ada Berg")))["polarity"].tolist() == ["positive"]


def test_confidence_is_a_line_between_log_odds():
    highest = np.array([0.4, 0.5, 0.8, 1.0])
    assert sentiment.straighten(highest, {"slope": 1.0, "intercept": 0.0}) == pytest.approx(highest)
    lower = sentiment.straighten(highest, {"slope": 1.2, "intercept": -0.5})
    assert (np.diff(lower) > 0).all()
    assert lower[1] == pytest.approx(1 / (1 + np.exp(0.5)))
