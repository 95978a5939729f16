"""Who stands where around a verb: subjects, objects, agents, by the parse and a few lexicons."""

from itertools import takewhile
from typing import TYPE_CHECKING

from ..lexicons import look_up
from .misreadings import (
    find_first,
    is_misread,
    is_misread_main,
    is_misread_past,
    is_name_given,
    is_own,
    is_passive_adjective,
    is_recipient,
    is_reduced,
    misread_governor,
    set_off_from,
    shares_agent,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = (("verb_families", "family"), ("support_verbs", "kind"), ("ditransitive_verbs", "kind"))  # lexicons of verbs
TOWARDS = ("to", "from", "with", "on", "at", "against", "upon")


def expand(token: "Token") -> list["Token"]:
    """Return a word and all that is coordinated with it: "Russia and China" is two actors."""
    found = [token]
    for word in found:
        found += [child for child in word.children if child.dep_ == "conj" and child.pos_ != "VERB" and is_own(child)]
        if word.lower_ in ("both", "neither", "either"):
            found += [grandchild for child in word.children if child.dep_ == "prep" for grandchild in child.children]
    return found


def is_passive(verb: "Token") -> bool:
    """Return whether the verb is passive: "was seized", "the town seized by …", "was seized and burned"."""
    deps = {child.dep_ for child in verb.children}
    shared = (shares_agent(verb) or is_misread_past(verb)) and is_passive(verb.head)
    if shared or is_passive_adjective(verb) or deps & {"auxpass", "nsubjpass"} or is_reduced(verb):
        return True
    return "aux" not in deps and _is_bare_passive(verb, deps)


def _is_bare_passive(verb: "Token", deps: set[str]) -> bool:
    """Return whether a participle without an auxiliary is passive, by what it hangs on."""
    if verb.lemma_ in look_up("intransitive_verbs", "verb", "kind"):
        return False
    bare = not deps & {"nsubj", "dobj"}
    if verb.tag_ != "VBN":  # "the pilot, hailed as a hero", taken for a past tense
        return verb.tag_ == "VBD" and verb.dep_ == "acl" and bare
    if verb.dep_ == "conj":  # "the editor was sacked and her deputy demoted"
        first = find_first(verb)
        return first.tag_ == "VBN" and is_passive(first)
    if verb.dep_ == "advcl":  # "Evicted in May, she", "was thrown, treated"
        return "agent" in deps or bare
    return (verb.dep_ == "acl" and "nsubj" not in deps) or verb.dep_ == "ccomp"  # "want the banker jailed"


def find_subjects(verb: "Token", depth: int = 0) -> tuple[list["Token"], str]:
    """Return the words in the verb's subject position and the construction that put them there.

    An understood subject is sought where the grammar has it: of the first verb of a coordination, of the noun a
    participle hangs on, of the controlling verb ("plans to use", "accused X of trying").
    """
    if any(child.dep_ == "expl" for child in verb.children):  # "there is little to draw": nobody is or draws
        return [], "active"
    own = _own_subjects(verb)
    if own:
        name = "relative" if verb.dep_ == "relcl" and own[0].tag_ in ("WDT", "WP") else "active"
        return [word for child in own for word in expand(child)], name
    if depth > 6 or verb.head == verb:
        return [], "active"
    if verb.dep_ in ("acl", "relcl"):
        return _subjects_of_noun(verb, depth)
    return _understood_subjects(verb, depth)


def _own_subjects(verb: "Token") -> list["Token"]:
    if is_misread_main(verb):
        return [verb.head.head]
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    for helper in () if own else verb.children:  # the parser may hang a subject on "were" of "were cared for"
        if helper.dep_ in ("aux", "auxpass"):
            own += [child for child in helper.children if child.dep_ in ("nsubj", "nsubjpass")]
    return own


def _understood_subjects(verb: "Token", depth: int) -> tuple[list["Token"], str]:
    """Return the subject that a second verb, infinitive or gerund shares with the verb it hangs on."""
    noun = set_off_from(verb)
    if noun is not None:
        return expand(noun), "participle"
    head = misread_governor(verb) or find_first(verb)
    second = verb.dep_ in ("conj", "dep") and head.pos_ in ("VERB", "AUX")
    if second or (head != verb.head and head.pos_ in ("VERB", "AUX")) or verb.dep_ in ("acomp", "attr"):
        return find_subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        head = head.head
    elif verb.dep_ not in ("xcomp", "ccomp", "advcl") or head.pos_ not in ("VERB", "AUX", "ADJ"):
        return [], "active"
    return _controllers(verb, head, depth), "control"


def _subjects_of_noun(verb: "Token", depth: int) -> tuple[list["Token"], str]:
    """Return the understood subject of a verb hung on a noun: "rebels backed by", "its plan to attack"."""
    noun = verb.head
    if verb.tag_ in ("VBN", "VBG", "VBD"):
        return expand(noun), "participle"
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners, "control"
    while noun.dep_ in ("pobj", "prep", "conj"):
        noun = noun.head
    governor = noun.head
    return (find_subjects(governor, depth + 1)[0] if governor.pos_ in ("VERB", "AUX") else []), "control"


def _controllers(verb: "Token", head: "Token", depth: int) -> list["Token"]:
    """Return who controls an infinitive or gerund: the object of "accuse", "urge" …, else the subject."""
    if head.pos_ in ("NOUN", "PROPN"):
        if head.lemma_ in look_up("charging_nouns", "noun", "kind") and head.dep_ == "pobj":  # "held on suspicion of"
            return _charged(head)
        blamed = head.dep_ == "dobj" and verb.head.lower_ in ("of", "for") and _names_controller(head.head)
        return expand(head) if blamed else [child for child in head.children if child.dep_ == "poss"]
    by_object = _names_controller(head)
    if verb.dep_ == "pcomp":  # "sued X for publishing": whoever is blamed or praised did it
        by_object = by_object or verb.head.lower_ in ("for", "of")
    if by_object and verb.dep_ != "advcl" and not is_passive(head):
        objects = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i]
        if objects:
            return [word for child in objects for word in expand(child)]
    if look_up("controllers", "verb", "controller").get(head.lemma_) == "oblique" and verb.dep_ in ("xcomp", "advcl"):
        asked = [noun for noun in find_pobjs(head, ("with", "to", "on", "upon", "at", "for")) if noun.i < verb.i]
        if asked and verb.tag_ == "VB":
            return asked
    return find_subjects(head, depth + 1)[0]


