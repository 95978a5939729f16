"""Whether what an actor is called praises or blames: by the epithets lexicon, else by VADER's words."""

import functools
import re

from ..lang import list_words, look_up

WORD = re.compile(r"\w+(?:[-.'’]\w+)*")
NAMING = (("modifiers", "field"), ("modifiers", "plain"), ("nouns", "group"), ("nouns", "role"))
LEAST = 1.2  # weaker words of VADER's judge nobody: "straight", "growing", "exempt"
WEIGHTS = {"negative": -2.0, "positive": 2.0, "neutral": 0.0}


def judge_label(text: str, kind: str = "modifier") -> str:
    """Return the polarity of a label: by the epithets lexicon, else by VADER's words (Hutto and Gilbert 2014).

    What names a party, an office, a field or an institution carries none, whatever a lexicon says of its words: not
    "Democratic leader", not "special counsel", not a capital word inside a label. Of a title only epithets count.
    """
    words = WORD.findall(text)
    capital = [word[0].isupper() for word in words] + [False]
    inside = [here and (place > 0 or capital[place + 1]) for place, here in enumerate(capital)]
    score = sum(_weigh(word, kind == "title" or inside[place]) for place, word in enumerate(words))
    return "negative" if score < 0 else "positive" if score > 0 else "neutral"


def _weigh(word: str, named: bool) -> float:
    """Return the weight of a word: a listed whole ("Kremlin-backed") silences its parts, a name all but epithets."""
    if word in look_up("bodies", "actor") or word in look_up("names", "party"):
        return 0.0
    if own := look_up("modifiers", "polarity").get(word.lower()):
        return WEIGHTS[own]
    if "-" in word:  # what is said is its last part: "half-crazy", not "tax-exempt" or "party-backed"
        parts = word.lower().split("-")
        listed = [look_up("modifiers", "polarity").get(part) for part in parts]
        return sum(WEIGHTS[own] for own in listed if own) or _weigh(parts[-1], named)
    return 0.0 if named else _vader().get(word.lower(), 0.0)


@functools.cache
def _vader() -> dict[str, float]:
    """Return VADER's words without those of names, offices and fields ("party", "special", "defense", "critic")."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    listed = [list_words("bodies"), list_words("titles"), *(list_words(*name) for name in NAMING)]
    named = {word for names in listed for name in names for word in name.lower().split()}
    weights = SentimentIntensityAnalyzer().lexicon.items()
    return {word: score for word, score in weights if word not in named and abs(score) >= LEAST}
