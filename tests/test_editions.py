"""An edition is built from its stored state, with the persons and consents of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions import CONSENT, NUMBER, SETTINGS, group, person, registry
from released_editions import FORMS, JULY, built, release
from repositories import commit, git, put

TITLE = "Gemeinsam ankommen 2026"


def tagged(tmp_path: Path) -> Path:
    """A registry whose edition 2026 is tagged, and which has changed since."""
    root = registry(tmp_path)
    git(root, "tag", "ausgabe-2026")
    put(root, "data/initiatives/cafe.yaml", group("Café Umbenannt", kontaktpersonen=["p-17"]))
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe"))
    put(root, "fh.yaml", SETTINGS.replace(TITLE, "Ein anderer Titel"))
    commit(root, "2026-07-10")
    put(root, "data/initiatives/lotsen.yaml", group("Lotsen ungespeichert"))
    return root


def test_an_edition_shows_what_its_tag_holds_and_leaves_the_files_alone(tmp_path, fh):
    root = tagged(tmp_path)
    before = git(root, "status", "--porcelain")
    text = built(fh, root, "md").decode()
    assert TITLE in text and "Der Wegweiser" in text and "Stand 30.06.2026" in text
    assert "Café Ankommen" in text and "Lotsendienst" in text
    assert not any(word in text for word in ("Umbenannt", "Neue Gruppe", "ungespeichert", "anderer Titel"))
    assert git(root, "status", "--porcelain") == before


@pytest.mark.parametrize("form", FORMS)
def test_building_again_gives_the_same_bytes_whatever_happened_since(tmp_path, fh, form):
    root = tagged(tmp_path)
    first = built(fh, root, form)
    put(root, "data/initiatives/noch-eine.yaml", group("Noch eine Gruppe"))
    put(root, "fh.yaml", SETTINGS.replace(TITLE, "Ein dritter Titel"))
    commit(root, "2026-09-10")
    assert built(fh, root, form, "--today", "2026-11-02") == first


def test_a_withdrawal_wins_over_the_tag_and_is_told_without_a_name(tmp_path, fh):
    root = tagged(tmp_path)
    assert NUMBER in built(fh, root, "md").decode()
    taken_back = {**CONSENT, "widerrufen_am": "2026-07-15"}
    put(tmp_path / "privat", "persons/p-17.yaml", person(einwilligungen=[taken_back]))
    for form in ("md", "html", "json"):
        text = built(fh, root, form).decode()
        assert NUMBER not in text and "Beispielfrau" not in text
    told = fh(root, "directory", "--edition", "2026", *JULY, "-o", str(tmp_path / "x.md"))
    assert "Einwilligung widerrufen: Ansprechperson von »Café Ankommen«\n" in told.err
    assert "Beispielfrau" not in told.err and NUMBER not in told.err


def test_consent_counts_on_the_day_of_building(tmp_path, fh):
    """One that has run out since the Redaktionsschluss no longer releases anything; one given since does."""
    root = tagged(tmp_path)
    private = tmp_path / "privat"
    put(private, "persons/p-17.yaml", person(einwilligungen=[{**CONSENT, "gueltig_bis": "2026-07-15"}]))
    assert NUMBER in built(fh, root, "md", "--today", "2026-07-15").decode()
    assert NUMBER not in built(fh, root, "md", "--today", "2026-07-16").decode()
    put(private, "persons/p-17.yaml", person(einwilligungen=[{**CONSENT, "erteilt_am": "2026-07-10"}]))
    assert NUMBER in built(fh, root, "md").decode()


def test_a_person_who_is_gone_from_the_private_folder_is_not_named(tmp_path, fh):
    root = tagged(tmp_path)
    (tmp_path / "privat/persons/p-17.yaml").unlink()
    assert "Beispielfrau" not in built(fh, root, "md").decode()


def test_before_its_release_an_edition_shows_the_files_as_they_are_and_says_so(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "data/initiatives/cafe.yaml", group("Café Neu", letzte_aenderung="2026-07-05"))
    told = fh(root, "directory", "--edition", "2026", *JULY)
    assert "Café Neu" in told.out
    assert "Die Ausgabe 2026 ist noch nicht freigegeben; gezeigt wird das Register, wie es jetzt ist." in told.err
    assert "Nach dem Redaktionsschluss (30.06.2026) geändert: 1 Eintrag. Ohne das: --at 2026-06-30" in told.err
    strict = fh(root, "directory", "--edition", "2026", "--at", "2026-06-30", *JULY)
    assert "Café Ankommen" in strict.out and NUMBER in strict.out


def test_a_tag_that_is_named_but_not_here_is_told(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "fh.yaml", SETTINGS.replace('"2026-06-30"}', '"2026-06-30", tag: druck-2026}'))
    told = fh(root, "directory", "--edition", "2026", *JULY)
    assert told.code == 2
    assert "Laut fh.yaml ist die Ausgabe 2026 aus dem Stand »druck-2026« gedruckt." in told.err


def test_an_edition_needs_no_git(tmp_path, fh):
    root = registry(tmp_path)
    (root / ".git").rename(tmp_path / "weg")
    assert "Café Ankommen" in built(fh, root, "md").decode()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--check", "--freigeben"], "»--check« und »--freigeben« gehen nicht zusammen."),
        (["--gross", "--check"], "»--gross« und »--check« gehen nicht zusammen."),
        (["--korrekturabzug", "--papier", "a4"], "»--papier« und »--korrekturabzug« gehen nicht zusammen."),
        (["--nachtraege", "--edition", "2026", "--kanal", "web"], "»--kanal« und »--nachtraege« gehen nicht zusammen."),
        (["--check", "--durch", "Leitung"], "»--durch« gibt es nur mit »--freigeben«."),
        (["--freigeben"], "Welche Ausgabe? Zum Beispiel: fh directory --freigeben --edition 2027"),
        (["--nachtraege"], "Welche Ausgabe?"),
        (["--freigeben", "--edition", "2026"], "Wer gibt frei?"),
        (["--check", "--edition", "1999"], "Die Ausgabe »1999« gibt es nicht. Bekannt sind: 2026, 2027."),
        (["--check", "--format", "pdf"], "Das Format »pdf« gibt es hier nicht."),
        (["--korrekturabzug"], "Wohin?"),
    ],
)
def test_the_command_says_what_goes_together(tmp_path, fh, options, sentence):
    told = fh(registry(tmp_path), "directory", *options)
    assert told.code == 2
    assert sentence in told.err


def test_an_address_that_is_secret_now_is_left_out_of_an_old_edition(tmp_path, fh):
    place = {"strasse": "Am Markt 7", "plz": "23879", "ort": "Mölln", "oeffentlich": True}
    root = registry(tmp_path, **{"data/initiatives/haus.yaml": group("Haus Morgen", anschrift=place)})
    release(fh, root)
    assert "Am Markt 7" in built(fh, root, "md").decode()
    fh(root, "rename", "haus", "haus-morgen", "--yes", "--today", "2026-08-01")
    secret = {**place, "oeffentlich": False}
    put(root, "data/initiatives/haus-morgen.yaml", group("Haus Morgen", anschrift=secret))
    told = fh(root, "directory", "--edition", "2026", *JULY)
    assert "Haus Morgen" in told.out and "Am Markt 7" not in told.out
    assert "Ort inzwischen vertraulich: »Haus Morgen«" in told.err


def test_an_address_that_was_only_removed_stays_in_an_old_edition(tmp_path, fh):
    place = {"strasse": "Am Markt 7", "plz": "23879", "ort": "Mölln", "oeffentlich": True}
    offer = {"id": "treff", "titel": "Treff", "handlungsfeld": "sprache", "format": "vor_ort", "ort": "Saal 3"}
    haus = group("Haus Morgen", anschrift=place, angebote=[{**offer, "ort_oeffentlich": True}])
    root = registry(tmp_path, **{"data/initiatives/haus.yaml": haus})
    release(fh, root)
    put(root, "data/initiatives/haus.yaml", group("Haus Morgen"))
    text = built(fh, root, "md").decode()
    assert "Am Markt 7" in text and "Saal 3" in text
    put(root, "data/initiatives/haus.yaml", group("Haus Morgen", anschrift=place, angebote=[offer]))
    text = built(fh, root, "md").decode()
    assert "Am Markt 7" in text and "Saal 3" not in text
