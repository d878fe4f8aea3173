"""A release fixes state and numbers; what was tampered with is told."""

from __future__ import annotations

import json

import pytest

from editions import SETTINGS, group, registry
from released_editions import FORMS, JULY, built, check, release
from repositories import commit, git, put


def test_a_release_fixes_state_and_numbers(tmp_path, fh):
    root = registry(tmp_path)
    head = git(root, "rev-parse", "HEAD")
    told = release(fh, root, "--marke")
    assert (told.code, told.out) == (
        0,
        f"Ausgabe 2026: 4 Einträge, 4 neue Nummern, Stand {head[:10]}.\nMarke: ausgabe-2026\n",
    )
    assert told.err.splitlines() == [
        "Freigegeben am 14.07.2026 durch Leitung der Stelle.",
        "Geschrieben: editions/2026.yaml, editions/nummern.csv. Jetzt speichern: fh save",
    ]
    assert git(root, "rev-parse", "ausgabe-2026") == head
    assert (root / "editions/nummern.csv").read_text("utf-8").splitlines()[1:] == [
        "1;initiative/cafe;;2026;2026-07-14",
        "2;initiative/lotsen;;2026;2026-07-14",
        "3;initiative/rad;;2026;2026-07-14",
        "4;partner/stelle;;2026;2026-07-14",
    ]
    assert fh(root, "save", "--today", "2026-07-14").code == 0
    assert git(root, "status", "--porcelain") == ""
    assert fh(root, "validate", "--today", "2026-07-14").code == 0


@pytest.mark.parametrize("form", FORMS)
def test_a_released_edition_stays_the_same_bytes_even_after_the_next_one(tmp_path, fh, form):
    root = registry(tmp_path)
    assert release(fh, root).code == 0
    commit(root, "2026-07-14")
    first = built(fh, root, form)
    assert fh(root, "rename", "cafe", "cafe-neu", "--yes", "--today", "2026-08-01").code == 0
    put(root, "data/initiatives/cafe.yaml", group("Ein anderes Café", geprueft_am="2027-04-01"))
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe", geprueft_am="2027-04-01"))
    commit(root, "2027-05-01")
    late = release(fh, root, day="2027-07-01", edition="2027")
    assert late.code == 0, late.err
    commit(root, "2027-07-01")
    assert built(fh, root, form, "--today", "2027-08-01") == first


def test_the_next_edition_goes_on_numbering(tmp_path, fh):
    root = registry(tmp_path)
    release(fh, root)
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe"))
    commit(root, "2026-08-01")
    told = fh(root, "directory", "--edition", "2027", "--today", "2026-08-02")
    assert "*Nr. 1 · Begegnungscafé*" in told.out and "(Nr. 3)" in told.out
    assert "Nr. 5" not in told.out, "a new entry has no number before its edition is released"
    assert release(fh, root, day="2026-09-01", edition="2027").code == 0
    assert (root / "editions/nummern.csv").read_text("utf-8").splitlines()[-1] == "5;initiative/neu;;2027;2026-09-01"


