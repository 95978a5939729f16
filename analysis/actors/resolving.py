"""Whom pronouns and descriptions stand for: a trained model weighs all that stands before them, and nobody.

A conditional logit (Denis and Baldridge 2008) over codes of candidate and pronoun; what is joined stays joined, so
that "he … his … him" hang together. The weights are in models/actors.npz.
"""

from typing import NamedTuple
from zlib import crc32

import numpy as np

from ..article import Article
from ..lang import list_words, look_up
from .model import Model
from .nodes import CLASSES, FORMS, GENDERS, KINDS, ROLES, Nodes
from .page import Cast

REACH = (5, 5, 5, 12, 12)  # sentences back, by class
SURE = (0.0, 0.0, 0.0, 0.65, 0.7)  # the chance below which one stands for nobody before, by class
MOST = 150  # nodes back
ARGUMENTS = [ROLES[name] for name in ("nsubj", "nsubjpass", "dobj", "pobj")]
TELLING = [ROLES[name] for name in ("appos", "attr")]
PEOPLE = [KINDS[name] for name in ("person", "people", "group", "pronoun")]
SIZES = {
    "sentences": 7, "nodes": 9, "recency": 9, "paragraph": 8, "role": 12, "roles": 144, "subject": 12, "number": 8,
    "kind": 20, "form": 11, "form, kind": 110, "gender": 4, "met": 16, "met, gender": 48, "bar": 8, "within": 4,
    "quoted": 5, "quoted, near": 20, "count": 12, "prominence": 24, "role, near": 48, "form, near": 44,
    "around": 8, "joined": 4, "kinds": 100, "form, role": 132, "recency, kind": 90, "words": 6, "words, form": 33,
    "words, modified": 12, "beside": 6, "words, near": 21, "words, all": 132, "words, kind": 30,
    "description, kind": 110, "words, gender": 12, "told": 13, "told, form": 143, "told, kind": 130, "said": 3,
}  # fmt: skip
NOBODY = {
    "nobody": 1, "no role": 12, "no form": 44, "no kind": 10, "no verb": 12, "no clause": 4, "no role, form": 132,
    "no start": 6, "no quotation": 2, "no word": 64, "no words": 22,
}  # fmt: skip
OFFSETS = np.cumsum([0, *(len(CLASSES) * size for size in [*SIZES.values(), *NOBODY.values()])])
CODES = int(OFFSETS[-1])


class Clusters:
    """Who is who so far: the cluster of each node, and what is known of each cluster."""

    def __init__(self, size: int) -> None:
        self.of = np.full(size, -1, dtype=np.int64)
        self.size = 0
        names = ("kind", "count", "gender", "plural", "met", "named", "last")
        self.kind, self.count, self.gender, self.plural, self.met, self.named, self.last = (
            np.zeros(size, dtype=np.int64) for _ in names
        )
        self.words: dict[str, set[int]] = {}  # the nouns that it was called by
        self.titles: dict[str, set[int]] = {}
        self.actors: dict[str, int] = {}

    def add(self) -> int:
        """Return the number of a new cluster."""
        self.size += 1
        return self.size - 1

    def of_actor(self, actor: str) -> int:
        """Return the cluster of an actor, new or known."""
        if actor not in self.actors:
            self.actors[actor] = self.add()
        return self.actors[actor]

    def put(self, nodes: Nodes, number: int, cluster: int, titles: set[str]) -> None:
        """Put a node into a cluster, and note what it tells of it."""
        kind, form, first = nodes.kind[number], nodes.form[number], not self.last[cluster]
        pronoun = kind == KINDS["pronoun"]
        self.of[number], self.last[cluster] = cluster, number + 1
        self.count[cluster] += not pronoun  # else a pronoun gone wrong would draw others after it
        if first or (not pronoun and (self.kind[cluster] == KINDS["pronoun"] or form == FORMS["name"])):
            self.kind[cluster] = kind
        if pronoun:
            self.met[cluster] |= (0, 1, 2)[nodes.gender[number]] or (1, 4, 8)[nodes.wanted[number]]
        else:
            self.plural[cluster] |= nodes.plural[number]
            self.named[cluster] |= form <= FORMS["alias"]
            self.words.setdefault(nodes.lemmas[number], set()).add(cluster)
        if nodes.gender[number] and not (pronoun and self.gender[cluster]):
            self.gender[cluster] = nodes.gender[number]
        for title in titles:
            self.titles.setdefault(title, set()).add(cluster)


class Link(NamedTuple):
    """What is decided of a node: its cluster (-1: nobody before), and the chance of that."""

    node: int
    cluster: int
    chance: float


