"""Markers: signals of stance and loaded words, by whose words or deeds they qualify."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from ..article import Article, cover, find_root, list_quoted, read_words
from ..lang import list_words, look_up
from ..quotes import find_voice
from ..word import Word
from .bearers import find_actor
from .described import is_person
from .loaded import find_loaded
from .subjects import find_subjects, is_passive

Found = tuple[int, int, str, str | None]
MODALS = ("may", "might", "could")
UNABLE = {"not", "n't", "n’t", "have", "only", "hardly", "barely", "so", "before", "until"}


def find_markers(article: Article) -> list[dict]:
    """Return the marker rows of one article: loaded words, and signals of stance.

    Signals are hedges, boosters, words of doubt, scare quotes, agentless passives. `plain` is the word that a wire
    would use for a loaded one, where the list has it.
    """
    found = [*_find_phrases(article), *_find_cues(article), *_find_scare_quotes(article), *_find_agentless(article)]
    plain = {}
    for first, last, word in find_loaded(article):
        start, end = article.start[first], article.end[last]
        plain[start, end] = word
        found.append((start, end, "loaded", _qualified(article, article.tokens[first])))
    rows: list[dict] = []
    for start, end, kind, actor_id in sorted(set(found), key=lambda item: item[:3]):
        sentence = article.sentences[bisect_right(article.sentences, start, key=itemgetter("start")) - 1]
        article_id = sentence["article_id"]
        rows.append({
            "marker_id": f"{article_id}:k{len(rows):02}", "article_id": article_id,
            "sentence_id": sentence["sentence_id"], "start": start, "end": end, "text": article.text[start:end],
            "kind": kind, "actor_id": actor_id, "voice": find_voice(article.spoken, start, end),
            "plain": plain.get((start, end)) if kind == "loaded" else None,
        })  # fmt: skip
    return rows


@functools.cache
def _phrases() -> tuple[re.Pattern, dict[str, str]]:
    """Return one pattern over all hedges, boosters and words of doubt, longest first, and the kind of each."""
    kinds = look_up("markers", "kind")
    words = "|".join(re.escape(phrase) for phrase in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), kinds


def _find_phrases(article: Article) -> Iterator[Found]:
    pattern, kinds = _phrases()
    words = {word.idx: word for word in read_words(article)}
    for match in pattern.finditer(article.text):
        token = words.get(match.start())
        if token is not None and _is_meant(article, token):
            yield match.start(), match.end(), kinds[match.group().lower()], _qualified(article, token)


def _is_meant(article: Article, token: Word) -> bool:
    """Return whether a word is a hedge here: not "appeared on the show", "as soon as possible", "is supposed to"."""
    if token.lower_ in MODALS:
        return token.tag_ == "MD" and not _is_able(token) and not _is_whatever(token.head)
    deps = {child.dep_ for child in token.children}
    if token.lemma_ == "appear" and token.pos_ == "VERB":  # "it appears", but not "she appeared on the show"
        said = any(child.lower_ == "it" for child in token.children)
        return said or bool(deps & {"xcomp", "ccomp", "oprd", "acomp", "attr"})
    if (
        token.lemma_ in ("suggest", "indicate") and "dobj" in deps
    ):  # "suggested violence", but "the polls suggest a tie"
        return _doer(article, token) is None
    if token.lower_ == "possible":
        return token.head.lemma_ != "make" and (token.i == 0 or token.nbor(-1).lower_ not in ("as", "if"))
    verb = token.lower_ == "supposed" or (token.pos_ == "VERB" and token.lower_ in _doubtful_participles())
    return not verb or token.dep_ == "amod"  # "is supposed to" is a duty; the verb "alleged" is a cue


def _is_able(token: Word) -> bool:
    """Return whether "could" tells what somebody was able to, or what never was: "so that she could", "could not"."""
    others = {child.lower_ for child in token.head.children}
    able = token.head.lemma_ in look_up("verbs", "ability") or bool(others & UNABLE)
    return token.lower_ == "could" and able


def _is_whatever(verb: Word) -> bool:
    """Return whether a clause leaves open what it is: "whatever our disagreements may be"."""
    return any(
        child.lower_.startswith(("what", "how", "who")) and child.lower_.endswith("ever") for child in verb.children
    )


@functools.cache
def _doubtful_participles() -> frozenset[str]:
    """Return the words of doubt that are also past tenses of doubting cues: "alleged", "professed"."""
    stems = {word.rstrip("e") for word in list_words("cues", "distance", "verb")}
    return frozenset(f"{stem}ed" for stem in stems)


def _qualified(article: Article, token: Word) -> str | None:
    """Return whose words or deeds a marker qualifies: the name it stands on, or its verb's subject."""
    for word in (token, *token.ancestors):
        if word != token and (actor := find_actor(article, word)):
            return actor
        if word.pos_ in ("VERB", "AUX"):
            verb = word.head if word.dep_ in ("aux", "auxpass") else word
            subjects = find_subjects(verb)[0]
            return next((actor for subject in subjects if (actor := find_actor(article, subject))), None)
    return None


