"""How the registry stands today: what is there, what is due and with whom, what blocks the next edition, what comes up.

Facts only; `start_screen` puts them on the screen and `advising` says which commands help.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .. import consent
from ..enquiring import ENTRY, Due, due, figures_day, is_overdue, is_unanswered, without_figures
from ..findings import Finding, Severity
from ..freshness import WATCHED_KINDS, is_watched
from ..promises import own_events, state_of
from ..records import Record
from ..registry import Registry
from ..starting import MARK

_AHEAD = timedelta(weeks=8)
_NOT_GIVEN = ("fehlt", "abgelaufen", "widerrufen")
_FIGURES_ARE_ASKED = (1, 2)
"""The months in which the figures of 31 December are missed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a registry on its day. `unsaved`: files not in the history yet; None where there is no history."""

    registry: Registry
    errors: tuple[Finding, ...]
    due: tuple[Due, ...]
    watched: int
    without_consent: int
    without_figures: int
    events: tuple[tuple[date, Record], ...]
    unnoted: int
    edition: tuple[str, date] | None
    unsaved: int | None

    @property
    def is_begun(self) -> bool:
        """Whether there is an entry besides the examples of a new registry."""
        return any(MARK not in record.title for record in self.registry)

    @property
    def overdue(self) -> list[Due]:
        """What was confirmed longer ago than counts, or never."""
        return [one for one in self.due if one.by is None or one.by < self.registry.as_of]

    @property
    def unanswered(self) -> list[Due]:
        """Who was asked about the entry and has not answered yet."""
        return [one for one in self.due if is_unanswered(one.record, one.asked, ENTRY)]

    @property
    def silent(self) -> list[Due]:
        """Who of them has had time enough to answer."""
        return [one for one in self.unanswered if one.asked and is_overdue(one.asked, self.registry.as_of)]

    @property
    def complained(self) -> list[Due]:
        """What somebody said is wrong, and nobody has settled."""
        return [one for one in self.due if one.complaints]

    @property
    def offices(self) -> list[tuple[str, int]]:
        """Whose job the due entries are, the busiest first; an empty name for nobody's."""
        counts = Counter(one.office.title if one.office else "" for one in self.due)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def standing(registry: Registry, findings: Iterable[Finding], unsaved: int | None) -> Standing:
    """Looks at everything. `findings` are those of the whole registry."""
    as_of = registry.as_of
    own = [(min(days), record, state_of(record, max(days), as_of)) for record, days in own_events(registry)]
    ahead = [(first, record) for first, record, state in own if state == "planned" and first <= as_of + _AHEAD]
    reference = figures_day(as_of)
    return Standing(
        registry,
        tuple(finding for finding in findings if finding.severity is Severity.ERROR),
        tuple(due(registry)),
        sum(is_watched(record) for kind in WATCHED_KINDS for record in registry.of(kind)),
        _without_consent(registry),
        len(without_figures(registry, reference)) if as_of.month in _FIGURES_ARE_ASKED else 0,
        tuple(sorted(ahead, key=lambda event: (event[0], event[1].id))),
        sum(state == "unclear" and first.year == as_of.year for first, _, state in own),
        _next_edition(registry),
        unsaved,
    )


def _without_consent(registry: Registry) -> int:
    """How many persons are named in living entries without a consent that holds: printed is the entry's own contact."""
    named = {
        str(id).rpartition("/")[2]
        for kind in WATCHED_KINDS
        for record in registry.of(kind)
        if is_watched(record)
        for id in record["kontaktpersonen"] or ()
    }
    return sum(
        person.id in named
        and person["status"] not in ("entwurf", "beendet")
        and consent.state_of(person, registry.as_of)[0] in _NOT_GIVEN
        for person in registry.of("person")
    )


def _next_edition(registry: Registry) -> tuple[str, date] | None:
    """The edition whose copy deadline comes next, and that day."""
    planned = registry.project.settings.get("ausgaben") or {}
    days = [
        (date.fromisoformat(one["redaktionsschluss"]), name)
        for name, one in planned.items()
        if one.get("redaktionsschluss")
    ]
    ahead = sorted((day, name) for day, name in days if day >= registry.as_of)
    return (ahead[0][1], ahead[0][0]) if ahead else None
