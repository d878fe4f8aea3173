"""Dates and spans within a record: an end comes after its start, and what was checked was checked by now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Problem
from ._fields import Fields
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Field, Kind

_START_OF = {
    "bis": ("von",),
    "gueltig_bis": ("gueltig_von",),
    "erledigt_am": ("gemeldet_am", "eingang_am"),
    "antwort_am": ("gefragt_am",),
}
_LEAST_OF = {"alter_bis": "alter_von", "max": "min"}
_PAST = frozenset(
    [
        "geprueft_am",
        "letzte_aenderung",
        "stichtag",
        "gemeldet_am",
        "erledigt_am",
        "eingang_am",
        "erteilt_am",
        "widerrufen_am",
        "datum",
        "gefragt_am",
        "antwort_am",
    ]
)
_EVENING, _SMALL_HOURS = "18:00", "06:00"


def _form(field: Field) -> str:
    """`date`, `datumzeit`, `uhrzeit` or nothing; a month and day, as of a season, has none and may wrap round."""
    return str(field.schema.get("format") or field.keyword("format") or "")


def _sibling(field: Field, name: str) -> str:
    section = field.path.rpartition(".")[0]
    return f"{section}.{name}" if section else name


def _ends(kind: Kind, field: Field) -> bool:
    starts = (kind.fields.get(_sibling(field, name)) for name in _START_OF.get(field.name, ()))
    form = _form(field)
    return form in ("date", "datumzeit", "uhrzeit") and any(start and _form(start) == form for start in starts)


_ENDS = Fields(_ends)
_MOSTS = Fields(
    lambda kind, field: (
        field.name in _LEAST_OF
        and field.type in ("integer", "number")
        and _sibling(field, _LEAST_OF[field.name]) in kind.fields
    )
)
_DONE = Fields(lambda _, field: field.name in _PAST and _form(field) == "date")


@rule("FH301", "Ende vor Beginn", "record", neutral=True)
def end_before_start(record: Record, _: Project) -> Iterator[Problem]:
    """Ein Ende liegt vor dem zugehörigen Beginn: bei Terminen, Uhrzeiten, Laufzeiten, Meldung und Erledigung.

    Meist ist nur die Jahreszahl alt oder beide Angaben sind vertauscht. Eine Uhrzeit nach Mitternacht gilt als Ende
    desselben Abends.

    Schlecht:

        # data/trainings/2027/austausch.yaml
        termine:
          - {von: "2027-02-10T18:00", bis: "2027-02-10T08:00"}

    Gut:

        # data/trainings/2027/austausch.yaml
        termine:
          - {von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}
    """
    for path, end, field, section in _ENDS.of(record):
        for name in _START_OF[field.name]:
            start = section.get(name)
            if start is None or end >= start or _over_midnight(start, end):
                continue
            yield Problem(
                record.at(*path),
                f"»{field.name}« liegt vor »{name}«.",
                "Bitte beide Angaben vergleichen: Ist eine Zahl alt, oder sind sie vertauscht?",
                related=[("der Beginn", record.at(*path[:-1], name))],
            )


def _over_midnight(start: str, end: str) -> bool:
    return len(end) == len("23:00") and start >= _EVENING and end <= _SMALL_HOURS


@rule("FH309", "Spanne verkehrt herum", "record")
def reversed_span(record: Record, _: Project) -> Iterator[Problem]:
    """Die untere Grenze ist größer als die obere, zum Beispiel beim Alter oder bei der Zahl der Plätze.

    So passt das Angebot für niemanden. Tauschen Sie beide Zahlen oder berichtigen Sie eine.

    Schlecht:

        # data/initiatives/ballspiel.yaml
        angebote:
          - {id: ballspiel, titel: Ballspiel, handlungsfeld: freizeit_sport_kultur, format: vor_ort,
             alter_von: 16, alter_bis: 6}

    Gut:

        # data/initiatives/ballspiel.yaml
        angebote:
          - {id: ballspiel, titel: Ballspiel, handlungsfeld: freizeit_sport_kultur, format: vor_ort,
             alter_von: 6, alter_bis: 16}
    """
    for path, most, field, section in _MOSTS.of(record):
        name = _LEAST_OF[field.name]
        least = section.get(name)
        if least is not None and least > most:
            yield Problem(
                record.at(*path),
                f"»{field.name}« ist {most}, »{name}« aber {least}.",
                "Bitte beide Zahlen vergleichen: Sind sie vertauscht?",
                related=[("die untere Grenze", record.at(*path[:-1], name))],
            )


@rule("FH306", "Datum in der Zukunft", "registry", needs=_DONE.needs, neutral=True)
def not_yet(registry: Registry) -> Iterator[Problem]:
    """Eine Prüfung, Änderung, Zählung, Meldung oder Beratung trägt ein Datum, das erst noch kommt.

    Diese Angaben sagen, was geschehen ist. Berichtigen Sie das Datum, oft nur die Jahreszahl.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2027-03-14"

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2026-03-14"
    """
    today = registry.as_of.isoformat()
    for record in registry:
        for path, value, field, _ in _DONE.of(record):
            if value > today:
                yield Problem(
                    record.at(*path),
                    f"»{field.name}« liegt in der Zukunft.",
                    f"Heute ist der {registry.as_of:%d.%m.%Y}. Bitte das Datum berichtigen, oft ist es nur das Jahr.",
                )
