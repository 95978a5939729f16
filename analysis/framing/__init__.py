"""Framing by actor: what each does and suffers, is called, how words are qualified, and how each is cast.

The room's public face. All read one `scene` of an article (`described`: which nouns are for people): `subjects` and
`objects` (who stands where around a verb, with `misreadings` of the parser mended), `factuality` (did it happen),
`roles`; `labels` with `predicates` and `polarity`; `markers`; then `portrayal` (who is cast as what) and `spans` (the
same for given spans).
"""

from .labels import find_labels
from .markers import find_markers
from .portrayal import portray_actors
from .roles import find_roles
from .spans import portray

__all__ = ["find_labels", "find_markers", "find_roles", "portray", "portray_actors"]
