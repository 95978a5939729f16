"""Who is named: mentions in an article, and the same actors across a corpus.

In flow order: `states` (what is known beforehand), `page`, `entities`, `names`, `titles`, `nominals`, `references`,
`salience`, `genders`, `pronouns`, `mentions`, `merging`, `sides`.
"""

from .mentions import find_mentions, read_aliases
from .merging import merge_actors
from .sides import find_sides

__all__ = ["find_mentions", "find_sides", "merge_actors", "read_aliases"]
