"""Framing by actor: what each does and suffers, is called, how words are qualified, and how each is cast.

The room's public face; the work is done in `roles`, `labels`, `markers` and `portrayal`, all over one `scene`.
"""

from .labels import find_labels
from .markers import find_markers
from .portrayal import portray, portray_actors
from .roles import find_roles

__all__ = ["find_labels", "find_markers", "find_roles", "portray", "portray_actors"]
