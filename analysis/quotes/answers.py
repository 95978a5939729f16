"""Who was asked and did not answer: "declined to comment", "could not be reached", "did not return calls"."""

from collections.abc import Iterator

from ..article import Article
from ..lang import look_up
from .kinds import is_negated
from .pieces import Source
from .sources import SUBJECTS, find_antecedent
from .verbs import Candidate

ASKED = {"request", "comment"}
PEOPLE = {"PERSON", "ORG", "NORP"}


def propose_no_answers(article: Article) -> Iterator[Candidate]:
    """Yield the places where somebody asked does not answer: the cue denies, the content is what was not done."""
    kinds = look_up("no_answers", "kind")
    for place, pos in enumerate(article.pos):
        if pos not in ("VERB", "AUX") or article.body[place] < 0 or article.quotation[place] >= 0:
            continue
        start = _find_unanswered(article, place, kinds)
        if start >= 0:
            before = [c for c in article.children[place] if article.dep[c] in ("aux", "neg") and c < start]
            first = min([place, *before])
            cue = (first, max(start - 1, first))
            content = (max(start, cue[1] + 1), _find_end(article, place, start))
            yield Candidate("no answer", "only", place, cue, (content,), start)


def find_asked(article: Article, verb: int) -> Source | None:
    """Return the subject of a verb as its source; None where it has none of its own."""
    subject = next((c for c in article.children[verb] if article.dep[c] in SUBJECTS), -1)
    return Source("nsubj", find_antecedent(article, subject, verb), 0.0, 0.0) if subject >= 0 else None


def _find_unanswered(article: Article, verb: int, kinds: dict[str, str]) -> int:
    """The place from which on a verb says what was not done; -1 where it tells of no answer."""
    lemma = article.lemma[verb].lower()
    negated = is_negated(article, verb)
    if kinds.get(lemma) == "refusing":
        below = next((c for c in article.children[verb] if article.dep[c] == "xcomp"), -1)
        told = article.lemma[below] == "say" and any(article.dep[c] == "dobj" for c in article.children[below])
        discussed = lemma != "fail" and kinds.get(article.lemma[below].lower()) == "discussing" and not told
        return article.left[below] if below >= 0 and (discussed or _is_answer(article, below, kinds)) else -1
    if negated and kinds.get(lemma) == "reaching":
        return verb if _is_sought(article, verb, kinds) else -1
    if article.pos[verb] == "VERB":
        return verb if negated and _is_answer(article, verb, kinds) else -1
    for child in article.children[verb]:
        if kinds.get(article.lower[child]) in ("absent", "present" if negated else "absent"):
            return child if _asks(article, child, kinds) else -1
    return -1


def _is_answer(article: Article, verb: int, kinds: dict[str, str]) -> bool:
    """Answers a request, or nothing that is told: not "respond to the attack", "return to school"."""
    lemma = article.lemma[verb].lower()
    if kinds.get(lemma) not in ("answering", "comment"):
        return False
    objects = [c for c in article.children[verb] if article.dep[c] == "dobj"]
    objects += [o for c in article.children[verb] if article.lower[c] in ("to", "for") for o in article.children[c]]
    asked = any(kinds.get(article.lemma[o].lower()) in ASKED or _asks(article, o, kinds) for o in objects)
    return asked or lemma == "comment" or (not objects and lemma in ("respond", "reply"))


def _asks(article: Article, place: int, kinds: dict[str, str]) -> bool:
    """Whether something is for comment, to comment, seeking comment."""
    below = range(place + 1, article.right[place] + 1)
    return any(kinds.get(article.lemma[p].lower()) in ASKED for p in below)


def _is_sought(article: Article, verb: int, kinds: dict[str, str]) -> bool:
    """Whether it is people that cannot be reached: not "the village could not be reached by road"."""
    dependents = {article.dep[c]: c for c in article.children[verb]}
    subject = dependents.get("nsubjpass", -1)
    if (
        subject < 0
        or "agent" in dependents
        or not {"can", "could"} & {article.lower[c] for c in article.children[verb]}
    ):
        return False
    personal = article.lower[subject] in ("he", "she", "they", "who") or article.entity[subject] in PEOPLE
    personal = personal or article.lemma[subject].lower() in look_up("sources", "source_type")
    return personal or _asks(article, verb, kinds)


def _find_end(article: Article, verb: int, start: int) -> int:
    """The last place of what was not done: before a comma, a joined clause or one that hangs on it."""
    last = max(article.right[verb], start)
    ends = [article.left[c] for c in article.children[verb] if c > start and article.dep[c] in ("cc", "conj", "advcl")]
    ends += [p for p in range(start + 1, last + 1) if article.lower[p] in (",", ";", ".", "—", "–", "--", "(")]
    return max(min([*(end - 1 for end in ends if end > start), last]), start)
