"""What 06_reliability says: how often the suite is wrong, on public data and on the labelled articles at hand."""

import pandas as pd

from ..statistics.agreement import measure_calibration
from ..tables import Tables
from .shapes import Finding, count, ends, nothing
from .wording import counted, join_names, percent, start

HEADLINES = {
    "who said what: ": "who said what", "who is meant, ": "who is meant", "polarity towards an actor": "polarity",
    "protagonist, ": "the part an actor plays, where one is given",
}  # fmt: skip
LEXICON = "polarity towards an actor by the lexicon method"
RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff's alpha (2004)
POLARITIES = ("negative", "neutral", "positive")
LEAD = 0.05  # points of F1 that are called clearly ahead
LEAN = 0.02  # confidence off by less is neither too sure nor too unsure
ENOUGH = 10  # labels that a group needs to be compared
THINGS = {
    "quotes": "attributions", "mentions": "names of actors", "sentiment": "judgements of an actor",
    "roles": "deeds between actors", "labels": "labels of actors",
}  # fmt: skip
DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBERS = ("hardly any", *(f"about {digit}" for digit in DIGITS), "nearly all")


def score(number: float) -> str:
    """Return a score with two decimals."""
    return f"{number:.2f}"


def say_answer(public: pd.DataFrame, scored: pd.DataFrame) -> str:
    """Return how often the suite is right on public data, and on the labelled articles at hand."""
    outside = [_say_beside(name, row) for prefix, name in HEADLINES.items() for row in _find_measure(public, prefix)]
    asked = scored[scored["room"].isin(["quotes", "sentiment"])].drop_duplicates("room")
    inside = [f"{row.question} {row.f1:.2f}" for row in asked.itertuples()]
    mine = f" On the hand-labelled articles here, F1: {join_names(inside)}." if inside else ""
    return f"On public data, from nought (all wrong) to one: {join_names(outside) or 'nothing was measured'}.{mine}"


def _find_measure(public: pd.DataFrame, prefix: str) -> list[dict]:
    """The first measure that begins so; that of the lexicon method where there is no other."""
    rows = public[public["measure"].str.startswith(prefix)]
    return rows.sort_values("measure", key=lambda names: names.str.startswith(LEXICON), kind="stable")[:1].to_dict(
        "records"
    )


def _say_beside(name: str, row: dict) -> str:
    """A score with what others reach, and on which part of the data they do."""
    where = f" on the {row['peer_split'].removeprefix('the ')}" if pd.notna(row["peer_split"]) else ""
    beside = [f"{row['peer']} {row['peer_score']:.2f}{where}"] if pd.notna(row["peer_score"]) else []
    beside += [f"one person against another {row['human']:.2f}"] if pd.notna(row["human"]) else []
    return f"{name} {row['score']:.2f}" + (f" ({', '.join(beside)})" if beside else "")


def say_labels(tables: Tables, labelled: Tables, matches: dict[str, pd.DataFrame]) -> str:
    """Return how many of the articles have hand labels and how many labels there are."""
    if labelled.articles.empty:
        return (
            "These articles have no hand labels, so nothing here can be scored on them, and the tables and charts of "
            "this part stay empty. The scores on public data hold for news like that data."
        )
    asked = {room: int((rows["expected"] != 0).sum()) for room, rows in matches.items()}
    amounts = join_names([f"{n} {THINGS[room]}" for room, n in asked.items()], len(asked))
    return f"{len(labelled.articles)} of {counted(len(tables.articles), 'article')} have hand labels: {amounts}."


def find_questions(scored: pd.DataFrame) -> Finding:
    """Return which question is answered best and which worst on the labelled articles."""
    rows = _take_interval(scored, "f1")
    return ends(rows, "question", "F1 on the labelled articles", value="f1", style=score, least="1 label")


