"""Who does what a verb says: its subject, the subject understood from a verb or noun around it, or a by-phrase."""

from ..lang import look_up
from ..word import Word
from .objects import expand, find_pobjs


def is_passive(verb: Word) -> bool:
    """Return whether the verb is passive: "was seized", "the town seized by …", "was seized and burned"."""
    deps = {child.dep_ for child in verb.children}
    shared = shares_agent(verb) and is_passive(verb.head)
    if shared or is_passive_adjective(verb) or deps & {"auxpass", "nsubjpass"}:
        return True
    return "aux" not in deps and _is_bare_passive(verb, deps)


def _is_bare_passive(verb: Word, deps: set[str]) -> bool:
    """Return whether a participle without an auxiliary is passive, by what it hangs on."""
    bare = not deps & {"nsubj", "dobj"}
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.nbor(-1).text == "," and "agent" not in deps:
        return False  # "The man, whose lawyers left, shrugged": its main verb
    if verb.tag_ != "VBN":  # "the pilot, hailed as a hero", taken for a past tense
        return verb.tag_ == "VBD" and verb.dep_ == "acl" and bare and verb.head.dep_ != "ROOT"
    if verb.dep_ == "conj":  # "the editor was sacked and her deputy demoted"
        first = find_first(verb)
        goes = look_up("verbs", "family").get(verb.lemma_) == "move"  # "was arrested and fled"
        return first.tag_ == "VBN" and not goes and is_passive(first)
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
    if depth > 6 or verb.head == verb:
        return [], "active"
    if verb.dep_ in ("acl", "relcl"):
        return _subjects_of_noun(verb, depth)
    return _understood_subjects(verb, depth)


def _own_subjects(verb: Word) -> list[Word]:
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    for helper in () if own else verb.children:  # the parser may hang a subject on "were" of "were cared for"
        if helper.dep_ in ("aux", "auxpass"):
            own += [child for child in helper.children if child.dep_ in ("nsubj", "nsubjpass")]
    return own


def _understood_subjects(verb: Word, depth: int) -> tuple[list[Word], str]:
    """Return the subject that a second verb, infinitive or gerund shares with the verb it hangs on."""
    head = find_first(verb)
    second = verb.dep_ in ("conj", "dep") and head.pos_ in ("VERB", "AUX")
    if second or verb.dep_ in ("acomp", "attr"):
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
    return found


def is_passive_adjective(word: Word) -> bool:
    """Return whether the parser took a rare participle for an adjective: "were outspent by a lobby"."""
    if word.tag_ == "JJ" and any(child.dep_ == "auxpass" for child in word.children):
        return True
    known = word.tag_ == "JJ" and word.dep_ == "acomp" and word.head.lemma_ == "be"
    return known and any(child.dep_ in ("prep", "agent") and child.lower_ == "by" for child in word.children)


def shares_agent(verb: Word) -> bool:
    """Return whether the parser took a later participle for a past tense: "was robbed and left there by two men"."""
    deps = {child.dep_ for child in verb.children}
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or deps & {"nsubj", "nsubjpass", "dobj", "aux"}:
        return False
    return "agent" in deps or any(shares_agent(child) for child in verb.children)


def find_first(verb: Word) -> Word:
    """Return the verb that a later one is coordinated with, where the parser hung it on a word of another form.

    "Convicted of spying and jailed", "calling them spies and closing the door": a participle joins a participle.
    """
    head = verb.head
    finite = head.pos_ in ("VERB", "AUX") and not (verb.tag_ == "VBN" and head.tag_ == "VBG")
    if verb.dep_ != "conj" or finite:
        return head
    alike = (word for word in head.ancestors if word.pos_ == "VERB" and word.tag_ == verb.tag_)
    return next(alike, head)
