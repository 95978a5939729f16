"""What stands behind a verb or an event noun: objects, recipients, and what prepositions tie to it."""

from ..lang import look_up
from ..word import Word

KNOWN = ("family", "light")  # what is said of the verbs that a lemma is held against
AIMED = ("harm", "say", "threaten", "demand", "give or help")  # families of verbs that may be done "at" somebody
TOWARDS = ("to", "from", "with", "on", "at", "against", "upon")


def expand(token: Word) -> list[Word]:
    """Return a word and all that is coordinated with it: "Russia and China" is two actors."""
    found = [token]
    for word in found:
        found += [child for child in word.children if child.dep_ == "conj" and child.pos_ != "VERB"]
        whole = word.lower_ in ("both", "neither", "either")  # or "Democrats, including Lund"
        preps = [child for child in word.children if child.dep_ == "prep" and (whole or child.lower_ == "including")]
        found += [grandchild for child in preps for grandchild in child.children]
    return found


def find_lemma(verb: Word) -> str:
    """Return the verb's lemma, with the parser's commonest slip mended: "fined" is of "fine", not of "fin"."""
    lemma = verb.lemma_.lower()
    known = [look_up("verbs", name) for name in KNOWN]
    named, longer = (any(word in verbs for verbs in known) for word in (lemma, f"{lemma}e"))
    return f"{lemma}e" if longer and not named else lemma


def find_pobjs(word: Word, prepositions: tuple[str, ...]) -> list[Word]:
    """Return the nouns that the given prepositions tie to a word."""
    preps = [child for child in word.children if child.dep_ in ("prep", "agent", "dative")]
    preps = [prep for prep in preps if prep.lower_ in prepositions]
    return [noun for prep in preps for head in prep.children if head.dep_ == "pobj" for noun in expand(head)]


def find_objects(verb: Word) -> list[Word]:
    """Return the verb's objects: its own, one shared with the next verb, or the noun a relative clause hangs on."""
    own = [child for child in verb.children if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"]
    own = [child for child in own if not is_name_given(child)]
    if not own:
        own = [*_shared_objects(verb), *_subjects_below(verb), *_relative_object(verb)]
    return [word for child in own for word in expand(child)]


def _shared_objects(verb: Word) -> list[Word]:
    """Return the object of the next verb where nothing but "and" is between: "seized and burned the town"."""
    later = [child for child in verb.children if child.dep_ == "conj" and child.i - verb.i == 2]
    return [word for child in later for word in child.children if word.dep_ == "dobj"]


def _subjects_below(verb: Word) -> list[Word]:
    """Return X of "let X go", "urged X to go", "called X a liar", which the parser takes for a clause's subject."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    bare = look_up("verbs", "controls").get(verb.lemma_) == "bare"  # "let X sit", whatever the form
    small = [child for child in clauses if bare or not _is_finite(child)]
    return [word for child in small for word in child.children if word.dep_ == "nsubj"]


def _is_finite(clause: Word) -> bool:
    deps = {child.dep_ for child in clause.children}
    return clause.tag_ in ("VBD", "VBZ", "VBP", "MD") or "mark" in deps or _has_finite_aux(clause)


def _has_finite_aux(clause: Word) -> bool:
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ != "to" for child in clause.children)


def _relative_object(verb: Word) -> list[Word]:
    """Return the noun of "the men it had dismissed", "the man he tried to bribe": the object of the lowest verb."""
    clause = verb
    while clause.dep_ == "xcomp" and clause.head.pos_ == "VERB":
        clause = clause.head
    if clause.dep_ != "relcl" or any(child.dep_ == "xcomp" for child in verb.children):
        return []
    subjects = [child for child in clause.children if child.dep_ == "nsubj"]
    pronouns = [word for word in clause.subtree if word.i < clause.i and word.tag_ in ("WDT", "WP", "WP$")]
    first = pronouns[0] if pronouns else None  # "who left", "whose ratings rose", "of which it spoke", "whatever it is"
    if first is not None and (first.dep_ not in ("dobj", "dep") or first.lower_.startswith("what")):
        return []
    adverbs = any(child.tag_ == "WRB" and child.i < verb.i for child in clause.children)  # "the day when it left"
    closed = adverbs or any(child.dep_ == "ccomp" for child in verb.children)
    return [clause.head] if subjects and not closed else []


def find_obliques(verb: Word) -> list[Word]:
    """Return the words that prepositions make patients: "cooperate with X", "sold it to X", "imposed sanctions on X".

    Where one goes to or comes from is a place. The parser may hang the preposition on the thing: "withdrew [funding
    from X]", "struck [a deal with X]".
    """
    family = look_up("verbs", "family").get(find_lemma(verb))
    things = [child for child in verb.children if child.dep_ == "dobj"]
    towards: tuple[str, ...] = ("with", "against") if family == "move" and not things else TOWARDS
    if family == "say" and things:  # "denied deals with X"
        towards = tuple(word for word in towards if word != "with")
    found = find_pobjs(verb, towards)
    if things and family not in AIMED:  # "left the port at Barisk", but "sneered at Kim"
        found = [word for word in found if word.pos_ != "PROPN" or word.head.lower_ != "at"]
    if family in ("demand", "take"):  # "demanded [money from the bank]"
        found += [source for noun in find_objects(verb) for source in find_pobjs(noun, ("from",))]
    if find_lemma(verb) in look_up("verbs", "light"):
        for noun in find_objects(verb):
            found += [*find_complements(noun), *find_pobjs(noun, ("of",))]
    return found or _find_hung(things, family)


def _find_hung(things: list[Word], family: str | None) -> list[Word]:
    """Return what a preposition ties to the thing done: "struck [a deal with X]".

    Not where it is only said ("denied [deals with X]"), nor where the deed has a role ("ended [its attack on X]").
    """
    if family == "say":
        return []
    deeds = () if family in ("move", "take") else look_up("nouns", "verb")
    hung = [word for noun in things if noun.lemma_ not in deeds for word in find_pobjs(noun, TOWARDS)]
    return [word for word in hung if word.pos_ != "PROPN" or word.head.lower_ != "at"]  # "the port at Barisk"


def find_complements(noun: Word) -> list[Word]:
    """Return the patients that prepositions tie to a noun: "an attack on X", "assistance to X"."""
    return find_pobjs(noun, ("on", "against", "to", "with", "at", "upon", "into"))


def is_name_given(noun: Word) -> bool:
    """Return whether the parser took what somebody is called for a second object: "branded him [a liar]"."""
    naming = look_up("verbs", "names").get(noun.head.lemma_) == "noun"
    if noun.dep_ != "dobj" or not naming:
        return False
    return any(child.dep_ in ("dobj", "dative") and child.i < noun.i for child in noun.head.children)
