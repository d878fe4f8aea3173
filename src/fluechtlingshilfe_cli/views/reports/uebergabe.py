"""`fh handover`: a page or two for the colleague who takes over: what is due, who has not answered, whom to call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ...days import MONTHS, german
from ...enquiring import ENTRY, FIGURES, complaints, due, enquiries, is_unanswered, latest, notes_by_record
from ...freshness import WATCHED_KINDS, is_watched, responsible
from ...records import Record
from ...registry import Registry
from ._events import Event, events_ahead
from ._figures import keys
from ._questions import questions
from ._report import Column, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import many, number
from .schulungen import place

_WEEKS = 8
_SHOWN = 12
_CENTRES = 6
_ADVICE = ("beratungsstelle", "behoerde")
_HOW = (
    "Wer hilft mit Fahrrädern in Gülzow? fh search Fahrrad Gülzow",
    "Jemand bestätigt oder ändert seinen Eintrag: fh answer KENNUNG",
    'Etwas stimmt nicht: fh complaint KENNUNG "Was nicht stimmt" --verbergen telefon',
    "Jemand fragt, und es gibt nichts: fh enquiry THEMA GEMEINDE --offen",
    "Am Ende des Tages: fh save; etwas zurücknehmen: fh undo",
)


@report(
    "uebergabe",
    "Übergabe an die Vertretung",
    "Nur intern: Fristen, offene Antworten, Beanstandungen, Termine.",
    internal=True,
)
def uebergabe(registry: Registry, options: Options) -> Report:
    """What somebody needs to know who was not here."""
    scope = Scope(registry, options)
    end = scope.as_of + timedelta(weeks=_WEEKS)
    sections = [
        Section("Was ansteht", tables=(_deadlines(scope, end),)),
        Section("Nächste Veranstaltungen", tables=(_events(scope, end),)),
        *(_private(scope) if registry.has_private() else (_without_private(),)),
        Section("Wen anrufen", tables=(_calls(scope),)),
        Section("So geht es", tuple(Paragraph(text, "item") for text in _HOW)),
    ]
    period = f"{german(scope.as_of)} bis {german(end)}" + (f" · {scope.part_words}" if scope.part else "")
    notes = ["Vertraulich: Offene Antworten und Beanstandungen stehen im privaten Ordner. Bitte nicht weitergeben."]
    return whole(scope, uebergabe, sections, _lead(scope), notes, period, main="anstehend")


def _lead(scope: Scope) -> list[Paragraph]:
    found = [one for one in due(scope.registry) if scope.belongs(one.record["gemeinde"])]
    text = f"{many(len(found), 'Eintrag ist', 'Einträge sind')} zu bestätigen; die Liste zeigt: fh due"
    since = scope.as_of - timedelta(weeks=_WEEKS)
    missed = [one for one in questions(scope) if not one.answered and one.day >= since]
    if missed:
        fields = Counter(scope.label("handlungsfelder", one.field) for one in missed)
        words = ", ".join(f"{name} ({number(count)})" for name, count in sorted(fields.items()))
        text += f". Am Telefon gefragt und ohne Antwort in den letzten {_WEEKS} Wochen: {words}"
    return [Paragraph(f"{text}.")]


def _deadlines(scope: Scope, end: date) -> Table:
    """What the year's plan says for the months touched, and the copy deadlines between."""
    settings = scope.registry.project.settings
    rows: list[tuple[Value, ...]] = []
    year, month = scope.as_of.year, scope.as_of.month
    while (year, month) <= (end.year, end.month):
        tasks = (str(task["titel"]) for task in settings.get("jahresplan") or () if task["monat"] == month)
        rows += [(f"{MONTHS[month - 1]} {year}", task) for task in tasks]
        for name, edition in (settings.get("ausgaben") or {}).items():
            day = date.fromisoformat(edition["redaktionsschluss"]) if edition.get("redaktionsschluss") else None
            if day and scope.as_of <= day and (day.year, day.month) == (year, month):
                rows.append((german(day), f"Redaktionsschluss der Ausgabe {name}"))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    columns = (Column("wann", "Wann", "code"), Column("was", "Was"))
    return Table("anstehend", "", columns, rows, empty="Im Jahresplan (fh.yaml) steht dafür nichts.")


def _events(scope: Scope, end: date) -> Table:
    columns = (
        Column("tag", "Tag", "date"),
        Column("titel", "Veranstaltung"),
        Column("ort", "Ort"),
        Column("stand", "Stand"),
        Column("anmeldung", "Anmeldung bis", "date", on_screen=False),
    )
    found: list[Event] = [event for event in events_ahead(scope) if event.first <= end]
    rows = [
        (
            event.first,
            event.record.title,
            place(scope, event),
            scope.label("durchfuehrung", event.record["durchfuehrung"]),
            _day((event.record["anmeldung"] or {}).get("bis")),
        )
        for event in found
    ]
    empty = f"In den nächsten {_WEEKS} Wochen ist nichts geplant."
    return Table("veranstaltungen", "", columns, rows, empty=empty, ids=keys(event.record for event in found))


