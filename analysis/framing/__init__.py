"""Framing by actor: what each does and suffers, is called, how words are qualified, and how each is cast.

The room's public face, in the order of the flow. `described` (which nouns are for people) and `bearers` (which actors
a word stands for); `subjects` and `objects` (who stands where around a verb);
`events`, found once, and `factuality` (did it happen); from them `roles`; `labels` with `predicates` and `polarity`;
`markers`; then `portrayal` (who is cast as what, in each article or at given spans).
"""

from .events import find_events
from .labels import find_labels
from .markers import find_markers
from .portrayal import portray, portray_actors
from .roles import find_roles

__all__ = ["find_events", "find_labels", "find_markers", "find_roles", "portray", "portray_actors"]
