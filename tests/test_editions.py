"""An edition is built from its stored state, with the persons of today; news, numbers and what is said about it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from editions import CONSENT, NUMBER, SETTINGS, group, person, registry
from repositories import Fh, Told, caller, commit, git, put

FORMS = ("md", "html", "pdf", "json")
JULY = ("--today", "2026-07-20")
TITLE = "Gemeinsam ankommen 2026"


@pytest.fixture
def fh(capfd, monkeypatch) -> Fh:
    return caller(capfd, monkeypatch)


def built(fh: Fh, root: Path, form: str, *more: str) -> bytes:
    """The finished edition 2026."""
    target = root.parent / f"heft.{form}"
    told = fh(root, "directory", "--edition", "2026", "-o", str(target), *(more or JULY))
    assert told.code == 0, told.err
    return target.read_bytes()


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


# What is new since the edition before


def news(fh: Fh, root: Path) -> str:
    """The section of the edition 2027."""
    told = fh(root, "directory", "--edition", "2027", "--today", "2027-06-01")
    assert told.code == 0, told.err
    return told.out.partition("## Neu, geändert, entfallen\n\n")[2].partition("\n<a id=")[0]


def test_news_tell_what_is_new_changed_and_gone_in_words_of_readers(tmp_path, fh):
    root = registry(tmp_path)
    git(root, "tag", "ausgabe-2026")
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe"))
    contact = {"email": "neu@cafe-ankommen.example", "telefon": "+49 40 66969555"}
    put(root, "data/initiatives/cafe.yaml", group("Café Ankommen", kontakt=contact, kontaktpersonen=["p-17"]))
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", geprueft_am="2027-05-01"))
    ended = {"status": "beendet", "beendet_am": "2027-02-01", "beendet_grund": "-", "nachfolge": ["initiative/cafe"]}
    put(root, "data/initiatives/lotsen.yaml", group("Lotsendienst", **ended))
    assert news(fh, root) == (
        "Was sich seit der Ausgabe 2026 geändert hat.\n\n"
        "### Neu\n\n- [Neue Gruppe](#initiative--neu), Mölln. Begegnungscafé.\n\n"
        "### Geändert\n\n- [Café Ankommen](#initiative--cafe), Mölln. Neue Telefonnummer. Neue E-Mail-Adresse.\n\n"
        "### Entfallen\n\n- Lotsendienst, Mölln. Weiter bei [Café Ankommen](#initiative--cafe).\n"
    )


def test_without_an_edition_before_there_are_no_news(tmp_path, fh):
    assert news(fh, registry(tmp_path)) == ""


def test_a_new_id_or_another_contact_person_is_no_news(tmp_path, fh):
    root = registry(tmp_path)
    git(root, "tag", "ausgabe-2026")
    (root / "data/initiatives/cafe.yaml").unlink()
    put(root, "data/initiatives/cafe-anders.yaml", group("Café Ankommen", kontaktpersonen=[]))
    assert news(fh, root) == ""


# What may not go to print


def check(fh: Fh, root: Path, *more: str) -> tuple[int, str, str]:
    told = fh(root, "directory", "--check", "--edition", "2026", "--today", "2026-06-20", *more)
    return told.code, told.out, told.err


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


# Release


def release(fh: Fh, root: Path, *more: str, day: str = "2026-07-14", edition: str = "2026") -> Told:
    who = ("--durch", "Leitung der Stelle")
    return fh(root, "directory", "--freigeben", "--edition", edition, *who, "--today", day, *more)


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


# Proof sheets


def test_proof_sheets_show_what_will_be_printed_and_ask_for_an_answer(tmp_path, fh):
    root = registry(tmp_path)
    target = tmp_path / "abzug.md"
    told = fh(root, "directory", "--korrekturabzug", "--edition", "2026", "-o", str(target), *JULY)
    assert told.err == f"{target}: Korrekturabzug für 3 Initiativen, zurück bis 03.08.2026.\n"
    text = target.read_text("utf-8")
    assert text.count("# Korrekturabzug: ") == 3
    first = text.partition("\n---\n")[0]
    assert "### Café Ankommen" in first and "| Ansprechperson | Petra Beispielfrau, " in first
    assert "- [ ] Telefon\n" in first, "what is missing"
    assert "| Name | Café Ankommen | ☐ | |" in first
    assert "Zurück an" in first and "info@stelle.example" in first and "**Bitte bis 03.08.2026.**" in first


@pytest.mark.parametrize("form", ["pdf", "html", "md"])
def test_a_folder_gets_one_sheet_each_and_nothing_that_is_not_released(tmp_path, fh, form):
    root = registry(tmp_path)
    put(tmp_path / "privat", "persons/p-17.yaml", person(einwilligungen=[]))
    folder = tmp_path / "abzug"
    more = ("-o", str(folder), "--format", form, "--bis", "31.07.2026", *JULY)
    assert fh(root, "directory", "--korrekturabzug", "--edition", "2026", *more).code == 0
    assert sorted(path.name for path in folder.iterdir()) == [f"{id}.{form}" for id in ("cafe", "lotsen", "rad")]
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert fh(root, "directory", "--korrekturabzug", "--edition", "2026", *more).code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    if form != "pdf":
        text = first[f"cafe.{form}"].decode()
        assert "Beispielfrau" not in text and NUMBER not in text
        assert "hat für den Druck nicht eingewilligt" in text and "31.07.2026" in text


def test_who_keeps_the_address_secret_is_not_asked_for_it(tmp_path, fh):
    root = registry(tmp_path)
    place = {"strasse": "Geheimweg 1", "plz": "23879", "ort": "Mölln", "oeffentlich": False}
    put(root, "data/initiatives/cafe.yaml", group("Café Ankommen", anschrift=place))
    fh(root, "directory", "--korrekturabzug", "--edition", "2026", "-o", str(tmp_path / "x"), "-f", "md", *JULY)
    text = (tmp_path / "x/cafe.md").read_text("utf-8")
    assert "- [ ] Anschrift" not in text and "Geheimweg" not in text


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


# What has become secret since


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


def test_a_registry_without_editions_can_be_checked_and_proofed(tmp_path, fh):
    root = registry(tmp_path)
    put(root, "fh.yaml", SETTINGS.partition("ausgaben:")[0])
    assert fh(root, "directory", "--check", "--today", "2026-06-20").err == "Alles kann in Druck gehen.\n"
    target = tmp_path / "abzug.md"
    told = fh(root, "directory", "--korrekturabzug", "-o", str(target), "--today", "2026-06-20")
    assert told.err == f"{target}: Korrekturabzug für 3 Initiativen, zurück bis 04.07.2026.\n"
    assert "»Gemeinsam ankommen«" in target.read_text("utf-8")
