"""Names -> all mentions of an article: pronouns and descriptions with whom they stand for, and described people.

A person or body that is only described ("the bus driver", "police") is an actor, too, called by its first description.
"""

import itertools
from collections import Counter

import numpy as np

from ..article import Article
from .model import Model, load_model
from .nodes import ACTORS, CLASSES, FORMS, GENDERS, KINDS, PLURAL, Nodes, find_introduced, judge_noun, lay_nodes
from .nouns import find_sort
from .page import Actor, Cast, Mention
from .resolving import Clusters, Link, resolve
from .states import slug
from .titles import find_office

TELLING = frozenset({"attr", "oprd", "appos", "npadvmod"})  # nouns that say of another what it is
POSTS = frozenset({"pobj", "dobj", "xcomp", "ccomp", "advcl", "acl", "dep"})  # nouns that may be no more than a post
LEAST = (0.4, 0.5, 0.4, 0.0, 0.0)  # a pronoun less sure than this stands for nobody known, by class
HELD = 0.95  # 57 of 60 such, drawn from real news and read, were right
FAR = 3  # times as often named as any other holder of an office: he or she is meant
DEFINITE = frozenset({"the", "these", "those"})
NAMED = frozenset({"name", "alias"})
SINGLE = {"person": "person", "organisation": "organisation"}  # else a group


def refer(article: Article, cast: Cast, mentions: list[Mention], taken: list[bool]) -> list[Mention]:
    """Return `mentions` with all pronouns and descriptions of actors, in text order; `taken` are words of titles.

    He, she and they that stand for nobody known stay, without an actor; an "it" then is a thing and is left out.
    """
    model = load_model()
    nodes = lay_nodes(article, mentions, cast, taken)
    clusters, links = resolve(article, nodes, cast, model)
    chances = {link.node: find_confidence(nodes, link, model) for link in links if link.cluster >= 0}
    actors = {cluster: actor for actor, cluster in clusters.actors.items()}
    held = _find_holders(article, nodes, clusters, cast)
    actors |= held
    found, named = [], {place for mention in mentions for place in range(mention.first, mention.end)}
    for number, mention in enumerate(nodes.mentions):
        cluster = int(clusters.of[number])
        if mention.actor is None and not _may_stand(article, nodes, number, known=cluster in actors):
            continue
        if cluster not in actors and (new := _name(article, nodes, cast, clusters, number, named=named)):
            actors[cluster] = new
        mention.actor, mention.confidence = actors.get(cluster), chances.get(number, HELD if cluster in held else None)
        other = cluster in held and GENDERS.get(cast.actors[held[cluster]].gender, 0) + nodes.gender[number] == 3
        if mention.form == "pronoun" and (other or chances.get(number, 0.0) < LEAST[nodes.wanted[number]]):
            mention.actor = mention.confidence = None
        if nodes.wanted[number] >= 3:
            mention.first = min(mention.first, find_beginning(article, mention.end - 1, named))
        if mention.actor or mention.form != "pronoun" or article.lower[mention.first] not in {"it", "its", "itself"}:
            found.append(mention)
    beside = _find_beside(article, cast, mentions)
    return sorted([*found, *beside], key=lambda mention: mention.first)


def _find_holders(article: Article, nodes: Nodes, clusters: Clusters, cast: Cast) -> dict[int, str]:
    """Return cluster -> the one person of the article who holds the office that it is called by: "the president"."""
    held: dict[int, set[str | None]] = {}
    plain = set()
    for number in np.flatnonzero((nodes.wanted == CLASSES.index("person")) & (nodes.plural == 0)):
        cluster, head = int(clusters.of[number]), int(nodes.head[number])
        office = find_office(article, head)
        held.setdefault(cluster, set()).add(office)
        if office and nodes.form[number] == FORMS["the"] and _is_plain(article, head, office):
            plain.add(cluster)
    counts = Counter(mention.actor for mention in nodes.mentions if mention.actor)
    found = {}
    for cluster in plain - set(clusters.actors.values()):
        holders = sorted((counts[key], key) for key, actor in cast.actors.items() if held[cluster] <= actor.titles)
        if holders and (len(holders) == 1 or holders[-1][0] >= FAR * holders[-2][0]):
            found[cluster] = holders[-1][1]
    return found


