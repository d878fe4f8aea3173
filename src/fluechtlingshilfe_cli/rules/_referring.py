"""Judges every reference of the registry once and sorts what is wrong by rule: one cause, one finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..days import german
from ..findings import Place, Problem
from ..folding import Names, nearest
from ..project import SETTINGS
from ._circles import circles
from ._fields import Fields, Found

if TYPE_CHECKING:
    from ..records import Record
    from ..registry import Registry
    from ..schemas.kinds import Kind

OFFER = "angebot"
_ENDED = "beendet"
_PAST_EVENTS = ("durchgefuehrt", "abgesagt", "verschoben")
_OWN = ("status", "beendet_am", "nachfolge", "durchfuehrung", "erledigt_am", "angebote.id", "angebote.status")

REFERENCES = Fields(lambda _, field: field.refers_to)


def needs(kind: Kind) -> list[str]:
    """References, what tells whether both ends are alive, and the ids of offers."""
    paths = REFERENCES.needs(kind)
    beside = [f"{path.rpartition('.')[0]}.{name}" for path in paths if "." in path for name in ("bis", "am", "status")]
    return [*paths, *(path for path in (*_OWN, *beside) if path in kind.fields)]


def problems(registry: Registry, code: str) -> list[Problem]:
    """What is wrong with references in the sense of one rule."""
    return _all(registry).get(code, [])


@lru_cache(maxsize=1)
def _all(registry: Registry) -> dict[str, list[Problem]]:
    return _Judge(registry).judge()


def known(registry: Registry, reference: str, kinds: tuple[str, ...]) -> bool:
    """Whether a reference names a record, or an offer (`initiative-id/angebot-id`) of one."""
    names, id = split(registry, reference, kinds)
    return any(name in kinds and _exists(registry, name, id) for name in names)


def split(registry: Registry, reference: str, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The kinds a reference may mean, and the id: `partner/awo` says its kind, `awo` does not."""
    prefix, slash, id = reference.partition("/")
    if slash and (prefix in registry.project.kinds or prefix == OFFER):
        return (prefix,), id
    return ((OFFER,) if slash and OFFER in kinds else kinds), reference


def _exists(registry: Registry, kind: str, id: str) -> bool:
    if kind != OFFER:
        return registry.knows(kind, id)
    holder, slash, offer = id.partition("/")
    if not slash:
        return False
    sound = _holders(registry, holder)
    if not sound:
        return any(registry.knows(kind, holder) for kind in _holding(registry))
    return any(offer in _offers(record) for record in sound)


def _holding(registry: Registry) -> list[str]:
    return [name for name, kind in registry.project.kinds.items() if "angebote.id" in kind.fields]


def _holders(registry: Registry, id: str) -> list[Record]:
    return [record for kind in _holding(registry) if (record := registry.get(kind, id))]


def _offers(record: Record) -> dict[str, dict[str, Any]]:
    return {offer["id"]: offer for offer in record["angebote"] or () if "id" in offer}


