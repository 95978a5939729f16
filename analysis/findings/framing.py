"""What 04_framing says beyond the shapes: deeds, labels, doubt, portrayals, words around two actors, error rates."""

import pandas as pd

from ..statistics import MIN_CASES, UNKNOWN_LABEL
from ..statistics.words import SURE
from ..tables import CONFIDENT, UNKNOWN, Tables
from .shapes import Finding, count, ends, nothing
from .wording import counted, find_known, join_names, list_shares, percent, say_measured, the

SIDES = {
    "writer": "in the writers’ own words",
    "quoted": "inside quotes",
    "retold": "in retold words, the writer’s or the speaker’s",
}
DOUBTS = ("doubting cue", "doubting adverb", "scare quote")
PLAIN = ("say", "other")  # families that tell little of what somebody does


def say_answer(findings: list[Finding]) -> str:
    """Return what was found of pairs, labels and portrayals in one line."""
    return ". ".join(finding.title for finding in findings) + "."


def find_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of `count_pairs` with two actors, those of most articles first: one article can repeat a pair.

    An actor that acts on itself, as two persons of one state do, is no pair.
    """
    both = pairs[(pairs["agent"] != UNKNOWN_LABEL) & (pairs["patient"] != UNKNOWN_LABEL)]
    both = both[both["agent_id"] != both["patient_id"]]
    return both.sort_values(["articles", "n", "agent", "patient"], ascending=[False, False, True, True])


def say_pairs(pairs: pd.DataFrame, tables: Tables) -> Finding:
    """Return who acts on whom in most articles, and how many deeds have an actor on both sides, on one, on none."""
    if pairs.empty:
        return nothing("No verb has an actor on either side")
    known, total = find_pairs(pairs), int(pairs["n"].sum())
    doers, done = (pairs[side] != UNKNOWN_LABEL for side in ("agent", "patient"))
    itself = int(pairs.loc[doers & (pairs["agent_id"] == pairs["patient_id"]), "n"].sum())
    told = (
        f"Of {counted(total, 'deed')} beside speaking, {int(known['n'].sum()):,} lie between two actors, {itself:,} "
        f"within one; {int(pairs.loc[doers & ~done, 'n'].sum()):,} are done to no actor, and "
        f"{int(pairs.loc[~doers, 'n'].sum()):,} by none that is named."
    )
    if known.empty:
        return Finding("No actor does anything to another", told)
    top = known[(known["articles"] == known["articles"].iloc[0]) & (known["n"] == known["n"].iloc[0])]
    named = [f"{the(tables, row.agent_id)} on {the(tables, row.patient_id)}" for row in top.itertuples()]
    each = " each" if len(named) > 1 else ""
    where = f"{counted(int(top['n'].iloc[0]), 'deed')}{each}, in {counted(int(top['articles'].iloc[0]), 'article')}"
    title = f"In most articles: {join_names(named, 2)}, {where}"
    return Finding(title, f"{title}, {int(top['did'].iloc[0]):,} of the first told as done. {told}")


def choose_pair(tables: Tables, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of roles behind the pair that most articles tell of."""
    known = find_pairs(pairs).head(1)[["agent_id", "patient_id"]]
    return tables.roles[tables.roles["family"].ne("say").fillna(True)].merge(known, on=["agent_id", "patient_id"])


def find_acts(acts: pd.DataFrame, top: int = 10) -> Finding:
    """Return who acts most and who is most acted upon of the actors with most deeds, from `count_acts`."""
    shown = acts.assign(n=acts["acts"] + acts["acted_upon"]).head(top)
    return ends(shown[shown["n"] >= MIN_CASES], "actor", "share of its deeds in which it acts")


def find_families(families: pd.DataFrame, actors: int = 4) -> Finding:
    """Return what the first actors do most beside speaking, from `count_roles`, and what belongs to no family."""
    rows = families[~families["family"].isin([*PLAIN, UNKNOWN_LABEL])]
    deeds = rows.drop_duplicates("actor").head(actors)
    if deeds.empty:
        return nothing("No actor does more than speak")
    other = families.loc[families["family"] == "other", "n"].sum() / families["n"].sum()
    title = join_names(f"{row.actor}: {row.family}" for row in deeds.itertuples())
    told = list_shares(deeds, lambda row: f"{row['actor']}: {row['family']}")
    return Finding(
        f"Commonest family beside speaking — {title}",
        f"Of all that each does, the commonest family beside speaking — {told}. {percent(other)} of the verbs belong "
        "to no family of the lexicon: everyday verbs.",
    )


