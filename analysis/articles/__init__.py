"""Files, folders and pages -> the articles table: `folders`, `formats`, `cleaning` (once), `corpus`."""

from .corpus import complete, read_articles, read_files

__all__ = ["complete", "read_articles", "read_files"]