class _Judge:
    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.kinds = registry.project.kinds
        self.today = registry.as_of.isoformat()
        self.names: dict[tuple[str, ...], Names] = {}
        self.found: defaultdict[str, list[Problem]] = defaultdict(list)
        self.unchecked = 0

    def judge(self) -> dict[str, list[Problem]]:
        for record in self.registry:
            for found in REFERENCES.of(record):
                self._reference(record, found)
        if self.unchecked:
            self.found["FH210"].append(_note(self.unchecked))
        self.found["FH205"] += circles(self.registry, REFERENCES)
        return dict(self.found)

    def _reference(self, record: Record, found: Found) -> None:
        path, value, field, _ = found
        kinds = field.refers_to
        names, id = split(self.registry, value, kinds)
        for name in names:
            if name in kinds and _exists(self.registry, name, id):
                if name != OFFER or "/" in id:
                    self._alive(record, found, name, id)
                return
        place = record.at(*path)
        if not self.registry.has_private() and any(
            name in self.kinds and self.kinds[name].private for name in names if name in kinds
        ):
            self.unchecked += 1
        elif OFFER in kinds and OFFER in names and (holders := _holders(self.registry, id.partition("/")[0])):
            self.found["FH209"].append(_no_offer(place, value, id, holders))
        elif others := self._elsewhere(names, kinds, id):
            self.found["FH204"].append(self._wrong_kind(place, id, kinds, others))
        else:
            self.found["FH201"].append(_unknown(place, value, id, self._meant(id, names)))

    def _meant(self, id: str, kinds: tuple[str, ...]) -> str | None:
        """The id that was probably meant. Private records are never told."""
        if kinds not in self.names:
            public = [kind for kind in kinds if kind in self.kinds and not self.kinds[kind].private]
            self.names[kinds] = Names(
                {record.id: [record.title] for kind in public for record in self.registry.of(kind)}
            )
        guesses = self.names[kinds].nearest(id, 1)
        return guesses[0] if guesses else None

    def _elsewhere(self, names: Iterable[str], kinds: Iterable[str], id: str) -> list[str]:
        """The kinds that do have this id; of private kinds nothing is told."""
        return [
            kind.name
            for kind in self.kinds.values()
            if not (kind.name in names and kind.name in kinds)
            and not kind.private
            and self.registry.knows(kind.name, id)
        ]

    def _wrong_kind(self, place: Place, id: str, kinds: tuple[str, ...], others: list[str]) -> Problem:
        allowed = [name for name in others if name in kinds]
        shown = " oder ".join(f"»{self._plural(name)}«" for name in kinds)
        message = f"»{id}« steht unter »{self._plural(others[0])}«; hier gehört ein Eintrag aus {shown} hin."
        if allowed:
            right = f"{allowed[0]}/{id}" if len(kinds) > 1 else id
            return Problem(place, message, f"Bitte so schreiben: {right}", replacement=right)
        if OFFER in kinds:
            return Problem(place, message, f"Ein einzelnes Angebot nennen Sie so: {OFFER}/{id}/KENNUNG-DES-ANGEBOTS")
        return Problem(place, message, "Bitte die Kennung prüfen oder den passenden Eintrag anlegen.")

    def _plural(self, name: str) -> str:
        return "Angebote" if name == OFFER else self.kinds[name].plural if name in self.kinds else name

    def _alive(self, record: Record, found: Found, kind: str, id: str) -> None:
        """Complains when a living record counts on something that has ended."""
        holder, _, offer = id.partition("/")
        targets = _holders(self.registry, holder) if kind == OFFER else [self.registry.get(kind, id)]
        target = next((target for target in targets if target and (kind != OFFER or offer in _offers(target))), None)
        if target is None:
            return
        if target["status"] == _ENDED:
            at = target.at("status")
        elif kind == OFFER and _offers(target)[offer].get("status") == _ENDED:
            at = target.at("angebote", list(_offers(target)).index(offer), "status")
        else:
            return
        if not self._is_past(record, found):
            self.found["FH207"].append(self._ended(record, found, target, at))

    def _is_past(self, record: Record, found: Found) -> bool:
        section = found[3]
        return bool(
            record.kind.private
            or record["status"] == _ENDED
            or record["durchfuehrung"] in _PAST_EVENTS
            or record["erledigt_am"]
            or section.get("status") == _ENDED
            or (section is not record.data and (section.get("am") or (section.get("bis") or "9") < self.today))
        )

    def _ended(self, record: Record, found: Found, target: Record, at: Place) -> Problem:
        path, value, field, _ = found
        since = (
            f" seit dem {german(date.fromisoformat(target['beendet_am']))}"
            if target["beendet_am"] and not target.kind.private
            else ""
        )
        message = f"»{value}« ist{since} beendet."
        place = record.at(*path)
        if target.kind.private:
            return Problem(place, message, "Bitte eine andere Person eintragen oder die Angabe löschen.")
        related = [("hier steht das Ende", at)]
        heirs = [heir for heir in target["nachfolge"] or () if known(self.registry, heir, (target.kind.name,))]
        if at.path == ("status",) and len(heirs) == 1 and "/" not in heirs[0]:
            heir = f"{target.kind.name}/{heirs[0]}" if len(field.refers_to) > 1 else heirs[0]
            if OFFER not in split(self.registry, value, field.refers_to)[0]:
                hint = f"Die Nachfolge ist »{heir}«."
                return Problem(place, message, hint, replacement=heir, related=related)
        names = ", ".join(f"»{heir}«" for heir in heirs)
        hint = f"Die Nachfolge: {names}." if names else "Bitte ersetzen oder die Angabe löschen."
        return Problem(place, message, hint, related=related)


def _unknown(place: Place, value: str, id: str, guess: str | None) -> Problem:
    if guess is None:
        hint = "Bitte die Kennung prüfen oder den Eintrag anlegen; die Kennung ist der Dateiname ohne ».yaml«."
        return Problem(place, f"unbekannter Eintrag »{value}«", hint)
    right = value.removesuffix(id) + guess
    return Problem(place, f"unbekannter Eintrag »{value}«", f"Meinten Sie »{right}«?", replacement=right)


def _no_offer(place: Place, value: str, id: str, holders: list[Record]) -> Problem:
    holder, slash, offer = id.partition("/")
    offers = {id: [str(offer.get("titel", ""))] for record in holders for id, offer in _offers(record).items()}
    listed = ", ".join(list(offers)[:6]) + (" …" if len(offers) > 6 else "")
    has = f"Angebote dort: {listed}." if offers else "Dort sind noch keine Angebote eingetragen."
    if not slash:
        return Problem(place, f"In »{value}« fehlt die Kennung des Angebots.", has)
    message = f"»{holder}« hat kein Angebot »{offer}«."
    if not (guesses := nearest(offer, offers)):
        return Problem(place, message, has)
    right = value.removesuffix(offer) + guesses[0]
    return Problem(place, message, f"Meinten Sie »{right}«?", replacement=right)


def _note(number: int) -> Problem:
    """One finding for all of them, where the folder is named: no single record is to blame."""
    count = "Ein Verweis auf eine Person ist" if number == 1 else f"{number} Verweise auf Personen sind"
    return Problem(
        Place(SETTINGS, ("privat",)),
        f"{count} ungeprüft: Der private Ordner ist nicht da.",
        "Wo er liegt, steht in fh.yaml unter »privat«. Ohne ihn ist das kein Fehler.",
    )


__all__ = ["OFFER", "REFERENCES", "known", "needs", "problems", "split"]
