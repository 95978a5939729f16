"""Files, folders and pages -> the articles table: `folders`, `formats`, `cleaning` (once), `corpus`."""

from .corpus import complete, read_articles, read_files, read_whole
from .problems import group_problems

__all__ = ["complete", "group_problems", "read_articles", "read_files", "read_whole"]
