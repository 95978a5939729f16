"""Tone of sentences, and sentiment towards each actor mentioned, in the writer's voice or a speaker's.

The tone of a sentence is VADER's (Hutto and Gilbert 2014). Sentiment towards an actor asks another question: a sad
sentence may well be kind to the actor it is about. Two methods answer it: a small fine-tuned encoder (see encoder.py
and models/sentiment.md), and a lexicon method that a reader can follow word by word.
"""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from . import encoder
from .lang import look_up
from .tables import CONFIDENT

if TYPE_CHECKING:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

POLARITIES = ("negative", "neutral", "positive")
UNCLEAR_BELOW = 0.5  # what `annotate` calls unclear: below it, both methods are wrong more often than right
METHODS = ("encoder", "lexicon")
# Shares of negative, neutral and positive among targets: in NewsMTSC, whose sentences were picked because they judge,
# and in sentences of BASIL and PolNeAR picked by chance, as two readers judge them (training/sentences.py, half read).
PICKED_SHARES, NEWS_SHARES = (0.376, 0.35, 0.274), (0.16, 0.78, 0.06)
VADER_NEUTRAL = 0.05  # compound scores nearer to 0 are neutral (Hutto and Gilbert 2014)
# Share of right answers as a line over the distance from 0: least squares on the training part of NewsMTSC.
LEXICON_CONFIDENCE = {"negative": (0.53, 0.25), "neutral": (0.53, 0.0), "positive": (0.12, 0.77)}


def method_in_use() -> str:
    """Return the method that `score_targets` takes by default here: encoder, or lexicon where it cannot run."""
    return "lexicon" if encoder.find_missing() else "encoder"


def note_on_method() -> str:
    """Return a sentence for the reader where the method in use is only the fallback; "" where it is the best."""
    missing = encoder.find_missing()
    if not missing:
        return ""
    return f"{missing}: sentiment towards actors is scored by the lexicon method, which is wrong far more often"


def score_tone(texts: Iterable[str]) -> list[float]:
    """Return VADER's compound score of each text, from -1 (negative) to 1 (positive)."""
    return [_vader().polarity_scores(text)["compound"] for text in texts]


@functools.cache
def _vader() -> "SentimentIntensityAnalyzer":
    """Return NLTK's analyser with the lexicon that the package vaderSentiment carries.

    NLTK's own constructor reads its lexicon from downloaded data only, and refuses any other place.
    """
    from importlib.resources import files

    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyser = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    analyser.lexicon_file = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").strip()
    analyser.lexicon = analyser.make_lex_dict()
    del analyser.lexicon["no"]  # it denies what follows ("no problems") and is no bad word by itself
    analyser.constants = VaderConstants()
    analyser.constants.NEGATE = analyser.constants.NEGATE | {"no"}
    return analyser