def find_done(modalities: pd.DataFrame, top: int = 8) -> Finding:
    """Return of whom most and least is told as done, from `count_roles` by modality; the rest is planned or denied."""
    did = modalities[(modalities["modality"] == "did") & (modalities["base"] >= MIN_CASES)].head(top)
    return ends(did, "actor", "share of its deeds told as done")


def find_passives(passives: pd.DataFrame) -> Finding:
    """Return how many deeds are told without a doer, and to whom most are done, from `count_passives`."""
    known = find_known(passives, passives.columns[0])
    told, total = int(known["passives"].sum()), int(known["n"].sum())
    if not told:
        return nothing("No deed is told without its doer")
    most = count(known, known.columns[0], "most told without a doer", n="passives")
    title = f"{told:,} of {counted(total, 'deed')} done to actors are told without a doer"
    text = f"{title}. {most.title}. Of what is done to each: {list_shares(known.head(2), lambda row: row.iloc[0])}."
    return Finding(title, f"{text} A doer may also be left out because it is plain or unknown.")


def find_labels(labels: pd.DataFrame, voices: pd.DataFrame) -> Finding:
    """Return who has most negative labels, from `count_labels` by polarity, and whose words they are."""
    bad = find_known(labels[labels["polarity"] == "negative"], "actor")
    if bad.empty:
        return nothing("No actor is called anything bad")
    most = count(bad, "actor", "most negative labels", unit="label")
    rows = voices[voices["polarity"] == "negative"]
    told = list_shares(rows, lambda row: SIDES[row["side"]])
    return Finding(most.title, f"{most.title}. Negative, of all labels: {told}.")


def choose_labels(tables: Tables, polarity: str = "negative") -> pd.DataFrame:
    """Return the rows of labels with this polarity."""
    return tables.labels[(tables.labels["polarity"] == polarity).fillna(False)]


def say_distinctive(distinctive: pd.DataFrame) -> str:
    """Return each actor's surest own label, from `find_distinctive_labels`, and whether it is beyond chance."""
    if distinctive.empty:
        return "No label comes back often enough to be one actor's own."
    firmest = distinctive.sort_values(["z", "actor"], ascending=[False, True], kind="stable").drop_duplicates("actor")
    told = (f"{actor}: “{label}”" for actor, label in zip(firmest["actor"], firmest["label"], strict=True))
    sure = int((distinctive["z"] > SURE).sum())
    return f"Its own label of each: {join_names(told, 6)}. Beyond chance: {sure} of {len(distinctive)}."


def find_markers(markers: pd.DataFrame, sides: pd.DataFrame) -> Finding:
    """Return on whom most marks of doubt stand, and whose words hedge more, from `count_markers`."""
    total = int(markers["n"].sum())
    if not total:
        return nothing("No hedge, booster, mark of doubt, loaded word or passive without a doer was found")
    doubts = markers[markers["kind"].isin(DOUBTS)].groupby("actor", as_index=False)["n"].sum()
    title = count(doubts, "actor", "most marks of doubt").title
    lost = int(markers.loc[markers["actor"] == UNKNOWN_LABEL, "n"].sum())
    told = list_shares(sides[sides["kind"] == "hedge"], lambda row: SIDES[row["side"]])
    hedged = f" Hedges, of the markers: {told}." if told else ""
    loaded = int(markers.loc[markers["kind"] == "loaded", "n"].sum())
    told = f"Of {counted(total, 'marker')}, {loaded} are loaded words; {lost} stand on no actor that is known."
    return Finding(title, f"{title}. {told}{hedged}")


def choose_markers(tables: Tables) -> pd.DataFrame:
    """Return the rows of markers that cast doubt on somebody known."""
    return tables.markers[tables.markers["kind"].isin(DOUBTS) & tables.markers["actor_id"].notna()]


def choose_actors(tables: Tables, first: str | None = None, second: str | None = None) -> tuple[str | None, str | None]:
    """Return the ids of two actors to set side by side: those asked for, else the two with the most speech.

    An actor may be asked for by id or by name; ValueError, with those there are, for one that nobody has. Where fewer
    than two speak, mentions decide; None where nobody is left.
    """
    speech = tables.quotes.loc[tables.quotes["attribution"] == "speech", "actor_id"]
    ranked = [*dict.fromkeys([*_rank(speech), *_rank(tables.mentions["actor_id"])])]
    asked = [_find_actor(tables, name, ranked) for name in (first, second)]
    others = [actor for actor in ranked if actor not in asked and actor != UNKNOWN]
    one, two = (actor if actor is not None else (others.pop(0) if others else None) for actor in asked)
    return one, two


