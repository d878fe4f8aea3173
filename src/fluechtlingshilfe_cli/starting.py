"""The files of a new registry, made from templates, the list of municipalities and the schemas' own examples.

Pure: values in, texts out. Nothing is read from the new registry and nothing is written here.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import __version__
from .districts import COLUMNS, District, Municipality
from .documents import quoted_text, scalar_source
from .editor_schemas import editor_schemas, file_name
from .emitting import emit
from .project import MUNICIPALITIES, POSTCODES, SETTINGS
from .resources import Resources
from .schemas.compiling import SchemaFault
from .schemas.kinds import Kind, Kinds
from .schemas.vocabularies import Vocabularies, Vocabulary, Word

OFFICE = "koordinierungsstelle"
"""The id of the example partner that runs the registry."""

EXAMPLES = {"partner": OFFICE, "initiative": "beispiel-initiative"}
MARK = "Beispiel – bitte ersetzen"

_EMPTY_PLACES = ("Gemeindefreies Gebiet",)
_BESIDE = {
    "README.md": "README.md.j2",
    ".github/workflows/pruefen.yml": "pruefen.yml.j2",
    ".github/workflows/kommentar.yml": "kommentar.yml",
    ".vscode/settings.json": "settings.json.j2",
    ".vscode/extensions.json": "extensions.json",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".editorconfig": "editorconfig",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new registry is made of. `sources` are the lines that name where the municipalities come from.

    `private` is the private folder as `fh.yaml` names it; `official` whether population and postcodes are known.
    """

    district: District
    places: Sequence[Municipality]
    sources: Sequence[str]
    private: str
    today: date
    official: bool = False


def registry_files(plan: Plan) -> dict[str, bytes]:
    """All files of the registry by their names in it."""
    kinds = _kinds(plan.places)
    values = _values(plan, kinds)
    texts = {SETTINGS: _filled("fh.yaml.j2", values), **geodata_files(plan.places, plan.sources)}
    texts |= {name: _filled(template, values) for name, template in _BESIDE.items()}
    texts |= {f"{kind.folder}/.gitkeep": "" for kind in kinds.values() if not kind.private}
    for name, id in EXAMPLES.items():
        kind = kinds[name]
        del texts[f"{kind.folder}/.gitkeep"]
        texts[f"{kind.folder}/{id}.yaml"] = _example(kind, _home(plan.places), plan.today)
    texts |= editor_schemas(kinds)
    return {name: text.encode("utf-8") for name, text in texts.items()}


def private_files(plan: Plan) -> dict[str, bytes]:
    """The files of the private folder."""
    kinds = _kinds(plan.places)
    texts = {"LIESMICH.md": _filled("privat.md.j2", _values(plan, kinds))}
    texts |= {f"{kind.folder}/.gitkeep": "" for kind in kinds.values() if kind.private}
    return {name: text.encode("utf-8") for name, text in texts.items()}


def geodata_files(
    places: Sequence[Municipality], sources: Sequence[str], spots: Mapping[str, tuple[str, str]] | None = None
) -> dict[str, str]:
    """The lists of municipalities and, where known, of their postcodes. `spots`: known latitude and longitude by key.

    A municipality with several postcodes is left out of the second: the official list has only one of them, and a
    list that is not whole would call the others wrong.
    """
    rows = [
        (
            p.ags,
            p.name,
            p.art,
            p.amt,
            p.population,
            p.population_on if p.population else "",
            *(spots or {}).get(p.ags, ("", "")),
        )
        for p in places
    ]
    files = {MUNICIPALITIES: _table(sources, COLUMNS, rows)}
    known = sorted((p.plz, p.name, p.ags) for p in places if p.plz and not p.several_plz)
    if any(p.plz for p in places):
        note = "Gemeinden mit mehreren Postleitzahlen fehlen hier; für sie wird die Postleitzahl nicht geprüft."
        files[POSTCODES] = _table([*sources[:1], note], ("plz", "ort", "ags"), known)
    return files


def in_district(name: str) -> str:
    """»im Kreis Stormarn«, »in der Region Hannover«, »in München«."""
    if name.endswith(", Stadt"):
        return f"in {name.removesuffix(', Stadt')}"
    return f"in der {name}" if name.startswith(("Region ", "Städteregion")) else f"im {name}"


