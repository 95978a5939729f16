"""What 06_reliability says."""

import pandas as pd

from ..statistics.agreement import measure_calibration
from ..tables import Tables
from .wording import counted, join_names, percent

THEMES = {"quotes": "who said what", "sentiment": "polarity towards an actor", "portrayal": "the part an actor plays"}
RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff's alpha (2004)
POLARITIES = ("negative", "neutral", "positive")
LEAD = 0.05  # points of F1 that are called clearly ahead
LEAN = 0.02  # confidence off by less is neither too sure nor too unsure
ENOUGH = 10  # labels that a group needs to be compared
THINGS = {
    "quotes": "attributions", "mentions": "names of actors", "sentiment": "judgements of an actor",
    "roles": "deeds between actors", "labels": "labels of actors",
}  # fmt: skip


def say_answer(public: pd.DataFrame, scored: pd.DataFrame) -> str:
    """Return in a sentence how often the suite is right on public data, and on the labelled articles at hand."""
    rows = _choose_public(public).to_dict("records")
    outside = join_names([f"{_name_theme(row)} {row['score']:.2f}{_say_beside(row)}" for row in rows])
    mine = scored[scored["question"].str.startswith("who said what")]
    inside = f" On the hand-labelled sample, who said what: {mine['f1'].iloc[0]:.2f}." if len(mine) else ""
    return f"**On public data, F1 from nought to one: {outside or 'nothing was measured'}.{inside}**"


def _choose_public(public: pd.DataFrame) -> pd.DataFrame:
    """The first measure of each room that judges news; that of the encoder, not of the lexicon, where there is one."""
    rows = public[public["room"].isin(list(THEMES))]
    plain = ~rows["measure"].str.contains("lexicon").fillna(False)
    return rows[plain | ~rows["room"].isin(rows["room"][plain])].drop_duplicates("room")


def _name_theme(row: dict) -> str:
    return THEMES[row["room"]] + (" by the lexicon method" if "lexicon" in row["measure"] else "")


def _say_beside(row: dict) -> str:
    named = (("peer_score", row["peer"]), ("human", "one person against another"))
    beside = [f"{name} {row[key]:.2f}" for key, name in named if pd.notna(row[key])]
    return f" ({', '.join(beside)})" if beside else ""


def say_labels(tables: Tables, labelled: Tables, matches: dict[str, pd.DataFrame]) -> str:
    """Return how many of the articles have hand labels and how many labels there are."""
    if labelled.articles.empty:
        return (
            "**These articles have no hand labels**, so nothing here can be scored on them, and the tables and charts "
            "of this part stay empty. The scores on public data further down hold for news like that data."
        )
    asked = {room: int((rows["expected"] != 0).sum()) for room, rows in matches.items()}
    amounts = join_names([f"{n} {THINGS[room]}" for room, n in asked.items()], 9)
    return f"{len(labelled.articles)} of {counted(len(tables.articles), 'article')} have hand labels: {amounts}."


def say_rooms(scored: pd.DataFrame) -> str:
    """Return which question is answered best and which worst on the labelled articles."""
    known = scored.dropna(subset=["f1"])
    if known.empty:
        return "No article here has hand labels to be scored by"
    best, worst = known.loc[known["f1"].idxmax()], known.loc[known["f1"].idxmin()]
    return "On its own sample the suite " + " and ".join(
        f"does {how} at “{row['question']}” ({row['f1']:.2f})" for how, row in (("best", best), ("worst", worst))
    )


def say_gap(scored: pd.DataFrame) -> str:
    """Return what is lost between finding words and giving them to the right actor."""
    figures = dict(zip(scored["question"], scored["f1"], strict=True))
    asked = ("who said what", "the words, whoever", "the words, and the side")
    found = [value for start in asked for question, value in figures.items() if question.startswith(start)]
    if len(found) < len(asked):
        return "There are no labels to tell apart what was not found and what was given to the wrong actor."
    who, words, side = found
    return (
        f"The words alone are right at F1 {words:.2f}; with the right actor behind them it is {who:.2f}, with an actor "
        f"of the right side {side:.2f}. The step down is what it costs to find out who is speaking."
    )


