"""A registry in which every value that could be is a marker of its own, so that a leak shows whose value it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.resources import Resources
from fluechtlingshilfe_cli.schemas.kinds import Kind, Kinds
from fluechtlingshilfe_cli.schemas.vocabularies import Vocabularies, Vocabulary
from projects import as_yaml, write

MUNICIPALITIES = """\
ags,name,art,amt,einwohner,einwohner_stand,lat,lon
01053032,Geesthacht,Stadt,Geesthacht,30551,,53.43575,10.3779
01053090,Mölln,Stadt,Mölln,18522,,53.62702,10.68476
01053100,Ratzeburg,Stadt,Ratzeburg,14652,,53.70177,10.77256
01053107,Salem,Gemeinde,Lauenburgische Seen,,,53.65639,10.83333
"""
SETTINGS = """\
format: 1
name: Testkreis
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
privat: private
kontakt: {telefon: "+49 4541 880100", email: info@stelle.example}
teilkreise:
  nord: {titel: Nordkreis, aemter: [Mölln, Ratzeburg, Lauenburgische Seen]}
  sued: {titel: Südkreis, aemter: [Geesthacht]}
ausgaben:
  "2026": {titel: Ausgabe, redaktionsschluss: "2026-06-30", tag: kanarie-marke-der-ausgabe}
verzeichnis: {titel: Verzeichnis, herausgeber: Stelle, verantwortlich: Leitung}
verzeichnisse:
  nord: {titel: Im Norden, abfrage: [teilkreis=Nordkreis]}
  arabisch:
    titel: Arabisch
    sprache: ar
    abschnitte: [{was: orte}, {titel: Im Norden, abfrage: [teilkreis=Nordkreis]}, {was: register}]
jahresplan:
  - {monat: 1, titel: Kanarie im Jahresplan}
"""
PERSON = "kanarie-person"
FIXED: dict[str, Any] = {
    "status": "aktiv",
    "gueltig_von": "1950-01-02",
    "gueltig_bis": "2090-12-31",
    "gemeinde": "01053090",
    "oeffentlich": False,
    "ort_oeffentlich": False,
    "gesucht": True,
    "ueber": None,
    "id": "kanarie-angebot",
    "erledigt_am": None,
    "durchfuehrung": "bestaetigt",
    "rhythmus": "woechentlich",
    "nte": None,
    "saison": None,
    "plz": "97531",
    "sprache": "uk",
    "einwilligungen": None,
}
"""Fields whose value decides whether and how the record is shown at all; None leaves them out."""


@dataclass
class Canaries:
    """The markers handed out: for each the record, the path of its field, and the forms it can be printed in."""

    forms: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    count: int = 0

    def text(self, record: str, path: str, schema: Mapping[str, Any]) -> Any:
        """A marker that the schema takes, or its first example where none fits."""
        self.count += 1
        number = self.count
        if "enum" in schema:
            return schema["enum"][0]
        if schema.get("format") == "date":
            day = date(1950, 3, 1) + timedelta(number)
            return self.noted(record, path, day.isoformat(), f"{day:%d.%m.%Y}")
        if schema.get("x-fh-format") == "telefon":
            return self.noted(record, path, f"+49 4541 77{number:05}", f"454177{number:05}")
        if schema.get("x-fh-format") == "email":
            return self.noted(record, path, f"kanarie{number}@example.org")
        if schema.get("x-fh-format") == "url":
            return self.noted(record, path, f"https://kanarie{number}.example")
        if "pattern" in schema:
            return schema["examples"][0]
        return self.noted(record, path, f"Kanarie{number}x")

    def noted(self, record: str, path: str, value: str, *forms: str) -> str:
        """The value, kept as one that belongs to this field."""
        self.forms[record, path] = (value, *forms)
        return value


def kinds() -> Kinds:
    """The kinds as the schemas say."""
    own = {name: lambda name=name: Vocabulary(name, name, {}) for name in ("gemeinden", "teilkreise")}
    return Kinds(Resources(None), Vocabularies(Resources(None), own))


def registry(folder: Path, overrides: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Project, Canaries]:
    """A record of every kind full of markers, a draft of every public kind, and a draft offer in a public one."""
    canaries = Canaries()
    files: dict[str, str | bytes] = {"data/municipalities.csv": MUNICIPALITIES}
    for kind in kinds().values():
        for variant in ("voll", "entwurf") if not kind.private else ("voll",):
            id = PERSON if kind.consent else f"kanarie-{variant}"
            data = _filled(canaries, kind, f"{kind.name}/{id}", variant)
            data.update((overrides or {}).get(kind.name, {}) if variant == "voll" else {})
            base = f"private/{kind.folder}" if kind.private else kind.folder
            sub = "/initiative" if "zu" in data else ""
            files[f"{base}{sub}/{id}.yaml"] = as_yaml(
                {name: value for name, value in data.items() if value is not None}
            )
    return Project(write(folder, files, SETTINGS)), canaries


def _filled(canaries: Canaries, kind: Kind, record: str, variant: str) -> dict[str, Any]:
    data = _section(canaries, kind.schema, record, "")
    data["x_geheim"] = canaries.noted(record, "x_geheim", f"Kanarie{canaries.count}eigen")
    if variant == "entwurf":
        data["status"] = "entwurf"
    elif data.get("angebote"):
        draft = _section(canaries, kind.schema["properties"]["angebote"]["items"], record, "entwurf.")
        data["angebote"].append({**draft, "id": "kanarie-entwurf", "status": "entwurf"})
    if kind.name == "need":
        data["art"] = "gesuch"
    if "termine" in data:
        data["termine"][0].update(von="2027-02-01T18:00", bis="2027-02-01T20:00")
    return data


def _section(canaries: Canaries, schema: Mapping[str, Any], record: str, prefix: str) -> dict[str, Any]:
    values = {
        name: _value(canaries, name, part, record, f"{prefix}{name}") for name, part in schema["properties"].items()
    }
    return {name: value for name, value in values.items() if value is not None}


def _value(canaries: Canaries, name: str, part: Mapping[str, Any], record: str, path: str) -> Any:
    if name in FIXED:
        return FIXED[name]
    if part.get("type") == "object":
        return _section(canaries, part, record, f"{path}.")
    if part.get("type") == "array":
        inner = {**part.get("items", {})}
        return [_value(canaries, "", inner, record, path)]
    if part.get("x-fh-ref") == ["person"]:
        return PERSON
    if part.get("type") == "boolean":
        return True
    if part.get("type") in ("integer", "number"):
        return _number(canaries, part, record, path)
    return canaries.text(record, path, part)


def _number(canaries: Canaries, part: Mapping[str, Any], record: str, path: str) -> Any:
    canaries.count += 1
    if part.get("maximum", 100_000) < 10_000:
        return part.get("enum", part.get("examples", [1]))[0]
    canaries.noted(record, path, str(7_300 + canaries.count))
    return 7_300 + canaries.count


def unreleased(canaries: Canaries, project: Project, channel: str) -> Iterator[tuple[str, str]]:
    """Every marker that the channel must not show, with the field it belongs to, by the schema alone."""
    for (record, path), forms in canaries.forms.items():
        kind = project.kinds[record.partition("/")[0]]
        field = kind.fields.get(path)
        is_shown = (
            field is not None
            and channel in field.channels
            and not field.keyword("sichtbar-wenn")
            and not field.refers_to
            and not record.endswith("/kanarie-entwurf")
        )
        if not is_shown:
            for form in forms:
                yield form, f"{record} {path}"