def _values(plan: Plan, kinds: Kinds) -> dict[str, str]:
    home, last = _home(plan.places), plan.places[-1]
    title = f"Flüchtlingshilfe {in_district(plan.district.name)}"
    closing = date(plan.today.year + (plan.today.month > 5), 6, 30)
    public = [kind for kind in kinds.values() if not kind.private]
    schemas = {f"./{file_name(kind.name)}": f"{kind.folder}/**/*.yaml" for kind in public}
    schemas["./" + file_name("project")] = SETTINGS
    missing = (
        "Einwohnerzahlen und Postleitzahlen fehlen noch. Regeln, die sie brauchen, bleiben so lange still. "
        "Die amtliche Datei (GV100AD) gibt es bei destatis.de unter »Gemeindeverzeichnis«; übernommen wird sie mit "
        "`fh init --gv100 DATEI --nur-gemeinden`."
    )
    return {
        "name": scalar_source(title),
        "titel": title,
        "im_kreis": in_district(plan.district.name),
        "kreis": quoted_text(plan.district.code),
        "bundesland": scalar_source(plan.district.land),
        "koordinationsstelle": OFFICE,
        "privat": scalar_source(plan.private),
        "privat_ordner": plan.private,
        "amt": scalar_source(home.amt, in_list=True),
        "gemeinde": quoted_text(last.ags),
        "heute": quoted_text(plan.today.isoformat()),
        "heute_deutsch": f"{plan.today:%d.%m.%Y}",
        "untertitel": scalar_source(f"Angebote und Initiativen {in_district(plan.district.name)}"),
        "ausgabe": quoted_text(str(closing.year)),
        "redaktionsschluss": quoted_text(closing.isoformat()),
        "quelle": "  \n".join(plan.sources),
        "geodaten": "Einwohnerzahlen und Postleitzahlen sind geladen." if plan.official else missing,
        "schemas": ",\n".join(f"    {json.dumps(file)}: {json.dumps(glob)}" for file, glob in schemas.items()),
        "version": f">={__version__},<2",
    }


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The text of a template. Only names in double braces are replaced, so nothing in a value can do harm."""
    path = Resources(None).find("templates", f"new/{template}")
    if path is None:
        raise SchemaFault(f"Die Vorlage new/{template} fehlt im Werkzeug.")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], path.read_text("utf-8"))


def _kinds(places: Sequence[Municipality]) -> Kinds:
    words = {place.ags: Word(place.ags, {"de": place.name}) for place in places}
    resources = Resources(None)
    own = {
        "gemeinden": lambda: Vocabulary("gemeinden", "Gemeinden", words),
        "teilkreise": lambda: Vocabulary("teilkreise", "Teilkreise", {}),
    }
    return Kinds(resources, Vocabularies(resources, own))


def _home(places: Sequence[Municipality]) -> Municipality:
    """Where the examples live: preferably the largest place whose only postcode is known, else a town."""
    inhabited = [place for place in places if place.art not in _EMPTY_PLACES] or list(places)
    return max(
        inhabited,
        key=lambda p: (bool(p.plz) and not p.several_plz, int(p.population or 0), p.art == "Stadt", -int(p.ags)),
    )


def _example(kind: Kind, home: Municipality, today: date) -> str:
    """The schema's example, moved to a municipality of the district, as a draft with a mark in its title."""
    example = dict(_moved(kind.schema["examples"][0], kind.schema, home) or {})
    state = str(kind.leniency.get("feld", "status"))
    draft = next((name for name in kind.leniency if name != "feld"), None)
    if draft:
        example[state] = draft
    example[kind.title_field] = f"{example[kind.title_field]} ({MARK})"
    for field in kind.having("werkzeug"):
        if field.schema.get("format") == "date" and "." not in field.path:
            example[field.path] = today.isoformat()
    modeline = f"# yaml-language-server: $schema=../../{file_name(kind.name)}"
    return emit(
        kind, example, f"{modeline}\n# {MARK}: Datei ändern oder löschen, sobald der erste eigene Eintrag da ist."
    )


def _moved(value: Any, schema: Mapping[str, Any], home: Municipality) -> Any:
    """The value with places of this district; None for what cannot be true here, such as an unknown postcode."""
    if isinstance(value, list):
        words = [_moved(item, {**schema, **schema.get("items", {})}, home) for item in value]
        return [word for word in dict.fromkeys(words) if word] if _plain(words) else [word for word in words if word]
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        moved = {name: _moved(part, properties.get(name, {}), home) for name, part in value.items()}
        if any(moved.get(name) is None for name in schema.get("required", ()) if name in value):
            return None
        if any(part.get("x-fh-format") == "plz" for part in properties.values()) and "ort" in moved:
            moved["ort"] = home.name
        return {name: part for name, part in moved.items() if part is not None}
    if schema.get("x-fh-format") == "plz":
        return home.plz if home.plz and not home.several_plz else None
    if schema.get("x-fh-vokabular") in ("gemeinden", "teilkreise"):
        return home.ags if schema["x-fh-vokabular"] == "gemeinden" else None
    if refers := schema.get("x-fh-ref"):
        return (OFFICE if len(refers) == 1 else f"partner/{OFFICE}") if "partner" in refers else None
    return value


def _plain(words: list[Any]) -> bool:
    return all(isinstance(word, str) or word is None for word in words)


def _table(notes: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    text.writelines(f"# {note}\n" for note in notes)
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()
