"""Words that the parser misread: verbs for participles or adjectives, recipients for things."""

from ..actors.nouns import find_sort
from ..lang import look_up
from ..word import Word


def is_misread(verb: Word) -> bool:
    """Return whether the parser took a verb for a participle: "annexed Crimea and backed rebels"."""
    return misread_governor(verb) is not None or is_misread_main(verb)


def misread_governor(verb: Word) -> Word | None:
    """Return the first verb where the parser took the second for a participle: "annexed Crimea and backed rebels".

    A noun is never coordinated with a verb, and a name hardly ever with a noun that has a participle before it.
    """
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or verb.i == 0 or verb.nbor(-1).lower_ != "and":
        return None
    first = noun.head
    if noun.dep_ == "dobj":  # a second object of the first verb
        doubled = any(child.dep_ == "dobj" and child.i < verb.i for child in first.children)
        return first if doubled else None
    governor = first.head if first.dep_ == "dobj" and first.pos_ == "PROPN" else first
    return governor if noun.dep_ == "conj" and governor.tag_ == "VBD" else None


def is_misread_main(verb: Word) -> bool:
    """Return whether subject and object were read as a noun and its apposition: "The “allies” looted shops"."""
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or noun.dep_ != "appos":
        return False
    return not is_set_off(noun) or _closes_apposition(verb)


def _closes_apposition(verb: Word) -> bool:
    """Return whether a verb comes right after an apposition: "The chef, a poet of the potato, banned critics"."""
    noun = verb.head
    earlier = any(child.dep_ == "appos" and child.i < verb.i for child in noun.head.children)
    return earlier and noun.left_edge == verb and noun.tag_ in ("NNS", "NNPS")


def is_set_off(noun: Word) -> bool:
    """Return whether a comma, dash, colon or bracket stands before a noun phrase."""
    first = noun.left_edge
    return first.i > 0 and first.nbor(-1).pos_ == "PUNCT" and first.nbor(-1).text not in "\"“”'‘’"


def is_own(noun: Word) -> bool:
    """Return whether a noun is no misread verb's object."""
    return not any(misread_governor(child) for child in noun.children)


def is_passive_adjective(word: Word) -> bool:
    """Return whether the parser took a rare participle for an adjective: "were outspent by a lobby"."""
    if word.tag_ == "JJ" and any(child.dep_ == "auxpass" for child in word.children):
        return True
    known = word.tag_ == "JJ" and word.dep_ == "acomp" and word.head.lemma_ == "be"
    return known and any(child.dep_ in ("prep", "agent") and child.lower_ == "by" for child in word.children)


def is_recipient(noun: Word) -> bool:
    """Return whether a person's noun was taken for part of what is given: "lent the [widow money]"."""
    thing = noun.head
    if noun.dep_ != "compound" or thing.dep_ != "dobj" or thing.tag_ not in ("NN", "NNS") or noun.i + 1 != thing.i:
        return False
    before = noun.doc[thing.head.i + 1 : noun.i]
    plain = bool(before) and all(word.tag_ in ("DT", "PRP$", "JJ", "VBN", "CD") for word in before)
    if not plain or (noun.tag_ != "NNS" and len(before) > 1):  # a plural is hardly ever part of another noun
        return False
    given = thing.head.lemma_ in look_up("verbs", "gives")
    return given and find_sort(noun.lower_, noun.lemma_) == "person" and not find_sort(thing.lower_, thing.lemma_)


def shares_agent(verb: Word) -> bool:
    """Return whether the parser took a later participle for a past tense: "was robbed and left there by two men"."""
    deps = {child.dep_ for child in verb.children}
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or deps & {"nsubj", "nsubjpass", "dobj", "aux"}:
        return False
    return "agent" in deps or any(shares_agent(child) for child in verb.children)


def is_misread_past(verb: Word) -> bool:
    """Return whether a later participle was taken for a past tense: "was convicted and jailed", without an object."""
    deps = {child.dep_ for child in verb.children}
    alone = verb.dep_ == "conj" and verb.tag_ == "VBD" and not deps & {"nsubj", "nsubjpass", "dobj", "aux", "ccomp"}
    return alone and verb.head.tag_ == "VBN" and verb.lemma_ in look_up("verbs", "takes_people")


def is_name_given(noun: Word) -> bool:
    """Return whether the parser took what somebody is called for a second object: "branded him [a liar]"."""
    naming = look_up("verbs", "names").get(noun.head.lemma_) == "noun"
    if noun.dep_ != "dobj" or not naming:
        return False
    return any(child.dep_ in ("dobj", "dative") and child.i < noun.i for child in noun.head.children)


def is_reduced(verb: Word) -> bool:
    """Return whether the parser took a participle on a noun for the main verb: "Hikers rescued by a boy had climbed".

    The true main verb then hangs below, with neither a subject nor a conjunction of its own.
    """
    deps = {child.dep_ for child in verb.children}
    alone = "nsubj" in deps and not deps & {"dobj", "aux", "neg", "cc"}
    if alone and verb.dep_ in ("csubj", "csubjpass") and verb.tag_ == "VBN":
        return True
    if not alone or verb.tag_ not in ("VBD", "VBN") or verb.lemma_ in look_up("verbs", "intransitive"):
        return False
    return any(child.dep_ in ("ccomp", "advcl") and child.i > verb.i and _is_main(child) for child in verb.children)


def _is_main(verb: Word) -> bool:
    deps = {child.dep_ for child in verb.children}
    finite = verb.tag_ in ("VBD", "VBZ") or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children
    )
    return finite and not deps & {"nsubj", "nsubjpass", "expl", "mark", "advmod"}


def find_fronted_main(verb: Word) -> Word | None:
    """Return the main verb after a fronted participle that was taken for it: "Sacked in May, the cook won his case"."""
    deps = {child.dep_ for child in verb.children}
    first = verb.dep_ == "ROOT" and verb.tag_ == "VBN" and verb.left_edge == verb and verb.is_sent_start
    if not first or deps & {"nsubj", "nsubjpass", "aux", "auxpass", "dobj"}:
        return None
    later = (child for child in verb.children if child.dep_ in ("advcl", "conj", "ccomp", "parataxis"))
    return next((child for child in later if any(word.dep_ == "nsubj" for word in child.children)), None)


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


def set_off_from(verb: Word) -> Word | None:
    """Return the noun right before a participle that the parser hung on the verb: "mourned X, killed by Y"."""
    first = verb.left_edge
    loose = verb.dep_ == "advcl" and verb.tag_ == "VBN" and first == verb and verb.i > 1 and verb.nbor(-1).text == ","
    noun = verb.nbor(-2) if loose else None
    return noun if noun is not None and noun.dep_ == "dobj" and noun.pos_ in ("NOUN", "PROPN") else None


def find_led(prep: Word) -> list[Word]:
    """Return the people after a participle that was taken for a gerund: "burned by [retreating officers]"."""
    gerunds = [word for word in prep.children if word.dep_ == "pcomp" and word.tag_ == "VBG"]
    nouns = [noun for word in gerunds for noun in word.children if noun.dep_ == "dobj" and noun.i == word.i + 1]
    passive = any(word.dep_ == "auxpass" for word in prep.head.children)
    return [noun for noun in nouns if passive and prep.lower_ == "by" and find_sort(noun.lower_, noun.lemma_.lower())]
