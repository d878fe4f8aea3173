"""Opening hours and recurring times in German prose, as a `zeiten` section."""

from __future__ import annotations

from typing import Any

from .understood import Understood


def opening_hours(text: str) -> Understood[dict[str, Any]]:
    """The section `zeiten` without `hinweis`: `regeln`, `nach_vereinbarung`, `feiertage`, each only where it is said.

    The rest is meant for `hinweis`, whose length is the caller's business. A sentence of which the times are only
    partly understood stays in the rest as a whole, so that nobody reads half a truth.
    """
    return Understood({}, text.strip())