def _find_actor(tables: Tables, name: str | None, ranked: list[str]) -> str | None:
    names = dict(zip(tables.actors["name"], tables.actors["actor_id"], strict=True))
    actor = names.get(name, name)
    if actor is None or actor in ranked:
        return actor
    shown = tables.actors.set_index("actor_id")["name"]
    here = join_names((shown.get(other, other) for other in ranked), 12)
    gone = "is counted for whom it stands for (see REPRESENTED)" if actor in shown.index else "is not in these articles"
    raise ValueError(f"the actor {name!r} {gone}: choose of {here}")


def _rank(ids: pd.Series) -> list[str]:
    return ids.value_counts().sort_index().sort_values(ascending=False, kind="stable").index.tolist()


def name_sides(tables: Tables, sides: tuple[str | None, str | None]) -> tuple[str, str]:
    """Return the readable names of two actors; "nobody" where there is none."""
    names = tables.actors.set_index("actor_id")["name"]
    first, second = (str(names.get(side, side)) if side else "nobody" for side in sides)
    return first, second


def say_outlets(gaps: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return in which outlets the one and in which the other is doubted more, from `compare_stances` by outlet."""
    known = gaps[gaps["gap"].notna() & (gaps["outlet"] != UNKNOWN_LABEL)] if len(gaps) else gaps
    if len(known) < 2:
        return "No two outlets quote both, so that outlets cannot be compared in this."
    more = zip(names, (known[known["gap"] > 0], known[known["gap"] < 0]), strict=True)
    told = [f"{name} more in {join_names(rows['outlet'], 4)}" for name, rows in more if len(rows)]
    return f"Cues that doubt, deny or attack, by outlet: {'; '.join(told) or 'as often for both in each'}."


def choose_distanced(tables: Tables, sides: tuple[str | None, str | None], stances: tuple[str, ...]) -> pd.DataFrame:
    """Return the speech of two actors whose cue has one of these stances."""
    quotes = tables.quotes[(tables.quotes["attribution"] == "speech") & tables.quotes["stance"].isin(stances)]
    return quotes[quotes["actor_id"].isin([side for side in sides if side])]


def find_portrayals(portrayals: pd.DataFrame) -> Finding:
    """Return who is cast most often in one part, from `count_portrayals`, and how many judgements give none."""
    if portrayals.empty:
        return nothing("No actor could be judged")
    cast, total = portrayals[portrayals["portrayal"] != "none"], int(portrayals["n"].sum())
    none = total - int(cast["n"].sum())
    rest = (
        f"Of {counted(total, 'judgement')} of an actor in an article, {none:,} without a part: too little speaks for "
        f"one, so that its confidence is below {CONFIDENT:.2f}."
    )
    if cast.empty:
        return Finding("No actor is cast in a part", rest)
    top = cast[cast["n"] == cast["n"].max()]
    named = [f"{row.actor}, {row.portrayal} in {row.n} of {row.base}" for row in top.itertuples()]
    title = f"Cast most often in one part: {join_names(named, 3)} articles"
    return Finding(title, f"{title}. {rest}")


def choose_portrayals(tables: Tables, found: pd.DataFrame, count: int = 3) -> pd.DataFrame:
    """Return the rows of portrayals that are surest."""
    surest = found[found["portrayal"] != "none"].head(count)[["article_id", "actor_id"]]
    return surest.merge(tables.portrayals, on=["article_id", "actor_id"], how="left")


def find_words(distinctive: pd.DataFrame, names: tuple[str, str]) -> Finding:
    """Return the word that leans most to either side, and how many are beyond chance, from `find_distinctive`."""
    if distinctive.empty:
        return nothing("No word stands often enough on either side to be compared")
    sure, chance = int((distinctive["z"].abs() > SURE).sum()), len(distinctive) * 0.05
    sides = ((distinctive.iloc[0], names[0], 1), (distinctive.iloc[-1], names[1], -1))
    told = [f"“{row['word']}” leans to {name}" for row, name, sign in sides if row["z"] * sign > 0]
    hint = "" if sure > 2 * chance else " So the words shown are a hint of where to read, not a finding."
    return Finding(
        (", ".join(told) or "No word leans to either side") + ("" if sure > chance else ", within chance"),
        f"{sure} of {counted(len(distinctive), 'word')} are beyond chance one by one (|z| above {SURE}); chance alone "
        f"would give about {chance:.0f}.{hint}",
    )


def say_errors() -> list[str]:
    """Return the error rates that this notebook's figures stand under."""
    rules = f"Roles, labels, markers and tone. {say_measured('sentences')}"
    return [rules, f"Portrayal. {say_measured('portrayal')}", f"Quotes and cues. {say_measured('quotes')}"]
