"""The interactive paths on a real terminal of 80 × 24: lists that narrow, and the paths a new user takes."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
import yaml

from fluechtlingshilfe_cli import cli, narrowing
from fluechtlingshilfe_cli.narrowing import List, Row
from projects import ROOT, initiative, write
from terminal_sessions import CTRL_C, DOWN, ENTER, ESCAPE, UP, Terminal

if os.name != "posix":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

ELBE = "data/initiatives/fahrradwerkstatt-elbe.yaml"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A clean copy of the example, as a new user has it."""
    for name in ("data", "private.example", "texte", "bilder"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "fh.yaml", tmp_path)
    return tmp_path


def data(folder: Path, file: str) -> dict[str, object]:
    return dict(yaml.safe_load((folder / file).read_text("utf-8")))


def test_find_by_half_a_name_correct_the_number_confirm_and_see_what_is_due(example: Path) -> None:
    """The script of a new user: nothing is typed that the tool did not suggest, but the words looked for."""
    code, start = Terminal(example).end()
    assert code == 0
    assert "Jetzt hilft am meisten" in start
    assert "Alle Befehle: fh --help" in start

    found = Terminal(example, "show", "fahrrad")
    found.expect("Welcher Eintrag?", "> ", "Esc bricht ab")
    found.type("elb").expect("> Fahrradwerkstatt Elbe", "Geesthacht · fahrradwerkstatt-elbe", "1 von 5")
    code, card = found.type(ENTER).end()
    assert code == 0
    assert "+49 40 66969126" in card
    assert "fh set fahrradwerkstatt-elbe" in card.splitlines()[-2]
    assert "fh confirm fahrradwerkstatt-elbe" in card.splitlines()[-1]

    change = Terminal(example, "set", "fahrradwerkstatt-elbe")
    change.expect("Welche Angabe soll sich ändern?")
    change.type("tel").expect("> Telefon", "+49 40 66969126")
    change.type(ENTER).expect("Telefon (Enter = so lassen, - = entfernen): ")
    code, said = change.type("040 66969 155" + ENTER).end()
    assert code == 0
    assert "Telefon: +49 40 66969126 → +49 40 66969155" in said
    assert "fh confirm fahrradwerkstatt-elbe" in said
    assert data(example, ELBE)["kontakt"]["telefon"] == "+49 40 66969155"  # type: ignore[index]

    code, said = Terminal(example, "confirm", "fahrradwerkstatt-elbe").end()
    assert code == 0
    assert "bestätigt am 02.11.2026" in said
    assert "Ist sie behoben: fh complaint fahrradwerkstatt-elbe --erledigt" in said
    assert "fh due" in said
    assert str(data(example, ELBE)["geprueft_am"]) == "2026-11-02"

    code, said = Terminal(example, "due").end()
    assert code == 0
    assert "von 59 Einträgen sind fällig." in said


def test_what_has_ended_is_not_to_be_confirmed(example: Path) -> None:
    _, said = Terminal(example, "set", "fahrradwerkstatt-elbe", "status=beendet").end()
    assert "Gespeichert" in said
    assert "fh confirm" not in said


def test_what_is_new_is_asked_for_without_words_of_files(example: Path) -> None:
    """The kind first; codes and keys stay in the files, and a number is written as everywhere."""
    made = Terminal(example, "new")
    made.expect("Was soll angelegt werden?", "> Initiative")
    made.type(ENTER).expect("Stand: ")
    made.type("entw").expect("> Entwurf")
    made.type(ENTER).expect("Name: ")
    made.type("Radtreff Sterley" + ENTER).expect("Art der Initiative: ")
    made.type(ENTER).expect("Kurzbeschreibung")
    made.type(ENTER).expect("Sitz der Initiative. Der Teilkreis")
    made.type("sterl").expect("> Sterley")
    made.type(ENTER).expect("Jetzt angeben?")
    made.type("j" + ENTER).expect("Bezeichnung (Enter")
    made.type(ENTER).expect("Telefon (Enter")
    made.type("040 66969 123" + ENTER).expect("Mobiltelefon (Enter")
    code, _ = made.type(CTRL_C).end()
    assert code == 130
    assert not list((example / "data/initiatives").glob("radtreff*"))


