"""Who does what a verb says: its subject, the subject understood from a verb or noun around it, or a by-phrase."""

from itertools import takewhile

from ..lang import look_up
from ..word import Word
from .misreadings import (
    find_first,
    find_fronted_main,
    is_misread_main,
    is_misread_past,
    is_passive_adjective,
    is_reduced,
    misread_governor,
    set_off_from,
    shares_agent,
)
from .objects import expand, find_objects, find_pobjs


def is_passive(verb: Word) -> bool:
    """Return whether the verb is passive: "was seized", "the town seized by …", "was seized and burned"."""
    deps = {child.dep_ for child in verb.children}
    shared = (shares_agent(verb) or is_misread_past(verb)) and is_passive(verb.head)
    misread = is_passive_adjective(verb) or is_reduced(verb) or find_fronted_main(verb) is not None
    if shared or misread or deps & {"auxpass", "nsubjpass"}:
        return True
    return "aux" not in deps and _is_bare_passive(verb, deps)


def _is_bare_passive(verb: Word, deps: set[str]) -> bool:
    """Return whether a participle without an auxiliary is passive, by what it hangs on."""
    if verb.lemma_ in look_up("verbs", "intransitive"):
        return False
    bare = not deps & {"nsubj", "dobj"}
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.nbor(-1).text == "," and "agent" not in deps:
        return False  # "The man, whose lawyers left, shrugged": its main verb
    if verb.tag_ != "VBN":  # "the pilot, hailed as a hero", taken for a past tense
        return verb.tag_ == "VBD" and verb.dep_ == "acl" and bare and verb.head.dep_ != "ROOT"
    if verb.dep_ == "conj":  # "the editor was sacked and her deputy demoted"
        first = find_first(verb)
        return first.tag_ == "VBN" and is_passive(first)
    if verb.dep_ == "advcl":  # "Evicted in May, she", "was thrown, treated"
        return "agent" in deps or bare
    return (verb.dep_ == "acl" and "nsubj" not in deps) or verb.dep_ == "ccomp"  # "want the banker jailed"


def find_subjects(verb: Word, depth: int = 0) -> tuple[list[Word], str]:
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
    if (main := find_fronted_main(verb)) is not None:
        return find_subjects(main, depth + 1)
    if depth > 6 or verb.head == verb:
        return [], "active"
    if verb.dep_ in ("acl", "relcl"):
        return _subjects_of_noun(verb, depth)
    return _understood_subjects(verb, depth)


def _own_subjects(verb: Word) -> list[Word]:
    if is_misread_main(verb):
        return [verb.head.head]
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    for clause in () if own else verb.children:  # "Miners trapped underground were reached"
        if clause.dep_ in ("csubj", "csubjpass") and is_reduced(clause):
            own += [child for child in clause.children if child.dep_ == "nsubj"]
    for helper in () if own else verb.children:  # the parser may hang a subject on "were" of "were cared for"
        if helper.dep_ in ("aux", "auxpass"):
            own += [child for child in helper.children if child.dep_ in ("nsubj", "nsubjpass")]
    return own


def _understood_subjects(verb: Word, depth: int) -> tuple[list[Word], str]:
    """Return the subject that a second verb, infinitive or gerund shares with the verb it hangs on."""
    noun = set_off_from(verb)
    if noun is not None:
        return expand(noun), "participle"
    head = misread_governor(verb) or find_first(verb)
    second = verb.dep_ in ("conj", "dep") and head.pos_ in ("VERB", "AUX")
    if second or (head != verb.head and head.pos_ in ("VERB", "AUX")) or verb.dep_ in ("acomp", "attr"):
        return find_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" or (verb.dep_ == "pobj" and verb.tag_ == "VBG"):
        head = head.head
    elif verb.dep_ not in ("xcomp", "ccomp", "advcl") or head.pos_ not in ("VERB", "AUX", "ADJ"):
        return [], "active"
    return _controllers(verb, head, depth), "control"