def mask_names(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text in which every name's span is "it": "Grace Hope met Joy Love" is no kind sentence."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}it{text[end:]}"
    return text


def find_names(rows: dict[str, list[dict]]) -> dict[str, list[tuple[int, int]]]:
    """Return sentence_id -> the spans in it, without overlaps, of names: mentions by name, and proper nouns of prose.

    `rows` are the tables of one article. In headings the parse takes any capital word for a name.
    """
    sentences = {row["sentence_id"]: row for row in rows["sentences"]}
    body = {key for key, row in sentences.items() if row["part"] == "body"}
    names = [row for row in rows["mentions"] if row["form"] in ("name", "alias")]
    names += [row for row in rows["tokens"] if row["pos"] == "PROPN" and row["sentence_id"] in body]
    found: dict[str, list[tuple[int, int]]] = {}
    for row in sorted(names, key=lambda row: (row["start"], -row["end"])):
        first, limit = sentences[row["sentence_id"]]["start"], sentences[row["sentence_id"]]["end"]
        spans = found.setdefault(row["sentence_id"], [])
        if not spans or row["start"] - first >= spans[-1][1]:
            spans.append((row["start"] - first, min(row["end"], limit) - first))
    return found


def find_targets(
    sentences: list[dict], mentions: list[dict], quotes: Sequence[dict], spoken: Mapping[int, Sequence]
) -> list[dict]:
    """Return a target for each actor of each title or body sentence, in text order.

    Rows are rows of the sentiment table without scores, and `text`, `start`, `end`: the sentence, and where in it the
    target stands. The target is the actor's first mention by name, title or noun in that sentence, else the first
    pronoun. `voice` says in whose quote it stands: `spoken` holds them by place (`quotes.list_spoken`). Mentions
    without an actor are left out. What somebody says is no judgement of who says it: a source's own words are "it" in
    the text ("Lund said it").
    """
    from .quotes import find_voice

    places = {row["sentence_id"]: row for row in sentences if row["part"] in ("title", "body")}
    said, targets = _list_own(quotes), []
    for mention in _choose_mentions(mentions):
        if sentence := places.get(mention["sentence_id"]):
            voice = find_voice(spoken, mention["start"], mention["end"])
            own = said.get((mention["actor_id"], mention["sentence_id"]), ())
            targets.append(_leave_out(_make_target(mention, sentence, voice), sentence["start"], own))
    return targets


def _list_own(quotes: Sequence[dict]) -> dict[tuple[str, str], list[Sequence[int]]]:
    """Return (source, sentence of the cue) -> the pieces of what the source says there."""
    found: dict[tuple[str, str], list[Sequence[int]]] = {}
    for row in quotes:
        if row.get("actor_id") and row["source_start"] is not None and row["confidence"] >= CONFIDENT:
            found.setdefault((row["actor_id"], row["sentence_id"]), []).extend(row["pieces"])
    return found


def _leave_out(target: dict, origin: int, said: Iterable[Sequence[int]]) -> dict:
    """Return a target with pieces of its sentence, which begins at `origin`, as "it"; those it stands in stay."""
    text, start, end = target["text"], target["start"], target["end"]
    for piece in sorted(map(tuple, said), reverse=True):
        first, last = max(piece[0] - origin, 0), min(piece[1] - origin, len(text))
        if first >= last or (first < end and start < last):
            continue
        text = f"{text[:first]}it{text[last:]}"
        moved = last - first - 2 if first < start else 0
        start, end = start - moved, end - moved
    return {**target, "text": text, "start": start, "end": end}


def _choose_mentions(mentions: list[dict]) -> list[dict]:
    """Return one mention per sentence and actor: the first name, title or noun, else the first."""
    chosen: dict[tuple[str, str], dict] = {}
    for mention in sorted(mentions, key=lambda row: (row["form"] in ("pronoun", "apposition"), row["start"])):
        if not pd.isna(mention.get("actor_id")):
            chosen.setdefault((mention["sentence_id"], mention["actor_id"]), mention)
    return sorted(chosen.values(), key=lambda row: row["start"])


def _make_target(mention: dict, sentence: dict, voice: str | None) -> dict:
    ids = {key: mention[key] for key in ("mention_id", "sentence_id", "actor_id")}
    start = mention["start"] - sentence["start"]
    end = min(mention["end"] - sentence["start"], len(sentence["text"]))
    place = {"text": sentence["text"], "start": start, "end": end}
    return {**ids, "article_id": sentence["article_id"], "voice": voice, **place}


def score_targets(
    targets: pd.DataFrame,
    method: str | None = None,
    *,
    unclear_below: float = 0.0,
    shares: tuple[float, float, float] = PICKED_SHARES,
) -> pd.DataFrame:
    """Return polarity, score and confidence of each target, in order and with the same index.

    `targets` has `text`, `start`, `end`: a sentence and the target's half-open span in it. `polarity` is negative,
    neutral or positive, or unclear where the confidence is lower than `unclear_below`; `score` is from -1 to 1
    (encoder: P(positive) - P(negative)); `confidence` is the share of such answers that is right on development data.
    `method` is encoder or lexicon; without one, `method_in_use()` chooses. `shares` are those of negative, neutral and
    positive where the targets come from: the encoder's odds are moved there from the shares that it learned from
    (Saerens, Latinne and Decaestecker 2002). ValueError if a span is not in its text.
    """
    name = method or method_in_use()
    if name not in METHODS:
        raise ValueError(f"there is no method {name!r}: choose one of {', '.join(METHODS)}")
    texts, starts, ends = check_targets(targets)
    spans = (texts, starts, ends)
    rows = _score_by_lexicon(*spans) if name == "lexicon" else _score_by_encoder(*spans, np.array(shares))
    frame = pd.DataFrame(rows, columns=["polarity", "score", "confidence"], index=targets.index)
    frame.loc[frame["confidence"] < unclear_below, "polarity"] = "unclear"
    return frame.astype({"polarity": "string", "score": "float64", "confidence": "float64"})


def check_targets(targets: pd.DataFrame) -> tuple[list[str], list[int], list[int]]:
    """Return the texts, starts and ends of targets; ValueError names the first row that cannot be scored."""
    if not len(targets):
        return [], [], []
    missing = [column for column in ("text", "start", "end") if column not in targets]
    if missing:
        raise ValueError(f"targets need the columns text, start and end; missing: {', '.join(missing)}")
    columns = (targets["text"].tolist(), targets["start"].tolist(), targets["end"].tolist())
    for index, text, start, end in zip(targets.index, *columns, strict=True):
        if not isinstance(text, str) or pd.isna(start) or pd.isna(end):
            raise ValueError(f"target {index!r} has no text, start or end")
        if not 0 <= start < end <= len(text) or not text[int(start) : int(end)].strip():
            raise ValueError(f"target {index!r} is no span of its text: {start}:{end} of {len(text)} characters")
    return columns


def _score_by_encoder(
    texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], shares: np.ndarray
) -> list[tuple]:
    odds = encoder.predict(texts, starts, ends) * (shares / PICKED_SHARES)
    odds /= odds.sum(axis=1, keepdims=True)
    confidence = straighten(odds.max(axis=1), encoder.load_scores()["confidence"])
    names = [POLARITIES[place] for place in odds.argmax(axis=1)]
    return list(zip(names, odds[:, 2] - odds[:, 0], confidence, strict=True))