def _charged(noun: "Token") -> list["Token"]:
    """Return who is held, tried or sought on a charge: the object of the verb above it."""
    verb = next((word for word in noun.ancestors if word.pos_ == "VERB"), noun)
    if verb == noun:
        return []
    return find_subjects(verb)[0] if is_passive(verb) else find_objects(verb)


def _names_controller(verb: "Token") -> bool:
    return look_up("controllers", "verb", "controller").get(verb.lemma_) in ("object", "thing")


def find_lemma(verb: "Token") -> str:
    """Return the verb's lemma, with the parser's commonest slip mended: "fined" is of "fine", not of "fin"."""
    lemma = verb.lemma_.lower()
    known = [look_up(name, "verb", column) for name, column in VERBS]
    named, longer = (any(word in verbs for verbs in known) for word in (lemma, f"{lemma}e"))
    return f"{lemma}e" if longer and not named else lemma


def find_pobjs(word: "Token", prepositions: tuple[str, ...]) -> list["Token"]:
    """Return the nouns that the given prepositions tie to a word."""
    return [
        noun
        for child in word.children
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions
        for pobj in child.children
        if pobj.dep_ == "pobj"
        for noun in expand(pobj)
    ]


def find_by_agents(word: "Token") -> list["Token"]:
    """Return the words after "by" that do what a passive verb or an event noun says.

    The parser may hang the phrase on the verb's object or infinitive: "was fined 2 million euros by the regulator",
    "were told to leave by soldiers".
    """
    below = ("dobj", "oprd", "attr", "npadvmod", "xcomp")
    places = [word, *(child for child in word.children if child.dep_ in below and not is_passive(child))]
    found = [noun for place in places for noun in find_pobjs(place, ("by",))]
    if not found and word.pos_ != "NOUN":  # "was drugged and robbed by two men"
        later = (child for child in word.children if shares_agent(child))
        found = [noun for verb in later for noun in find_by_agents(verb)]
    return found or ([] if word.pos_ == "NOUN" else _stray_agents(word))


def _stray_agents(verb: "Token") -> list["Token"]:
    """Return who stands in a later by-phrase that the parser hung elsewhere: "was poisoned, she said, by someone"."""
    after = list(takewhile(lambda word: not word.is_sent_start, verb.doc[verb.i + 1 :]))
    by = next((word for word in after if word.lower_ == "by" and word.dep_ in ("agent", "prep")), None)
    between = [word for word in after if by is not None and word.i < by.i and word.dep_ != "amod"]
    if by is None or any(word.tag_ == "VBN" or word.lower_ in ("and", "but") for word in between):
        return []
    return [noun for child in by.children if child.dep_ == "pobj" for noun in expand(child)]