def test_what_joins_a_record_is_asked_for(example: Path) -> None:
    """First the entry, then the list, then what its sections need; the new one has an id that is still free."""
    added = Terminal(example, "add", "fahrradwerkstatt-elbe")
    added.expect("Was soll dazukommen?")
    added.type("angeb").expect("> Angebote", "eingetragen")
    added.type(ENTER).expect("Titel: ")
    added.type("Reparieren am Samstag" + ENTER).expect("Handlungsfeld: ")
    added.type("mobil").expect("> Mobilität")
    added.type(ENTER).expect("Form: ")
    added.type("vor ort").expect("> vor Ort")
    added.type(ENTER).expect("Kurzbeschreibung (Enter = weglassen)")
    added.type(ENTER).expect("Jetzt angeben?")
    for question in ("Zielgruppen: ", "Sprachen: ", "Anmeldung", "Noch mehr davon?"):
        added.type(ENTER)
        added.expect(question)
    code, said = added.type("n" + ENTER).end()
    assert code == 0
    assert "Angebote (reparieren-samstag) ergänzt." in said
    assert "Zurück: mit »fh remove« entfernen, was dazukam." in said
    assert max(map(len, said.splitlines())) <= 80
    offers = data(example, ELBE)["angebote"]
    assert isinstance(offers, list)
    assert {"id": "reparieren-samstag", "titel": "Reparieren am Samstag"}.items() <= offers[-1].items()


def test_an_answer_begins_with_those_who_are_due(example: Path) -> None:
    asked = Terminal(example, "answer")
    asked.expect("> Nachbarschaftshilfe Groß Grönau", "zuletzt bestätigt am 12.11.2024", "59 von 59")
    asked.type(ENTER).expect("Was war die Antwort?", "> ", "stimmt")
    code, said = asked.type(ENTER).end()
    assert code == 0
    assert "Nachbarschaftshilfe Groß Grönau – bestätigt" in said
    assert str(data(example, "data/initiatives/nachbarschaftshilfe-gross-groenau.yaml")["geprueft_am"]) == "2026-11-02"


def test_confirming_without_a_name_offers_who_is_due(example: Path) -> None:
    asked = Terminal(example, "confirm")
    asked.expect("> Nachbarschaftshilfe")
    asked.type("nusse").expect("> Pfarrhauscafé Nusse", "1 von 59")
    code, said = asked.type(ENTER).end()
    assert code == 0
    assert "Pfarrhauscafé Nusse: bestätigt am 02.11.2026" in said


def test_ending_asks_which_and_why(example: Path) -> None:
    asked = Terminal(example, "end")
    asked.expect("Welcher Eintrag?")
    asked.type("lesepat steckn").expect("> Lesepaten an der Stecknitz")
    asked.type(ENTER).expect("Warum? Ein Satz, ohne Namen: ")
    code, said = asked.type("Zu wenige Freiwillige." + ENTER).end()
    assert code == 0
    assert "beendet" in said
    assert data(example, "data/initiatives/lesepaten-niendorf.yaml")["status"] == "beendet"


def test_a_word_of_a_list_is_chosen_for_a_field(example: Path) -> None:
    """The Gemeinde of a record, found by its name without umlauts; what stands there is marked first."""
    asked = Terminal(example, "set", "fahrradwerkstatt-elbe")
    asked.expect("Welche Angabe")
    asked.type("gemeinde").expect("> Gemeinde")
    asked.type(ENTER).expect("? Gemeinde: ", "> Geesthacht")
    asked.type("moelln").expect("> Mölln")
    code, said = asked.type(ENTER).end()
    assert code == 0
    assert "Gemeinde: Geesthacht → Mölln" in said


def test_several_words_are_chosen_one_after_the_other(example: Path) -> None:
    """What is chosen already is marked; Enter takes or drops, an empty Enter ends."""
    asked = Terminal(example, "set", "fahrradwerkstatt-elbe")
    asked.expect("Welche Angabe")
    asked.type("sprachen").expect("> Sprachen")
    asked.type(ENTER).expect("? Sprachen: ", "4 gewählt")
    asked.type("dari").expect("> ", "Dari")
    asked.type(ENTER).expect("5 gewählt", "? Sprachen:\n")
    asked.type("englisch").expect("> x Englisch")
    asked.type(ENTER).expect("4 gewählt", "? Sprachen:\n")
    code, _ = asked.type(ENTER).end()
    assert code == 0
    assert data(example, ELBE)["sprachen"] == ["de", "ar", "fa", "prs"]


