"""`fh report einwilligungen`: which consents are missing, run out or were withdrawn, and what is due for deletion.

Internal only. Persons appear by their id, never by name, phone or mail: the report may lie on a desk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ...consent import FAR_AWAY, Consent, state_of
from ...records import Record
from ...registry import Registry
from ._figures import keys
from ._report import Column, Figure, Options, Paragraph, Report, Section, Table, report
from ._scope import Scope
from ._whole import whole

_STATES = {
    "fehlt": "Keine Einwilligung",
    "abgelaufen": "Abgelaufen",
    "widerrufen": "Widerrufen",
    "laeuft_ab": "Läuft in drei Monaten ab",
    "gueltig": "Gültig",
}
_DO = {
    "fehlt": "einholen oder aus dem Eintrag nehmen",
    "abgelaufen": "erneuern oder aus dem Eintrag nehmen",
    "widerrufen": "nicht mehr zeigen; prüfen, ob zu löschen ist",
    "laeuft_ab": "rechtzeitig erneuern",
    "gueltig": "",
}


@report(
    "einwilligungen",
    "Einwilligungen und Löschfristen",
    "Nur intern: was fehlt, abläuft oder zu löschen ist.",
    internal=True,
)
def einwilligungen(registry: Registry, options: Options) -> Report:
    """The state of every person's consents on the day of the registry."""
    scope = Scope(registry, options)
    day = f"Stichtag {scope.as_of:%d.%m.%Y}" + (f" · {scope.part_words}" if scope.part else "")
    if not registry.has_private():
        lead = [
            Paragraph(
                "Der private Ordner ist hier nicht da; über Einwilligungen lässt sich nichts sagen. "
                "Wo er liegt, steht in fh.yaml unter »privat«."
            )
        ]
        return whole(scope, einwilligungen, (), lead, period=day)
    persons = [person for person in registry.of("person") if person["status"] not in ("entwurf", "beendet")]
    named = _named(registry)
    if scope.part:
        persons = [p for p in persons if any(scope.belongs(record["gemeinde"]) for record in named[p.id])]
    states = {person.key: state_of(person, scope.as_of) for person in persons}
    due = [p for p in registry.of("person") if p["loeschen_am"] and p["loeschen_am"] <= scope.as_of.isoformat()]
    lonely = [person for person in persons if not named[person.id]]
    sections = [
        Section("Im Überblick", figures=_figures(day, persons, states, due, lonely)),
        Section("Zu tun", tables=(_todo(persons, states, named),)),
        Section("Zu löschen", tables=(_due(due, named),)),
        Section("In keinem Eintrag genannt", _lonely(lonely)),
    ]
    notes = [
        "Vertraulich, bitte nicht weitergeben. Personen stehen hier mit ihrer Kennung; Namen und Nummern bleiben im "
        "privaten Ordner.",
        "Ein Widerruf gilt für alles, was vorher erteilt wurde, auch wenn eine Ausgabe von früher neu gebaut wird.",
    ]
    return whole(scope, einwilligungen, sections, notes=notes, period=day, main="zu_tun")


def _named(registry: Registry) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for kind in ("initiative", "partner"):
        for record in registry.of(kind):
            for id in record["kontaktpersonen"] or ():
                found[str(id).rpartition("/")[2]].append(record)
    return found


def _figures(
    day: str,
    persons: Sequence[Record],
    states: dict[str, tuple[str, Consent | None]],
    due: Sequence[Record],
    lonely: Sequence[Record],
) -> tuple[Figure, ...]:
    found = [_figure("personen", "Personen im privaten Ordner", day, persons, len(persons))]
    for state, label in _STATES.items():
        mine = [person for person in persons if states[person.key][0] == state]
        found.append(_figure(f"einwilligung_{state}", label, day, mine, len(persons)))
    found.append(_figure("zu_loeschen", "Zur Löschung fällig", day, due, len(persons)))
    found.append(_figure("nicht_genannt", "In keinem Eintrag genannt", day, lonely, len(persons)))
    return tuple(found)


def _figure(name: str, label: str, day: str, chosen: Sequence[Record], asked: int) -> Figure:
    methods = (("gezaehlt", len(chosen)),) if chosen else ()
    return Figure(name, label, len(chosen), day, methods=methods, asked=asked, ids=keys(chosen))


def _todo(
    persons: Sequence[Record], states: dict[str, tuple[str, Consent | None]], named: dict[str, list[Record]]
) -> Table:
    columns = (
        Column("person", "Person", "code"),
        Column("stand", "Einwilligung"),
        Column("tag", "Ende oder Widerruf", "date", "Tag"),
        Column("kanaele", "Kanäle", on_screen=False),
        Column("eintraege", "Genannt bei"),
        Column("zu_tun", "Nächster Schritt"),
    )
    order = list(_STATES)
    chosen = [person for person in persons if states[person.key][0] != "gueltig"]
    chosen.sort(key=lambda person: (order.index(states[person.key][0]), person.id))
    rows = []
    for person in chosen:
        state, consent = states[person.key]
        rows.append(
            (
                person.id,
                _STATES[state],
                _day(consent),
                ", ".join(consent.channels) if consent else "",
                ", ".join(record.title for record in named[person.id]) or "nirgends",
                _DO[state],
            )
        )
    return Table("zu_tun", "", columns, rows, empty="Alle Einwilligungen sind gültig.", ids=keys(chosen))


def _day(consent: Consent | None) -> date | None:
    if consent is None:
        return None
    return consent.withdrawn or (None if consent.until == FAR_AWAY else consent.until)


def _due(due: Sequence[Record], named: dict[str, list[Record]]) -> Table:
    columns = (
        Column("person", "Person", "code"),
        Column("loeschen_am", "Löschen am", "date"),
        Column("eintraege", "Noch genannt bei"),
    )
    rows = [
        (
            person.id,
            date.fromisoformat(person["loeschen_am"]),
            ", ".join(r.title for r in named[person.id]) or "nirgends",
        )
        for person in due
    ]
    return Table("zu_loeschen", "", columns, rows, empty="Heute ist nichts zu löschen.", ids=keys(due))


def _lonely(lonely: Sequence[Record]) -> tuple[Paragraph, ...]:
    if not lonely:
        return (Paragraph("Jede Person gehört zu einem Eintrag."),)
    ids = ", ".join(person.id for person in lonely)
    return (Paragraph(f"{ids}: Werden die Daten noch gebraucht? Sonst bitte löschen."),)
