"""The directory as a printed booklet, set by Typst from the same view data as the other formats.

Nothing of the data is ever read as Typst: it goes in as JSON, and templates print its texts. The result is a tagged
PDF (PDF/UA-1 and PDF/A-2a); same data, same bytes, whatever fonts and whatever clock the machine has.
A project's `templates/directory.typ` or `templates/print/NAME.typ` replaces ours and finds ours in `/default/`.
"""

from __future__ import annotations

import json
import re
import tempfile
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..finished import text_of
from ..project import Project
from ..resources import bundled, defaults
from ..schemas.compiling import SchemaFault
from ._context import Data
from .glyphs import FONTS, printable, titles_with
from .maps import LARGE_NUMBER, NUMBER, district_map
from .qr import qr
from .sorting import din_key, initial

PAPERS = ("a5", "a4")
_MAIN = "directory.typ"
_MODULES = "print"
_PROOF = "print/proof.typ"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to print: paper, large print, shades of grey, 3 mm of bleed for the print shop."""

    paper: str = "a5"
    large: bool = False
    grey: bool = False
    bleed: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished booklet: its bytes, the text that went in and that comes out, characters no font has and whose."""

    content: bytes
    text: str
    missing: tuple[str, ...]
    missing_in: tuple[str, ...]


def make(data: Data, texts: Mapping[str, str], project: Project, layout: Layout) -> Printed:
    """Prints the directory. Raises `SchemaFault` for a faulty template."""
    missing: set[str] = set()
    data, pictures = _with_pictures(data)
    given = {
        "directory": data,
        "texts": dict(texts),
        "print": {
            "paper": layout.paper,
            "large": layout.large,
            "grey": layout.grey,
            "bleed": layout.bleed,
            "map": district_map(project, data["parts"], LARGE_NUMBER if layout.large else NUMBER),
            "places": place_index(data["parts"]),
            "codes": _codes(data),
        },
    }
    given = printable(given, missing, is_rtl=data["direction"] == "rtl")
    content, sources = _compiled(
        json.dumps(given, ensure_ascii=False), project, date.fromisoformat(data["as_of"]), pictures
    )
    return _printed(content, [given["directory"], given["texts"], sources], missing, data)


def _printed(content: bytes, said: Any, missing: set[str], data: Data) -> Printed:
    """What was made, with all that went in and what can be read in it."""
    text = "\n".join(dict.fromkeys(_strings(said)))
    return Printed(content, f"{text}\n{text_of(content)}", tuple(sorted(missing)), titles_with(data, missing))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from _strings(item)


def place_index(parts: list[Data]) -> list[Data]:
    """All Gemeinden from A to Z with the place their page begins at, by letter."""
    places = [
        {"name": place["name"], "anchor": place["anchor"], "part": part["number"]}
        for part in parts
        for place in (*part["municipalities"], *part["others"])
    ]
    letters: dict[str, list[Data]] = {}
    for place in sorted(places, key=lambda place: (din_key(place["name"]), place["anchor"])):
        letters.setdefault(initial(place["name"]), []).append(place)
    return [{"letter": letter, "names": found} for letter, found in letters.items()]


def _with_pictures(data: Data) -> tuple[Data, dict[str, bytes]]:
    """The data with logos named by the files they will lie in, and these files."""
    files: dict[str, bytes] = {}
    logos = []
    for number, logo in enumerate(data["imprint"]["logos"]):
        kind, _, content = logo["image"].partition(";base64,")
        name = f"logo-{number}.{'svg' if 'svg' in kind else 'png'}"
        files[name] = b64decode(content)
        logos.append({**logo, "image": name})
    return {**data, "imprint": {**data["imprint"], "logos": logos}}, files


def _codes(data: Data) -> Data:
    """QR codes to the office (its page, a mail about a change), and to the same places on the web."""
    ways = {way["way"]: way["href"] for way in (data["office"]["contact"] or {}).get("ways", ())}
    address, where = data["web"]["address"], data["web"]["codes"]
    codes = {way: qr(ways[way]) for way in ("web", "email") if ways.get(way)}
    targets: dict[str, str] = {}
    for place in (place for part in data["parts"] for place in part["municipalities"] if address):
        if where == "gemeinde":
            targets[place["anchor"]] = f"{address}#{place['anchor']}"
        elif where == "eintrag":
            targets |= {entry["anchor"]: f"{address}#{entry['anchor']}" for entry in place["entries"]}
    for group in data["partners"] if address and where == "eintrag" else ():
        targets |= {entry["anchor"]: f"{address}#{entry['anchor']}" for entry in group["entries"]}
    codes |= {name: qr(target, "l", mask=0) for name, target in targets.items()}
    return {name: code for name, code in codes.items() if code}


def proofs(data: Data, texts: Mapping[str, str], project: Project) -> Printed:
    """Prints proof sheets. Raises `SchemaFault` for a faulty template."""
    missing: set[str] = set()
    how = {"paper": "a4", "large": False, "grey": False, "bleed": False, "map": None, "places": [], "codes": {}}
    given = {"directory": {**data, "parts": []}, "texts": dict(texts), "print": how}
    given = printable(given, missing)
    day = date.fromisoformat(data["as_of"])
    content, sources = _compiled(json.dumps(given, ensure_ascii=False), project, day, {}, _PROOF)
    return _printed(content, [given, sources], missing, data)


def _compiled(
    text: str, project: Project, day: date, pictures: dict[str, bytes], main: str = _MAIN
) -> tuple[bytes, list[str]]:
    """The PDF, and the project's own templates, whose words are printed, too."""
    import typst

    with tempfile.TemporaryDirectory(prefix="fh-") as folder:
        sources = _lay_out(Path(folder), project)
        for name, picture in pictures.items():
            Path(folder, name).write_bytes(picture)
        try:
            content = typst.compile(
                str(Path(folder, main)),
                root=folder,
                font_paths=[str(bundled(FONTS))],
                ignore_system_fonts=True,
                sys_inputs={"data": text},
                pdf_standards=["ua-1", "a-2a"],  # PDF/A-4 does not go with UA-1
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            told = re.sub(rf"\S*{re.escape(Path(folder).name)}/", "templates/", error.diagnostic or error.message)
            raise SchemaFault(f"Die Druckvorlage ist fehlerhaft: {told}") from None
    return content, sources


def _lay_out(folder: Path, project: Project) -> list[str]:
    """Copies the templates: the project's where it has its own, ours beside them under `default/`."""
    ours = defaults() / "templates"
    names = {_MAIN, *(f"{_MODULES}/{path.name}" for path in (ours / _MODULES).glob("*.typ"))}
    names |= {f"{_MODULES}/{name}" for name in project.resources.names(f"templates/{_MODULES}", ".typ")}
    own: list[str] = []
    for name in sorted(names):
        path = project.resources.find("templates", name)
        for target, source in ((folder / name, path), (folder / "default" / name, ours / name)):
            if source and source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
        if path and path != ours / name:
            own.append(path.read_text("utf-8"))
    return own
