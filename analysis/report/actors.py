"""A page for each actor: who it is, what it says, does, suffers, is called, in what tone, each with its sentences."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from .. import display, statistics
from ..escape import in_href, in_html
from ..statistics import tones
from ..tables import Tables
from .page import make_page, name_actor_page, write_page
from .rows import link_counts, make_rows, write_rows

MOST = 2000  # actors that get a page, the most mentioned
LISTED = 200  # rows of a part that stand on the actor's page; more have a page of their own
Parts = dict[str, dict[str, tuple[str, ...]]]  # part -> actor -> ids of rows


def write_actors(tables: Tables, folder: Path, rows: pd.DataFrame) -> None:
    """Write the list of actors and a page for each of them; `rows` is the table of `list_rows`.

    Each actor stands for itself here; what counts is what the notebooks count.
    """
    counted = statistics.prepare(tables, represented="nobody")
    parts, tone = part_rows(counted), tones.score_actors(counted)
    actors = choose_actors(tables)
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    for actor in actors.to_dict("records"):
        own = {part: found[actor["actor_id"]] for part, found in parts.items() if actor["actor_id"] in found}
        told = describe_actor(actor, tables, names) + make_tone(tone[tone["actor_id"] == actor["actor_id"]])
        body = told + "".join(make_part(part, ids, rows) for part, ids in own.items())
        known = {display.name_rows(ids): ids for ids in (*own.values(), *tone["n_ids"])}
        body, used = link_counts(body, known, up="../")
        for key in sorted(used):
            write_rows(folder, known[key], rows)
        write_page(folder / name_actor_page(actor["actor_id"]), make_page(actor["name"], body, up="../"))
    write_page(folder / "actors.html", make_page("Actors", list_actors(actors, parts, len(tables.actors)), code=False))


def choose_actors(tables: Tables) -> pd.DataFrame:
    """Return the actors that get a page, the most mentioned first, with `mentions`."""
    counts = tables.actors["actor_id"].map(tables.mentions["actor_id"].value_counts()).fillna(0).astype(int)
    actors = tables.actors.assign(mentions=counts)
    return actors.sort_values(["mentions", "actor_id"], ascending=[False, True]).head(MOST)


def part_rows(counted: Tables) -> Parts:
    """Return the ids of the rows of each part of an actor's page."""
    quotes, sentiment = counted.quotes, counted.sentiment
    said = {kind: quotes[quotes["attribution"] == kind] for kind in ("speech", "attitude", "no answer")}
    frames = {
        "Says": (said["speech"], "actor_id"), "Wants, believes, fears": (said["attitude"], "actor_id"),
        "Was asked, gave no answer": (said["no answer"], "actor_id"), "Does": (counted.roles, "agent_id"),
        "Suffers": (counted.roles, "patient_id"), "Is called": (counted.labels, "actor_id"),
        "Is judged in the writers' words": (sentiment[sentiment["voice"].isna()], "actor_id"),
        "Is judged in quoted words": (sentiment[sentiment["voice"].notna()], "actor_id"),
    }  # fmt: skip
    return {part: _group_ids(frame.dropna(subset=[column]), column) for part, (frame, column) in frames.items()}


def _group_ids(frame: pd.DataFrame, column: str) -> dict[str, tuple[str, ...]]:
    return dict(zip(sorted(frame[column].unique()), statistics.gather_ids(frame, [column]), strict=True))


def describe_actor(actor: dict, tables: Tables, names: dict[str, str]) -> str:
    """Return who an actor is, whom it stands for, who stands for it, and its names with the reason for each."""
    above = [actor["represents"]] if pd.notna(actor["represents"]) else []
    below = tables.actors.loc[tables.actors["represents"].eq(actor["actor_id"]).fillna(False), "actor_id"]
    merges = tables.merges[tables.merges["actor_id"] == actor["actor_id"]].groupby("name")["reason"].first()
    called = [f"{in_html(name)} ({in_html(reason)})" for name, reason in merges.items()]
    told = {"Stands for": _link_actors(above, names), "Stand for it": _link_actors(below, names), "Also named": called}
    lines = "".join(f"<p>{what}: {', '.join(words)}.</p>" for what, words in told.items() if words)
    return f"<h1>{in_html(actor['name'])}</h1><p>{in_html(actor['kind'])}, {actor['mentions']} mentions.</p>{lines}"


def _link_actors(actor_ids: Sequence[str] | pd.Series, names: dict[str, str], up: str = "../") -> list[str]:
    return [f'<a href="{in_href(up + name_actor_page(key))}">{in_html(names.get(key, key))}</a>' for key in actor_ids]


def make_tone(tone: pd.DataFrame) -> str:
    """Return an actor's tone by voice as a table; nothing where nobody judged."""
    columns = ["side", "n", "mean", "low", "high", "articles", "why"]
    return display.show(tone, columns).data if len(tone) else ""


def make_part(part: str, ids: tuple[str, ...], rows: pd.DataFrame) -> str:
    """Return one part of an actor's page: how many rows, and the first LISTED of them."""
    more = f"<p>The first {LISTED} of them:</p>" if len(ids) > LISTED else ""
    count = f'<data value="{display.name_rows(ids)}">{len(ids)}</data>'
    return f"<h2>{part}: {count}</h2>{more}{make_rows(rows.loc[list(ids[:LISTED])])}"


def list_actors(actors: pd.DataFrame, parts: Parts, total: int) -> str:
    """Return the list of actors with how often each speaks, acts, is acted upon, is called something."""
    columns = ["Says", "Does", "Suffers", "Is called"]
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("actor", "kind", "mentions", *map(str.lower, columns)))
    lines = []
    for row in actors.to_dict("records"):
        counts = [len(parts[part].get(row["actor_id"], ())) for part in columns]
        name = _link_actors([row["actor_id"]], {row["actor_id"]: row["name"]}, up="")[0]
        cells = (name, in_html(row["kind"]), row["mentions"], *counts)
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    left = f"<p>{total - len(actors)} more, mentioned less, are in <code>tables/actors.csv</code>.</p>"
    note = left if total > len(actors) else ""
    return f"<h1>Actors</h1><table><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>{note}"