def _find_cues(article: Article) -> Iterator[Found]:
    """Yield the words that report with distance ("claimed", "denied"): the marker is its speaker's."""
    places = look_up("cues", "distance").items()
    stances = {(word, pos.upper()) for word, found in places for pos in found.split("; ")}
    speakers = {
        quote["cue_start"]: quote.get("actor_id") for quote in article.quotes if quote.get("cue_start") is not None
    }
    for word in read_words(article):
        if (word.lemma_.lower(), word.pos_) in stances and _reports(article, word):
            actor_id = speakers.get(word.idx) or _doer(article, word)
            yield word.idx, word.idx + len(word), "doubting cue", actor_id


def _reports(article: Article, word: Word) -> bool:
    """Return whether a cue reports what somebody says: not "denied an envoy", "was denied bail", "claimed lives"."""
    deps = {child.dep_ for child in word.children}
    if word.dep_ == "amod":
        return False
    if word.pos_ == "NOUN":
        return bool(deps & {"acl", "poss", "relcl"}) or any(child.lower_ in ("that", "of") for child in word.children)
    return word.lemma_ == "accuse" or not (
        "dative" in deps or (is_passive(word) and "dobj" in deps) or _does(article, word)
    )


def _does(article: Article, word: Word) -> bool:
    """Return whether a cue's object or preposition shows a deed: "denied bail to", "insist on", "kept his silence"."""
    objects = [child for child in word.children if child.dep_ in ("dobj", "nsubjpass")]
    preps = {child.lower_ for child in word.children if child.dep_ == "prep"}
    if word.lemma_ == "insist" and "on" in preps:
        return True
    if any("to" in preps or is_person(noun) or noun.i in article.heads for noun in objects):
        return True
    claims = word.lemma_ == "claim" and _doer(article, word) is None  # a fire says nothing
    return bool(objects) and (claims or word.lemma_ == "maintain")


def _doer(article: Article, word: Word) -> str | None:
    if word.pos_ == "NOUN":
        subjects = [child for child in word.children if child.dep_ == "poss"]
    else:
        subjects = find_subjects(word)[0]
    return next((actor for subject in subjects if (actor := find_actor(article, subject))), None)


def _find_scare_quotes(article: Article) -> Iterator[Found]:
    """Yield words in quotation marks that nobody is said to have said, and that are no title or name."""
    pieces = (piece for quote in article.quotes if quote["kind"] != "indirect" for piece in quote["pieces"])
    taken = {word.i for piece in pieces for word in cover(article, *piece)}
    for first, last in list_quoted(article):
        start, end = article.start[first], article.end[last]
        if _is_short(article.text[start:end]) and taken.isdisjoint(range(first, last + 1)):
            word = find_root(article.tokens[first : last + 1])
            if not _is_named_by_someone(word):
                yield start, end, "scare quote", _bearer(article, word)


def _is_short(words: str) -> bool:
    short = 2 <= len(words) <= 40 and len(words.split()) <= 3
    return short and words[-1] not in ",.?!" and not words[0].isupper()


def _is_named_by_someone(word: Word) -> bool:
    """Return whether a verb of saying or naming gives the word: what critics call a "grab" is the critics' word."""
    for head in word.ancestors:
        if head.pos_ == "VERB":
            families = look_up("verbs", "family")
            return head.lemma_ in look_up("verbs", "names") or families.get(head.lemma_) == "say"
    return False


def _bearer(article: Article, word: Word) -> str | None:
    """Return the actor that a word in scare quotes stands on: the "neutral" observers."""
    return find_actor(article, word) or find_actor(article, word.head)


def _find_agentless(article: Article) -> Iterator[Found]:
    """Yield the passive verbs that name no doer of what is done to an actor; the marker is the patient's."""
    for event in article.events:
        if event.passive and not event.agents and not _is_state(event.word):
            patient = next((actor for word in event.patients if (actor := find_actor(article, word))), None)
            if patient:
                yield event.word.idx, event.word.idx + len(event.word), "agentless passive", patient


def _is_state(word: Word) -> bool:
    """Return whether a participle tells how somebody is ("frustrated"), or its "'s" is "has": "he's led a life"."""
    has = any(child.lower_ in ("'s", "’s") for child in word.children if child.dep_ in ("aux", "auxpass"))
    perfect = has and any(child.dep_ == "dobj" for child in word.children)
    return perfect or word.lower_ in look_up("modifiers", "passing")