def resolve(article: Article, nodes: Nodes, cast: Cast, model: Model) -> tuple[Clusters, list[Link]]:
    """Return the clusters of all nodes, and what was decided of each pronoun and description, in text order."""
    clusters, links = Clusters(len(nodes.mentions)), []
    speakers = find_speakers(article, nodes)
    for number, mention in enumerate(nodes.mentions):
        cluster = clusters.of_actor(mention.actor) if mention.actor else -1
        places = find_candidates(nodes, number)
        if nodes.wanted[number] == CLASSES.index("he"):
            places = places[~np.isin(clusters.of[places], _list_others(article, nodes, clusters, number, speakers))]
        if len(places):
            chances, nobody = weigh(article, nodes, clusters, number, places=places, weights=model.antecedents)
            known, of = np.unique(clusters.of[places], return_inverse=True)
            shared = np.bincount(of, chances)
            cluster = int(known[shared.argmax()]) if shared.max() > max(nobody, SURE[nodes.wanted[number]]) else -1
            links.append(Link(number, cluster, float(max(shared.max(), nobody))))
        cluster = clusters.add() if cluster < 0 else cluster
        clusters.put(nodes, number, cluster, cast.actors[mention.actor].titles if mention.actor else set())
    return clusters, links


def _list_others(
    article: Article, nodes: Nodes, clusters: Clusters, number: int, speakers: dict[int, str]
) -> list[int]:
    """Return the clusters that "he" cannot be: who speaks the words around it, or who is named in his words."""
    around, said = int(nodes.quotation[number]), int(nodes.said[number])
    if around >= 0:
        return [clusters.actors.get(speakers.get(around, ""), -1)]
    if not _says(article, nodes, number):
        return []
    return clusters.of[(nodes.quotation == said) & (nodes.form <= FORMS["the"])].tolist()


def _says(article: Article, nodes: Nodes, number: int) -> bool:
    """Say whether a node is the subject of a verb of saying that governs a quotation."""
    speech = list_words("cues", "attribution", "speech")
    return bool(nodes.said[number] >= 0) and article.lemma[nodes.verb[number]] in speech


def find_speakers(article: Article, nodes: Nodes) -> dict[int, str]:
    """Return quotation -> the named actor who is the subject of its verb of saying, or of that of the one before it.

    The one before it counts in one paragraph, and where a quotation runs on; but not where another subject stands
    between them.
    """
    speakers = (number for number in range(len(nodes.mentions)) if _says(article, nodes, number))
    found = {int(nodes.said[number]): actor for number in speakers if (actor := nodes.mentions[number].actor)}
    for number in range(1, len(article.quotations)):
        (_, last, runs_on), (first, *_) = article.quotations[number - 1 : number + 1]
        before = found.get(number - 1)
        between = (nodes.head > last) & (nodes.head < first) & (nodes.subject > 0)
        others = {nodes.mentions[place].actor for place in np.flatnonzero(between)} - {before, None}
        if before and (runs_on or article.paragraph[last] == article.paragraph[first]) and not others:
            found.setdefault(number, before)
    return found


def find_candidates(nodes: Nodes, number: int) -> np.ndarray:
    """Return the nodes before a pronoun or description that it may stand for; none for any other node.

    Who speaks outside the quotation marks is nobody inside them.
    """
    wanted = nodes.wanted[number]
    if wanted < 0:
        return np.zeros(0, dtype=np.int64)
    here = nodes.sentence[number]
    first = max(int(np.searchsorted(nodes.sentence, here - REACH[wanted])), number - MOST)
    places = np.arange(first, number)
    described = wanted >= CLASSES.index("person")  # one described is not several
    barred = _bar_arguments(nodes, number, places) | (described & (nodes.plural[places] != nodes.plural[number]))
    barred |= nodes.gender[places] + nodes.gender[number] == sum(GENDERS.values())
    if wanted == CLASSES.index("they"):  # one of whom a name or "he" is known is not several
        named = (nodes.kind[places] == KINDS["person"]) & (nodes.form[places] <= FORMS["alias"])
        barred |= named | (nodes.gender[places] > 0)
    if wanted == CLASSES.index("person"):
        barred |= ~np.isin(nodes.kind[places], PEOPLE)
    if nodes.subject[number] and nodes.quotation[number] < 0 and not described:
        said = nodes.quotation[places[nodes.sentence[places] == here]]
        barred |= np.isin(nodes.quotation[places], said[said >= 0])
    return places[~barred]