def _take_interval(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    return rows.rename(columns={f"{value}_low": "low", f"{value}_high": "high"})


def say_gap(scored: pd.DataFrame) -> str:
    """Return what is lost between finding words and giving them to the right actor."""
    figures = dict(zip(scored["question"], scored["f1"], strict=True))
    asked = ("who said what", "the words, whoever", "the words, and the side")
    found = [value for words in asked for question, value in figures.items() if question.startswith(words)]
    if len(found) < len(asked):
        return "There are no labels to tell apart what was not found and what was given to the wrong actor."
    who, words, side = found
    return (
        f"The words alone are right at F1 {words:.2f}; with the right actor behind them it is {who:.2f}, with an actor "
        f"of the right side {side:.2f}. The step down is what it costs to find out who is speaking."
    )


def find_groups(scored: pd.DataFrame, by: str, *, value: str = "f1", cases: str = "labelled") -> Finding:
    """Return the best and the worst group of those with enough cases, from `score_groups` or `list_quotes`."""
    rows = _take_interval(scored, value).dropna(subset=[value])
    rows = rows[(rows[cases] >= ENOUGH) & ~rows[by].str.startswith("(")]
    what = f"{ {'f1': 'F1'}.get(value, value) } by {by}"
    return ends(rows, by, what, value=value, style=score, least=f"{ENOUGH} cases")


def find_actors(actors: pd.DataFrame) -> Finding:
    """Return whether the attributions of some actors are found more often than those of others."""
    rows = actors[actors["low"].notna()]
    return ends(rows, "actor", "attributions found and given to the right actor", least=f"{ENOUGH} cases")


def find_meant(meant: pd.DataFrame) -> Finding:
    """Return by which sort of mention it is known best and worst who is meant, from `measured.list_meant`."""
    return ends(meant, "mention", "who is meant, right", value="right", least="1 mention")


def find_errors(errors: pd.DataFrame) -> Finding:
    """Return which errors in quotes are commonest, from `errors.count_errors`."""
    return count(errors[errors["room"] == "quotes"], "error", "errors in quotes, commonest")


def find_confusions(wide: pd.DataFrame) -> Finding:
    """Return how often a polarity is wrong, the very opposite, or not told, from a matrix of labelled by found."""
    total = int(wide.to_numpy().sum())
    if not total:
        return nothing("No judgement has a human label beside it")
    cells = {(row, column): int(wide.loc[row, column]) for row in wide.index for column in wide.columns}
    told = [pair for pair in cells if pair[1] in POLARITIES]
    wrong = sum(cells[pair] for pair in told if pair[0] != pair[1])
    opposite = sum(cells.get(pair, 0) for pair in (("negative", "positive"), ("positive", "negative")))
    untold = total - sum(cells[pair] for pair in told)
    said = f"{percent(wrong / total)} of the judgements are wrong, {percent(opposite / total)} the very opposite"
    said += f"; {percent(untold / total)} are left unclear or not made" if untold else ""
    right = [f"“{name}” in {wide.loc[name, name]} of {wide[name].sum()}" for name in POLARITIES if name in wide]
    return Finding(said, f"{said}. Right where it says {join_names(right)}.")


def find_corrected(compared: pd.DataFrame, alphas: pd.DataFrame) -> Finding:
    """Return which share moves most where coded rows put it right, from `coding.compare_raw`; how the coders agree."""
    if compared.empty:
        return nothing("No share can be put right: these articles have no coded sheets, or too few coded rows")
    row = compared.loc[compared["difference"].abs().idxmax()]
    said = f"{start(row['level'])}, {percent(row['first'])} as counted, is {percent(row['second'])} corrected"
    reach = f" [{percent(row['second_low'])}, {percent(row['second_high'])}]"
    apart = int(compared["significant"].sum())
    out = f"In {apart} of {counted(len(compared), 'share')} the interval leaves out what was counted"
    pairs = alphas[["question", "alpha"]].dropna().itertuples(index=False)
    told = [f"{question} at α = {alpha:.2f} ({_judge_alpha(alpha)})" for question, alpha in pairs]
    agreed = f" Coders agree on {join_names(told)}." if told else ""
    return Finding(said, f"{said}{reach}: no other moves further. {out}.{agreed}")


def find_public(public: pd.DataFrame) -> Finding:
    """Return where the suite stands between other tools and people; on that tool's split if known."""
    if public.empty:
        return nothing("Nothing has been measured on public data")
    same = public["held_out_split"].eq(public["peer_split"]).fillna(False).astype(bool)
    rows = public.assign(score=public["score"].mask(same, public["held_out"]), same=same)
    beside, people = rows.dropna(subset=["peer_score"]), public.dropna(subset=["human"])
    ahead = int((beside["score"] >= beside["peer_score"] + LEAD).sum())
    said = f"Clearly ahead of the best other method in {ahead} of {counted(len(beside), 'measure')}"
    behind = int((people["score"] < people["human"]).sum())
    said += f", behind people or other readers in {behind} of {len(people)}" if len(people) else ""
    split = f"{int(beside['same'].sum())} of these were compared on the other method's own split"
    return Finding(said, f"{said}; {split}, the rest on the splits that the table names.")


def say_calibration(table: pd.DataFrame, what: str = "confidence") -> str:
    """Return how far confidence is from the share that is right, from `calibrate` or `list_reliability`."""
    if table.empty:
        return f"Not measured: how far {what} can be trusted"
    error = measure_calibration(table)
    lean = float(((table["confidence"] - table["right"]) * table["n"]).sum() / table["n"].sum())
    side = "too sure" if lean > LEAN else "not sure enough" if lean < -LEAN else "neither too sure nor too unsure"
    return f"{start(what)} is {counted(round(100 * error), 'point')} from the truth in the mean, on the whole {side}"


def say_agreement(alphas: pd.DataFrame) -> str:
    """Return how far the methods agree with people, from `measured.list_agreement`."""
    pairs = {frozenset(row.coders.split(" + ")): row.alpha for row in alphas.itertuples()}
    known = [(name, pairs.get(frozenset({"human", name}))) for name in ("encoder", "lexicon")]
    told = [f"the {name} at α = {alpha:.2f} ({_judge_alpha(alpha)})" for name, alpha in known if alpha is not None]
    if not told:
        return "Not measured: agreement of the methods with people."
    return f"Agreement with people: {join_names(told)}. One is perfect, nought is chance (bounds: Krippendorff 2004)."


def _judge_alpha(alpha: float) -> str:
    if alpha >= RELIABLE:
        return "enough to rely on"
    return "enough for tentative conclusions" if alpha >= TENTATIVE else "too little to conclude from"


def say_framing(framing: pd.DataFrame) -> str:
    """Return the F1 of roles, labels and markers on invented sentences kept apart, from `measured.list_framing`."""
    told = [
        f"on {counted(int(rows['sentences'].iloc[0]), 'sentence')} "
        f"{join_names([f'{row.table} {row.f1:.2f}' for row in rows.itertuples()])}"
        for _, rows in framing[framing["unseen"].astype(bool)].groupby("set", sort=False)
    ]
    if not told:
        return "Not measured: roles, labels and markers on sentences that the rules were not tuned on."
    since = "kept apart while the rules were made (errors in the first 75 have been read since)"
    return f"F1 on sentences we invented, {since}: {'; '.join(told)}. No measure of news."


def say_use(scored: pd.DataFrame, public: pd.DataFrame) -> str:
    """Return what the figures mean for somebody who reads a chart of the other notebooks."""
    rows = scored.dropna(subset=["f1"]).drop_duplicates("room")
    told = [
        f"Of ten {THINGS[row.room]} that the suite shows in the sample, {tenths(row.precision)} right; of ten that a "
        f"reader would mark, {tenths(row.recall)} found and right."
        for row in rows.itertuples()
    ]
    people = public.dropna(subset=["human"]).head(1)
    told += [f"On public data, {row.measure}: {row.score:.2f}; people {row.human:.2f}." for row in people.itertuples()]
    return " ".join(told) or "Without labels and public scores nothing can be said."


def tenths(share: float) -> str:
    """Return 0.67 as "about seven are"."""
    if pd.isna(share):
        return "an unknown number are"
    number = round(share * 10)
    return f"{NUMBERS[number]} {'is' if number == 1 else 'are'}"
