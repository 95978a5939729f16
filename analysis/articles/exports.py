"""The exports of news archives -> their articles: Nexis, Nexis Uni, Factiva, ProQuest, Europresse.

An export holds many articles, each between a head and a foot of lines about it. BEGINS and ENDS know how an archive
parts one from the next, LABELS what its labelled lines say. The rest of a head is read by its shape: a date, the outlet
just before it (in Factiva, after a line "543 words" and the date, just behind it), the title before or after both.
"""

import itertools
import re

from .authors import is_person
from .dates import DATE
from .rows import Row

EUROPRESSE = r"(?:news|ID)[ \t]?[·:*][ \t]?20\d{6}[\w·-]*"
_LINE = r"(?im)^[ \t\x0c]*(?:{})[ \t]*$"
BEGINS = [
    re.compile(_LINE.format(one))
    for one in (r"(?:\w+ - )?\d+ of \d+ DOCUMENTS?", r"(?:Document|Record) \d+ (?:of|sur) \d+")
]
ENDS = [
    re.compile(_LINE.format(one))
    for one in (
        r"End of Document",
        r"(?:AN[ \t]+)?Document [A-Z]\w{3,11}20\d{6}\w{6,}",
        EUROPRESSE,
    )
]  # fmt: skip
RULE = re.compile(_LINE.format(r"_{20,}"))  # parts what ProQuest numbers in no line
PROQUEST = re.compile(r"(?im)^[ \t]*ProQuest document ID:")
# What Nexis Uni sets before the first article: what was asked for, and a list of what was found.
COVER = re.compile(
    r"(?ims)\A.{0,400}?^[ \t]*documents? \(\d+\)[ \t]*$.*^[ \t]*(?:client/matter|search t(?:erms|ype)|narrowed by"
    r"|content type|news[ \t|]+timeline:|[\w ]+[\t|][ \t|]*timeline:)"
    r"(?:[^\n]*\S[^\n]*\n)*"
)
LABELS = {
    "headline": "title", "title": "title", "hd": "title", "byline": "author", "author": "author", "by": "author",
    "publication title": "outlet", "sn": "outlet", "publication date": "published", "pd": "published", "url": "url",
    "document url": "url", "dateline": "dateline", "section": "section", "se": "section",
}  # fmt: skip
FEET = (
    "classification|load-date|language(?: of publication)?|publication-type|journal-code|graphic|subject|geographic"
    "|organization|person|people|company|industry|location|country|state|city|credit|notes"
    "|correction-date|proquest document id|url|document url"
)
OTHERS = (
    "length|highlight|abstract|links|proquest document link|pages?|publication (?:year|subject|info)|publisher|issue"
    "|(?:place|country) of publication|e?-?issn|source type|document (?:type|feature)|last updated|database|copyright"
    "|company / organization|search t(?:erms|ype)|client/matter|narrowed by|job number|user name|date and time"
    "|first page|series|volume|identifier / keyword|edition|ticker|distribution|acc-no|column|slug"
)
LABEL = re.compile(rf"[ \t]*({'|'.join(map(re.escape, LABELS))}|{FEET}|{OTHERS})[ \t]*:[ \t]*(.*)", re.I)
FOOT = re.compile(
    rf"[ \t]*(?:(?:{FEET}):.*|classification|graphic|details|links|end of document|cet article est paru dans.*"
    rf"|certificat émis le.*|document [A-Z]\w{{3,11}}20\d{{6}}\w+|{EUROPRESSE})",
    re.I,
)
CODE = re.compile(
    r"(HD|BY|WC|PD|ET|SN|SC|PG|ED|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|SE|CR|VOL|CT|RF|ART|CLM)(?:[ \t]+(.*))?$"
)
RIGHTS = re.compile(
    r"[ \t]*(?:(?:\(c\)|©|copyright (?:©|\(c\)|\d{4})).{0,200}|all rights reserved\.?|tous droits réservés\.?)[ \t]*",
    re.I,
)
PLAIN = re.compile(
    r"[ \t]*(?:\d[\d,.]* (?:words|mots)|\d{1,2}:\d\d|[A-Z]{2,10}|english|anglais|page \d+ of \d+|documents? \(\d+\)"
    r"|[\w ]{0,30}\bedition|\d{1,4}|pg?\. ?\w{1,5}|\d{1,3}\. .{3,200})[ \t]*",
    re.I,
)
ABSTRACT = re.compile(r"[ \t]*(?:abstract|highlight|summary)(?: \(\w+\))?[ \t]*", re.I)
# "Doe, Jane; Roe, John. Harbour Post ; Haverport [Haverport]. 03 Mar 2024: A.3."
CITED = re.compile(
    rf"[ \t]*([^.]{{3,150}})\.\s+([^\[\]]{{3,100}}?)\s*\[[^\[\]]*\]\.?.{{0,20}}?({DATE.pattern}).{{0,30}}", re.I
)
ADDRESS = re.compile(r"https?://\S+")
LONGEST_DATE = 90  # characters of a line that gives the date, with a weekday, a section, a page
LONGEST_LINE = 150  # characters of a line in a head
STRAY = 5  # lines of a head in a row that say nothing known: a title over some of them