def test_what_goes_is_chosen_without_words_of_files(example: Path) -> None:
    """First the entry, then what of it, of a list also which; what an entry needs is not offered."""
    asked = Terminal(example, "remove")
    asked.expect("Welcher Eintrag?")
    asked.type("fahrradwerkstatt elbe").expect("> Fahrradwerkstatt Elbe")
    asked.type(ENTER).expect("Was soll weg?", "Telefon")
    asked.type("sprachen").expect("> Sprachen")
    asked.type(ENTER).expect("Sprachen: was davon?")
    asked.type("farsi").expect("> ", "1 von 4")
    asked.type(ENTER).expect("1 gewählt", "was davon?\n")
    code, said = asked.type(ENTER).end()
    assert code == 0
    assert "Sprachen entfernt" in said
    assert "fa" not in data(example, ELBE)["sprachen"]
    asked = Terminal(example, "remove", "fahrradwerkstatt-elbe")
    asked.expect("Was soll weg?")
    asked.type("gemeinde").expect("Nichts passt")
    assert asked.type(ESCAPE).end()[0] == 130


def test_what_is_translated_is_told_for_a_language_that_is_chosen(example: Path) -> None:
    asked = Terminal(example, "translate", "cafe-ankommen")
    asked.expect("In welche Sprache?", "5 von 14 übersetzt")
    asked.type("arabisch").expect("> Arabisch")
    code, said = asked.type(ENTER).end()
    assert code == 0
    assert "5 von 14 Texten übersetzt." in said


def test_a_question_on_the_phone_is_counted_without_knowing_a_word(example: Path) -> None:
    asked = Terminal(example, "enquiry")
    asked.expect("Wobei wird Hilfe gesucht?", "> ")
    asked.type("fahrr").expect("> Mobilität")
    asked.type(ENTER).expect("In welcher Gemeinde?", "Enter = weglassen")
    asked.type("gulz").expect("> Gülzow")
    asked.type(ENTER).expect("Gab es ein passendes Angebot? [j/N]: ")
    code, said = asked.type("n" + ENTER).end()
    assert code == 0
    assert "Frage nach Mobilität in Gülzow, noch ohne Antwort" in said.replace("\n", " ")


def test_a_new_record_is_asked_for_with_lists(example: Path) -> None:
    asked = Terminal(example, "new", "partner", "--set", "name=Sprachhaus Mölln")
    asked.expect("? ")
    asked.type(CTRL_C)
    code, said = asked.end()
    assert code == 130
    assert "Es wurde nichts halb geschrieben." in said
    assert not list((example / "data/partners").glob("sprachhaus*"))


@pytest.mark.parametrize("key", [ESCAPE, CTRL_C, "\x04"])
def test_leaving_a_list_changes_nothing_and_leaves_the_screen_clean(example: Path, key: str) -> None:
    before = (example / ELBE).read_bytes()
    asked = Terminal(example, "set", "fahrradwerkstatt-elbe")
    asked.expect("Welche Angabe soll sich ändern?", "Esc bricht ab")
    code, said = asked.type(key).end()
    assert code == 130
    assert "Welche Angabe" not in said
    assert said.splitlines()[-1] == "Abgebrochen. Es wurde nichts halb geschrieben."
    assert (example / ELBE).read_bytes() == before


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_where_lists_cannot_narrow_numbers_are_typed(tmp_path: Path, environment: dict[str, str]) -> None:
    files = {f"data/initiatives/cafe-{name}.yaml": initiative(name=f"Café {name.title()}") for name in ("nord", "sued")}
    write(tmp_path, {**files})
    asked = Terminal(tmp_path, "show", "café", **environment)
    asked.expect("1 Café Nord", "2 Café Sued", "(Nummer oder Name): ")
    code, said = asked.type("2" + ENTER).end()
    assert code == 0
    assert "Café Sued" in said


