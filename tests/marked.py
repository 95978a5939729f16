"""Sentences with their actors marked by hand, so that framing is tested apart from the finding of actors.

"[Russia] invaded [Ukraine]" marks two mentions; "[the ministry=russia]" says which actor a mention is; a bare "="
("[the two states=]") leaves it open. A mention's form is name, or noun after an article.
"""

import functools
import re

from analysis import syntax
from analysis.article import Article, find_heads, find_names, find_pairs, lay_out
from analysis.framing import find_events

MARK = re.compile(r"\[([^\]=]+)(=[^\]]*)?\]")


@functools.cache
def lay(marked: str) -> Article:
    """Return a marked text, as body text of article `t`, with its mentions."""
    text, mentions, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        mentions.append(_mention(match, len(text), len(mentions)))
        text += match[1]
        last = match.end()
    text += marked[last:]
    ends = [match.end() for match in re.finditer(r"[.!?][”\"’]?(?=\s|$)", text)] or [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = [
        {"sentence_id": f"t:s{n:02}", "article_id": "t", "paragraph": 0, "part": "body", "start": start, "end": end,
         "text": text[start:end]}
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]  # fmt: skip
    for row in mentions:
        row["sentence_id"] = next(s["sentence_id"] for s in sentences if s["start"] <= row["start"] < s["end"])
    article = lay_out("t", sentences, next(syntax.parse([(text, sentences)])))
    heads = find_heads(article, mentions)
    article = article._replace(
        mentions=mentions, heads=heads, names=find_names(heads), pairs=find_pairs(article, heads)
    )
    return article._replace(events=find_events(article))


def _mention(match: re.Match, start: int, number: int) -> dict:
    words, actor = match[1], match[2]
    noun = re.match(r"(the|a|an|its|his|their)\s", words, re.IGNORECASE)
    pronoun = words.lower() in ("he", "she", "it", "they", "him", "her", "them", "his", "its", "their")
    name = actor[1:] if actor else re.sub(r"\W+", "-", words.lower())
    return {
        "mention_id": f"t:m{number:02}", "article_id": "t", "start": start, "end": start + len(words), "text": words,
        "form": "pronoun" if pronoun else "noun" if noun else "name", "actor_id": name or None,
    }  # fmt: skip
