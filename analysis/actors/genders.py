"""Whether the people of an article are he or she: learned from the pronouns around them, not from first names.

Titles ("Mr", "chairwoman") and the public figures of lang/en/leaders.csv are known beforehand.
"""

import math

from ..article import Article
from .page import Cast, Mention
from .salience import clashes, find_nearby, fits_gender, gender_share, is_person, load_pronouns, rate_prominence


def learn_genders(article: Article, cast: Cast, mentions: list[Mention]) -> None:
    """Note whether people are he or she, from all such pronouns near them (expectation maximisation, six rounds).

    Each pronoun is shared out among the people that it may mean, by how much they stand out and how well their
    gender, as found so far, fits.
    """
    cases = []
    for number, mention in enumerate(mentions):
        sort = load_pronouns()[article.lower[mention.first]] if mention.form == "pronoun" else ""
        if sort in {"male", "female"}:
            if article.quoted[mention.first]:
                continue  # what is said in a quotation hangs together less closely
            near = [other for other in find_nearby(article, mentions[:number], mention, 2) if is_person(cast, other)]
            near = [other for other in near if not article.quoted[other.first]]
            near = [
                other
                for other in near
                if fits_gender(article, cast, other, sort) and not clashes(article, mention, other)
            ]
            weights = [(other.actor, math.exp(2 * rate_prominence(article, cast, mention, other))) for other in near]
            cases.append((sort == "male", weights))
    for _ in range(6):
        counts: dict[str | None, list[float]] = {}
        for is_male, weights in cases:
            fits = [(key, weight * gender_share(cast, key, is_male) ** 2) for key, weight in weights]
            total = sum(weight for _, weight in fits) or 1.0
            for key, weight in fits:
                counts.setdefault(key, [0.0, 0.0])[is_male] += weight / total
        for key, (she, he) in counts.items():
            if key:
                cast.actors[key].male = (he + 0.2) / (she + he + 0.4)
    for key, (she, he) in counts.items() if cases else ():
        if key and not cast.actors[key].gender and she + he > 1.5 and min(she, he) < 0.2 * (she + he):
            cast.actors[key].gender = "male" if he > she else "female"


def part_genders(article: Article, cast: Cast, mentions: list[Mention]) -> bool:
    """Give those whom he and she were taken for the gender that was found more often; say whether there were any."""
    counts: dict[str, list[int]] = {}
    for mention in mentions:
        sort = load_pronouns()[article.lower[mention.first]] if mention.form == "pronoun" else ""
        if sort in {"male", "female"} and mention.actor and not cast.actors[mention.actor].gender:
            weight = 1 if article.quoted[mention.first] else 3
            counts.setdefault(mention.actor, [0, 0])[sort == "male"] += weight
    both = {key: count for key, count in counts.items() if all(count)}
    for key, (she, he) in both.items():
        cast.actors[key].gender = "male" if he > she else "female"
    return bool(both)
