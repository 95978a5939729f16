"""Quotes: source, cue and content of every attribution; direct, indirect, mixed; and in whose voice a span stands."""

from .find import find_quotes
from .voice import find_voice, list_spoken

__all__ = ["find_quotes", "find_voice", "list_spoken"]
