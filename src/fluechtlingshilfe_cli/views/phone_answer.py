"""What to say on the phone about a hit: when, how to reach them, when it was checked; and all in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..days import german
from ..feiertage import holiday, land_of
from ..queries import Source
from ..queries.corpus import Unit
from ..queries.searching import ANYWHERE, AWAY, HERE, MEANT, SERVED, Answer, Hit
from ..times import Occurrence, clock, in_words, next_occurrence

_REMOTE = {"telefon": "am Telefon", "online": "im Internet"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a caller wants to know of one hit; empty where the registry does not say."""

    times: str = ""
    next: Occurrence | None = None
    phone: str = ""
    other_way: str = ""
    """Mail or web where there is no phone."""

    through: str = ""
    """Whose contact it is, where it is not their own."""

    checked: str = ""
    remark: str = ""


def is_anywhere(unit: Unit) -> bool:
    """Whether it can be used from everywhere: by phone or online."""
    return unit.part is not None and unit.part.get("format") in _REMOTE


def facts(source: Source, unit: Unit) -> Facts:
    """When, how to reach them, when it was checked."""
    record, part = unit.record, unit.part or {}
    times, occurrence = _times(source, unit)
    given = part.get("kontakt") or record["kontakt"] or {}
    through = ""
    if given.get("ueber"):
        given = getattr(source, "settings", source.project.settings).get("kontakt") or {}
        through = str(given.get("bezeichnung", ""))
    phone = given.get("telefon") or given.get("mobil") or ""
    remark = (part.get("zeiten") or {}).get("hinweis", "")
    checked = record["geprueft_am"] or ""
    other = "" if phone else given.get("email") or given.get("web") or ""
    return Facts(times, occurrence, read_aloud(phone), other, through, checked, remark)


def where(hit: Hit, name: str) -> str:
    """»Schwarzenbek, 8 km«; »am Telefon« for what needs no way."""
    remote = _REMOTE.get((hit.unit.part or {}).get("format", ""))
    if remote and hit.position != HERE:
        return remote
    if hit.position == HERE or hit.kilometres is None:
        return name
    return f"{name}, {_kilometres(hit.kilometres)}"


def sentence(source: Source, answer: Answer, topic: str) -> str:
    """The answer as it is said: what there is in the place, else the nearest. Empty without a place."""
    if answer.place is None:
        return ""
    subject = f"{topic} in {answer.place.name}" if topic else answer.place.name
    offers = [hit for hit in answer.hits if hit.is_offer]
    said = [hit for hit in offers if hit.found != MEANT]
    chosen = said or offers
    if not chosen:
        return f"{subject}: kein Angebot im Register."
    here = [hit for hit in chosen if hit.position == HERE]
    running = [hit for hit in here if hit.is_running]
    field = f" zu »{answer.meant[0]}«" if chosen is not said and answer.meant else ""
    if running:
        count = "1 Angebot" if len(running) == 1 else f"{len(running)} Angebote"
        return f"{subject}: {count}{field} im Ort."
    resting = f" ({here[0].unit.title}: {_state(source, here[0])})" if here else ""
    text = f"{subject}: {'zurzeit ' if here else ''}kein Angebot im Ort{resting}."
    if related := next((hit for hit in offers if hit.position == HERE and hit.is_running), None):
        text += f" Verwandt im Ort: {related.unit.title}."
    elsewhere = [hit for hit in chosen if hit.position != HERE and hit.is_running]
    if not elsewhere:
        return text
    nearer = any(hit.kilometres is not None and hit.kilometres < (elsewhere[0].kilometres or 0) for hit in elsewhere)
    return f"{text} {_nearest(source, elsewhere[0], field, nearer)}"


def _state(source: Source, hit: Hit) -> str:
    return source.vocabulary("status").label(hit.unit.state)


def read_aloud(number: str) -> str:
    """A German number with 0 in front and its digits in groups, as one says them: »040 66969 123«."""
    compact = re.sub(r"[^\d+]", "", number)
    if not compact:
        return ""
    if compact.startswith(("+49", "0049")):
        national = "0" + compact.removeprefix("+49").removeprefix("0049").removeprefix("0")
    elif compact.startswith(("+", "00")):
        return number
    else:
        national = compact
    area = _area(number, national)
    return f"{area} {_grouped(national[len(area) :])}".strip()


def _nearest(source: Source, hit: Hit, field: str, nearer: bool) -> str:
    """»Nächstes: Schwarzenbek, 8 km, …«; what serves the place comes first even if something else is nearer."""
    known = facts(source, hit.unit)
    near = where(hit, place_of(source, hit))
    remote = hit.position == ANYWHERE
    pieces = [hit.unit.title if remote or not near else "", near, known.times]
    pieces.append(
        f"bestätigt am {german(date.fromisoformat(known.checked))}" if known.checked else "noch nie bestätigt"
    )
    lead = f"Für den Ort da{field}" if hit.position == SERVED and nearer and not remote else f"Nächstes{field}"
    lead = lead if hit.position in (AWAY, SERVED) else f"Von überall{field}" if remote else f"Ohne Ortsangabe{field}"
    return f"{lead}: {', '.join(filter(None, pieces))}."


def place_of(source: Source, hit: Hit) -> str:
    """The name of the Gemeinde of a hit."""
    code = hit.code or next(iter(hit.unit.codes("gemeinden", many=False)), "")
    return source.vocabulary("gemeinden").label(code) if code else ""


def _times(source: Source, unit: Unit) -> tuple[str, Occurrence | None]:
    if unit.part is not None:
        zeiten = unit.part.get("zeiten")
        return in_words(zeiten), next_occurrence(zeiten, source.as_of, _holidays(source))
    today = source.as_of.isoformat()
    moments = sorted((m for m in unit.record["termine"] or () if m.get("von")), key=lambda moment: str(moment["von"]))
    coming = [moment for moment in moments if moment["von"][:10] >= today] or moments[-1:]
    if not coming:
        return "", None
    day, _, begin = coming[0]["von"].partition("T")
    end = (coming[0].get("bis") or "").partition("T")
    until = end[2] if end[0] == day else None
    more = f" und {len(coming) - 1} weitere Termine" if len(coming) > 1 else ""
    return f"{german(date.fromisoformat(day))}, {clock(begin, until)}{more}", None


def _holidays(source: Source) -> Callable[[date], bool]:
    """Tells public holidays of the Land."""
    land = land_of(source.project.settings)
    return lambda day: land is not None and holiday(day, land) is not None


def _area(number: str, national: str) -> str:
    """The area code: as it is set apart in the text, else by the numbering plan."""
    parts = re.findall(r"\d+", re.sub(r"^\s*(\+49|0049)\s*(\(0\))?", "", number))
    if len(parts) > 1 and len(parts[0]) <= 6:
        return parts[0] if parts[0].startswith("0") else f"0{parts[0]}"
    import phonenumbers

    try:
        parsed = phonenumbers.parse(national, "DE")
    except phonenumbers.NumberParseException:
        return ""
    return national[: phonenumbers.length_of_national_destination_code(parsed) + 1]


def _grouped(digits: str) -> str:
    return digits if len(digits) <= 5 else f"{_grouped(digits[:-3])} {digits[-3:]}"


def _kilometres(distance: float) -> str:
    return f"{max(1, round(distance))} km"