def say_groups(scored: pd.DataFrame, by: str, *, value: str = "f1", count: str = "labelled") -> str:
    """Return the best and the worst group of those with enough cases, from `score_groups` or `list_quotes`."""
    figure = {"f1": "F1"}.get(value, value)
    known = scored.dropna(subset=[value])
    if known.empty:
        return f"Not measured: {figure} by {by}"
    known = known[known[count] >= ENOUGH]
    known = known[~known[by].str.startswith("(")]
    if len(known) < 2:
        return f"There are too few cases to compare each {by}"
    best, worst = known.loc[known[value].idxmax()], known.loc[known[value].idxmin()]
    ends = [f"{how} where the {by} is “{row[by]}”, {row[value]:.2f}" for how, row in (("best", best), ("worst", worst))]
    return f"{figure[0].upper()}{figure[1:]} is {'; '.join(ends)}"


def say_actors(actors: pd.DataFrame) -> str:
    """Return whether the attributions of some actors are found more often than those of others."""
    known = actors[actors["low"].notna()]
    if actors.empty:
        return "No attribution has a labelled actor"
    if len(known) < 2:
        return "Too few attributions of any two actors are labelled to say whether some are served worse than others"
    best, worst = known.loc[known["share"].idxmax()], known.loc[known["share"].idxmin()]
    apart = "overlap" if best["low"] <= worst["high"] else "do not overlap"
    ends = [f"{percent(row['share'])} for {row['actor']}" for row in (best, worst)]
    return f"Attributions found and given to the right actor: {ends[0]}, {ends[1]}; the intervals {apart}"


def say_kinds(errors: pd.DataFrame) -> str:
    """Return which errors in quotes are commonest, from `errors.count_errors`."""
    quotes = errors[errors["room"] == "quotes"]
    if quotes.empty:
        return "No error in quotes is known"
    kinds = [f"“{row.error}” ({row.n})" for row in quotes.head(3).itertuples()]
    above = "above all " if len(quotes) > len(kinds) else ""
    return f"{counted(int(quotes['n'].sum()), 'error')} in quotes: {above}{join_names(kinds)}"


def say_confusions(wide: pd.DataFrame) -> str:
    """Return how often a polarity is wrong, the very opposite, or not told, from a matrix of labelled by found."""
    total = int(wide.to_numpy().sum())
    if not total:
        return "No judgement has a human label beside it"
    cells = {(row, column): int(wide.loc[row, column]) for row in wide.index for column in wide.columns}
    told = [pair for pair in cells if pair[1] in POLARITIES]
    wrong = sum(cells[pair] for pair in told if pair[0] != pair[1])
    opposite = sum(cells.get(pair, 0) for pair in (("negative", "positive"), ("positive", "negative")))
    untold = total - sum(cells[pair] for pair in told)
    said = f"{percent(wrong / total)} of the judgements are wrong, {percent(opposite / total)} the very opposite"
    return said + (f"; {percent(untold / total)} are left unclear or not made" if untold else "")


def say_public(public: pd.DataFrame) -> str:
    """Return where the suite stands between other tools and people, from `scoring.read_public_scores`."""
    if public.empty:
        return "Nothing has been measured on public data"
    beside, people = public.dropna(subset=["peer_score"]), public.dropna(subset=["human"])
    ahead = int((beside["score"] >= beside["peer_score"] + LEAD).sum())
    below = int((people["score"] < people["human"]).sum())
    said = f"The suite is clearly ahead of the best other method in {ahead} of {counted(len(beside), 'measure')}"
    return said + (f", and behind people in {below} of {len(people)}" if len(people) else "")


def say_calibration(table: pd.DataFrame, what: str = "confidence") -> str:
    """Return how far confidence is from the share that is right, from `calibrate` or `list_reliability`."""
    if table.empty:
        return f"Not measured: how far {what} can be trusted"
    error = measure_calibration(table)
    lean = float(((table["confidence"] - table["right"]) * table["n"]).sum() / table["n"].sum())
    side = (
        "on the whole too sure"
        if lean > LEAN
        else "on the whole not sure enough"
        if lean < -LEAN
        else "neither too sure nor too unsure on the whole"
    )
    return f"Stated {what} is {counted(round(100 * error), 'point')} from the truth in the mean, {side}"


