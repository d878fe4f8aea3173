"""The yearly enquiry: who has to be asked, who was asked and has answered, what others complained about.

What was asked and answered stands in the notes of the private folder, one file per record; where that folder is
absent nobody knows, and nothing is said about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .days import german
from .freshness import WATCHED_KINDS, ampel, due_on, enquiry_began, is_watched, last_check, noted_check, responsible
from .records import Record
from .registry import Registry

NOTES = "note"
VOLUNTEERS = "ehrenamtliche"
_COUNTED = "initiative"
ENTRY, FIGURES = "angaben", "zahlen"
"""What is asked for: whether the entry is still right, and the figures for the report."""
ENQUIRIES, COMPLAINTS = "abfragen", "beanstandungen"
TIME_TO_ANSWER = timedelta(weeks=3)
"""How long an answer may take: the day a letter asks for unless told otherwise; from then on it is missing."""
CONFIRMED, CHANGED, ENDED = "bestaetigt", "geaendert", "beendet"
"""The words of the vocabulary of answers."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One question to an initiative; `index` is its place in the note."""

    note: Record
    index: int
    asked: date
    way: str
    purposes: tuple[str, ...]
    answered: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """One hint that an entry is wrong; open until it is settled."""

    note: Record
    index: int
    came: date
    text: str
    settled: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """An entry to ask about. `by`: the day its check runs out or ran out, None where there is none that still holds."""

    record: Record
    office: Record | None
    by: date | None
    asked: Enquiry | None
    complaints: tuple[Complaint, ...]
    reasons: tuple[str, ...]


def due(registry: Registry) -> list[Due]:
    """What is not freshly confirmed, complained about, or answered without being entered; sorted by urgency."""
    settings = registry.project.settings
    notes = notes_by_record(registry)
    found = []
    for kind in WATCHED_KINDS:
        for record in registry.of(kind):
            if not is_watched(record):
                continue
            asked = latest(enquiries(notes[record.key]), ENTRY)
            open_ones = tuple(one for one in complaints(notes[record.key]) if one.settled is None)
            fresh = ampel(record, settings, registry.as_of) == "gruen"
            if fresh and not open_ones and not is_unentered(record, asked):
                continue
            reasons = tuple(_reasons(registry, record, asked, open_ones, fresh))
            by = due_on(record, settings)
            found.append(Due(record, responsible(record, registry), by, asked, open_ones, reasons))
    return sorted(found, key=lambda one: (one.by or date.min, noted_check(one.record) is not None, one.record.key))


def without_figures(registry: Registry, reference: date) -> list[Due]:
    """The initiatives that have not said how many volunteers they had on the Stichtag; by key."""
    notes = notes_by_record(registry)
    found = []
    for record in registry.of(_COUNTED):
        if not is_watched(record) or (record["gruendungsjahr"] or 0) > reference.year or has_figures(record, reference):
            continue
        asked = latest(enquiries(notes[record.key]), FIGURES)
        reasons = tuple(_silence(registry, record, asked, reference))
        found.append(Due(record, responsible(record, registry), None, asked, (), reasons))
    return sorted(found, key=lambda one: one.record.key)


def has_figures(record: Record, reference: date) -> bool:
    """Whether the number of volunteers on that very day is noted."""
    return any(item["stichtag"] == reference.isoformat() for item in record[VOLUNTEERS] or ())


def _silence(registry: Registry, record: Record, asked: Enquiry | None, reference: date) -> Iterator[str]:
    known = max(record[VOLUNTEERS] or (), key=lambda item: str(item["stichtag"]), default=None)
    last = f"; zuletzt {known['anzahl']} am {german(date.fromisoformat(known['stichtag']))}" if known else ""
    yield f"Zahl zum {german(reference)} fehlt{last}"
    if asked and asked.answered is None and figures_day(asked.asked) == figures_day(registry.as_of):
        yield _asked_on(registry, asked)
    elif registry.has_private():
        yield "noch nicht gefragt"