def _private(scope: Scope) -> tuple[Section, ...]:
    """Who was asked and is silent, and what was complained about."""
    notes = notes_by_record(scope.registry)
    waiting, open_ones = [], []
    for key in sorted(notes):
        kind, _, id = key.partition("/")
        record = scope.registry.get(kind, id)
        if record is None or not scope.belongs(record["gemeinde"]):
            continue
        for purpose in (ENTRY, FIGURES):
            asked = latest(enquiries(notes[key]), purpose)
            if asked and is_unanswered(record, asked, purpose) and is_watched(record) and asked not in waiting:
                waiting.append(asked)
        open_ones += [(record, one) for one in complaints(notes[key]) if one.settled is None]
    waiting.sort(key=lambda one: (one.asked, one.note.id))
    open_ones.sort(key=lambda item: (item[1].came, item[0].key))
    asked_rows = [
        (one.asked, _titled(scope, one.note), scope.label("kontaktarten", one.way), _phone(scope, one.note))
        for one in waiting
    ]
    columns = (
        Column("gefragt_am", "Gefragt am", "date", "gefragt"),
        Column("eintrag", "Eintrag"),
        Column("weg", "Wie"),
        Column("telefon", "Telefon", "code"),
    )
    complaint_columns = (
        Column("seit", "Seit", "date"),
        Column("eintrag", "Eintrag"),
        Column("inhalt", "Was nicht stimmt"),
    )
    told = [(one.came, record.title, one.text) for record, one in open_ones]
    return (
        Section(
            "Gefragt und noch ohne Antwort",
            _more(asked_rows),
            tables=(Table("ohne_antwort", "", columns, asked_rows[:_SHOWN], empty="Keine Antwort steht aus."),),
        ),
        Section(
            "Offene Beanstandungen",
            _more(told),
            tables=(
                Table("beanstandungen", "", complaint_columns, told[:_SHOWN], empty="Keine Beanstandung ist offen."),
            ),
        ),
    )


def _more(rows: Sequence[object]) -> tuple[Paragraph, ...]:
    left = len(rows) - _SHOWN
    return (Paragraph(f"Und {many(left, 'weiteres', 'weitere')}: fh due, fh complaint --open"),) if left > 0 else ()


def _without_private() -> Section:
    text = "Der private Ordner ist hier nicht da; wer nicht geantwortet hat und was beanstandet ist, steht nur dort."
    return Section("Antworten und Beanstandungen", (Paragraph(text),))


def _titled(scope: Scope, note: Record) -> str:
    return scope.title(str(note["zu"]), *WATCHED_KINDS)


def _phone(scope: Scope, note: Record) -> str:
    record = scope.registry.find(str(note["zu"]), WATCHED_KINDS)
    contact = (record["kontakt"] if record else None) or {}
    return str(contact.get("telefon") or contact.get("mobil") or "")


def _calls(scope: Scope) -> Table:
    """The offices that keep entries up to date, the busiest first, then advice centres and authorities."""
    counts: Counter[str] = Counter()
    offices: dict[str, Record] = {}
    for kind in WATCHED_KINDS:
        for record in scope.registry.of(kind):
            office = responsible(record, scope.registry) if is_watched(record) else None
            if office is not None and scope.belongs(record["gemeinde"]):
                offices[office.key] = office
                counts[office.key] += 1
    rows: list[tuple[str, str, str, str]] = []
    for key in sorted(offices, key=lambda key: (-counts[key], key)):
        contact = offices[key]["kontakt"] or {}
        phone = str(contact.get("telefon") or contact.get("mobil") or "")
        for_what = f"zuständig für {many(counts[key], 'Eintrag', 'Einträge')}"
        rows.append((offices[key].title, phone, str(contact.get("sprechzeiten") or ""), for_what))
    rows += [row for partner in scope.registry.of("partner") if (row := _advice(scope, partner, offices))][:_CENTRES]
    columns = (
        Column("stelle", "Stelle"),
        Column("telefon", "Telefon", "code"),
        Column("sprechzeiten", "Sprechzeiten"),
        Column("wofuer", "Wofür"),
    )
    empty = "Für keinen Eintrag ist eine Stelle zuständig. Die eigene steht in fh.yaml unter »koordinationsstelle«."
    return Table("anrufen", "", columns, rows, empty=empty)


def _advice(scope: Scope, partner: Record, offices: Mapping[str, Record]) -> tuple[str, str, str, str] | None:
    """A centre that gives advice, or an authority, where it has a number."""
    contact = partner["kontakt"] or {}
    phone = str(contact.get("telefon") or contact.get("mobil") or "")
    roles = [role for role in _ADVICE if role in (partner["rollen"] or ())]
    if not roles or not phone or partner.key in offices or not is_watched(partner):
        return None
    return partner.title, phone, str(contact.get("sprechzeiten") or ""), scope.label("partnerrollen", roles[0])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
