"""Is everything around the data in order: settings, folders, backup, municipalities, tools. Looks and changes nothing.

Each check gives one or more lines; a line may block work or only deserve attention.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .documents import read
from .editor_schemas import outdated
from .findings import Finding, Severity
from .project import MUNICIPALITIES, POSTCODES, SETTINGS, Project
from .starting import MARK


class State(StrEnum):
    """How a line is meant: all is well, something deserves attention, or nothing works until it is mended."""

    FINE = "✓"
    NOTE = "!"
    BLOCKS = "✗"


@dataclass(frozen=True, slots=True)
class Line:
    """What was seen, and for a note the next step."""

    state: State
    text: str
    step: str = ""


def look(project: Project) -> Iterator[Line]:
    """All checks, in the order of a reader's questions."""
    yield from settings(project)
    yield from private_folder(project)
    yield from municipalities(project)
    yield from parts(project)
    yield from files(project)
    yield from examples(project)
    yield from history(project.root)
    yield from tools(project)


def settings(project: Project) -> Iterator[Line]:
    """Whether `fh.yaml` can be used."""
    errors: list[Finding] = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        more = f" Dort stehen {len(errors)} Fehler." if len(errors) > 1 else ""
        yield Line(State.BLOCKS, f"{SETTINGS}, Zeile {first.span.line}: {first.message}", f"{first.hint}{more}".strip())
    else:
        yield Line(State.FINE, f"Einstellungen gelesen: {project.settings.get('name', SETTINGS)}")
    if project.settings.get("koordinationsstelle") is None and not errors:
        yield Line(
            State.NOTE,
            "Es ist keine Koordinierungsstelle eingetragen.",
            f"In {SETTINGS} bei »koordinationsstelle« die Kennung eines Partners nennen.",
        )


def private_folder(project: Project) -> Iterator[Line]:
    """Whether the private folder is there, outside the registry, and backed up as far as one can see."""
    named = project.settings.get("privat")
    if not named:
        yield Line(
            State.NOTE,
            "Es ist kein privater Ordner eingetragen.",
            f"In {SETTINGS} bei »privat« einen gesicherten Ordner außerhalb des Registers nennen.",
        )
        return
    folder = project.private
    if folder is None:
        yield Line(
            State.NOTE,
            f"Den privaten Ordner »{named}« gibt es hier nicht.",
            "Personen und Notizen bleiben ungeprüft; in der automatischen Prüfung ist das richtig so.",
        )
        return
    root, real = project.root.resolve(), folder.resolve()
    if root in (real, *real.parents):
        if project.settings.get("beispieldaten"):
            yield Line(State.FINE, f"Privater Ordner »{named}«, mit erfundenen Daten im Register")
        else:
            yield Line(
                State.NOTE,
                f"Der private Ordner »{named}« liegt im Register.",
                f"Bitte nach außen verschieben, zum Beispiel nach ../privat, und in {SETTINGS} eintragen.",
            )
        return
    if _repository(real):
        yield Line(
            State.FINE, f"Privater Ordner »{named}«, als Git-Repository gesichert, wenn es auch hochgeladen wird"
        )
    elif real.stat().st_dev != root.stat().st_dev:
        yield Line(State.FINE, f"Privater Ordner »{named}«, auf einem eigenen Laufwerk")
    else:
        yield Line(
            State.NOTE,
            f"Für den privaten Ordner »{named}« ist keine Sicherung zu erkennen.",
            "Bitte auf ein gesichertes Netzlaufwerk legen oder als privates Git-Repository führen.",
        )


def municipalities(project: Project) -> Iterator[Line]:
    """Whether municipalities, population and postcodes are loaded, and what stays unchecked without them."""
    words = project.vocabularies["gemeinden"].words
    step = "Mit der amtlichen Datei: fh init --gv100 DATEI --nur-gemeinden"
    if not words:
        yield Line(State.NOTE, f"Es sind keine Gemeinden geladen ({MUNICIPALITIES}).", step)
        return
    kreis = str(project.settings.get("kreis", ""))
    foreign = [ags for ags in words if not ags.startswith(kreis)]
    if foreign:
        yield Line(
            State.NOTE,
            f"{len(foreign)} von {len(words)} Gemeinden gehören nicht zum Kreis {kreis}.",
            f"Bitte »kreis« in {SETTINGS} und {MUNICIPALITIES} vergleichen.",
        )
    else:
        yield Line(State.FINE, f"{len(words)} {'Gemeinde' if len(words) == 1 else 'Gemeinden'} geladen")
    known = sum("einwohner" in word.attributes for word in words.values())
    if known == len(words):
        yield Line(State.FINE, "Einwohnerzahlen geladen")
    elif known:
        yield Line(
            State.NOTE,
            f"Einwohnerzahlen für {known} von {len(words)} Gemeinden; die übrigen gelten als unbekannt.",
            step,
        )
    else:
        yield Line(State.NOTE, "Einwohnerzahlen fehlen; Regeln und Berichte, die sie brauchen, bleiben still.", step)
    if (project.root / POSTCODES).is_file():
        yield Line(State.FINE, "Postleitzahlen geladen")
    else:
        yield Line(State.NOTE, "Postleitzahlen fehlen; ob sie zur Gemeinde passen, wird nicht geprüft.", step)