def test_what_stands_in_the_way_must_be_cleared_or_named(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", geprueft_am="2024-02-01"))
    put(root, "data/initiatives/entwurf.yaml", "name: Noch ein Entwurf\nstatus: entwurf\n")
    commit(root, "2026-07-01")
    told = release(fh, root, "--trotz", "rad")
    assert told.code == 1
    assert "überfällig" not in told.out and "Entwurf" in told.out
    assert told.err == "Nicht freigegeben: 1 Entwurf. Trotzdem drucken: --trotz EINTRAG oder --trotz GRUND\n"
    assert not (root / "editions").exists()
    assert release(fh, root, "--trotz", "rad", "--trotz", "entwurf").code == 0
    assert 'trotz: ["rad", "entwurf"]\n' in (root / "editions/2026.yaml").read_text("utf-8")


def test_errors_cannot_be_excepted_and_exceptions_must_be_needed(tmp_path, fh):
    root = registry(tmp_path)
    assert "»rad« hält nichts auf." in release(fh, root, "--trotz", "rad").err
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", traeger="gibt-es-nicht"))
    assert release(fh, root, "--trotz", "rad").err.startswith("Nicht freigegeben: 1 Fehler.")


def test_what_is_not_saved_cannot_be_released(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe"))
    told = release(fh, root)
    assert told.code == 1
    assert told.err.startswith("Nicht freigegeben: Freigegeben wird ein gespeicherter Stand")


def test_an_edition_is_released_once(tmp_path, fh):
    root = registry(tmp_path)
    release(fh, root)
    commit(root, "2026-07-14")
    told = release(fh, root)
    assert told.code == 1
    assert "Die Ausgabe 2026 ist schon freigegeben (editions/2026.yaml)." in told.err


def test_a_tag_elsewhere_is_not_moved(tmp_path, fh):
    root = registry(tmp_path)
    git(root, "tag", "fest")
    put(root, "fh.yaml", SETTINGS.replace('"2026-06-30"}', '"2026-06-30", tag: fest}'))
    commit(root, "2026-07-01")
    git(root, "tag", "ausgabe-2027", "HEAD~1")
    told = release(fh, root, "--marke", "--at", "HEAD", edition="2027", day="2027-07-01")
    assert "Die Marke »ausgabe-2027« gibt es schon, an einem anderen Stand." in told.err or told.code == 1
    assert git(root, "rev-parse", "ausgabe-2027") == git(root, "rev-parse", "HEAD~1")


def test_a_release_can_be_looked_at_first(tmp_path, fh):
    root = registry(tmp_path)
    told = release(fh, root, "--marke", "--dry-run")
    assert told.code == 0
    assert told.err == "Nichts geschrieben (--dry-run).\n"
    assert not (root / "editions").exists()
    assert git(root, "tag") == ""


def test_a_release_that_was_tampered_with_is_told(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "editions/2026.yaml", "ausgabe: '2026'\n")
    told = fh(root, "directory", "--edition", "2026", *JULY)
    assert told.code == 2
    assert "Die Freigabe in editions/2026.yaml ist nicht lesbar." in told.err


def test_a_state_that_is_not_here_is_told(tmp_path, fh):
    root = registry(tmp_path)
    release(fh, root)
    path = root / "editions/2026.yaml"
    path.write_text(path.read_text("utf-8").replace(git(root, "rev-parse", "HEAD"), "0" * 40), "utf-8")
    told = fh(root, "directory", "--edition", "2026", *JULY)
    assert told.code == 2
    assert "git fetch --tags" in told.err


def test_what_came_after_the_release_is_told_in_field_terms(tmp_path, fh):
    root = registry(tmp_path)
    release(fh, root)
    commit(root, "2026-07-14")
    contact = {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969555"}
    put(root, "data/initiatives/cafe.yaml", group("Café Ankommen", kontakt=contact, kontaktpersonen=["p-17"]))
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", geprueft_am="2026-07-20"))
    told = fh(root, "directory", "--nachtraege", "--edition", "2026", "--today", "2026-08-01")
    assert told.out.splitlines()[0] == "Geändert (1)"
    assert "Telefon" in told.out and "+49 40 66969555" in told.out and "Radwerkstatt" not in told.out
    assert told.err == "Seit der Freigabe der Ausgabe 2026 geändert: 1 Eintrag.\n"
    data = json.loads(fh(root, "directory", "--nachtraege", "--edition", "2026", "-f", "json", *JULY).out)
    assert data["title"] == "Nachträge zur Ausgabe 2026"


def test_before_the_release_they_count_from_the_redaktionsschluss(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe"))
    told = fh(root, "directory", "--nachtraege", "--edition", "2026", *JULY)
    assert told.err == "Seit dem Redaktionsschluss der Ausgabe 2026 geändert: 1 Eintrag.\n"
    early = fh(root, "directory", "--nachtraege", "--edition", "2027", *JULY)
    assert (early.code, early.err) == (0, "Der Redaktionsschluss der Ausgabe 2027 ist erst am 30.06.2027.\n")


def test_a_stored_number_that_was_changed_is_found_even_where_the_table_still_makes_sense(tmp_path, fh):
    root = registry(tmp_path)
    release(fh, root)
    commit(root, "2026-07-14")
    path = root / "editions/nummern.csv"
    text = path.read_text("utf-8")
    swapped = text.replace("1;initiative/cafe", "1;initiative/x").replace("2;initiative/lotsen", "2;initiative/cafe")
    path.write_text(swapped.replace("1;initiative/x", "1;initiative/lotsen"), "utf-8")
    code, out, _ = check(fh, root)
    assert code == 1
    assert "Eine gespeicherte Zeile wurde geändert oder gelöscht" in " ".join(out.split())
