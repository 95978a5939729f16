"""Who is named: mentions in an article, and the same actors across a corpus.

In flow order: `states` (what is known beforehand), `page`, `entities`, `names`, `titles`, `nominals`, `references`,
`salience`, `genders`, `pronouns`, `mentions`, `merging`.
"""

from .mentions import find_mentions, read_aliases
from .merging import merge_actors

__all__ = ["find_mentions", "merge_actors", "read_aliases"]