def find_objects(verb: "Token") -> list["Token"]:
    """Return the verb's objects: its own, one shared with the next verb, or the noun a relative clause hangs on."""
    own = [child for child in verb.children if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"]
    own = [child for child in own if is_own(child) and not is_name_given(child)]
    if is_misread(verb):
        return expand(verb.head)
    if not own:
        own = [*_shared_objects(verb), *_subjects_below(verb), *_relative_object(verb)]
    return [word for child in own for word in [*_recipients(verb, child), *expand(child)]]


def _shared_objects(verb: "Token") -> list["Token"]:
    """Return the object of the next verb where nothing but "and" is between: "seized and burned the town"."""
    later = [child for child in verb.children if child.dep_ == "conj" and child.i - verb.i == 2]
    return [word for child in later for word in child.children if word.dep_ == "dobj"]


def _subjects_below(verb: "Token") -> list["Token"]:
    """Return X of "let X go", "urged X to go", "called X a liar", which the parser takes for a clause's subject."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    small = [child for child in clauses if not _is_finite(child)]
    return [word for child in small for word in child.children if word.dep_ == "nsubj"]


def _is_finite(clause: "Token") -> bool:
    deps = {child.dep_ for child in clause.children}
    return clause.tag_ in ("VBD", "VBZ", "VBP", "MD") or "mark" in deps or "cop" in deps or _has_finite_aux(clause)


def _has_finite_aux(clause: "Token") -> bool:
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ != "to" for child in clause.children)


def _relative_object(verb: "Token") -> list["Token"]:
    """Return the noun of "the men it had dismissed", "the man he tried to bribe": the object of the lowest verb."""
    clause = verb
    while clause.dep_ == "xcomp" and clause.head.pos_ == "VERB" and not _has_object(clause.head):
        clause = clause.head
    if clause.dep_ != "relcl" or any(child.dep_ == "xcomp" for child in verb.children):
        return []
    subjects = [child for child in clause.children if child.dep_ == "nsubj"]
    adverbs = any(child.tag_ == "WRB" and child.i < verb.i for child in clause.children)  # "the day when it left"
    closed = adverbs or any(child.dep_ == "ccomp" for child in verb.children)
    return [clause.head] if subjects and subjects[0].tag_ not in ("WDT", "WP") and not closed else []


def _has_object(verb: "Token") -> bool:
    return any(child.dep_ == "dobj" and child.tag_ not in ("WDT", "WP") for child in verb.children)


def _recipients(verb: "Token", thing: "Token") -> list["Token"]:
    """Return a recipient that the parser took for part of the thing given: "gave [Norway weapons]"."""
    if verb.lemma_ not in look_up("ditransitive_verbs", "verb", "kind"):
        return []
    parts = [child for child in thing.children if child.dep_ in ("compound", "nmod")]
    return [
        child
        for child in parts
        if child.i == verb.i + 1 or is_recipient(child) or (child.i == verb.i + 2 and child.nbor(-1).tag_ == "PRP$")
    ]


def find_obliques(verb: "Token") -> list["Token"]:
    """Return the words that prepositions make patients: "cooperate with X", "sold it to X", "imposed sanctions on X".

    Where one goes to or comes from is a place. The parser may hang the preposition on the thing: "withdrew [funding
    from X]", "struck [a deal with X]".
    """
    family = look_up("verb_families", "verb", "family").get(find_lemma(verb))
    things = [child for child in verb.children if child.dep_ == "dobj"]
    found = find_pobjs(verb, ("with", "against") if family == "move" and not things else TOWARDS)
    if family in ("demand", "take"):  # "demanded [money from the bank]"
        found += [source for noun in find_objects(verb) for source in find_pobjs(noun, ("from",))]
    if find_lemma(verb) in look_up("support_verbs", "verb", "kind"):
        for noun in find_objects(verb):
            found += [*find_complements(noun), *find_pobjs(noun, ("of",))]
    return found or [*_find_owners(verb, things), *(word for noun in things for word in find_pobjs(noun, TOWARDS))]


def _find_owners(verb: "Token", things: list["Token"]) -> list["Token"]:
    """Return to whom a thing is given where the parser took her for its owner: "gave [her food]"."""
    gift = look_up("ditransitive_verbs", "verb", "kind").get(verb.lemma_) == "gift"
    owners = [child for noun in things for child in noun.children if child.dep_ == "poss" and child.lower_ == "her"]
    return [child for child in owners if gift and child.i == verb.i + 1]


def find_complements(noun: "Token") -> list["Token"]:
    """Return the patients that prepositions tie to a noun: "an attack on X", "assistance to X"."""
    return find_pobjs(noun, ("on", "against", "to", "with", "at", "upon", "into"))