@pytest.mark.parametrize(
    "command", ["show", "set", "confirm", "answer", "edit", "end", "rename", "log", "letter", "remove", "translate"]
)
def test_without_a_terminal_nothing_is_asked(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {"data/initiatives/cafe.yaml": initiative()}))
    assert cli.run([command]) == 2
    said = capsys.readouterr().err
    assert "Es fehlt die Angabe KENNUNG." in said or "Welche Einträge?" in said or "An wen?" in said


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("remove", "Was soll weg? Zum Beispiel: fh remove cafe FELD"),
        ("translate", "In welche Sprache? Zum Beispiel: fh translate cafe Ukrainisch"),
    ],
)
def test_with_an_entry_alone_the_rest_is_told(
    tmp_path: Path, command: str, sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {"data/initiatives/cafe.yaml": initiative()}))
    assert cli.run([command, "cafe"]) == 2
    assert sentence in capsys.readouterr().err


def test_no_input_asks_nothing_on_a_terminal_either(tmp_path: Path) -> None:
    code, said = Terminal(write(tmp_path, {"data/initiatives/cafe.yaml": initiative()}), "set", "--no-input").end()
    assert code == 2
    assert "Es fehlt die Angabe KENNUNG." in said


ROWS = [
    Row("cafe-uelzen", "Café Übergang", "Mölln · cafe-uelzen"),
    Row("rad", "Fahrradhilfe", "Gülzow · rad", ("Radhilfe",)),
    Row("elbe", "Fahrradwerkstatt Elbe", "Geesthacht · elbe"),
]


def fitting(typed: str) -> list[str]:
    choices = List(ROWS)
    choices.type(typed)
    return [row.code for row in choices.fitting]


def test_words_narrow_in_any_order_with_umlauts_as_they_come() -> None:
    assert fitting("ubergang") == fitting("UEBERGANG") == fitting("Übergang") == ["cafe-uelzen"]
    assert fitting("guelzow rad") == ["rad"]
    assert fitting("elbe fahrrad") == ["elbe"]
    assert fitting("e-l") == ["elbe"] or fitting("fahrrad") == ["rad", "elbe"]


def test_what_begins_with_the_words_comes_before_what_contains_them() -> None:
    choices = List([Row("a", "Umweltladen"), Row("b", "Weltladen")])
    choices.type("welt")
    assert [row.code for row in choices.fitting] == ["b", "a"]


def test_a_slip_of_typing_offers_what_sounds_alike() -> None:
    choices = List(ROWS)
    choices.type("Fahradhilfe")
    assert ([row.code for row in choices.fitting], choices.guessed) == (["rad"], True)


def test_enter_takes_nothing_where_nothing_fits() -> None:
    choices = List(ROWS)
    choices.type("xyzxyz")
    assert not choices.enter()
    assert choices.hint.startswith("Nichts passt.")


def test_the_mark_stays_in_the_list_and_the_list_in_the_screen() -> None:
    choices = List([Row(str(number), f"Nummer {number}") for number in range(100)])
    choices.move(-5)
    assert choices.here == 0
    choices.move(1000)
    first, rows = choices.seen
    assert (choices.here, first, len(rows)) == (99, 90, narrowing.SHOWN)


def test_ten_thousand_names_narrow_within_the_blink_of_an_eye() -> None:
    """Measured against folding all of them once, which happens before the first key."""
    rows = [Row(f"eintrag-{number}", f"Sprachcafé {number} am Übergang", "Mölln") for number in range(10_000)]
    begin = time.process_time()
    choices = List(rows)
    ready = time.process_time()
    choices.type("sprachcafe 777 uberg")
    assert len(choices.fitting) == 19
    assert time.process_time() - ready < ready - begin


def test_arrows_move_the_mark(example: Path) -> None:
    asked = Terminal(example, "show", "fahrrad")
    asked.expect("> Fahrradhilfe")
    asked.type(DOWN).expect("> Fahrradscheune")
    asked.type(UP).expect("> Fahrradhilfe")
    asked.type(ESCAPE)
    assert asked.end()[0] == 130
