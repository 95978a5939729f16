"""A column of dates -> timestamps; whether the day or the month comes first is decided for all of it."""

import re
from collections.abc import Sequence

import pandas as pd

from .rows import is_missing

NUMBERS = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")
# A year, or a month of one: no day on which anything was published.
PART = re.compile(r"\s*(?:[^\W\d_]{3,9}\.?,? *|\d{1,2}[-/. ])?\d{4}(?:[-/.]\d{1,2})?\s*")
MONTHS = (
    "jan(?:uary|vier)?|feb(?:ruary)?|f[eé]vrier|mar(?:ch|s)?|a[pv]r(?:il)?|ma[iy]|june?|juin|july?|juillet|aug(?:ust)?|ao[uû]t"
    "|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[eé]c(?:ember|embre)?"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|er)? (?:{MONTHS})\.?,? \d{{4}}|(?:{MONTHS})\.? \d{{1,2}},? \d{{4}})\b", re.I
)
# A line that says when a text was published and no more: "Published: Sunday, 3 March 2024, 08:00 GMT".
PRINTED = re.compile(
    rf"(?:(?:first )?(?:published|posted)(?: on| at)?:? ?)?(?:[a-z]{{3,6}}day,? )?({DATE.pattern}|\d{{4}}-\d\d-\d\d)"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d.{0,12})?",
    re.I,
)
TOP = 6  # lines among which it stands
LONGEST = 60  # characters: more is a sentence
LANGUAGES = ["en", "fr", "de", "es", "it", "nl", "pt"]
EITHER = "day or month may come first: read as month/day; write 2023-08-30"
BOTH = "some dates of this file put the day first, some the month: write 2023-08-30"


def read_dates(values: Sequence[object]) -> tuple[list[pd.Timestamp | None], list[str | None]]:
    """Return the dates as the place of publication writes them (no time zone), and what is to be said about each.

    One number over 12 tells which comes first for the whole column; where nothing tells, the month does.
    """
    pairs = [(int(match[1]), int(match[2])) for value in values if (match := NUMBERS.match(str(value)))]
    day_first, month_first = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    found = [_read(value, day_first) for value in values]
    if day_first == month_first:
        found = [_doubt(value, *one, both=day_first) for value, one in zip(values, found, strict=True)]
    return [date for date, _ in found], [note for _, note in found]


def find_printed(text: str) -> str | None:
    """Return the day that a line near the text's beginning gives as that of its publication."""
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()][:TOP]
    return next((match[1] for line in lines if (match := PRINTED.fullmatch(line))), None)


def _read(value: object, day_first: bool) -> tuple[pd.Timestamp | None, str | None]:
    text = " ".join(str(value).split())
    if is_missing(value):
        return None, None
    try:
        if PART.fullmatch(text) or not re.search(r"\d{4}|\d[-/.]\d", text) or len(text) > LONGEST:
            raise ValueError(text)
        numbers = NUMBERS.match(text)
        turned = day_first and numbers and int(numbers[2]) <= 12
        date = pd.to_datetime(text, dayfirst=True) if turned else _parse(text)
        return date.tz_localize(None).as_unit("ns"), None
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None, f"the date {text[:40]!r} was not understood as a day: write it as 2023-08-30"


def _parse(text: str) -> pd.Timestamp:
    """Return the time that a text gives; what pandas does not know, such as French months, by dateparser."""
    try:
        return pd.Timestamp(text)
    except ValueError:
        import dateparser

        rules = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
        parsed = dateparser.parse(text, languages=LANGUAGES, settings=rules)
        if parsed is None:
            raise
        return pd.Timestamp(parsed)


def _doubt(
    value: object, date: pd.Timestamp | None, note: str | None, *, both: bool
) -> tuple[pd.Timestamp | None, str | None]:
    """Return a date that could be either with a note; unknown where the column has both orders."""
    match = NUMBERS.match(str(value))
    if date is None or not match or max(int(match[1]), int(match[2])) > 12 or match[1] == match[2]:
        return date, note
    return (None, BOTH) if both else (date, EITHER)
