"""What a page or an export gives as an author -> persons' names, where it names persons."""

import re

from .rows import is_missing

# Words of offices, desks, bodies, forms and dates: what holds one of them names nobody.
NOBODY = re.compile(
    "admin|administrator|agenc(?:y|ies)|ap|afp|anonymous|associated|author|bbc|board|bloomberg|bureau|by|chief|click|cnn|"
    "column(?:ist)?|comment(?:ary|s)?|contributors?|copy|correspondents?|daily|date|desk|director|editor(?:ial|s)?|email|enter|"
    "follow|free|freelance|from|guest|herald|here|journalist|live|mail|media|member|name|network|news|newspaper|newsroom|"
    "online|opinion|posted|press|producer|published|reporters?|reuters|senior|services?|share|special|sponsored|staff|story|"
    "subscribe|tass|team|telegraph|the|times|tribune|unknown|updated|user|via|view|web|writers?|xinhua|yonhap|your|"
    "post|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    "november|december",
    re.I,
)
PART = re.compile(r"\s*(?:[;|/•·–—\n]|\band\b|&|,)\s*", re.I)
SURNAMES = {"may", "march", "june", "post", "friday"}  # too
LONGEST = 5  # words of a name


def read_author(value: object) -> str | None:
    """Return the persons among the authors given, by name and parted by commas; None where there is none."""
    pieces = value if isinstance(value, list | tuple) else [] if is_missing(value) else [str(value)]
    names = [name for piece in pieces for name in _list_names(str(piece)[:500])]
    return ", ".join(dict.fromkeys(names)) or None


def _list_names(text: str) -> list[str]:
    text = re.sub(
        r"[\[\]\"]|\s(?:in|at|for) (?:the )?[A-Z].*?(?=,|;|&| and |$)", " ", text
    )  # [[a clipper's]]; Jane Doe in Rome
    text = re.sub(r"https?://\S+|\S+@\S+|\([^)]*\)|^\s*(?:by|words by|text by|par|von)\b:?", " ", text, flags=re.I)
    names = (" ".join(part.split()).strip(".:") if len(part) > 3 else part for part in PART.split(text))
    return [name for name in names if is_person(name)]


def is_person(name: str) -> bool:
    """Tell whether a name is made as a person's is: two to five words (one in scripts without spaces), no desk."""
    words = name.split()
    if not words or len(words) > LONGEST or re.search(r"[\d<>@#:_/]", name):
        return False
    told = words[:-1] if words[-1].lower() in SURNAMES else words
    if any(NOBODY.fullmatch(word.strip(".'’")) for word in told):
        return False
    return len(words) > 1 or (len(name) > 1 and not re.search("[A-Za-zÀ-ɏ]", name))
