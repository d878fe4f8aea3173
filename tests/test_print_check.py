"""What may not go to print, told by office with reason and way."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from editions import NUMBER, SETTINGS, group, person, registry
from released_editions import check
from repositories import put


def with_obstacles(tmp_path: Path) -> Path:
    """One of each: overdue, without consent, too long, incomplete, a draft."""
    root = registry(tmp_path)
    put(tmp_path / "privat", "persons/p-17.yaml", person(einwilligungen=[]))
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", geprueft_am="2024-02-01"))
    put(
        root, "data/initiatives/lotsen.yaml", group(" ".join(["Lotsen"] * 14), kontakt={"email": "info@lotsen.example"})
    )
    put(root, "data/initiatives/bald.yaml", group("Bald da", status="im_aufbau", kurzbeschreibung=None))
    put(root, "data/initiatives/entwurf.yaml", "name: Noch ein Entwurf\nstatus: entwurf\n")
    return root


def test_what_may_not_go_to_print_is_told_by_office_with_reason_and_way(tmp_path, fh):
    code, out, err = check(fh, with_obstacles(tmp_path))
    assert code == 1
    assert out == (
        "Stelle Integration\n"
        "+49 40 66969100, info@stelle.example\n"
        "\n"
        "  Bald da\n"
        "  initiative/bald · info@bald-da.example\n"
        "    Angabe fehlt: data/initiatives/bald.yaml:2: Es fehlt »kurzbeschreibung«.\n"
        "\n"
        "  Café Ankommen\n"
        "  initiative/cafe · info@cafe-ankommen.example\n"
        "    keine Einwilligung: Eine Ansprechperson hat für den Druck nicht\n"
        "      eingewilligt; gedruckt wird der Kontakt der Einrichtung.\n"
        "\n"
        "  " + " ".join(["Lotsen"] * 11) + "\n"
        "  Lotsen Lotsen Lotsen\n"
        "  initiative/lotsen · info@lotsen.example\n"
        "    Text zu lang: Name: 97 Zeichen, Platz ist für 90.\n"
        "\n"
        "  Noch ein Entwurf\n"
        "  initiative/entwurf\n"
        "    Entwurf: Der Eintrag ist ein Entwurf und wird nicht gedruckt.\n"
        "\n"
        "  Radwerkstatt Mölln\n"
        "  initiative/rad · info@radwerkstatt-moelln.example\n"
        "    überfällig: zuletzt geprüft am 01.02.2024.\n"
        "      fh confirm initiative/rad\n"
    )
    assert err == (
        "Ausgabe 2026: 5 Einträge noch nicht druckfertig (1 Angabe fehlt, 1 Text zu lang, 1 überfällig, "
        "1 keine Einwilligung, 1 Entwurf).\n"
    )
    assert max(map(len, out.splitlines())) <= 80


def test_the_check_as_data(tmp_path, fh):
    root = with_obstacles(tmp_path)
    data = json.loads(check(fh, root, "--format", "json")[1])
    assert [office["key"] for office in data["offices"]] == ["partner/stelle"]
    assert data["summary"] == {"pflicht": 1, "einwilligung": 1, "entwurf": 1, "lang": 1, "ueberfaellig": 1}
    rows = list(csv.DictReader(io.StringIO(check(fh, root, "--format", "csv")[1])))
    assert [row["grund"] for row in rows if row["eintrag"] == "initiative/rad"] == ["überfällig"]
    assert "- [ ] Entwurf: Der Eintrag ist ein Entwurf" in check(fh, root, "--format", "md")[1]
    assert NUMBER not in str(data) + str(rows)


def test_errors_are_obstacles_with_their_line(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", traeger="gibt-es-nicht"))
    code, out, _ = check(fh, root)
    assert code == 1
    assert "    Fehler: data/initiatives/rad.yaml:" in out


def test_a_clean_edition_can_go_to_print(tmp_path, fh):
    root = registry(tmp_path)
    put(tmp_path / "privat", "persons/p-17.yaml", person(funktion=None))
    assert check(fh, root) == (0, "", "Ausgabe 2026: Alles kann in Druck gehen.\n")


def test_without_a_name_the_edition_that_is_worked_on_is_checked(tmp_path, fh):
    root = registry(tmp_path)
    for day, edition in (("2026-06-30", "2026"), ("2026-07-01", "2027")):
        assert fh(root, "directory", "--check", "--today", day).err.startswith(f"Ausgabe {edition}: ")


def test_a_registry_without_editions_can_be_checked_and_proofed(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "fh.yaml", SETTINGS.partition("ausgaben:")[0])
    assert fh(root, "directory", "--check", "--today", "2026-06-20").err == "Alles kann in Druck gehen.\n"
    target = tmp_path / "abzug.md"
    told = fh(root, "directory", "--korrekturabzug", "-o", str(target), "--today", "2026-06-20")
    assert told.err == f"{target}: Korrekturabzug für 3 Initiativen, zurück bis 04.07.2026.\n"
    assert "»Gemeinsam ankommen«" in target.read_text("utf-8")
