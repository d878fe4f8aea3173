"""Single days, lists of days and spans of days in German prose, with their times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .understood import Understood


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day, or a span of days where `last` is later; `von` and `bis` are times such as `"18:00"`, empty if unsaid."""

    day: date
    last: date
    von: str = ""
    bis: str = ""

    @property
    def termin(self) -> dict[str, str]:
        """The item of `termine`; empty where beginning or end is unsaid."""
        if not self.von or not self.bis:
            return {}
        return {"von": f"{self.day.isoformat()}T{self.von}", "bis": f"{self.last.isoformat()}T{self.bis}"}


def dates(text: str, year: int | None = None) -> Understood[tuple[Appointment, ...]]:
    """The days of a text in its order. A day without a year counts only where `year` says which one is meant."""
    return Understood((), text.strip())
