"""Whether the day of the last change is true. Seen only where the state before is known: see `dating`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..days import german
from ..findings import Problem, Severity
from ._rule import rule

if TYPE_CHECKING:
    from ._rule import Changed


@rule("FH314", "Geändert ohne neues Datum", "change", Severity.WARNING)
def changed_without_day(change: Changed) -> Iterator[Problem]:
    """Der Inhalt eines Eintrags ist anders als vorher, der Tag der letzten Änderung ist noch der alte.

    Die Befehle des Werkzeugs und »fh save« setzen den Tag selbst; nach Arbeit im Editor holt es
    »fh validate --changed --fix« nach. Geprüft wird nur, wo der Stand davor bekannt ist: mit --since, --staged oder
    --changed. Prüfvermerke, Schreibweise und Reihenfolge sind kein Inhalt.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml (vorher)
        name: Café Ankommen
        letzte_aenderung: "2026-03-14"
        # data/initiatives/cafe-ankommen.yaml
        name: Café Willkommen
        letzte_aenderung: "2026-03-14"

    Gut:

        # data/initiatives/cafe-ankommen.yaml (vorher)
        name: Café Ankommen
        letzte_aenderung: "2026-03-14"
        # data/initiatives/cafe-ankommen.yaml
        name: Café Willkommen
        letzte_aenderung: "2026-11-02"
    """
    for name, before, now in _days(change):
        if change.content and now < change.began.isoformat() and (before is None or now <= before):
            yield Problem(
                change.new.at(name),
                f"Der Inhalt hat sich geändert, »{name}« steht noch auf dem {_german(now)}.",
                f"Bitte auf »{change.today.isoformat()}« setzen; das macht auch: fh validate --changed --fix",
                replacement=change.today.isoformat(),
                safe=True,
            )


@rule("FH315", "Neues Datum ohne Änderung", "change", Severity.HINT)
def day_without_change(change: Changed) -> Iterator[Problem]:
    """Der Tag der letzten Änderung ist neu, aber am Inhalt hat sich nichts geändert.

    Wer das Verzeichnis liest, sucht dann vergeblich, was neu ist. Nehmen Sie den alten Tag wieder; »--fix« macht das.
    Wurde der Eintrag nur geprüft, gehört der Tag zu »geprueft_am«: »fh confirm« mit der Kennung.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml (vorher)
        letzte_aenderung: "2026-03-14"
        # data/initiatives/cafe-ankommen.yaml
        letzte_aenderung: "2026-11-02"

    Gut:

        # data/initiatives/cafe-ankommen.yaml (vorher)
        letzte_aenderung: "2026-03-14"
        geprueft_am: "2026-03-14"
        # data/initiatives/cafe-ankommen.yaml
        letzte_aenderung: "2026-03-14"
        geprueft_am: "2026-11-02"
    """
    for name, before, now in _days(change):
        if not change.content and not change.order and before is not None and before != now:
            yield Problem(
                change.new.at(name),
                f"»{name}« ist neu, am Inhalt hat sich aber nichts geändert.",
                f"Bitte wieder auf »{before}« setzen. Wurde nur geprüft: fh confirm {change.new.id}",
                replacement=before,
                safe=True,
            )


def _days(change: Changed) -> Iterator[tuple[str, str | None, str]]:
    """The tool's own days at the top, before and now. A day that is not there claims nothing."""
    for field in change.new.kind.having("werkzeug"):
        now = change.new[field.path] if "." not in field.path else None
        if field.schema.get("format") == "date" and isinstance(now, str):
            yield field.path, change.old[field.path], now


def _german(day: str) -> str:
    return german(date.fromisoformat(day))
