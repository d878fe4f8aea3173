"""Which commands help most now, and why: one rule after the other looks at how the registry stands.

The order is that of urgency: what keeps the directory from being printed, what people complained about, what would
be lost, who waits. What is always useful comes last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, islice

from ..days import german_short
from .amounts import many, number
from .standing import Standing


@dataclass(frozen=True, slots=True)
class Advice:
    """A command line that works as it stands, and the reason in one short sentence."""

    command: str
    reason: str


_ALWAYS = Advice("fh --help", "Alle Befehle auf einen Blick")


def advised(state: Standing, most: int = 3) -> list[Advice]:
    """The commands that help most, the most urgent first."""
    found = (advice for rule in _RULES if (advice := rule(state)))
    return list(islice(chain(found, (_ALWAYS,)), most))


def _errors(state: Standing) -> Advice | None:
    if not state.errors:
        return None
    stand = many(len(state.errors), "Fehler steht", "Fehler stehen")
    return Advice("fh validate", f"{stand} dem Verzeichnis im Weg; was zu tun ist")


def _begin(state: Standing) -> Advice | None:
    return None if state.is_begun else Advice("fh new initiative", "Der erste Eintrag; fragt nach allem Nötigen")


def _take_over(state: Standing) -> Advice | None:
    if state.is_begun:
        return None
    return Advice("fh import --help", "Eine Liste, die es schon gibt, als Tabelle übernehmen")


def _complaints(state: Standing) -> Advice | None:
    found = state.complained
    if not found:
        return None
    first = min(complaint.came for one in found for complaint in one.complaints)
    reason = many(sum(len(one.complaints) for one in found), "Beanstandung ist offen", "Beanstandungen sind offen")
    return Advice("fh complaint --open", f"{reason}, seit dem {german_short(first)}")


def _unsaved(state: Standing) -> Advice | None:
    if state.unsaved is None:
        return Advice("fh save", "Ab dann lässt sich jede Änderung zurücknehmen")
    if not state.unsaved:
        return None
    return Advice("fh save", f"{many(state.unsaved, 'Datei ist', 'Dateien sind')} geändert und noch nicht gespeichert")


def _figures(state: Standing) -> Advice | None:
    if not state.without_figures:
        return None
    missing = many(state.without_figures, "Initiative fehlt", "Initiativen fehlt")
    return Advice("fh due --zweck zahlen", f"Von {missing} die Zahl zum 31. Dezember")


def _unasked(state: Standing) -> Advice | None:
    if not state.registry.has_private():
        return None
    asked = {one.record.key for one in state.unanswered}
    todo = [one for one in state.due if one.record.key not in asked and one not in state.complained]
    if not todo:
        return None
    return Advice("fh letter --due", f"{number(len(todo))} noch nicht gefragt: Entwürfe für Mails und Briefe")


def _waiting(state: Standing) -> Advice | None:
    if not state.due:
        return None
    if found := state.silent:
        have = "hat" if len(found) == 1 else "haben"
        return Advice("fh answer", f"{number(len(found))} {have} noch nicht geantwortet: anrufen, eintragen")
    if state.unanswered:
        return Advice("fh answer", f"{number(len(state.unanswered))} gerade erst gefragt: Antworten gleich eintragen")
    return Advice("fh due", f"{many(len(state.due), 'Eintrag ist', 'Einträge sind')} zu bestätigen; bei wem, warum")


def _unnoted(state: Standing) -> Advice | None:
    if not state.unnoted:
        return None
    over = many(state.unnoted, "Veranstaltung ist vorbei", "Veranstaltungen sind vorbei")
    return Advice("fh report schulungen", f"{over}, aber nicht vermerkt")


def _consents(state: Standing) -> Advice | None:
    if not state.without_consent:
        return None
    people = many(state.without_consent, "Person", "Personen")
    return Advice("fh report einwilligungen", f"{people} ohne gültige Einwilligung")


def _phone(state: Standing) -> Advice | None:
    """An offer of the registry itself as an example, so that the answer is not empty."""
    for record in state.registry.of("initiative"):
        if record["status"] == "aktiv" and record["gemeinde"]:
            place = state.registry.vocabulary("gemeinden").label(str(record["gemeinde"]))
            if " " not in place:
                return Advice(f"fh search Deutsch {place}", "Am Telefon: Wer hilft womit, und wo in der Nähe?")
    return None


def _directory(state: Standing) -> Advice | None:
    return Advice("fh directory -o verzeichnis.html", "Das Verzeichnis zur Probe ansehen") if state.watched else None


_RULES: tuple[Callable[[Standing], Advice | None], ...] = (
    _errors, _begin, _take_over, _complaints, _unsaved, _figures, _unasked, _waiting, _unnoted, _consents,
    _phone, _directory,
)  # fmt: skip
