"""What is wrong with the form of single values, with the form they should have: dates, times, lists, sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..findings import Path, Severity
from . import dates
from .compiling import Schema


@dataclass(frozen=True, slots=True)
class Complaint:
    """A schema finding before it has a place in a file."""

    code: str
    path: Path
    message: str
    hint: str = ""
    on_key: bool = False
    replacement: str | None = None
    safe: bool = False
    severity: Severity = Severity.ERROR
    also: tuple[str, ...] = ()
    part: tuple[int, int] | None = None
    """Characters of the value, counted from its start, when the finding is about these alone."""


def swallowed_dash(raw: str) -> re.Match[str] | None:
    """The list item that a wrong indent made part of the text above it."""
    return None if raw[:1] in ("'", '"', "[", "{", "|", ">", "-") else re.search(r"\n[ ]*(-[ ][^\n]*)", raw)


def crooked_list(path: Path, raw: str, dash: re.Match[str]) -> Complaint:
    """A list item that stands in another column than the one above it."""
    return Complaint(
        "FH114",
        path,
        f"Die Zeile »{short(dash[1].strip())}« ist anders eingerückt als die Zeilen, zu denen sie gehört.",
        "Die Striche einer Liste stehen untereinander in derselben Spalte.",
        part=(dash.start(1), len(raw[: dash.end(1)].rstrip())),
    )


def as_section(schema: Schema) -> str:
    """How a section is written, shown by its first field with an example."""
    for name, part in schema.get("properties", {}).items():
        if example := example_of(part):
            return f"Die Angaben stehen darunter, zwei Leerzeichen eingerückt, zum Beispiel: {name}: {example}"
    return ""


def should_be_list(path: Path, label: str, schema: Schema, value: str) -> Complaint:
    """A text where a list belongs, with the list it probably is."""
    if re.match(r"-\S", value):
        message = f"In »{label}« fehlt nach dem Strich ein Leerzeichen."
        return Complaint("FH115", path, message, "Listenpunkte beginnen mit Strich und Leerzeichen: »- de«.")
    if (schema.get("items") or {}).get("type") == "object":
        return Complaint(
            "FH104", path, f"»{label}« ist ein Text; erwartet wird eine Liste.", schema.get("description", "")
        )
    items = [item.strip() for item in re.split(r"[,;/]", value) if item.strip()]
    listed = f"[{', '.join(items)}]"
    plain = all(re.fullmatch(r"[\w-]+", item) for item in items)
    return Complaint(
        "FH104",
        path,
        f"»{label}« ist ein Text; erwartet wird eine Liste.",
        f"Bitte so schreiben: {label}: {listed}",
        False,
        listed if plain else None,
        plain,
    )


def wrong_form(path: Path, label: str, schema: Schema, value: str) -> Complaint:
    """A text of another form than the field has: a date, a time, a number with leading zeros."""
    kind = schema.get("format") or schema.get("x-fh-format", "")
    if kind in ("date", "datumzeit"):
        return _date(path, label, value, kind, schema)
    if kind == "uhrzeit" and (clock := dates.clock(value)):
        message = f"Die Uhrzeit »{short(value)}« steht nicht in der Form 17:00."
        return Complaint("FH107", path, message, f'Bitte so schreiben: "{clock}"', False, f'"{clock}"', True)
    example = example_of(schema)
    wanted = f"Erwartet wird zum Beispiel: {example}" if example else schema.get("description", "")
    if kind == "plz" and re.fullmatch(r"[0-9]{4}", value):
        wanted = f'Fehlt vorn die Null? "0{value}"'
    return Complaint("FH107", path, f"»{label}« hat nicht die richtige Form: »{short(value)}«.", wanted)


def _date(path: Path, label: str, value: str, kind: str, schema: Schema) -> Complaint:
    day, _, time = value.partition("T")
    found = dates.parts(day)
    if found and not dates.existing(*found):
        year, month, number = found
        message = f"Den {number:02}.{month:02}.{year} gibt es nicht."
        return Complaint("FH106", path, message, f"Bitte das Datum in »{label}« prüfen.")
    if found and kind == "date" and not time:
        iso = '"{:04}-{:02}-{:02}"'.format(*found)
        message = f"Das Datum »{value}« steht nicht in der Form Jahr-Monat-Tag."
        return Complaint("FH106", path, message, f"Bitte so schreiben: {iso}", False, iso, True)
    if kind == "datumzeit" and found and not time:
        iso = "{:04}-{:02}-{:02}".format(*found)
        return Complaint("FH106", path, f"Bei »{value}« fehlt die Uhrzeit.", f'Zum Beispiel: "{iso}T18:00"')
    if kind == "datumzeit" and (moment := dates.moment(value)):
        message = f"Tag und Uhrzeit »{short(value)}« stehen nicht in der Form 2026-03-14T18:00."
        return Complaint("FH106", path, message, f'Bitte so schreiben: "{moment}"', False, f'"{moment}"', True)
    example = example_of(schema) or ('"2026-03-14T18:00"' if kind == "datumzeit" else '"2026-03-14"')
    what = "Tag und Uhrzeit" if kind == "datumzeit" else "Datum"
    message = f"»{short(value)}« ist nicht als {what} lesbar."
    return Complaint("FH106", path, message, f"Bitte in dieser Form schreiben: {example}")


def example_of(schema: Schema) -> str:
    """The first example of a field as it is written in a file; empty when there is none on one line."""
    examples = schema.get("examples") or (schema.get("items") or {}).get("examples") or ()
    if not examples or isinstance(examples[0], dict | list):
        return ""
    value = examples[0]
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) and re.match(r"[0-9+]", value) else str(value)


def short(value: Any) -> str:
    """A value cut to what fits into a sentence."""
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def label_of(path: Path) -> str:
    """The name people see in the file: the last named step."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "Eintrag")


def own_name(name: str) -> str:
    """A name as a field of one's own may have it, without the `x_`."""
    return re.sub(r"[^a-z0-9_]+", "_", name.casefold()).strip("_") or "feld"