def _bar_arguments(nodes: Nodes, number: int, places: np.ndarray) -> np.ndarray:
    """Return which candidates grammar forbids: others that the same verb has, and for "a man" whoever stands before.

    "She thanked her": two (binding; Chomsky 1981). "She thanked herself", "she is a nun", "Ann Roe, a nun": one.
    """
    role, word = nodes.role[number], nodes.lemmas[number]
    if role in TELLING or word.endswith(("self", "selves")):
        return np.zeros(len(places), dtype=bool)
    described = nodes.wanted[number] >= CLASSES.index("person")
    if described and nodes.form[number] == FORMS["a"]:
        return np.ones(len(places), dtype=bool)
    near = nodes.sentence[places] == nodes.sentence[number]
    same = near & (nodes.verb[places] == nodes.verb[number]) & np.isin(nodes.role[places], ARGUMENTS)
    around = near & described & (nodes.head[places] == nodes.verb[number])  # "the widow of the policeman"
    return (
        (same & (role in ARGUMENTS))
        | around
        | (near & (role == ROLES["conj"]) & (nodes.head[places] == nodes.above[number]))
    )


def weigh(
    article: Article, nodes: Nodes, clusters: Clusters, number: int, *, places: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the chance of each candidate, and that of nobody."""
    sums = weights[code(article, nodes, clusters, number, places)].sum(axis=0)
    nobody = weights[code_nobody(article, nodes, clusters, number)].sum()
    highest = max(sums.max(), nobody)
    odds, none = np.exp(sums - highest), np.exp(nobody - highest)
    return odds / (odds.sum() + none), float(none / (odds.sum() + none))


def code(article: Article, nodes: Nodes, clusters: Clusters, number: int, places: np.ndarray) -> np.ndarray:
    """Return the codes of all templates for each candidate: template x candidate, as places in the weights."""
    values = [*_code_place(article, nodes, clusters, number, places), *_code_words(nodes, clusters, number, places)]
    shifts = OFFSETS[: len(SIZES)] + nodes.wanted[number] * np.array(list(SIZES.values()))
    return np.stack(values) + shifts[:, None]


def _code_place(article: Article, nodes: Nodes, clusters: Clusters, number: int, at: np.ndarray) -> list[np.ndarray]:
    """Return the codes of where candidates stand and of what they are, as far as SIZES names no words."""
    of, role, roles = clusters.of[at], nodes.role[number], nodes.role[at]
    kind, form = clusters.kind[of], nodes.form[at]
    away = np.minimum(nodes.sentence[number] - nodes.sentence[at], 6)
    near = np.minimum(away, 3)
    lasts = np.unique(clusters.last[clusters.of[at[0] : number]])
    recency = _bucket(len(lasts) - 1 - np.searchsorted(lasts, clusters.last[of]))
    gender, mine = clusters.gender[of], nodes.gender[number]
    agrees = np.where((gender == 0) | (mine == 0), mine > 0, np.where(gender == mine, 2, 3))
    same_verb = (nodes.verb[at] == nodes.verb[number]) & (away == 0)
    objects = role in (ROLES["dobj"], ROLES["pobj"])
    bar = np.where(same_verb & (nodes.subject[at] > 0) & objects, 1, same_verb * 3)
    bar = np.where(nodes.verb[number] == nodes.head[at], 2, bar) + 4 * nodes.lemmas[number].endswith(("self", "selves"))
    within = ((nodes.left[number] <= nodes.head[at]) & (nodes.head[at] <= nodes.right[number])) + 2 * (
        (nodes.left[at] <= nodes.head[number]) & (nodes.head[number] <= nodes.right[at])
    )
    quoted = _code_quotations(nodes.quotation[at], nodes.quotation[number])
    most = np.sort(clusters.count[np.unique(of)])[::-1][:3]
    prominence = 6 * near + 2 * np.searchsorted(-most, -clusters.count[of]).clip(max=2) + (clusters.count[of] > 5)
    told = (1 + role) * (nodes.head[at] == nodes.told[number])
    said = np.where(nodes.said[at] < 0, 0, np.where(nodes.said[at] == nodes.quotation[number], 1, 2))
    around = nodes.head[at] == find_subject_around(article, nodes.head[number])
    return [
        away, _bucket(number - 1 - at), recency, 4 * (nodes.paragraph[at] == nodes.paragraph[number]) + near,
        roles, 12 * role + roles, 4 * nodes.subject[at] + near,
        4 * nodes.plural[at] + 2 * clusters.plural[of] + nodes.plural[number], 2 * kind + nodes.plural[at], form,
        10 * form + kind, agrees, clusters.met[of], 3 * clusters.met[of] + mine, bar, within, quoted, 4 * quoted + near,
        2 * np.minimum(clusters.count[of], 5) + clusters.named[of], prominence, 12 * near + roles, 11 * near + form,
        4 * around + near, 2 * nodes.joined[at] + (form == FORMS["pair"]), 10 * nodes.kind[number] + kind,
        12 * form + roles, 10 * recency + kind, told, 13 * nodes.form[number] + told, 13 * kind + told, said,
    ]  # fmt: skip


def _code_words(nodes: Nodes, clusters: Clusters, number: int, at: np.ndarray) -> list[np.ndarray]:
    """Return the codes of whether a description's words are those of a candidate; zeros for a pronoun."""
    none = np.zeros(len(at), dtype=np.int64)
    if nodes.wanted[number] < CLASSES.index("person"):
        return [none] * 9
    of, lemma, head = clusters.of[at], nodes.lemmas[number], nodes.head[number]
    called = np.array([one in clusters.words.get(lemma, ()) for one in of.tolist()])
    words = np.where(called, 1, 2 * np.array([one in clusters.titles.get(lemma, ()) for one in of.tolist()]))
    same = np.array([nodes.lemmas[other] == lemma for other in at]) if called.any() else none
    form, modified, kind = nodes.form[number], nodes.modified[number], clusters.kind[of]
    role, roles = nodes.role[number], nodes.role[at]
    beside = (role == ROLES["appos"]) * (nodes.above[number] == nodes.head[at])
    beside = np.where((roles == ROLES["appos"]) & (nodes.above[at] == head), 2, beside)
    is_called = (role == ROLES["attr"]) & (nodes.verb[at] == nodes.verb[number]) & (nodes.subject[at] > 0)
    gender, mine = clusters.gender[of], nodes.gender[number]
    agrees = np.where((gender == 0) | (mine == 0), 0, np.where(gender == mine, 1, 2))
    away = np.minimum(nodes.sentence[number] - nodes.sentence[at], 6)
    return [
        words + 3 * same, 11 * words + form, 4 * words + modified, beside + 3 * is_called, 7 * words + away,
        4 * (11 * words + form) + modified, 10 * words + kind, 10 * form + kind, 4 * words + agrees,
    ]  # fmt: skip


def _bucket(values: np.ndarray) -> np.ndarray:
    """Return 0 to 8 for how great a number is, about by its logarithm."""
    return np.searchsorted((1, 2, 3, 4, 6, 10, 18, 40), values, side="right")


def _code_quotations(others: np.ndarray, mine: int) -> np.ndarray:
    """Return whether both stand outside quotations (0), in one (1), or which of them stands in one of its own."""
    if mine < 0:
        return np.where(others == mine, 0, 2)
    return np.where(others == mine, 1, np.where(others < 0, 3, 4))


def code_nobody(article: Article, nodes: Nodes, clusters: Clusters, number: int) -> np.ndarray:
    """Return the codes of what speaks for nobody before, as places in the weights."""
    head, role, form = nodes.head[number], nodes.role[number], nodes.form[number]
    verb, lemma = nodes.verb[number], nodes.lemmas[number]
    is_noun = nodes.wanted[number] >= CLASSES.index("person")
    kinds = sorted(set(look_up("verbs", "empty").values()))
    empty = look_up("verbs", "empty").get(article.lemma[verb])
    parts = ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
    pos = parts.index(article.pos[verb]) if article.pos[verb] in parts else 5
    values = [
        0, role, 4 * form + nodes.modified[number], nodes.kind[number], 6 + kinds.index(empty) if empty else pos,
        _code_clause(article, head), 11 * role + form, 3 * (nodes.sentence[number] < 2) + min(2, number),
        nodes.quotation[number] >= 0, crc32(lemma.encode()) % 64 if is_noun else 0,
        11 * bool(clusters.words.get(lemma)) + form if is_noun else 0,
    ]  # fmt: skip
    sizes = np.array(list(NOBODY.values()))
    return OFFSETS[len(SIZES) : -1] + nodes.wanted[number] * sizes + np.array(values, dtype=np.int64)


def _code_clause(article: Article, head: int) -> int:
    """Return whether a subject's verb has a clause after it, and is said of it: "it is clear that"."""
    if article.dep[head] not in {"nsubj", "nsubjpass", "expl"}:
        return 0
    verb = article.head[head]
    deps = {article.dep[child] for child in article.children[verb] if child > head}
    clause = not deps.isdisjoint({"ccomp", "xcomp", "advcl", "acl", "relcl", "csubj"})
    return 1 + clause + (article.pos[verb] == "ADJ" or "acomp" in deps)


def find_subject_around(article: Article, place: int) -> int:
    """Return the subject of the nearest clause around a word, not of its own; -1 where there is none before it."""
    node = article.head[place]
    own = -1 if article.dep[place] == "poss" else article.head[node] if article.dep[place] == "pobj" else node
    for _ in range(12):
        subject = next((s for s in reversed(article.subjects.get(node, ())) if s < min(node, place)), None)
        if node != own and subject is not None:
            return subject
        if article.head[node] == node:
            return -1
        node = article.head[node]
    return -1