def _subjects_of_noun(verb: Word, depth: int) -> tuple[list[Word], str]:
    """Return the understood subject of a verb hung on a noun: "rebels backed by", "its plan to attack"."""
    noun = verb.head
    if verb.tag_ in ("VBN", "VBG", "VBD"):
        return expand(noun), "participle"
    owners = [child for child in noun.children if child.dep_ == "poss"] or find_pobjs(noun, ("by",))
    if owners:
        return owners, "control"
    while noun.dep_ in ("pobj", "prep", "conj"):
        noun = noun.head
    governor = noun.head
    return (find_subjects(governor, depth + 1)[0] if governor.pos_ in ("VERB", "AUX") else []), "control"


def _controllers(verb: Word, head: Word, depth: int) -> list[Word]:
    """Return who controls an infinitive or gerund: the object of "accuse", "urge" …, else the subject."""
    if head.pos_ in ("NOUN", "PROPN"):
        if head.lemma_ in look_up("nouns", "charge") and head.dep_ == "pobj":  # "held on suspicion of"
            return _charged(head)
        blamed = head.dep_ == "dobj" and verb.head.lower_ in ("of", "for") and _names_controller(head.head)
        return expand(head) if blamed else [child for child in head.children if child.dep_ == "poss"]
    by_object = _names_controller(head)
    if verb.head.dep_ == "prep":  # "sued X for publishing": whoever is blamed or praised did it
        by_object = by_object or verb.head.lower_ in ("for", "of")
    if by_object and verb.dep_ != "advcl" and not is_passive(head):
        objects = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i]
        if objects:
            return [word for child in objects for word in expand(child)]
    if look_up("verbs", "controls").get(head.lemma_) == "oblique" and verb.dep_ in ("xcomp", "advcl"):
        asked = [noun for noun in find_pobjs(head, ("with", "to", "on", "upon", "at", "for")) if noun.i < verb.i]
        if asked and verb.tag_ == "VB":
            return asked
    return find_subjects(head, depth + 1)[0]


def _charged(noun: Word) -> list[Word]:
    """Return who is held, tried or sought on a charge: the object of the verb above it."""
    verb = next((word for word in noun.ancestors if word.pos_ == "VERB"), noun)
    if verb == noun:
        return []
    return find_subjects(verb)[0] if is_passive(verb) else find_objects(verb)


def _names_controller(verb: Word) -> bool:
    return look_up("verbs", "controls").get(verb.lemma_) in ("object", "thing")


def find_by_agents(word: Word) -> list[Word]:
    """Return the words after "by" that do what a passive verb or an event noun says.

    The parser may hang the phrase on the verb's object or infinitive: "was fined 2 million euros by the regulator",
    "were told to leave by soldiers".
    """
    below = ("dobj", "oprd", "attr", "npadvmod", "xcomp")
    places = [word, *(child for child in word.children if child.dep_ in below and not is_passive(child))]
    if word.pos_ == "NOUN":  # "the expulsion of [two envoys by X]"
        places += find_pobjs(word, ("of",))
    found = [noun for place in places for noun in find_pobjs(place, ("by",))]
    if not found and word.pos_ != "NOUN":  # "was drugged and robbed by two men"
        later = (child for child in word.children if shares_agent(child))
        found = [noun for verb in later for noun in find_by_agents(verb)]
    return found or ([] if word.pos_ == "NOUN" else _stray_agents(word))


def _stray_agents(verb: Word) -> list[Word]:
    """Return who stands in a later by-phrase that the parser hung elsewhere: "was poisoned, she said, by someone"."""
    after = list(takewhile(lambda word: not word.is_sent_start, verb.doc[verb.i + 1 :]))
    by = next((word for word in after if word.lower_ == "by" and word.dep_ in ("agent", "prep")), None)
    between = [word for word in after if by is not None and word.i < by.i and word.dep_ != "amod"]
    if by is None or any(word.tag_ == "VBN" or word.lower_ in ("and", "but") for word in between):
        return []
    return [noun for child in by.children if child.dep_ == "pobj" for noun in expand(child)]