def straighten(highest: np.ndarray, line: dict[str, float]) -> np.ndarray:
    """Return the confidence that goes with a highest probability: a line between their log odds (Platt 1999)."""
    return 1 / (1 + np.exp(-line["intercept"]) * ((1 - highest) / highest) ** line["slope"])


def _score_by_lexicon(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[tuple]:
    """VADER on the target's clause: its compound is the score, the nearest polarity the answer."""
    clauses = [find_clause(text, int(start), int(end)) for text, start, end in zip(texts, starts, ends, strict=True)]
    tones = score_tone([text[start:end] for text, (start, end) in zip(texts, clauses, strict=True)])
    return [_judge_tone(tone) for tone in tones]


def _judge_tone(tone: float) -> tuple[str, float, float]:
    polarity = "neutral" if abs(tone) < VADER_NEUTRAL else "positive" if tone > 0 else "negative"
    base, slope = LEXICON_CONFIDENCE[polarity]
    return polarity, tone, base + slope * abs(tone)


def find_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause around a target: from the nearest break before it to the nearest after.

    Breaks are semicolons, colons, brackets, quotation marks and the clause breaks of lang/en/words.csv. Commas are
    none: on NewsMTSC shorter clauses lose more than they gain.
    """
    breaks = [(match.start(), match.end()) for match in _clause_break().finditer(text)]
    left = max((stop for _, stop in breaks if stop <= start), default=0)
    right = min((begin for begin, _ in breaks if begin >= end), default=len(text))
    return left, right


@functools.cache
def _clause_break() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in look_up("words", "clause_break"))
    return re.compile(rf"[;:()“”\"]|\b(?:{words})\b", re.IGNORECASE)