def split_export(text: str) -> list[Row]:
    """Return a row for each article of an archive's export; an empty list for any other text."""
    for pattern in BEGINS:
        found = [*pattern.finditer(text)]
        if found:
            ends = [match.start() for match in found[1:]] + [len(text)]
            return _read_pieces([text[match.end() : end] for match, end in zip(found, ends, strict=True)])
    for pattern in ENDS:
        ends = [match.end() for match in pattern.finditer(text)]
        if ends:
            first, *others = (text[start:end] for start, end in zip([0, *ends], ends, strict=False))
            return _read_pieces([COVER.sub("", first), *others])
    return _read_pieces(RULE.split(text)) if PROQUEST.search(text) else []


def _read_pieces(pieces: list[str]) -> list[Row]:
    return [row for row in map(_read_piece, pieces) if row["text"].strip()]


def _read_piece(piece: str) -> Row:
    lines = [
        line.rstrip() for line in re.split(r"\r\n?|[\n\x0c]", piece) if not re.fullmatch(r"\s*[_=*-]{10,}\s*", line)
    ]
    coded = sum(CODE.match(line) is not None for line in lines) >= 5
    row = _read_coded(lines) if coded else _read_laid(lines)
    author, outlet = row.get("author", ""), row.get("outlet", "")
    turned = (
        re.sub(r"([\w'’ -]+), ([\w. '’-]+?)\s*(?=;|$)", r"\2 \1", author)
        if author.count(",") == author.count(";") + 1
        else author
    )
    return {
        name: value
        for name, value in {**row, "author": turned, "outlet": outlet.split(";")[0].strip()}.items()
        if value.strip() or name == "text"
    }


