"""Settings, the private folder and its backup, municipalities, examples, and the tool itself."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..documents import read
from ..editor_schemas import editor_schemas, outdated
from ..findings import Finding, Severity
from ..history import HistoryError, find_repository
from ..history.calling import asked
from ..project import MUNICIPALITIES, POSTCODES, SETTINGS, Project
from ..starting import MARK
from ..together import write_together
from ._line import Line, Repair, State, some


def settings(project: Project) -> Iterator[Line]:
    """Whether `fh.yaml` can be used."""
    errors: list[Finding] = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        more = f" Dort stehen {len(errors)} Fehler." if len(errors) > 1 else ""
        yield Line(State.BLOCKS, f"{SETTINGS}, Zeile {first.span.line}: {first.message}", f"{first.hint}{more}".strip())
    else:
        name = project.settings.get("name", SETTINGS)
        yield Line(State.FINE, f"Einstellungen gelesen: {name} (Datenformat {project.format}, aktuell)")
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
        yield _backup(real, named)
    elif real.stat().st_dev != root.stat().st_dev:
        yield Line(State.FINE, f"Privater Ordner »{named}«, auf einem eigenen Laufwerk")
    else:
        yield Line(
            State.NOTE,
            f"Für den privaten Ordner »{named}« ist keine Sicherung zu erkennen.",
            "Bitte auf ein gesichertes Netzlaufwerk legen oder an einem geschützten Ort mit »git« sichern.",
        )


def _backup(folder: Path, named: str) -> Line:
    """Whether what a private repository holds is also kept elsewhere."""
    try:
        repository = find_repository(folder)
        elsewhere = asked(folder, "remote")
        waiting = repository.changed(repository.head())
    except HistoryError:
        elsewhere, waiting = "", []
    if not elsewhere:
        return Line(
            State.NOTE,
            f"Der private Ordner »{named}« hat einen Verlauf (git), liegt aber nur auf diesem Rechner.",
            "Bitte auch an einen geschützten Ort hochladen oder auf ein gesichertes Laufwerk legen.",
        )
    if waiting:
        count = "1 Datei ist" if len(waiting) == 1 else f"{len(waiting)} Dateien sind"
        return Line(
            State.NOTE,
            f"Im privaten Ordner »{named}« {count} noch nicht gesichert.",
            f"Dort: git -C {named} commit -a und git push",
        )
    return Line(State.FINE, f"Privater Ordner »{named}«, mit git gesichert")


def municipalities(project: Project) -> Iterator[Line]:
    """Whether municipalities, population and postcodes are loaded, and what stays unchecked without them."""
    words = project.vocabularies["gemeinden"].words
    step = "Die amtliche Datei (GV100AD, bei destatis.de) bringt sie: fh init --gv100 DATEI --nur-gemeinden"
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
                f"{part['titel']}: unbekannt ist {some(lost)}.",
                f"Die Namen stehen in {MUNICIPALITIES}, Spalten »amt« und »ags«.",
            )
    without = [word.label() for word in words.values() if "teilkreis" not in word.attributes]
    if without:
        yield Line(State.NOTE, f"Ohne Teilkreis: {some(without)}.", f"Bitte in {SETTINGS} unter »teilkreise« zuordnen.")
    else:
        yield Line(State.FINE, f"{len(wanted)} Teilkreise, alle Gemeinden zugeordnet")


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
            f"Noch Beispiele: {some(left)}.",
            "Bitte ersetzen oder löschen; als Entwürfe werden sie nicht veröffentlicht.",
        )
    if MARK in (project.root / SETTINGS).read_text("utf-8", errors="replace"):
        yield Line(
            State.NOTE,
            f"Der Kontakt in {SETTINGS} ist noch ein Beispiel.",
            f"Bitte ersetzen und die Bemerkung »{MARK}« löschen.",
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
            Repair("Die Feldbeschreibungen für den Editor neu schreiben", partial(_describe, project)),
        )


def _describe(project: Project) -> str:
    texts = editor_schemas(project.kinds)
    write_together({path: texts[project.name_of(path)].encode("utf-8") for path in outdated(project)})
    return "Feldbeschreibungen geschrieben"


def _repository(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder, *folder.parents))
