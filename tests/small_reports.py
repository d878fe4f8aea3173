"""Small registries to report on, and what the reports say of them, for the tests of `fh report`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Options, Report
from fluechtlingshilfe_cli.views.reports._report import Figure, Table
from fluechtlingshilfe_cli.views.reports.formats import FORMATS, Wishes
from small_registries import registry

PARTS = {"nord": {"titel": "Nordkreis", "gemeinden": ["01053090"]}, "sued": {"titel": "Südkreis"}}
PROMISE = {
    "id": "selbstfuersorge",
    "titel": "Selbstfürsorge",
    "was": "veranstaltung",
    "art": "selbstfuersorge",
    "mindestens": 2,
    "je": "teilkreis",
    "zeitraum": "jahr",
}


def group(id: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return f"initiative/{id}", {"name": id.title(), "art": "verein", "gemeinde": "01053090", **more}


def event(id: str, *evenings: str, **more: Any) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = {
        "titel": id.title(),
        "art": "schulung",
        "durchfuehrung": "durchgefuehrt",
        "eigene_rolle": "durchgefuehrt",
        "format": "vor_ort",
        "veranstalter": ["partner/stelle"],
        "gemeinde": "01053090",
        "termine": [{"von": f"{day}T18:00", "bis": f"{day}T20:15"} for day in evenings],
    }
    return f"training/{id}", {**data, **more}


def attended(count: int, units: float | None = 3) -> dict[str, Any]:
    found: dict[str, Any] = {"auswertung": {"teilnehmende": count, "erhebung": "gezaehlt"}}
    return found | ({"dauer_ue": units} if units else {})


def figures(source: Registry, name: str = "kennzahlen", **options: Any) -> dict[str, Figure]:
    return {figure.name: figure for figure in REPORTS[name].make(source, Options(**options)).figures()}


def table(report: Report, name: str) -> Table:
    return next(table for table in report.tables() if table.name == name)


def wishes(source: Registry, **more: Any) -> Wishes:
    return Wishes(source.project.resources, **more)


def text(source: Registry, name: str, form: str = "terminal", **options: Any) -> str:
    written = FORMATS[form].write(REPORTS[name].make(source, Options(**options)), wishes(source))
    return written if isinstance(written, str) else written.decode("latin-1")


def people(*entries: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"stichtag": day, "anzahl": count, "erhebung": "gemeldet"} for day, count in entries]


def odd(folder: Path) -> Registry:
    """A registry with all that reports tell of, and words that are formulas, tags or signs of a terminal elsewhere."""
    needs = {"titel": "=1+1", "art": "angebotsluecke", "handlungsfeld": "sprache", "gemeldet_am": "2026-03-14"}
    return registry(
        folder,
        group("cafe", name='=HYPERLINK("x")', ehrenamtliche=people(("2026-09-01", 1234))),
        group("zwei", name="Zwei | <b>fett</b> & »so«", traeger="stelle"),
        ("partner/stelle", {"name": "Stelle", "rollen": ["traeger"]}),
        event("kurs", "2026-03-14", "2026-03-21", titel="+Kurs\x1b[31m", **attended(12, 2.5)),
        event(
            "bald",
            "2026-12-14",
            durchfuehrung="bestaetigt",
            anmeldung={"bis": "2026-12-01"},
            titel="Kurs; mit, Zeichen\\",
        ),
        ("need/luecke", needs),
        teilkreise=PARTS,
        zusagen=[PROMISE],
    )


def offer(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "titel": id.title(), "handlungsfeld": "sprache", "format": "vor_ort", **more}
