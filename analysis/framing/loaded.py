"""Loaded words: words that judge what a plainer word would tell, whether or not they stand on an actor.

The words are those of lang/en/loaded.csv (SOURCES.md), each with the job in which it judges: a verb of attack
("slammed") or of show ("touted"), a noun ("mob"), an adverb of manner or degree, an adjective.
"""

import functools
import re
from collections.abc import Iterator

from ..article import Article
from ..lang import read_table

JOBS = {"VERB": ("attack", "show"), "NOUN": ("noun",), "PROPN": (), "ADV": ("manner", "degree"), "ADJ": ("judge",)}
MODIFIERS = ("amod", "acomp", "compound", "attr")  # where a noun or a participle may do an adjective's job


def find_loaded(article: Article) -> Iterator[tuple[int, int, str | None]]:
    """Yield the first and last place of each loaded word or phrase, and the plain word where the list has one."""
    taken: set[int] = set()
    for first, last, plain in _find_phrases(article):
        taken.update(range(first, last + 1))
        yield first, last, plain
    for place, (lower, lemma) in enumerate(zip(article.lower, article.lemma, strict=True)):
        if place not in taken:
            for job in _list_jobs(article, place):
                plain = _words().get((lower, job), _words().get((lemma.lower(), job)))
                if plain is not None:
                    yield place, place, plain or None
                    break


def _list_jobs(article: Article, place: int) -> list[str]:
    """Return the jobs that a word may have where it stands; a word within a name has none."""
    pos, jobs = article.pos[place], JOBS.get(article.pos[place], ())
    if pos in ("NOUN", "PROPN", "VERB") and article.dep[place] in MODIFIERS and not article.entity[place]:
        return [*jobs, "judge"]
    return list(jobs)


def _find_phrases(article: Article) -> Iterator[tuple[int, int, str | None]]:
    starts = {start: place for place, start in enumerate(article.start)}
    ends = {end: place for place, end in enumerate(article.end)}
    pattern, plain = _phrases()
    for match in pattern.finditer(article.text):
        if match.start() in starts and match.end() in ends:
            yield starts[match.start()], ends[match.end()], plain[match.group().lower()] or None


@functools.cache
def _words() -> dict[tuple[str, str], str]:
    """Return (word, job) -> the plain word, "" for none."""
    return {(word, job): plain for word, job, plain in _read() if not re.search("[ -]", word)}


@functools.cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern over what is written with a space or a hyphen, longest first, and the plain word of each."""
    plain = {word: plain for word, _, plain in _read() if re.search("[ -]", word)}
    words = "|".join(re.escape(word) for word in sorted(plain, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), plain


def _read() -> Iterator[tuple[str, str, str]]:
    """Yield word, job and plain word; a row may have several jobs, with as many plain words."""
    for row in read_table("loaded"):
        jobs = row["job"].split("; ")
        for job, plain in zip(jobs, row["plain"].split("; ") if row["plain"] else [""] * len(jobs), strict=True):
            yield row["word"], job, plain