def parts(project: Project) -> Iterator[Line]:
    """Whether every municipality belongs to a Teilkreis, and every name in the settings exists."""
    wanted = project.settings.get("teilkreise") or {}
    words = project.vocabularies["gemeinden"].words
    if not wanted:
        yield Line(State.FINE, "Keine Teilkreise festgelegt; alles zählt für den ganzen Kreis")
        return
    aemter = {str(word.attributes.get("amt", "")) for word in words.values()}
    for part in wanted.values():
        lost = [amt for amt in part.get("aemter", ()) if amt not in aemter]
        lost += [ags for ags in part.get("gemeinden", ()) if ags not in words]
        if lost and words:
            yield Line(
                State.NOTE,
                f"{part['titel']}: unbekannt ist {_some(lost)}.",
                f"Die Namen stehen in {MUNICIPALITIES}, Spalten »amt« und »ags«.",
            )
    without = [word.label() for word in words.values() if "teilkreis" not in word.attributes]
    if without:
        yield Line(
            State.NOTE, f"Ohne Teilkreis: {_some(without)}.", f"Bitte in {SETTINGS} unter »teilkreise« zuordnen."
        )
    else:
        yield Line(State.FINE, f"{len(wanted)} Teilkreise, alle Gemeinden zugeordnet")


def files(project: Project) -> Iterator[Line]:
    """Files with odd endings or letters, and files nobody reads because they lie beside the folders."""
    odd, stray, count = [], [], 0
    for path in _yaml_below(project):
        name = project.name_of(path)
        if project.kind_of(path) is None:
            stray.append(name)
            continue
        count += 1
        if path.suffix == ".yml":
            odd.append(f"{name} (endet auf .yml statt .yaml)")
            continue
        try:
            raw = path.read_bytes()
        except OSError:
            continue
        if raw.startswith(b"\xef\xbb\xbf"):
            odd.append(f"{name} (unsichtbares Zeichen am Anfang)")
        elif b"\r\n" in raw:
            odd.append(f"{name} (Windows-Zeilenenden)")
    if stray:
        yield Line(
            State.NOTE,
            f"Gehört zu keiner Art und wird nicht gelesen: {_some(stray)}.",
            "Bitte in den richtigen Ordner verschieben.",
        )
    if odd:
        yield Line(
            State.NOTE,
            f"Ungewöhnliche Dateien: {_some(odd)}.",
            "Lesbar sind sie meist trotzdem; im Editor als UTF-8 mit Zeilenende LF speichern.",
        )
    if not stray and not odd:
        told = {0: "Noch keine Einträge", 1: "1 Datei liegt, wo sie hingehört"}
        yield Line(State.FINE, told.get(count, f"{count} Dateien liegen, wo sie hingehören"))


def examples(project: Project) -> Iterator[Line]:
    """Examples of a new registry that nobody has replaced yet."""
    left = []
    for kind in project.kinds.values():
        for path in () if kind.private else project.files(kind):
            data = read(path.read_bytes()).data
            if isinstance(data, dict) and MARK in str(data.get(kind.title_field, "")):
                left.append(project.name_of(path))
    if left:
        yield Line(
            State.NOTE,
            f"Noch Beispiele: {_some(left)}.",
            "Bitte ersetzen oder löschen; als Entwürfe werden sie nicht veröffentlicht.",
        )
    if MARK in (project.root / SETTINGS).read_text("utf-8", errors="replace"):
        yield Line(
            State.NOTE,
            f"Der Kontakt in {SETTINGS} ist noch ein Beispiel.",
            f"Bitte ersetzen und die Bemerkung »{MARK}« löschen.",
        )


def history(root: Path) -> Iterator[Line]:
    """Whether the registry is kept in git, which remembers every state of it."""
    if _repository(root.resolve()):
        yield Line(State.FINE, "Git-Repository vorhanden; frühere Stände bleiben nachvollziehbar")
    elif shutil.which("git"):
        yield Line(
            State.NOTE,
            "Das Register ist noch kein Git-Repository; frühere Stände gehen verloren.",
            "Einmal in diesem Ordner: git init",
        )
    else:
        yield Line(
            State.NOTE,
            "Das Programm git ist nicht installiert; frühere Stände gehen verloren.",
            "Zu bekommen bei git-scm.com; danach: git init",
        )


def tools(project: Project) -> Iterator[Line]:
    """The fast YAML reader and the descriptions for editors."""
    if importlib.util.find_spec("yaml._yaml") is not None:
        yield Line(State.FINE, "Schneller YAML-Leser (libyaml) aktiv")
    else:
        yield Line(
            State.BLOCKS,
            "Der schnelle YAML-Leser (libyaml) fehlt in PyYAML.",
            "Neu installieren: pip install --force-reinstall pyyaml",
        )
    old = outdated(project)
    if not old:
        yield Line(State.FINE, "Feldbeschreibungen für den Editor sind aktuell")
    else:
        missing = all(not path.exists() for path in old)
        yield Line(
            State.NOTE,
            f"Feldbeschreibungen für den Editor {'fehlen' if missing else 'sind veraltet'}.",
            "Neu schreiben: fh schema --write",
        )


def _repository(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def _yaml_below(project: Project) -> Iterator[Path]:
    """All YAML files in the folders that hold the kinds' folders, such as `data/`, and in the private ones."""
    tops = {project.root / kind.folder.partition("/")[0] for kind in project.kinds.values() if not kind.private}
    tops |= {base / kind.folder for kind in project.kinds.values() if kind.private and (base := project.base(kind))}
    found: set[Path] = set()
    for top in tops:
        for folder, names, leaves in os.walk(top):
            names[:] = [name for name in names if not name.startswith(".")]
            found.update(
                Path(folder, leaf) for leaf in leaves if leaf.endswith((".yaml", ".yml")) and not leaf.startswith(".")
            )
    return iter(sorted(found))


def _some(names: list[str], shown: int = 3) -> str:
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" und {more} weitere" if more > 0 else "")
