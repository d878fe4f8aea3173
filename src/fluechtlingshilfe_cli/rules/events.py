"""Events told by their dates: what is over is not still planned, and what is planned does not collide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..days import german
from ..feiertage import holiday, land_of
from ..findings import Problem, Severity
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record
    from ..registry import Registry

_AHEAD = ("geplant", "bestaetigt")
_HELD = "durchgefuehrt"
_OURS = ("durchgefuehrt", "mitveranstaltet")
_LONGEST = 31
_TIMED = {"training": ("status", "durchfuehrung", "termine.von", "termine.bis")}
_CLASHING = {"training": (*_TIMED["training"], "eigene_rolle", "veranstalter", "fuer_teilkreis", "akademie.reihe")}


def _dates(record: Record) -> list[dict[str, Any]]:
    return [item for item in record["termine"] or () if item.get("von") and item.get("bis")]


def _last_day(record: Record) -> str:
    return max((item["bis"][:10] for item in _dates(record)), default="")


def _spoken(moment: str) -> str:
    return german(date.fromisoformat(moment[:10]))


def _is_ahead(record: Record) -> bool:
    return record["durchfuehrung"] in _AHEAD and record["status"] != "beendet"


@rule("FH302", "Vorbei, aber noch geplant", "registry", Severity.WARNING, needs=_TIMED)
def still_planned(registry: Registry) -> Iterator[Problem]:
    """Der letzte Termin ist vorbei, die Veranstaltung steht aber noch als geplant oder bestätigt im Register.

    Hat sie stattgefunden, tragen Sie »durchgefuehrt« und die Zahlen unter »auswertung« ein, sonst »abgesagt« oder
    »verschoben« mit dem Grund. Ohne das fehlt sie in Ihren Berichten.

    Schlecht:

        # data/trainings/2026/austausch.yaml
        durchfuehrung: geplant
        auswertung: ~
        termine:
          - {von: "2026-10-08T18:00", bis: "2026-10-08T20:00"}

    Gut:

        # data/trainings/2026/austausch.yaml
        durchfuehrung: durchgefuehrt
        termine:
          - {von: "2026-10-08T18:00", bis: "2026-10-08T20:00"}
    """
    today = registry.as_of.isoformat()
    for record in registry.of("training"):
        if _is_ahead(record) and "" < (last := _last_day(record)) < today:
            yield Problem(
                record.at("durchfuehrung"),
                f"Der letzte Termin war am {_spoken(last)}, hier steht noch »{record['durchfuehrung']}«.",
                "Stattgefunden? Dann »durchgefuehrt« und die Zahlen eintragen, sonst »abgesagt« oder »verschoben«.",
            )


@rule("FH308", "Durchgeführt, aber noch nicht gewesen", "registry", needs=_TIMED)
def held_too_early(registry: Registry) -> Iterator[Problem]:
    """Die Veranstaltung gilt als durchgeführt, ein Termin liegt aber noch in der Zukunft.

    Sie würde sonst zu früh in Berichten gezählt. Berichtigen Sie den Stand oder das Datum.

    Schlecht:

        # data/trainings/2027/austausch.yaml
        durchfuehrung: durchgefuehrt
        termine:
          - {von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}

    Gut:

        # data/trainings/2027/austausch.yaml
        durchfuehrung: geplant
        auswertung: ~
        termine:
          - {von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}
    """
    today = registry.as_of.isoformat()
    for record in registry.of("training"):
        if record["durchfuehrung"] == _HELD and (last := _last_day(record)) > today:
            yield Problem(
                record.at("durchfuehrung"),
                f"Hier steht »{_HELD}«, ein Termin ist aber erst am {_spoken(last)}.",
                "Bitte den Stand auf »geplant« oder »bestaetigt« setzen oder das Datum berichtigen.",
            )


@rule("FH303", "Anmeldeschluss nach Beginn", "record")
def late_deadline(record: Record, _: Project) -> Iterator[Problem]:
    """Der Anmeldeschluss liegt nach dem Beginn der Veranstaltung.

    Berichtigen Sie eines von beiden. Bei einer Reihe darf man sich bis zum letzten Termin anmelden können.

    Schlecht:

        # data/trainings/2027/austausch.yaml
        durchfuehrung: geplant
        auswertung: ~
        termine:
          - {von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}
        anmeldung: {bis: "2027-02-20"}

    Gut:

        # data/trainings/2027/austausch.yaml
        durchfuehrung: geplant
        auswertung: ~
        termine:
          - {von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}
        anmeldung: {bis: "2027-02-01"}
    """
    section = record["anmeldung"]
    if record.kind.name != "training" or type(section) is not dict or not (until := section.get("bis")):
        return
    starts = [(item["von"], index) for index, item in enumerate(record["termine"] or ()) if item.get("von")]
    if starts and until > max(starts)[0][:10]:
        start, index = max(starts)
        yield Problem(
            record.at("anmeldung", "bis"),
            f"Der Anmeldeschluss liegt nach dem Beginn am {_spoken(start)}.",
            "Bitte beide Angaben vergleichen.",
            related=[("der Beginn", record.at("termine", index, "von"))],
        )


@rule("FH307", "Durchgeführt ohne Zahlen", "record", Severity.HINT)
def held_without_totals(record: Record, _: Project) -> Iterator[Problem]:
    """Eine eigene Veranstaltung hat stattgefunden, aber es steht nicht da, wie viele gekommen sind.

    Im Zahlenblatt erscheint sie unter »ohne Angabe«. Tragen Sie unter »auswertung« die Summe ein, gern geschätzt.

    Schlecht:

        # data/trainings/2026/austausch.yaml
        durchfuehrung: durchgefuehrt
        auswertung: ~

    Gut:

        # data/trainings/2026/austausch.yaml
        durchfuehrung: durchgefuehrt
        auswertung: {teilnehmende: 12, erhebung: geschaetzt}
    """
    if record["durchfuehrung"] != _HELD or record["auswertung"] or record.kind.name != "training":
        return
    if record["eigene_rolle"] != "teilgenommen" and record["status"] not in ("entwurf", "beendet"):
        yield Problem(
            record.at("durchfuehrung"),
            "Zur durchgeführten Veranstaltung fehlen die Zahlen.",
            "Zum Beispiel so ergänzen: auswertung: {teilnehmende: 12, erhebung: gezaehlt}",
        )


@rule("FH305", "Veranstaltung an einem Feiertag", "record", Severity.WARNING)
def on_holiday(record: Record, project: Project) -> Iterator[Problem]:
    """Ein geplanter Termin liegt auf einem gesetzlichen Feiertag des Bundeslands.

    Prüfen Sie den Tag. Ist der Feiertag gewollt, halten Sie das in fh.yaml unter »ausnahmen« mit dem Grund fest.

    Schlecht:

        # data/trainings/2027/austausch.yaml
        durchfuehrung: geplant
        auswertung: ~
        anmeldung: ~
        termine:
          - {von: "2027-05-01T10:00", bis: "2027-05-01T16:00"}

    Gut:

        # data/trainings/2027/austausch.yaml
        durchfuehrung: geplant
        auswertung: ~
        anmeldung: ~
        termine:
          - {von: "2027-05-08T10:00", bis: "2027-05-08T16:00"}
    """
    if record.kind.name != "training" or not _is_ahead(record):
        return
    land = land_of(project.settings)
    for index, item in enumerate(record["termine"] or ()):
        start = item.get("von")
        if start and land and (name := holiday(date.fromisoformat(start[:10]), land)):
            yield Problem(
                record.at("termine", index, "von"),
                f"Der {_spoken(start)} ist ein Feiertag: {name}.",
                "Bitte den Tag prüfen. Ist er gewollt, gehört das mit Grund in fh.yaml unter »ausnahmen«.",
                severity=Severity.HINT if record["format"] == "online" else None,
            )


@rule("FH304", "Zwei eigene Veranstaltungen am selben Tag", "registry", Severity.WARNING, needs=_CLASHING)
def same_day(registry: Registry) -> Iterator[Problem]:
    """Zwei eigene Veranstaltungen sind für denselben Tag und denselben Teilkreis geplant.

    Viele Ehrenamtliche müssten sich entscheiden. Verlegen Sie eine oder sagen Sie mit »fuer_teilkreis«, für wen jede
    gedacht ist; ohne diese Angabe gilt sie für den ganzen Kreis. Module derselben Reihe dürfen auf einem Tag liegen.

    Schlecht:

        # data/trainings/2027/austausch.yaml
        {durchfuehrung: geplant, auswertung: ~, termine: [{von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}]}
        # data/trainings/2027/supervision.yaml
        {durchfuehrung: geplant, auswertung: ~, termine: [{von: "2027-02-10T17:00", bis: "2027-02-10T19:00"}]}

    Gut:

        # data/trainings/2027/austausch.yaml
        {durchfuehrung: geplant, auswertung: ~, termine: [{von: "2027-02-10T18:00", bis: "2027-02-10T20:00"}]}
        # data/trainings/2027/supervision.yaml
        {durchfuehrung: geplant, auswertung: ~, termine: [{von: "2027-02-11T17:00", bis: "2027-02-11T19:00"}]}
    """
    today = registry.as_of.isoformat()
    parts = tuple(registry.vocabulary("teilkreise").words) or ("",)
    taken: dict[tuple[str, str], tuple[Record, int]] = {}
    told: set[tuple[str, str]] = set()
    for record in registry.of("training"):
        if not _is_ahead(record) or not _is_ours(record, registry):
            continue
        for index, item in enumerate(_dates(record)):
            for day in _days(item):
                for part in record["fuer_teilkreis"] or parts:
                    first, where = taken.setdefault((day, part), (record, index))
                    if first is record or day < today or _one_series(first, record) or (first.id, record.id) in told:
                        continue
                    told.add((first.id, record.id))
                    yield Problem(
                        record.at("termine", index, "von"),
                        f"Am {_spoken(day)} ist {_where(registry, part)} schon »{first.title}« geplant.",
                        "Bitte eine der beiden verlegen oder unter »fuer_teilkreis« angeben, für wen sie gedacht ist.",
                        related=[("am selben Tag", first.at("termine", where, "von"))],
                    )


def _is_ours(record: Record, registry: Registry) -> bool:
    if record["eigene_rolle"]:
        return record["eigene_rolle"] in _OURS
    office = registry.project.settings.get("koordinationsstelle")
    return bool(office) and any(host in (office, f"partner/{office}") for host in record["veranstalter"] or ())


def _one_series(first: Record, second: Record) -> bool:
    series = (first["akademie"] or {}).get("reihe")
    return bool(series) and series == (second["akademie"] or {}).get("reihe")


def _days(item: dict[str, Any]) -> list[str]:
    start, end = item["von"][:10], item["bis"][:10]
    if start >= end:
        return [start]
    first = date.fromisoformat(start)
    count = min((date.fromisoformat(end) - first).days, _LONGEST)
    return [(first + timedelta(days)).isoformat() for days in range(count + 1)]


def _where(registry: Registry, part: str) -> str:
    return f"im {registry.vocabulary('teilkreise').label(part)}" if part else "im Kreis"
