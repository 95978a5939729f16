"""What 04_framing says of deeds and labels: who acts on whom, what is told without a doer, what each is called."""

import pandas as pd

from ..statistics import MIN_CASES, UNKNOWN_LABEL
from ..statistics.words import SURE
from ..tables import Tables
from .stance import SIDES, list_figures, title_portrayals
from .wording import counted, find_known, join_names, percent

TOP = 10  # actors in a chart
FEW = 5  # deeds; with fewer an actor makes no headline
NOTHING = ("No actor does", "No actor is")  # how a title begins that has nothing to tell
PLAIN = ("say", "other")  # families that tell little of what somebody does


def say_answer(pairs: pd.DataFrame, labels: pd.DataFrame, portrayals: pd.DataFrame) -> str:
    """Return the answer in one sentence, from `count_pairs`, `count_labels` by polarity and `count_portrayals`."""
    parts = [title_pairs(pairs), title_labels(labels), title_portrayals(portrayals)]
    found = [part for part in parts if not part.startswith(NOTHING)]
    if not found:
        return "**No actor acts on another, is called anything or is portrayed here: there is nothing to frame.**"
    return f"**{'; '.join(found)}.**"


def find_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of `count_pairs` with an actor on both sides."""
    return pairs[(pairs["agent"] != UNKNOWN_LABEL) & (pairs["patient"] != UNKNOWN_LABEL)]


def _rank_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    return find_pairs(pairs).sort_values(["articles", "n"], ascending=False, kind="stable")


def title_pairs(pairs: pd.DataFrame) -> str:
    """Return who acts on whom in most articles: one article can tell of one pair again and again."""
    known = _rank_pairs(pairs)
    if known.empty:
        return "No actor does anything to another actor"
    top = known.iloc[0]
    where = counted(int(top["articles"]), "article")
    return f"{top['agent']} acts on {top['patient']} most often: {counted(int(top['n']), 'time')}, in {where}"


def say_pairs(pairs: pd.DataFrame) -> str:
    """Return how many deeds have an actor on both sides, and how many only on one."""
    if pairs.empty:
        return "No verb has an actor on either side."
    known, total = _rank_pairs(pairs), int(pairs["n"].sum())
    doers = int(pairs.loc[pairs["agent"] == UNKNOWN_LABEL, "n"].sum())
    patients = total - doers - int(known["n"].sum())
    told = (
        f"Of {counted(total, 'deed')} told, {int(known['n'].sum()):,} have an actor on both sides; {patients:,} are "
        f"done to no actor or to nobody in particular, and {doers:,} have no doer that is named as an actor."
    )
    if known.empty:
        return told
    top = known.iloc[0]
    return f"{told} Of the {int(top['n'])} of {top['agent']} on {top['patient']}, {int(top['did'])} are told as done."


def choose_pair(tables: Tables, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of roles behind the pair that most articles tell of."""
    known, roles = _rank_pairs(pairs), tables.roles
    if known.empty:
        return roles.iloc[:0]
    top = known.iloc[0]
    return roles[(roles["agent_id"] == top["agent_id"]) & (roles["patient_id"] == top["patient_id"])]


def title_acts(acts: pd.DataFrame, top: int = TOP) -> str:
    """Return who mostly acts and who is mostly acted upon of the `top` actors that a chart shows (`count_acts`)."""
    shown = acts.head(top)
    enough = shown[shown["low"].notna()]
    if len(enough) < 2:  # too few articles for intervals: at least enough deeds
        enough = shown[shown["acts"] + shown["acted_upon"] >= FEW]
    if len(enough) < 2:
        return "No two actors have enough deeds to say who acts and who is acted upon"
    ranked = enough.sort_values(["share", "acts", "actor"], ascending=[False, False, True], kind="stable")
    told = [
        f"{name}: {row['actor']}, {int(row[side])} of {int(row['acts'] + row['acted_upon'])}"
        for row, name, side in (
            (ranked.iloc[0], "Mostly acts", "acts"),
            (ranked.iloc[-1], "most acted upon", "acted_upon"),
        )
    ]
    return "; ".join(told)


def say_acts(acts: pd.DataFrame) -> str:
    """Return the share of own acts of the three actors told of most, with intervals."""
    if acts.empty:
        return "No actor does or suffers anything here."
    told = list_figures(acts.head(3), acts["actor"])
    return f"Of the deeds that they do or that are done to them, they do themselves: {told}."