def notes_by_record(registry: Registry) -> defaultdict[str, list[Record]]:
    """The notes on each record, by its key."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for note in registry.of(NOTES):
        target = registry.find(str(note["zu"]), note.kind.fields["zu"].refers_to)
        if target is not None:
            found[target.key].append(note)
    return found


def enquiries(notes: Sequence[Record]) -> Iterator[Enquiry]:
    """All that was asked, in the order of the notes."""
    for note in notes:
        for index, item in enumerate(note[ENQUIRIES] or ()):
            yield Enquiry(
                note,
                index,
                date.fromisoformat(item["gefragt_am"]),
                item.get("auf", ""),
                tuple(item.get("zweck") or ()),
                _day(item.get("antwort_am")),
                item.get("antwort", ""),
            )


def complaints(notes: Sequence[Record]) -> Iterator[Complaint]:
    """All complaints, settled ones too."""
    for note in notes:
        for index, item in enumerate(note[COMPLAINTS] or ()):
            came, settled = date.fromisoformat(item["eingang_am"]), _day(item.get("erledigt_am"))
            yield Complaint(note, index, came, " ".join(str(item["inhalt"]).split()), settled)


def latest(found: Iterable[Enquiry], purpose: str = "") -> Enquiry | None:
    """The last question (for a purpose), None where nobody ever asked. One without a purpose asks for the entry."""
    fitting = (one for one in found if not purpose or purpose in (one.purposes or (ENTRY,)))
    return max(fitting, key=lambda one: (one.asked, one.index), default=None)


def figures_day(day: date) -> date:
    """The Stichtag figures are asked for: the last 31 December."""
    return day if (day.month, day.day) == (12, 31) else date(day.year - 1, 12, 31)


def is_unanswered(record: Record, asked: Enquiry | None, purpose: str = ENTRY) -> bool:
    """Whether a question waits for its answer.

    A check of that day or later is one, whoever noted it; a question for figures is answered by the figure.
    """
    if purpose == FIGURES:
        return asked is not None and asked.answered is None and not has_figures(record, figures_day(asked.asked))
    checked = noted_check(record)
    return asked is not None and asked.answered is None and (checked is None or checked < asked.asked)


def is_overdue(asked: Enquiry, as_of: date) -> bool:
    """Whether an answer could have been there by now."""
    return as_of - asked.asked >= TIME_TO_ANSWER


def is_unentered(record: Record, asked: Enquiry | None) -> bool:
    """Whether an answer says that something is different, and nobody has checked the entry since."""
    checked = noted_check(record)
    if asked is None or asked.answered is None or asked.answer not in (CHANGED, ENDED):
        return False
    return checked is None or checked < asked.answered


def _reasons(
    registry: Registry, record: Record, asked: Enquiry | None, open_ones: Sequence[Complaint], fresh: bool
) -> Iterator[str]:
    if len(open_ones) == 1:
        yield f"Beanstandung vom {german(open_ones[0].came)} offen"
    elif open_ones:
        yield f"{len(open_ones)} Beanstandungen offen"
    if asked and asked.answered and is_unentered(record, asked):
        said = "gibt es nicht mehr" if asked.answer == ENDED else "hat sich geändert"
        yield f"Antwort vom {german(asked.answered)}: {said}, noch nicht eingetragen"
        return
    checked = noted_check(record)
    if checked is None:
        yield "noch nie bestätigt"
    elif last_check(record) is None:
        yield f"seit der Bestätigung vom {german(checked)} geändert"
    else:
        way = registry.vocabulary("pruefwege").label(str(record["geprueft_wie"])) if record["geprueft_wie"] else ""
        yield f"zuletzt bestätigt am {german(checked)}" + (f" ({way})" if way else "")
    if asked and is_unanswered(record, asked):
        yield _asked_on(registry, asked)
    elif not fresh and registry.has_private() and enquiry_began(registry.project.settings, registry.as_of):
        yield "noch nicht gefragt"


def _asked_on(registry: Registry, asked: Enquiry) -> str:
    way = f" ({registry.vocabulary('kontaktarten').label(asked.way)})" if asked.way else ""
    if is_overdue(asked, registry.as_of):
        return f"gefragt am {german(asked.asked)}{way}, keine Antwort"
    days = (registry.as_of - asked.asked).days
    when = f"vor {days} Tagen" if days > 0 else f"am {german(asked.asked)}"
    return f"gefragt {({0: 'heute', 1: 'gestern'}).get(days, when)}{way}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
