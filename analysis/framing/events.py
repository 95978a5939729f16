"""Events: which verbs and nouns tell of a deed, and which words stand where its doer and its patient stand."""

from ..actors.nouns import find_sort
from ..article import Article, Event, read_words
from ..lang import look_up, read_table
from ..word import Word
from .bearers import list_actors
from .factuality import is_helper
from .objects import find_complements, find_lemma, find_objects, find_obliques, find_pobjs
from .subjects import find_by_agents, find_subjects, is_passive, is_passive_adjective

SOCIAL = ("say", "demand", "threaten", "talk or agree")  # families of verbs that are done to somebody, not to a house


def find_events(article: Article) -> list[Event]:
    """Return the events that the words of title, headings and body tell of, in order."""
    nouns = {row["noun"]: row for row in read_table("nouns") if row["verb"]}
    found: list[Event] = []
    for word in read_words(article):
        if is_deed(word):
            found.append(_verbal(article, word))
        elif word.pos_ == "NOUN" and word.lemma_ in nouns and not is_supported(word):
            found.append(_nominal(article, word, nouns[word.lemma_]))
    return found


def is_deed(word: Word) -> bool:
    """Return whether a word is a verb that tells of a deed: no copula, no participle that only describes a noun."""
    if is_passive_adjective(word):
        return True
    if word.pos_ != "VERB" or word.dep_ == "amod":
        return False
    if word.dep_ in ("prep", "cc") or (word.tag_ == "VBN" and _is_predicative(word)):
        return False
    if is_helper(word) or (word.lower_ == "let" and word.nbor().lower_ == "alone"):
        return False
    kind = look_up("verbs", "empty").get(word.lemma_)
    if kind == "opinion":  # "is thought to" is a hedge
        return not (is_passive(word) and any(child.dep_ == "xcomp" for child in word.children))
    return kind in (None, "impersonal") or (kind == "state" and not is_passive(word))


def _is_predicative(word: Word) -> bool:
    """Return whether a participle is a predicate: "called it groundless and fabricated"."""
    first = word.head if word.dep_ == "conj" else word
    return first.dep_ in ("oprd", "acomp") or (word.dep_ == "conj" and first.pos_ == "ADJ")


def is_supported(noun: Word) -> bool:
    """Return whether a light verb already tells of the event: "launched an attack on X" is one deed, not two."""
    light = noun.dep_ == "dobj" and find_lemma(noun.head) in look_up("verbs", "light")
    return light and not any(child.dep_ == "poss" for child in noun.children)


def _verbal(article: Article, verb: Word) -> Event:
    subjects, construction = find_subjects(verb)
    lemma = find_lemma(verb)
    if is_passive(verb):
        agents = find_by_agents(verb)
        patients = subjects if list_actors(article, subjects) else find_obliques(verb) or subjects
        return Event(verb, lemma, agents, patients, True, "passive" if agents else "agentless passive")
    objects = [word for word in find_objects(verb) if not _is_building(word, lemma)]
    if set(list_actors(article, objects)) <= set(list_actors(article, subjects)):  # "the maker tested it on patients"
        objects = [word for word in find_obliques(verb) if not _is_building(word, lemma)]
    own = find_pobjs(verb, ("by",)) if verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "csubj") and not objects else []
    return Event(verb, lemma, own or subjects, objects, False, construction)  # "after lobbying by landlords"


def _is_building(word: Word, lemma: str) -> bool:
    """Return whether a body is only a building to a verb: "rebuilt the hospital", but "sued the hospital"."""
    premises = find_sort(word.lower_, word.lemma_.lower()) == "premises" and word.pos_ == "NOUN"
    personal = look_up("verbs", "family").get(lemma) in SOCIAL or look_up("verbs", "controls").get(lemma) == "object"
    return premises and not personal


def _nominal(article: Article, noun: Word, entry: dict) -> Event:
    """Return the event of a noun: "Russia's invasion of Ukraine", "the killing of X by Y"."""
    owners = [child for child in noun.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    agents, patients = find_by_agents(noun), list(find_complements(noun))
    agents += _find_senders(noun, known=bool(agents))
    of = find_pobjs(noun, ("of",))
    if entry["of"] == "agent":
        agents += of
    else:  # "the appointment of X to the school": X alone
        patients = of if list_actors(article, of) else [*patients, *of]
    if not patients and (agents or entry["possessor"] == "patient"):
        patients += owners
    else:
        agents += owners
    if not (agents or patients):  # "talks between X and Y"
        agents, patients = (pair := find_pobjs(noun, ("between",)))[:1], pair[1:]
    return Event(noun, entry["verb"], agents, patients, False, "nominal")


def _find_senders(noun: Word, *, known: bool) -> list[Word]:
    """Return from whom a deed comes: "support from X", "drew [protests] [from X]"; not "withdrew funding from X"."""
    families = look_up("verbs", "family")
    governed = noun.dep_ == "dobj"
    if governed and families.get(find_lemma(noun.head)) == "move":
        return []
    own = find_pobjs(noun, ("from",))
    if own and any(child.dep_ == "poss" for child in noun.children):  # "the party's walkout from parliament"
        return []
    apart = governed and not own and not known
    return [word for word in find_pobjs(noun.head, ("from",)) if word.i > noun.i] if apart else own