def _is_plain(article: Article, head: int, office: str) -> bool:
    """Say whether nothing tells which holder of an office is meant: "the president", not "the president of France"."""
    before = head - len(office.split()) + 1
    return not any(
        article.dep[child] in {"amod", "compound", "nmod", "nummod", "prep"} and not before <= child < head
        for child in article.children[head]
    )


def _find_beside(article: Article, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """Return a mention for each noun that describes the name beside it: "student" in "student Ann Roe"."""
    of = {place: mention for mention in mentions for place in range(mention.first, mention.end)}
    names = {place: mention.first for place, mention in of.items() if mention.form in NAMED}
    found = []
    for noun in range(len(article.words)):
        name = None if article.pos[noun] != "NOUN" else find_introduced(article, noun, names)
        actor = of[name].actor if name is not None else None
        kind = judge_noun(article, noun, several=False)
        sort = find_sort(article.lower[noun]) if kind == "thing" else kind  # "the group Blue Sky"
        if actor and sort and (sort == "person") == (cast.actors[actor].kind == "person"):
            found.append(Mention(find_beginning(article, noun, set(of)), noun + 1, "apposition", actor))
    return found


def find_confidence(nodes: Nodes, link: Link, model: Model) -> float:
    """Return the share of such links with such a chance that were right (isotonic, on held-out articles)."""
    wanted = nodes.wanted[link.node]
    return round(float(np.interp(link.chance, model.scores[wanted], model.chances[wanted])), 3)


def _may_stand(article: Article, nodes: Nodes, number: int, *, known: bool) -> bool:
    """Say whether a node without a name of its own is a mention: a pronoun, or a noun for people or a body.

    What only says of another what it is ("a nun" in "Ann Roe, a nun,") is a mention if that other is known.
    """
    if nodes.wanted[number] < 3:
        return nodes.mentions[number].form == "pronoun"
    head = int(nodes.head[number])
    telling = article.dep[head] in TELLING or article.lower[article.head[head]] == "as"
    if _is_post(article, nodes, number):
        return False
    return not (telling and not known) and not _counts(article, nodes, number)


def _is_post(article: Article, nodes: Nodes, number: int) -> bool:
    """Say whether an office is meant and nobody who holds it: "ran for president", "while secretary of state"."""
    head = int(nodes.head[number])
    bare = nodes.form[number] == FORMS["bare"] and article.words[head].islower() and article.dep[head] in POSTS
    one = any(article.dep[child] == "nummod" for child in article.children[head])
    return bare and not one and not nodes.plural[number] and find_office(article, head) is not None


def _counts(article: Article, nodes: Nodes, number: int) -> bool:
    """Say whether a noun sums up two named before: "the two states", "both men"; they are no actor of their own."""
    head = int(nodes.head[number])
    words = {article.lower[child] for child in article.children[head] if child < head}
    sums = article.tag[head] in PLURAL and ("both" in words or bool({"two", "three"} & words and DEFINITE & words))
    names = (mention for mention in itertools.islice(nodes.mentions, number) if mention.form == "name")
    return sums and len(list(itertools.islice(names, 2))) == 2


def find_beginning(article: Article, noun: int, named: set[int]) -> int:
    """Return where a description begins: "bus driver", "co-operative", without articles, adjectives and names."""
    first = noun
    while first:
        if first > 1 and article.words[first - 1] == "-" and article.end[first - 2] == article.start[first - 1]:
            first -= 2
        elif (
            article.dep[first - 1] == "compound" and first - 1 not in named and first <= article.head[first - 1] <= noun
        ):
            first -= 1
        else:
            break
    return first


def _name(
    article: Article, nodes: Nodes, cast: Cast, clusters: Clusters, number: int, *, named: set[int]
) -> str | None:
    """Return the actor of a cluster that is only described: that of the same words before, but not of another man."""
    cluster = int(clusters.of[number])
    kind = next(name for name, code in KINDS.items() if code == clusters.kind[cluster])
    called = [n for n in np.flatnonzero(clusters.of[: number + 1] == cluster) if nodes.wanted[n] >= 3]
    if clusters.kind[cluster] not in ACTORS or not called:
        return None
    noun = nodes.mentions[called[0]].end - 1
    words = article.text[article.start[find_beginning(article, noun, named)] : article.end[noun]]
    name = words if article.pos[noun] == "PROPN" else words.lower()
    key, again = slug(name), 2
    if kind == "person":
        while key in cast.actors:
            key, again = f"{slug(name)}-{again}", again + 1
    cast.actors.setdefault(key, Actor(name, SINGLE.get(kind, "group")))
    return key
