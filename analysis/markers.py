"""Markers: signals of stance, by whose words or deeds they qualify."""

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import arguments
from .roles import find_events
from .scene import Scene, find_actor, find_voice, lay_scene, read_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,40})[”\"]|(?<!\w)[‘']([^‘’'\n]{2,40})[’'](?!\w)")
DOUBTING = {"doubting", "denying", "hostile"}
Found = tuple[int, int, str, str | None]


def find_markers(doc: "Doc", sentences: list[dict], mentions: list[dict], quotes: list[dict]) -> list[dict]:
    """Return the marker rows of one article: hedges, boosters, words of doubt, scare quotes, agentless passives."""
    scene = lay_scene(doc, sentences, mentions, quotes)
    found = [*_find_phrases(scene), *_find_cues(scene), *_find_scare_quotes(scene, sentences), *_find_agentless(scene)]
    rows: list[dict] = []
    for start, end, kind, actor_id in sorted(set(found), key=lambda item: item[:3]):
        sentence = _sentence_at(sentences, start)
        article_id = sentence["article_id"]
        rows.append({
            "marker_id": f"{article_id}:k{len(rows):02}", "article_id": article_id,
            "sentence_id": sentence["sentence_id"], "start": start, "end": end, "text": doc.text[start:end],
            "kind": kind, "actor_id": actor_id, "voice": find_voice(scene, start, end),
        })  # fmt: skip
    return rows


def _sentence_at(sentences: list[dict], place: int) -> dict:
    return next(row for row in sentences if row["start"] <= place < row["end"])


@functools.cache
def _phrases() -> tuple[re.Pattern, dict[str, str]]:
    """Return one pattern over all hedges, boosters and words of doubt, longest first, and the kind of each."""
    kinds: dict[str, str] = {}
    for name in ("hedges", "boosters", "doubt"):
        kinds |= {row["phrase"]: row["kind"] for row in read_lexicon(name)}
    words = "|".join(re.escape(phrase) for phrase in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), kinds


def _find_phrases(scene: Scene) -> Iterator[Found]:
    pattern, kinds = _phrases()
    tokens = {scene.doc[i].idx: scene.doc[i] for i in scene.sentence_ids}
    for match in pattern.finditer(scene.doc.text):
        token = tokens.get(match.start())
        if token is not None and token.ent_type_ != "DATE":
            yield match.start(), match.end(), kinds[match.group().lower()], _qualified(scene, token)


def _qualified(scene: Scene, token: "Token") -> str | None:
    """Return whose words or deeds a marker qualifies: the name it stands on, or its verb's subject."""
    for word in (token, *token.ancestors):
        if word is not token and (actor := find_actor(scene, word)):
            return actor
        if word.pos_ in ("VERB", "AUX"):
            verb = word.head if word.dep_ in ("aux", "auxpass") else word
            subjects = arguments.find_subjects(verb)[0]
            return next((actor for subject in subjects if (actor := find_actor(scene, subject))), None)
    return None


def _find_cues(scene: Scene) -> Iterator[Found]:
    """Yield the reporting cues that cast doubt on what they report."""
    for quote in scene.quotes:
        if quote.get("stance") in DOUBTING and quote.get("cue_start") is not None and quote["attribution"] == "speech":
            yield quote["cue_start"], quote["cue_end"], "doubting cue", quote.get("actor_id")


def _find_scare_quotes(scene: Scene, sentences: list[dict]) -> Iterator[Found]:
    """Yield short phrases in quotation marks that nobody is said to have said."""
    taken = [piece for quote in scene.quotes if quote["kind"] != "indirect" for piece in quote["pieces"]]
    for row in sentences:
        if row["part"] != "body":
            continue
        for match in QUOTED.finditer(row["text"]):
            group = 1 if match.group(1) else 2
            start, end = row["start"] + match.start(group), row["start"] + match.end(group)
            short = len(match.group(group).split()) <= 4 and match.group(group)[-1] not in ",.?!"
            if short and not any(left < end and start < right for left, right in taken):
                yield start, end, "scare quote", None


def _find_agentless(scene: Scene) -> Iterator[Found]:
    """Yield the passive verbs that name no doer; the marker is the patient's."""
    for event in find_events(scene):
        if event.passive and not event.agents and event.word.dep_ != "amod":
            patient = next((actor for word in event.patients if (actor := find_actor(scene, word))), None)
            yield event.word.idx, event.word.idx + len(event.word), "agentless passive", patient