def title_families(families: pd.DataFrame) -> str:
    """Return what the first actors do most beside speaking, from `count_roles`."""
    told = [f"{row['actor']}: {row['family']}" for row in _find_deeds(families)]
    return f"Beside speaking, what each does most — {'; '.join(told)}" if told else "No actor does more than speak"


def say_families(families: pd.DataFrame) -> str:
    """Return these shares with their intervals, and how many verbs belong to no family."""
    if families.empty:
        return "No actor is told to do anything."
    deeds = pd.DataFrame(_find_deeds(families), columns=families.columns)
    told = list_figures(deeds, deeds["actor"] + ": " + deeds["family"])
    other = families.loc[families["family"] == "other", "n"].sum() / families["n"].sum()
    first = f"Of all that each does, the commonest family beside speaking — {told}. " if told else ""
    return f"{first}{percent(other)} of the verbs belong to no family of the lexicon: most are everyday verbs."


def _find_deeds(families: pd.DataFrame, actors: int = 3) -> list[pd.Series]:
    rows = families[~families["family"].isin([*PLAIN, UNKNOWN_LABEL])]
    return [part.iloc[0] for _, part in rows.groupby("actor", sort=False)][:actors]


def title_modalities(modalities: pd.DataFrame, top: int = 8) -> str:
    """Return of whom of the `top` actors shown most is told as not (yet) done, from `count_roles` by modality."""
    did = _find_did(modalities).head(top)
    if did.empty:
        return "No actor does enough to tell what is done from what is only possible"
    least = did.loc[did["share"].idxmin()]
    return (
        f"Not told as done: most of {least['actor']} among the main actors, {percent(1 - least['share'])} of the deeds"
    )


def say_modalities(modalities: pd.DataFrame) -> str:
    """Return the share told as done for each main actor, with intervals."""
    did = _find_did(modalities)
    if did.empty:
        return f"No actor has {MIN_CASES} deeds: too few to compare what is done with what is possible or denied."
    told = list_figures(did.head(3), did["actor"])
    return f"Told as done: {told}; the rest is planned, possible, conditional or denied."


def _find_did(modalities: pd.DataFrame) -> pd.DataFrame:
    return modalities[(modalities["modality"] == "did") & (modalities["base"] >= MIN_CASES)]


def title_passives(passives: pd.DataFrame, label: str = "actor") -> str:
    """Return how many deeds are told without a doer, and where most are, from `count_passives`."""
    known = find_known(passives, label)
    told, total = int(known["passives"].sum()), int(known["n"].sum())
    if not told:
        return "No deed is told without its doer"
    first = known[known["passives"] == known["passives"].max()][label]
    where = "done to" if label == "actor" else "in"
    most = f"most {where} {join_names(first, 3)}"
    return f"{told} of {counted(total, 'deed')} done to actors are told without a doer, {most}"


def say_passives(passives: pd.DataFrame, outlets: pd.DataFrame) -> str:
    """Return the share told without a doer of the actor and of the outlet with most such deeds, with intervals."""
    tops = [(find_known(found, label).head(1), label) for found, label in ((passives, "actor"), (outlets, "outlet"))]
    told = [
        f"{where} {list_figures(found, found[label])}"
        for (found, label), where in zip(tops, ("of what is done to", "in"), strict=True)
        if found["passives"].any()
    ]
    if not told:
        return "No passive leaves out its doer here."
    return f"Told without a doer: {join_names(told)}. A doer may also be left out because it is plain or unknown."


def title_labels(labels: pd.DataFrame) -> str:
    """Return who has most of the negative labels, from `count_labels` by polarity within actor."""
    bad = find_known(labels[labels["polarity"] == "negative"], "actor")
    if bad.empty:
        return "No actor is called anything bad"
    top = bad.sort_values(["n", "share", "actor"], ascending=[False, False, True], kind="stable").iloc[0]
    if top["n"] == 1:
        return "No actor is called anything bad more than once"
    return f"No actor has more negative labels than {top['actor']}: {int(top['n'])} of {int(top['base'])}"


def say_labels(labels: pd.DataFrame, sides: pd.DataFrame) -> str:
    """Return the share of negative labels in the writers' own words and in what they quote, with intervals."""
    if labels.empty:
        return "No actor is called anything but its name here."
    bad = sides[sides["polarity"] == "negative"]
    if bad.empty:
        return "No label is negative, in whosever words."
    return f"Negative labels: {list_figures(bad, bad['side'].map(SIDES))}."


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
