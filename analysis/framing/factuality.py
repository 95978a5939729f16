"""Did it happen? Negation and modality of a verb or event noun, by its auxiliaries and what governs it."""

from ..lang import list_words, look_up
from ..word import Word

GOVERNED = ("xcomp", "ccomp", "pcomp", "pobj", "dobj", "acl", "conj", "advcl")


def judge_factuality(word: Word, depth: int = 0) -> tuple[bool, str]:
    """Return whether an event is negated, and its modality: did, would, could, denied or planned.

    What governs it counts too: "plans to attack" is planned, "refused to free" did not happen, "denied taking" is
    denied; the second verb of a coordination is as the first, unless it says otherwise.
    """
    negated, modality = _own(word)
    governor = _governor(word)
    if modality != "did" or governor is None or depth > 6:
        return negated, modality
    share = _shared if word.dep_ == "conj" else _governed
    return share(word, governor, depth, negated=negated)


def is_helper(verb: Word) -> bool:
    """Return whether a verb only helps an infinitive: "had to", "has yet to", "is going to", "used to"."""
    infinitive = any(child.dep_ == "xcomp" and child.i > verb.i for child in verb.children)
    if verb.lemma_ == "have":
        return infinitive
    alone = infinitive and not any(child.dep_ in ("dobj", "prt") for child in verb.children)
    return alone and (verb.lemma_, verb.tag_) in (("go", "VBG"), ("use", "VBD"))


def _governed(word: Word, governor: Word, depth: int, *, negated: bool) -> tuple[bool, str]:
    kind = look_up("verbs", "modality").get(governor.lemma_.lower())
    above, over = judge_factuality(governor, depth + 1)
    if any(child.lower_ == "whether" for child in word.children) or kind == "open" or (kind == "ruled" and above):
        return negated, "could"
    if kind == "denied" and word.dep_ != "advcl":
        return negated, "denied"
    if governor.lemma_ == "go" and is_helper(governor):  # "is going to"
        return negated != above, "would"
    if not _is_clause_of(word, governor):
        along = _goes_along(word, governor) and over in ("would", "could")
        return negated, over if along else "did"
    if kind == "not":
        return negated != (not above), over
    if governor.lemma_ == "be" and word.dep_ == "xcomp" and over == "did":  # "is to strike"
        over = "would"
    planned = (kind == "planned" or _is_purpose(word)) and over != "denied"
    return negated != above, "planned" if planned else over


def _own(word: Word) -> tuple[bool, str]:
    words = look_up("verbs", "modality")
    negated = any(
        child.dep_ == "neg" or child.lower_ in list_words("words", "denies", "not") or _is_nobody(child)
        for child in word.children
    )
    negated = negated or _is_denied(word)
    modals = [words.get(child.lower_) for child in word.children if child.tag_ == "MD"]
    return negated, next((kind for kind in modals if kind), "did")


def _is_denied(word: Word) -> bool:
    """Return whether other words than "not" deny an event: "no longer", "without speaking", "has yet to speak"."""
    longer = any(child.lower_ == "longer" and child.nbor(-1).lower_ == "no" for child in word.children if child.i)
    without = word.dep_ == "pcomp" and word.head.lower_ == "without"
    yet = word.dep_ == "xcomp" and word.head.lemma_ == "have" and any(w.lower_ == "yet" for w in word.head.children)
    return longer or without or yet


def _is_nobody(word: Word) -> bool:
    """Return whether a subject or doer is nobody: "no guard", "neither army", "signed by neither side"."""
    if word.dep_ == "agent":
        return any(_is_nobody(child) for child in word.children)
    if word.dep_ not in ("nsubj", "nsubjpass", "pobj"):
        return False
    words = [word, *(child for child in word.subtree if child.dep_ in ("det", "preconj") and child.i <= word.i)]
    return word.lower_ in list_words("words", "denies", "nobody") or any(
        child.lower_ in ("no", "neither") for child in words
    )


def _governor(word: Word) -> Word | None:
    """Return the word that says what an event is to the teller: "plans" of "plans to use", "plan" of "plan to use"."""
    if word.dep_ not in GOVERNED or word.head == word:
        return None
    if word.dep_ == "pobj" and word.i < word.head.head.i:  # "in its attack, Norway tried to …"
        return None
    head = word.head.head if word.dep_ in ("pcomp", "pobj") and word.head.pos_ == "ADP" else word.head
    return head if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ") else None


def _shared(word: Word, first: Word, depth: int, *, negated: bool) -> tuple[bool, str]:
    """Return what a second verb shares with the first: all, unless it has a subject or auxiliary of its own."""
    if any(child.dep_ in ("nsubj", "nsubjpass", "aux") and child.lower_ != "to" for child in word.children):
        return negated, "did"
    above, over = judge_factuality(first, depth + 1)
    nor = any(child.lower_ == "nor" for child in first.children)  # "neither saw nor heard"
    return negated or (above and (nor or _reaches(first, word))), over


def _reaches(first: Word, second: Word) -> bool:
    """Return whether the first verb's negation is the second's too: "did not see or hear", not "and just kept"."""
    if first.tag_ != second.tag_ or (first.tag_ != "VB" and not any(child.dep_ == "aux" for child in first.children)):
        return False
    either = any(child.lower_ in ("or", "nor") for child in first.children)
    return either or not any(child.dep_ == "advmod" for child in second.children)


def _is_clause_of(word: Word, governor: Word) -> bool:
    """Return whether an event hangs on the governor's truth: an infinitive or gerund, or what is demanded."""
    kind = look_up("verbs", "modality").get(governor.lemma_.lower())
    if word.dep_ == "ccomp" and not _is_infinitive(word):
        return _is_subjunctive(word, governor)
    if word.dep_ in ("dobj", "pobj"):
        return kind in ("planned", "not")
    if word.dep_ == "advcl":
        return _is_purpose(word)
    if word.dep_ == "acl":
        return _is_infinitive(word) and kind is not None
    return word.dep_ in ("xcomp", "ccomp") or kind is not None


def _goes_along(word: Word, governor: Word) -> bool:
    """Return whether a participle tells what goes along with a deed: "will sail, relieving the fleet"."""
    marks = any(child.dep_ in ("mark", "prep", "aux", "nsubj") and child.i < word.i for child in word.children)
    return word.dep_ == "advcl" and word.tag_ == "VBG" and word.i > governor.i and not marks


def _is_subjunctive(word: Word, governor: Word) -> bool:
    """Return whether a clause says what should be: "demanded that the government honour", "that she be freed"."""
    helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}
    demanded = governor.lemma_.lower() in look_up("verbs", "demands")
    return demanded and ("be" in helpers or (word.tag_ in ("VB", "VBP") and not helpers))


def _is_infinitive(word: Word) -> bool:
    helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass", "mark")}
    return "to" in helpers or (word.tag_ in ("VB", "VBG") and not helpers)


def _is_purpose(word: Word) -> bool:
    went_on = word.head.lemma_ == "go" and any(child.lower_ == "on" for child in word.head.children)
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in word.children)
    only = word.left_edge.i > 0 and word.left_edge.nbor(-1).lower_ == "only"  # "only to lose it"
    only = only or word.left_edge.lower_ == "only"
    return word.dep_ == "advcl" and infinitive and not went_on and not only