def _read_coded(lines: list[str]) -> Row:
    """Factiva's full layout: each line begins with a code of two letters, or goes on with the one before."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = CODE.match(line)
        code = match[1] if match else code
        fields.setdefault(code, []).append((match[2] or "") if match else line)
    told = {
        LABELS[one.lower()]: " ".join(fields[one]).strip() for one in ("HD", "BY", "PD", "SN", "SE") if one in fields
    }
    return {**told, "text": "\n".join([*fields.get("LP", []), "", *fields.get("TD", [])])}


def _read_laid(lines: list[str]) -> Row:
    """Any other layout: what is labelled is read, the foot is cut off, the head ends where the prose begins."""
    end, start, rest = _find_body(lines)
    foot = next((place for place in range(start, len(lines)) if FOOT.fullmatch(lines[place])), len(lines))
    head, told = _read_labels([*itertools.takewhile(lambda line: not ABSTRACT.fullmatch(line), lines[:end])])
    last = _read_labels(lines[foot:])[1]
    rights = " ".join(line for line in head if RIGHTS.fullmatch(line))
    body = _cut_owner([rest, *(line for line in lines[start:foot] if not RIGHTS.fullmatch(line))], rights)
    head, cited = _read_citation([line for line in head if not RIGHTS.fullmatch(line)])
    row = {"title": _read_last(head), **last, **cited, **_read_shape(head), **told}
    if row.get("published") and not row.get("title"):  # as in Europresse
        row["title"], row["author"] = _take(body), row.get("author") or _take(body, author=True)
    return {**row, "text": "\n".join(body)}


def _cut_owner(lines: list[str], rights: str) -> list[str]:
    """Return the lines without last ones that give an address, or name the owner of the rights, and no more."""
    end = len(lines)
    while end and ((line := lines[end - 1].strip(" .\t")) in rights or ADDRESS.fullmatch(line)):
        end -= 1
    return lines[:end]


def _read_citation(head: list[str]) -> tuple[list[str], Row]:
    """Return the lines before one that cites the article, as in ProQuest, and what it says."""
    for place, line in enumerate(head):
        if match := CITED.fullmatch(line):
            return head[:place], {"author": match[1], "outlet": match[2].strip(), "published": match[3]}
    return head, {}


def _take(lines: list[str], *, author: bool = False) -> str:
    """Return the first line that is not blank and take it out, an author's only where it is a person's name."""
    place = next((place for place, line in enumerate(lines) if line.strip()), None)
    if place is None or (author and not is_person(lines[place].strip())):
        return ""
    return lines.pop(place).strip()


def is_border(line: str) -> bool:
    """Tell whether a line parts two articles of an export."""
    return any(pattern.fullmatch(line) for pattern in (*BEGINS, *ENDS))


def _find_body(lines: list[str]) -> tuple[int, int, str]:
    """Return where the head ends and the prose begins, and what stands of it behind a label ("Full text: …")."""
    for place, line in enumerate(lines[:200]):
        if match := re.match(r"[ \t]*(?:(?:full text|body)[ \t]*:?$|(?:full text|body):[ \t]*(.*))", line, re.I):
            return place, place + 1, match[1] or ""
    start, stray = 0, 0
    for place, line in enumerate(lines):
        known = LABEL.match(line) or PLAIN.fullmatch(line) or RIGHTS.fullmatch(line) or _is_date(line)
        start, stray = (place + 1, 0) if known else (start, stray + bool(line.strip()))
        if stray > STRAY or (not known and len(line) > LONGEST_LINE) or (start and FOOT.fullmatch(line)):
            break
    return start, start, ""


def _is_date(line: str) -> bool:
    return len(line.strip()) < LONGEST_DATE and not line.endswith(".") and DATE.search(line) is not None


def _read_labels(lines: list[str]) -> tuple[list[str], Row]:
    """Return the lines without those that a label begins, to a blank line or the next label; and what they say."""
    left: list[str] = []
    told: Row = {}
    label = None
    for line in lines:
        match = LABEL.match(line)
        if match:
            label = LABELS.get(match[1].lower(), "")
            told.setdefault(label, match[2].strip())
        elif label is not None and line.strip() and not _is_date(line):
            told[label] += " " + line.strip()
        else:
            label = None
            left.append(line)
    return left, {name: value for name, value in told.items() if name}


def _read_shape(head: list[str]) -> Row:
    """Return date, outlet, title and author that the lines of a head tell without a label."""
    at = next((place for place, line in enumerate(head) if _is_date(line)), None)
    if at is None:
        return {}
    counted = next((place for place in range(at) if re.fullmatch(r"\s*[\d,.]+ (?:words|mots)\s*", head[place])), None)
    before, after = head[: at if counted is None else counted], head[at + 1 :]
    while before and not before[-1].strip():
        before.pop()
    if counted is not None:
        outlet, after = next((line for line in after if re.search(r"[^\W\d_]", line)), ""), []
    else:
        outlet = before.pop() if before else ""
    after = [line for line in after if line.strip() and not PLAIN.fullmatch(line) and not RIGHTS.fullmatch(line)]
    author = next((line for line in [*before, *after] if re.match(r"\s*by ", line, re.I)), "")
    told = [line for line in before if line.strip()]
    if not author and len(told) > 1 and is_person(told[-1].strip()):
        author = told[-1]
    title = _read_last([line for line in before if line != author]) or _read_last(
        [one for one in after if one != author]
    )
    return {"published": DATE.search(head[at])[0], "outlet": outlet.strip(), "author": author, "title": title}  # type: ignore[index]


def _read_last(lines: list[str]) -> str:
    """Return the last lines that stand together, three at most, as one."""
    found: list[str] = []
    for line in reversed(lines):
        if PLAIN.fullmatch(line) or len(found) == 3 or (found and not line.strip()):
            break
        found += [line.strip()] if line.strip() else []
    return " ".join(reversed(found))
