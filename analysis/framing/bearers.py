"""Which actors a word stands for: its own, its antecedent's, both of a pair, the state whose body it names."""

from bisect import bisect_left

from ..article import Article
from ..lang import look_up
from ..quotes import find_voice
from ..tables import UNKNOWN
from ..word import Word
from .described import find_name_beside

RELATIVE = {"WDT", "WP", "WP$", "WRB"}  # part-of-speech tags of who, which, that, whose, where


def find_actor(article: Article, token: Word | None) -> str | None:
    """Return the actor a word stands for: its own, its antecedent's, or the state whose body it names."""
    for _ in range(4):  # the longest chain met in practice: which -> delegation -> of -> officials
        if token is None:
            return None
        mention = article.heads.get(token.i)
        if mention and mention.get("actor_id"):
            return mention["actor_id"]
        if token.lower_ in look_up("words", "speaker"):
            return _speaker(article, token)
        if token.dep_ == "appos" and not mention:
            token = token.head  # "X, a miner, who": the miner is X
            continue
        name = find_name_beside(token, article.names)
        if token.lower_.startswith("what"):  # "whatever the film shows": nobody
            return None
        relative = token.tag_ in RELATIVE or (token.lower_ == "that" and token.dep_ in ("dobj", "nsubj", "nsubjpass"))
        if name is None and not relative:
            return _owner(article, token)
        token = name or _antecedent(token)
    return None


def _speaker(article: Article, token: Word) -> str | None:
    """Return who says "I" or "we"."""
    voice = find_voice(article.spoken, token.idx, token.idx + len(token))
    return None if voice == UNKNOWN else voice


def find_actors(article: Article, token: Word) -> list[str]:
    """Return the actors a word stands for: most words one; "the two states" and "they" the pair named last."""
    if counts_two(token) and (pair := find_pair(article, token)):
        return pair
    actor = find_actor(article, token)
    if actor:
        together = _find_together(article, token) if look_up("words", "pronoun").get(token.lower_) == "plural" else []
        return together if actor in together else [actor]
    return find_pair(article, token) if token.lower_ == "they" else []


def counts_two(noun: Word) -> bool:
    """Return whether a word sums up two actors named before: "the two states", "the pair", "both"."""
    if noun.lower_ == "both":
        return noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and not any(noun.children)
    if noun.lower_ in ("pair", "duo"):
        return any(child.lower_ == "the" for child in noun.children) and all(c.dep_ != "prep" for c in noun.children)
    words = {child.lower_ for child in noun.children}
    if any(child.dep_ in ("relcl", "acl", "prep") for child in noun.children):  # "the two men it had sacked" are new
        return False
    return noun.tag_ == "NNS" and ("both" in words or ("two" in words and bool(words & {"the", "these", "those"})))


def find_pair(article: Article, token: Word) -> list[str]:
    """Return the two actors that "the two states" stands for: those last named together, else the only two so far."""
    if together := _find_together(article, token):
        return together
    before = (article.heads[i].get("actor_id") for i in sorted(article.names) if i < token.i)
    named = [actor for actor in dict.fromkeys(before) if actor]
    return named if len(named) == 2 else []


def _find_together(article: Article, token: Word) -> list[str]:
    before = bisect_left(article.pairs, (token.i,))
    return article.pairs[before - 1][1] if before else []


def _antecedent(token: Word) -> Word | None:
    """Return the noun that a relative pronoun's clause is hung on; where it is hung on none, the noun before."""
    for head in token.ancestors:
        if head.dep_ == "relcl":
            return head.head
    before = token.nbor(-1) if token.i else token
    return before if before.pos_ in ("NOUN", "PROPN") else None


def _owner(article: Article, token: Word) -> str | None:
    """Return the actor of "Russia's troops", "Russian troops" or "a group of Russian officials"."""
    counted = token.tag_ == "CD" or token.lower_ in look_up("words", "many")
    kind = "part" if counted else look_up("nouns", "collective").get(token.lemma_.lower())
    if kind is None:
        return None
    for child in token.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i in article.heads:
            return article.heads[child.i].get("actor_id")
        if kind == "part" and child.dep_ == "prep" and child.lower_ == "of":
            return next((actor for part in child.children if (actor := find_actor(article, part))), None)
    return None


def list_actors(article: Article, words: list[Word]) -> list[str | None]:
    return list(dict.fromkeys(actor for word in words for actor in find_actors(article, word)))
