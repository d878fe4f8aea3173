"""Letters of the yearly enquiry: who gets what, to the byte where it matters; nothing leaves that must not."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
import yaml

from asked_registries import FILES, NOTE, SETTINGS
from fluechtlingshilfe_cli.leakcheck import leaks
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from projects import Run, as_yaml, initiative, text, write

OUT = Path("private/ausgabe/abfrage-2026-11-02")


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in the registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


def opened(name: str) -> EmailMessage:
    """A draft as a mail program reads it."""
    message = message_from_bytes((OUT / name).read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(name: str) -> str:
    """The text of a draft."""
    return str(opened(name).get_content()).replace("\r\n", "\n")


def test_everybody_due_gets_the_best_way(fh: Run) -> None:
    code, out, err = fh("letter", "--due")
    assert code == 0
    assert out == (
        "Weg     Eintrag       Wohin\n"
        "──────  ────────────  ──────────────────────────────\n"
        "Brief   Neue Runde    Seestraße 2, 23879 Mölln\n"
        "E-Mail  Radhaus       rad@radhaus.example\n"
        "E-Mail  Treff am See  an person-01, mit Einwilligung\n"
    )
    assert sorted(path.name for path in OUT.iterdir()) == [".gitignore", "briefe.pdf", "radhaus.eml", "treff.eml"]
    assert (OUT / ".gitignore").read_text().endswith("*\n")
    assert err.endswith("2 E-Mails, 1 Brief, 0 Anrufe\n")
    assert '- gefragt_am: "2026-11-02"\n    auf: email\n    zweck: [angaben]\n' in text(NOTE)
    assert "auf: brief" in text("private/notes/initiative/neu.yaml")
    assert "gefragt heute (Brief)\n" in fh("due")[1]
    assert fh("validate")[0] == 0


def test_a_draft_is_ready_to_send(fh: Run) -> None:
    fh("letter", "radhaus", "--bis", "20.11.2026")
    raw = (OUT / "radhaus.eml").read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b""), "RFC 5322: lines end with CRLF"
    message = opened("radhaus.eml")
    assert message.keys() == [
        *("From", "To", "Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version")
    ]
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Radhaus <rad@radhaus.example>"
    assert message["From"] == "Koordinierungsstelle <info@stelle.example>"
    assert message["Subject"] == "Stimmt Ihr Eintrag noch? Radhaus [radhaus]"
    body = body_of("radhaus.eml")
    assert body.startswith("Guten Tag,\n\neinmal im Jahr fragen wir")
    for line in ("( ) Alles stimmt so.", "( ) Es hat sich etwas geändert", "( ) Uns gibt es nicht mehr"):
        assert line in body
    assert "bis zum 20.11.2026" in body
    assert "Kontakt: +49 40 66969133, rad@radhaus.example\n" in body
    assert "Ehrenamtliche" not in body


def test_a_person_is_addressed_only_with_consent(fh: Run) -> None:
    fh("letter", "treff")
    message = opened("treff.eml")
    assert message["To"] == "Erika Muster <erika.muster@post.example>"
    assert body_of("treff.eml").startswith("Liebe Frau Muster,\n")
    assert "66969801" not in body_of("treff.eml"), "the number is nobody's business, not even in her own mail"
    person = Path("private/persons/person-01.yaml")
    person.write_text(person.read_text("utf-8") + '    widerrufen_am: "2026-10-01"\n', "utf-8")
    assert fh("letter", "treff", "--dry-run")[1].splitlines()[-1] == "Anruf  Treff am See  keine Nummer im Eintrag"


def test_nothing_private_stands_in_what_goes_to_offices(fh: Run) -> None:
    fh("letter", "--due", "--zweck", "beides")
    registry, _ = load_registry(Project(Path.cwd()))
    paper = subprocess.run(["pdftotext", OUT / "briefe.pdf", "-"], capture_output=True, text=True, check=True).stdout
    for shown in (opened("radhaus.eml").as_string(), paper):
        assert leaks(shown, registry, "druck") == []
        assert "Niemand hebt ab" not in shown


def test_a_leak_in_prose_stops_all_letters(fh: Run) -> None:
    Path("data/initiatives/radhaus.yaml").write_text(
        initiative(name="Radhaus", kurzbeschreibung="Fragen an Erika Muster."), "utf-8"
    )
    code, _, err = fh("letter", "radhaus")
    assert code == 1
    assert "person/person-01: Name" in err
    assert not OUT.exists()


def test_figures_are_asked_for_with_their_stichtag(fh: Run) -> None:
    assert fh("letter", "radhaus", "--zweck", "zahlen")[0] == 0
    message = opened("radhaus.eml")
    assert message["Subject"] == "Wie viele Ehrenamtliche waren es am 31.12.2025? Radhaus [radhaus]"
    body = body_of("radhaus.eml")
    assert "( ) Am 31.12.2025 waren wir ... Ehrenamtliche (gezählt / geschätzt)." in body
    assert "VERZEICHNIS" not in body and "Alles stimmt so" not in body
    assert "zweck: [zahlen]" in text(NOTE)
    assert "gefragt am 02.03.2026" in fh("due")[1], "the entry itself was asked about in March"
    assert fh("answer", "radhaus", "--ehrenamtliche", "9")[0] == 0
    assert text(NOTE).count("antwort: bestaetigt") == 1


def test_same_data_same_bytes_and_asked_once(fh: Run) -> None:
    fh("letter", "--due")
    first = {path.name: path.read_bytes() for path in OUT.iterdir()}
    note = text(NOTE)
    fh("letter", "--due")
    assert {path.name: path.read_bytes() for path in OUT.iterdir()} == first
    assert text(NOTE) == note


def test_trying_out_leaves_no_trace(fh: Run) -> None:
    note = text(NOTE)
    code, _, err = fh("letter", "--due", "--dry-run")
    assert (code, err.splitlines()[-1][:35]) == (0, "Nichts geschrieben (--dry-run). Der")
    assert not OUT.exists()
    fh("letter", "radhaus", "--ohne-vermerk", "-o", "probe")
    assert sorted(path.name for path in Path("probe").iterdir()) == [".gitignore", "radhaus.eml"]
    assert text(NOTE) == note


def test_the_mail_merge_has_addresses_in_columns(fh: Run) -> None:
    fh("letter", "--due", "--format", "csv", "-o", "serie")
    raw = Path("serie/serienbrief.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = {row["kennung"]: row for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")}
    assert rows["neu"]["anschrift1"] == "Neue Runde" and rows["neu"]["anschrift3"] == "23879 Mölln"
    assert rows["radhaus"]["email"] == "rad@radhaus.example" and rows["radhaus"]["anschrift1"] == ""
    assert rows["treff"]["anrede"] == "Liebe Frau Muster"
    fh("letter", "--due", "--format", "xlsx", "-o", "serie")
    book = openpyxl.load_workbook("serie/serienbrief.xlsx")
    assert [cell.value for cell in book["Serienbrief"]["A"]] == ["Kennung", "neu", "radhaus", "treff"]


def test_the_letter_fits_the_window_of_an_envelope(fh: Run) -> None:
    """DIN 5008 form B: recipient between 62.7 and 90 mm from above and 20 to 105 mm from the left; text from 98 mm."""
    fh("letter", "neu", "--format", "pdf")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", OUT / "briefe.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = boxes.split("<page")[1:]
    assert len(pages) == 1
    words = [
        (word, *(float(number) * 25.4 / 72 for number in place))
        for *place, word in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', boxes
        )
    ]
    window = [box for word, *box in words if word in ("Neue", "Seestraße", "23879") and 62 < box[1] < 98]
    assert len(window) == 3
    lefts, tops, rights, bottoms = zip(*window, strict=True)
    assert 20 < min(lefts) < max(rights) < 105 and 62 < min(tops) < max(bottoms) < 90
    heading = next(top for word, _, top, _, _ in words if word == "Stimmt")
    assert 98 < heading < 104


def test_who_is_meant_must_be_said(fh: Run) -> None:
    assert "An wen?" in fh("letter")[2]
    assert "An wen?" in fh("letter", "radhaus", "--due")[2]
    assert "nur zusammen mit --due" in fh("letter", "radhaus", "--gemeinde", "Mölln")[2]
    assert "Möglich sind: angaben, zahlen, beides" in fh("letter", "--due", "--zweck", "alles")[2]
    assert fh("letter", "--due", "--gemeinde", "Geesthacht") == (
        0,
        "",
        "Niemand ist fällig; es gibt nichts zu schreiben.\n",
    )


def test_a_project_has_its_own_words(fh: Run) -> None:
    Path("templates/letters").mkdir(parents=True)
    Path("templates/letters/schluss.txt.j2").write_text("Bis bald!\n\n{{ absender }}", "utf-8")
    fh("letter", "radhaus")
    assert "Bis bald!\n\nKoordinierungsstelle\n" in body_of("radhaus.eml")
    Path("templates/letters/schluss.txt.j2").write_text("{{ gibtsnicht }}", "utf-8")
    code, _, err = fh("letter", "radhaus")
    assert code == 2 and "letters/schluss.txt.j2" in err


@pytest.mark.parametrize("name", ["=1+1", "Café\r\nBcc: x@y.example", "A" * 80])
def test_a_name_is_only_a_name(fh: Run, name: str) -> None:
    """No record can write headers, and no cell is a formula."""
    Path("data/initiatives/radhaus.yaml").write_text(as_yaml({**yaml.safe_load(initiative()), "name": name}), "utf-8")
    assert fh("letter", "radhaus", "--ohne-vermerk")[0] == 0
    message = opened("radhaus.eml")
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "info@cafe-ankommen.example"
    fh("letter", "radhaus", "--ohne-vermerk", "-f", "csv", "-o", "serie")
    assert ";=1" not in Path("serie/serienbrief.csv").read_text("utf-8")


def test_a_mailbox_with_umlauts_works_and_a_broken_one_is_none(fh: Run) -> None:
    path = Path("data/initiatives/radhaus.yaml")
    path.write_text(path.read_text("utf-8").replace("rad@radhaus.example", "rad@radhäuser.example"), "utf-8")
    fh("letter", "radhaus")
    assert opened("radhaus.eml")["To"].addresses[0].addr_spec == "rad@xn--radhuser-3za.example"
    path.write_text(path.read_text("utf-8").replace("rad@radhäuser.example", "rad beim radhaus"), "utf-8")
    assert fh("letter", "radhaus", "--dry-run")[1].splitlines()[-1] == "Anruf  Radhaus  +49 40 66969133"


def test_letters_and_names_of_all_scripts_come_out_of_a_draft_as_they_went_in(fh: Run) -> None:
    """Subject and text in UTF-8, however long; the address is what every program understands."""
    name = "Nähstube »Żółw« – دار السلام, Treffpunkt für Frauen und Kinder aus der ganzen Umgebung"
    Path("data/initiatives/radhaus.yaml").write_text(
        initiative(name=name, geprueft_am=None, kontakt={"email": "info@nähstube.example"}), "utf-8"
    )
    assert fh("letter", "radhaus")[0] == 0
    message = opened("radhaus.eml")
    assert message["Subject"] == f"Stimmt Ihr Eintrag noch? {name} [radhaus]"
    # Python breaks a long encoded name at its comma and reads a blank there; no program shows that.
    assert message["To"].addresses[0].display_name.replace(" ,", ",") == name
    assert message["To"].addresses[0].addr_spec == "info@xn--nhstube-5wa.example"
    assert message["X-Unsent"] == "1"
    assert message.get_content_charset() == "utf-8"
    assert name in body_of("radhaus.eml")
    assert max(map(len, (OUT / "radhaus.eml").read_bytes().split(b"\r\n"))) <= 998


def tree() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path("private").rglob("*.yaml")}


def test_drafts_that_were_never_sent_are_taken_back(fh: Run) -> None:
    """The registry says of everybody what it said before; older letters and answers stay."""
    before = fh("due", "-f", "json")[1]
    note = text(NOTE)
    fh("letter", "--due")
    assert fh("due", "-f", "json")[1] != before
    code, out, err = fh("letter", "--zuruecknehmen", "--dry-run")
    assert (code, err) == (0, "Nichts gespeichert (--dry-run).\n")
    assert "Radhaus: Anschreiben vom 02.11.2026\n" in out
    written = tree()
    assert fh("letter", "--zuruecknehmen")[::2] == (1, "Nichts zurückgenommen. Ohne Rückfrage geht es mit: --yes\n")
    assert tree() == written, "nobody was asked, so nothing happens"
    code, out, err = fh("letter", "--zuruecknehmen", "--yes")
    assert code == 0
    assert err.endswith("wieder als nicht angeschrieben.\n")
    assert fh("due", "-f", "json")[1] == before
    assert [line for line in text(NOTE).splitlines() if "letzte_aenderung" not in line] == note.splitlines()
    assert fh("validate")[0] == 0


def test_only_a_named_letter_is_taken_back_and_an_answered_one_never(fh: Run) -> None:
    fh("letter", "radhaus", "neu")
    fh("confirm", "neu", "--am", "02.11.2026")
    assert fh("letter", "radhaus", "--zuruecknehmen", "--yes")[2].endswith(
        "1 Eintrag gilt wieder als nicht angeschrieben.\n"
    )
    assert "2026-11-02" not in [line.strip() for line in text(NOTE).splitlines() if "gefragt_am" in line]
    fh("confirm", "radhaus")
    assert "Nichts zurückzunehmen" in fh("letter", "radhaus", "--zuruecknehmen", "--yes")[2]
