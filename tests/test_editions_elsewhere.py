"""Where editions meet choices, sections and languages: check, proofs, news and bytes of the further directories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editions import SETTINGS, group, person, registry
from fluechtlingshilfe_cli.translating import digest
from repositories import Fh, commit, git, put

OTHERS = """\
verzeichnisse:
  nord: {titel: Ankommen im Norden, abfrage: [teilkreis=Nordkreis]}
  frauen: {titel: Für Frauen, abfrage: [zielgruppen=Frauen], abschnitte: [{was: orte}, {was: neues}]}
  arabisch: {titel: "الوصول معًا", sprache: ar, abschnitte: [{was: orte}, {was: neues}]}
"""
JUNE = ("--today", "2026-06-20")
TREFF = {
    "id": "treff",
    "titel": "Frauencafé",
    "handlungsfeld": "begegnung_soziale_kontakte",
    "format": "vor_ort",
    "zielgruppen": ["frauen"],
    "zeiten": {"regeln": [{"tag": "mo", "von": "10:00", "bis": "12:00", "rhythmus": "woechentlich"}]},
}
RUNDE = {"id": "runde", "titel": "Offene Runde", "handlungsfeld": "sprache", "format": "online"}


def project(folder: Path, **more: str) -> Path:
    """Three groups in the north and one in the south, which nobody has checked for long."""
    south = group("Elbe hilft", gemeinde="01053032", geprueft_am="2024-02-01")
    cafe = group("Café Ankommen", kontaktpersonen=["p-17"], angebote=[TREFF, RUNDE])
    files = {"fh.yaml": SETTINGS + OTHERS, "data/initiatives/elbe.yaml": south, "data/initiatives/cafe.yaml": cafe}
    return registry(folder, **{**files, **more})


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("", 1, "Ausgabe 2026: 1 Eintrag noch nicht druckfertig (1 überfällig).\n"),
        ("nord", 0, "Ausgabe 2026, nord: Alles kann in Druck gehen.\n"),
        ("frauen", 0, "Ausgabe 2026, frauen: Alles kann in Druck gehen.\n"),
        ("arabisch", 1, "Ausgabe 2026, arabisch: 1 Eintrag noch nicht druckfertig (1 überfällig).\n"),
    ],
)
def test_a_check_is_of_what_the_directory_shows(name: str, code: int, told: str, tmp_path: Path, fh: Fh) -> None:
    answer = fh(project(tmp_path), "directory", *([name] if name else []), "--check", *JUNE)
    assert (answer.code, answer.err) == (code, told)


def test_a_draft_counts_where_it_would_be_shown(tmp_path: Path, fh: Fh) -> None:
    draft = "name: Bald in Geesthacht\nstatus: entwurf\ngemeinde: '01053032'\n"
    root = project(tmp_path, **{"data/initiatives/bald.yaml": draft})
    assert "2 Einträge" in fh(root, "directory", "--check", *JUNE).err
    assert fh(root, "directory", "nord", "--check", *JUNE).code == 0


def test_a_section_that_is_not_printed_stands_in_nobodys_way(tmp_path: Path, fh: Fh) -> None:
    search = "art: gesuch\nstatus: entwurf\nthema: Fahrrad\n"
    root = project(tmp_path, **{"data/needs/rad.yaml": search})
    assert "1 Entwurf" in fh(root, "directory", "--check", *JUNE).err
    assert "Entwurf" not in fh(root, "directory", "arabisch", "--check", *JUNE).err


def test_a_stale_translation_is_told_for_its_language_with_the_way_to_a_new_one(tmp_path: Path, fh: Fh) -> None:
    old = {"sprache": "ar", "feld": "kurzbeschreibung", "text": "نص", "quelle_hash": digest("Früher."), "art": "mensch"}
    root = project(tmp_path, **{"data/initiatives/rad.yaml": group("Radwerkstatt", uebersetzungen=[old])})
    assert "Übersetzung" not in fh(root, "directory", "--check", *JUNE).out
    for asked in (("arabisch",), ("--sprache", "ar")):
        told = fh(root, "directory", *asked, "--check", *JUNE)
        assert "Zu »kurzbeschreibung« ist der deutsche Text neuer" in told.out
        assert "fh translate rad ar" in told.out and "1 Übersetzung veraltet" in told.err


def test_proof_sheets_are_of_the_choice_and_name_the_directory(tmp_path: Path, fh: Fh) -> None:
    root, target = project(tmp_path), tmp_path / "abzug.md"
    told = fh(root, "directory", "frauen", "--korrekturabzug", "-o", str(target), *JUNE)
    assert told.code == 0 and "Korrekturabzug für 1 Initiative," in told.err
    text = target.read_text("utf-8")
    assert "das neue Verzeichnis »Für Frauen« entsteht" in text
    assert "Frauencafé" in text and "Offene Runde" not in text


def test_proof_sheets_are_german_also_for_an_arabic_directory(tmp_path: Path, fh: Fh) -> None:
    root, target = project(tmp_path), tmp_path / "abzug.md"
    assert fh(root, "directory", "arabisch", "--korrekturabzug", "-o", str(target), *JUNE).code == 0
    text = target.read_text("utf-8")
    assert "Bitte prüfen Sie jede Zeile" in text and not any("\u0600" <= letter <= "\u06ff" for letter in text)


def test_a_project_words_its_proof_sheets(tmp_path: Path, fh: Fh) -> None:
    own = "korrekturabzug:\n  anrede: Moin,\n"
    root, target = project(tmp_path, **{"templates/texts/de.yaml": own}), tmp_path / "abzug.md"
    assert fh(root, "directory", "--korrekturabzug", "-o", str(target), *JUNE).code == 0
    assert "\nMoin,\n" in target.read_text("utf-8") and "Ihre Antwort" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["nordd", "--check"], "Das Verzeichnis »nordd« gibt es nicht. Bekannt sind: nord, frauen, arabisch."),
        (["--check", "--sprache", "xx"], "Die Sprache »xx« gibt es noch nicht."),
        (["--korrekturabzug", "--sprache", "ar", "-o", "x.md"], "Den Korrekturabzug gibt es nur auf Deutsch"),
        (["nord", "--freigeben", "-e", "2026", "--durch", "x"], "»--freigeben« gilt für die ganze Ausgabe"),
        (["nord", "--nachtraege", "-e", "2026"], "»--nachtraege« gilt für die ganze Ausgabe"),
    ],
)
def test_what_cannot_be_is_said(options: list[str], sentence: str, tmp_path: Path, fh: Fh) -> None:
    told = fh(project(tmp_path), "directory", *options, *JUNE)
    assert told.code == 2 and sentence in told.err


def news(fh: Fh, root: Path, *more: str) -> dict[str, Any]:
    told = fh(root, "directory", *more, "-e", "2027", "--format", "json", "--today", "2027-06-01")
    assert told.code == 0, told.err
    found: dict[str, Any] = json.loads(told.out)["news"]
    return found


def test_news_tell_of_offers_what_a_reader_does_differently_now(tmp_path: Path, fh: Fh) -> None:
    root = project(tmp_path)
    git(root, "tag", "ausgabe-2026")
    later = TREFF | {"zeiten": {"nach_vereinbarung": True}}
    sewing = TREFF | {"id": "neu", "titel": "Nähkurs", "zielgruppen": ["alle"]}
    changed = group("Café Miteinander", angebote=[later, sewing], status="pausiert")
    put(root, "data/initiatives/cafe.yaml", changed)
    put(root, "data/initiatives/elbe.yaml", group("Elbe hilft", gemeinde="01053032", kurzbeschreibung="Anders."))
    told = {one["key"]: [(part["text"], part["names"]) for part in one["what"]] for one in news(fh, root)["changed"]}
    assert told == {
        "initiative/cafe": [
            ("Früher", ["Café Ankommen"]),
            ("Macht zurzeit Pause", []),
            ("Neue E-Mail-Adresse", []),
            ("Neu im Angebot", ["Nähkurs"]),
            ("Neue Zeiten", ["Frauencafé"]),
            ("Nicht mehr im Angebot", ["Offene Runde"]),
        ],
        "initiative/elbe": [("Eintrag überarbeitet", [])],
    }


def test_news_are_of_the_choice_and_in_the_language_of_the_directory(tmp_path: Path, fh: Fh) -> None:
    root = project(tmp_path)
    git(root, "tag", "ausgabe-2026")
    put(root, "data/initiatives/cafe.yaml", group("Café Ankommen", angebote=[TREFF]))
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", kontakt={"telefon": "+49 40 66969555"}))
    assert news(fh, root, "frauen") is None
    assert [one["key"] for one in news(fh, root, "nord")["changed"]] == ["initiative/cafe", "initiative/rad"]
    found = news(fh, root, "arabisch")["changed"]
    assert found[0]["what"] == [{"text": "لم يعد متوفرًا", "names": ["Offene Runde"]}]
    assert found[1]["what"] == [{"text": "رقم هاتف جديد", "names": []}]


@pytest.mark.parametrize(
    ("name", "form"), [("arabisch", "pdf"), ("arabisch", "html"), ("nord", "pdf"), ("frauen", "json")]
)
def test_a_further_directory_of_an_edition_is_the_same_bytes_whatever_happened_since(
    name: str, form: str, tmp_path: Path, fh: Fh
) -> None:
    root = project(tmp_path)
    made = []
    assert fh(root, "directory", "--freigeben", "-e", "2026", "--durch", "Leitung", "--trotz", "elbe", *JUNE).code == 0
    commit(root, "2026-06-20")
    for number in range(2):
        target = tmp_path / f"{number}.{form}"
        told = fh(root, "directory", name, "-e", "2026", "-o", str(target), "--today", f"2026-07-0{number + 1}")
        assert told.code == 0, told.err
        made.append(target.read_bytes())
        put(root, "data/initiatives/rad.yaml", group("Radwerkstatt anders", gemeinde="01053032"))
        put(root, "fh.yaml", (SETTINGS + OTHERS).replace("Für Frauen", "Anders").replace("im Norden", "oben"))
        commit(root, f"2026-07-0{number + 1}")
    assert made[0] == made[1]


def test_a_withdrawal_wins_in_every_directory(tmp_path: Path, fh: Fh) -> None:
    root = project(tmp_path)
    git(root, "tag", "ausgabe-2026")
    for name in ("nord", "frauen", "arabisch"):
        assert "Petra Beispielfrau" in fh(root, "directory", name, "-e", "2026", *JUNE).out
    put(tmp_path / "privat", "persons/p-17.yaml", person(einwilligungen=[]))
    for name in ("nord", "frauen", "arabisch"):
        assert "Petra Beispielfrau" not in fh(root, "directory", name, "-e", "2026", *JUNE).out
