"""Who is meant: mentions in an article, and the same actors across a corpus.

In flow order: `states` (what is known beforehand), `nouns`, `model` (the weights), `naming` (names proposed and
chosen), `page`, `entities`, `names`, `titles`, `nominals`, `nodes` (all that may be meant), `resolving` (who is who),
`referring`, `mentions`, `merging`, `sides`.
"""

from .mentions import find_mentions, read_aliases
from .merging import list_doubts, merge_actors
from .sides import find_sides

__all__ = ["find_mentions", "find_sides", "list_doubts", "merge_actors", "read_aliases"]