def say_polarity(classes: pd.DataFrame, methods: pd.DataFrame) -> str:
    """Return how polarity on the sample compares with public data, from `score_polarities` and `list_methods`."""
    mean = classes[classes["label"] == "macro"]
    public = methods[methods["method"] == "encoder"]
    if mean.empty or public.empty:
        return "Polarity cannot be compared between the sample and public data."
    one, two = float(mean["f1"].iloc[0]), float(public["macro_f1"].iloc[0])
    labelled = classes.set_index("label")["labelled"]
    neutral = percent(labelled.get("neutral", 0) / labelled["macro"])
    said = f"The mean F1 of the polarities is {one:.2f} here and {two:.2f} on public data."
    if one < two - LEAD:
        said += (
            f" Here the sample does not flatter. Its labeller called {neutral} of the targets neutral; the errors "
            "below let a reader judge which of the two is wrong."
        )
    return said


def say_weights(weights: pd.DataFrame) -> str:
    """Return what making the weights smaller cost, from `measured.list_weights`."""
    shipped = weights[weights["weights"].str.startswith("shipped")]
    first = weights[weights["weights"] == "floats"]
    if shipped.empty or first.empty:
        return "Not measured: what making the weights smaller costs."
    one, two = first.iloc[0], shipped.iloc[0]
    change = (
        f"{two['macro_f1'] - one['macro_f1']:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
    )
    return (
        f"Stored in {two['megabytes']:.0f} instead of {one['megabytes']:.0f} MB, the weights score "
        f"{two['macro_f1']:.2f} instead of {one['macro_f1']:.2f} (macro-F1; change {change})."
    )


def say_agreement(alphas: pd.DataFrame) -> str:
    """Return how far the methods agree with people and with each other, from `measured.list_agreement`."""
    pairs = {frozenset(row.coders.split(" + ")): row.alpha for row in alphas.itertuples()}
    encoder, lexicon = (pairs.get(frozenset({"human", name})) for name in ("encoder", "lexicon"))
    if encoder is None or lexicon is None:
        return "Not measured: agreement of the methods with people."
    ends = [
        f"the {name} agrees with people at α = {alpha:.2f} ({_judge_alpha(alpha)})"
        for name, alpha in (("encoder", encoder), ("lexicon method", lexicon))
    ]
    said = " and ".join(ends)
    return f"{said[0].upper()}{said[1:]}. One is perfect agreement, nought is chance (bounds: Krippendorff 2004)."


def _judge_alpha(alpha: float) -> str:
    if alpha >= RELIABLE:
        return "enough to rely on"
    return "enough for tentative conclusions" if alpha >= TENTATIVE else "too little to conclude from"


def say_framing(framing: pd.DataFrame) -> str:
    """Return the F1 of roles, labels and markers on sentences kept unread, from `measured.list_framing`."""
    unseen = framing[framing["unseen"].astype(bool)]
    if unseen.empty:
        return "Not measured: roles, labels and markers on sentences that the rules were not tuned on."
    told = [
        f"on {counted(int(rows['sentences'].iloc[0]), 'sentence')} "
        f"{join_names([f'{row.table} {row.f1:.2f}' for row in rows.itertuples()])}"
        for _, rows in unseen.groupby("set", sort=False)
    ]
    return f"F1 on sentences kept unread while the rules were made: {'; '.join(told)}."


def say_use(scored: pd.DataFrame, public: pd.DataFrame) -> str:
    """Return, as a list, what the figures mean for somebody who reads a chart of the other notebooks."""
    lines = [_say_tenths(row) for row in scored.drop_duplicates("room").to_dict("records") if pd.notna(row["f1"])]
    lines += [_say_limit(row) for row in public.dropna(subset=["human"]).head(1).to_dict("records")]
    return "\n".join(f"- {line}" for line in lines) or "Without labels and public scores nothing can be said."


def _say_tenths(row: dict) -> str:
    return (
        f"Of ten {THINGS[row['room']]} that the suite shows in the sample, {tenths(row['precision'])} right; "
        f"of ten that a reader would mark, {tenths(row['recall'])} found and right."
    )


def _say_limit(row: dict) -> str:
    return (
        f"On public data, {row['measure']}: {row['score']:.2f}, where people reach {row['human']:.2f}. "
        "A difference between two actors that is smaller than the errors is no finding."
    )


def tenths(share: float) -> str:
    """Return 0.67 as "about seven are"."""
    words = ("hardly any", "about one", "about two", "about three", "about four", "about five", "about six",
             "about seven", "about eight", "about nine", "nearly all")  # fmt: skip
    if pd.isna(share):
        return "an unknown number are"
    number = round(share * 10)
    return f"{words[number]} {'is' if number == 1 else 'are'}"
