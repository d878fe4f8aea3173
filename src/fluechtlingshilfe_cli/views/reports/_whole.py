"""The frame around every report: title, period, day, whose registry, whether its data are invented."""

from __future__ import annotations

from collections.abc import Sequence

from ._report import Paragraph, Report, Reporting, Section
from ._scope import Scope


def whole(
    scope: Scope,
    reporting: Reporting,
    sections: Sequence[Section],
    lead: Sequence[Paragraph] = (),
    notes: Sequence[str] = (),
    period: str = "",
    title: str = "",
    main: str = "",
) -> Report:
    """The finished report. `period` is that of the scope unless the report is about a day."""
    settings = scope.registry.project.settings
    return Report(
        reporting.name,
        title or reporting.title,
        period or scope.period_words,
        scope.as_of,
        str(settings.get("name") or ""),
        tuple(sections),
        tuple(lead),
        tuple(notes),
        bool(settings.get("beispieldaten")),
        scope.options.channel,
        main,
    )
