"""`fh new`: a record asked for on the terminal or given as values; nothing with errors is ever written."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.converting import Interpreter, Misunderstood
from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.naming import free, propose, slug
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.similar import similar_records
from new_registries import TODAY, fh, tree

NEW = ("--today", TODAY, "--no-input")
AWO = ["name=AWO Mölln", "status=aktiv", "rollen=Träger", "telefon=+49 40 66969120"]


def sets(*values: str) -> list[str]:
    return [part for value in values for part in ("--set", value)]


def interpreter(root: Path) -> Interpreter:
    project = Project(root, date(2026, 11, 2))
    return Interpreter(project, load_registry(project)[0])


def test_values_are_taken_as_people_write_them(root):
    done = fh(
        root,
        "new",
        "initiative",
        *NEW,
        *sets("Name=Café für Alle e. V.", "gemeinde=mölln", "Sprachen=deutsch, Ukrainisch"),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "data/initiatives/cafe-alle.yaml\n"
    assert (root / "data/initiatives/cafe-alle.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../.fh/schema/initiative.schema.json\n"
        "status: entwurf\n"
        "name: Café für Alle e. V.\n"
        'gemeinde: "01053090"\n'
        "sprachen: [de, uk]\n"
        f'letzte_aenderung: "{TODAY}"\n'
    )
    assert "Als Entwurf, weil kein Stand angegeben ist." in done.stderr
    assert "Alles andere blieb unverändert." in done.stderr


def test_a_training_goes_into_its_year_with_german_times(root):
    done = fh(
        root, "new", "veranstaltungen", *NEW,
        *sets("titel=Austausch Nord", "status=aktiv", "art=Austauschtreffen", "format=vor ort"),
        *sets("termine.0.von=14.3.2027 18 Uhr", "termine.0.bis=14.03.27, 20:30", "veranstalter=koordinierungsstelle"),
        *sets("gemeinde=Ratzeburg", "dauer_ue=2,5", "durchfuehrung=geplant"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "data/trainings/2027/austausch-nord.yaml\n"
    data = read((root / "data/trainings/2027/austausch-nord.yaml").read_bytes()).data
    assert data["termine"] == [{"von": "2027-03-14T18:00", "bis": "2027-03-14T20:30"}]
    assert data["veranstalter"] == ["partner/koordinierungsstelle"]
    assert data["dauer_ue"] == "2.5"
    assert fh(root, "validate").returncode == 0


def test_a_record_with_errors_is_shown_and_not_written(root):
    before = tree(root)
    done = fh(root, "new", "partner", *NEW, *sets("name=AWO", "status=aktiv"))
    assert done.returncode == 1
    assert "Es fehlt »rollen«" in done.stderr
    assert "data/partners/awo.yaml" in done.stderr
    assert "Nichts angelegt." in done.stderr
    assert done.stdout == ""
    assert tree(root) == before


def test_references_are_checked_against_the_whole_registry(root):
    done = fh(
        root,
        "new",
        "partner",
        "-",
        *NEW,
        stdin=json.dumps({"status": "entwurf", "name": "AWO", "zustaendig": "niemand"}),
    )
    assert done.returncode == 1
    assert "FH201" in done.stderr


@pytest.mark.parametrize("explicit", [True, False])
def test_a_record_comes_on_standard_input_as_yaml_or_json(root, explicit):
    """With `-`, and also without where nobody sits at a terminal."""
    mark = ["-"] if explicit else []
    data = {"status": "aktiv", "name": "AWO Mölln", "rollen": ["traeger"], "kontakt": {"telefon": "+49 40 66969120"}}
    assert fh(root, "new", "partner", *mark, *NEW, stdin=json.dumps(data)).stdout == "data/partners/awo-moelln.yaml\n"
    text = "name: Caritas\nstatus: aktiv\nrollen: [traeger]\nkontakt:\n  telefon: '+49 40 66969121'\n"
    assert fh(root, "new", "partner", *mark, *NEW, stdin=text).stdout == "data/partners/caritas.yaml\n"
    assert read((root / "data/partners/awo-moelln.yaml").read_bytes()).data["rollen"] == ["traeger"]
    done = fh(root, "new", "partner", *mark, *NEW, stdin="name: [offen\n")
    assert done.returncode == 2
    assert "Zeile 1" in done.stderr


def test_likely_duplicates_stop_it_unless_one_is_sure(root):
    assert fh(root, "new", "partner", *NEW, *sets(*AWO)).returncode == 0
    done = fh(root, "new", "partner", *NEW, *sets(*AWO))
    assert done.returncode == 1
    assert "Gibt es das schon? Ähnlich heißt:" in done.stderr
    assert "AWO Mölln (awo-moelln)" in done.stderr
    done = fh(root, "new", "partner", *NEW, "--yes", *sets(*AWO))
    assert done.stdout == "data/partners/awo-moelln-2.yaml\n"


def test_dry_run_shows_the_record_and_writes_nothing(root):
    before = tree(root)
    done = fh(root, "new", "need", *NEW, "--dry-run", *sets("titel=Fahrräder"))
    assert done.returncode == 0
    assert "titel: Fahrräder" in done.stdout
    assert "data/needs/fahrraeder.yaml" in done.stderr
    assert tree(root) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["new", "initiative", "--set", "nmae=X"], "Meinten Sie »name«?"),
        (["new", "initiative", "--set", "name"], "Erwartet wird feld=Wert"),
        (
            ["new", "initiative", "--set", "gemeinde=Entenhausen"],
            "gemeinde: Das Wort »Entenhausen« steht",
        ),
        (["new", "initiative", "--set", "geprueft_am=31.02.2026"], "Den 31.02.2026 gibt es nicht."),
        (["new", "initiative", "--set", "kontakt=x"], "Abschnitt mit eigenen Feldern"),
        (["new", "initiative", "--set", "traeger=nirgends"], "Einen Eintrag »nirgends« gibt es noch nicht."),
        (["new", "initiative", "--set", "name=X", "--id", "Groß"], "»Groß« kann keine Kennung sein."),
        (
            ["new", "partner", "--set", "name=X", "--id", "koordinierungsstelle"],
            "Frei ist zum Beispiel »x«",
        ),
        (["new", "initiative"], "Es gibt nichts anzulegen."),
        (["new", "quatsch"], "Die Art »quatsch« gibt es nicht."),
        (["new"], "Was soll angelegt werden? Zum Beispiel: fh new initiative"),
    ],
)
def test_what_cannot_be_understood_is_said_with_a_way_out(root, arguments, sentence):
    done = fh(root, *arguments, "--no-input")
    assert done.returncode == 2
    assert sentence in done.stderr


def test_private_records_go_to_the_private_folder_or_nowhere(root):
    done = fh(root, "new", "person", *NEW, *sets("name=Erika Beispiel", "status=aktiv"))
    assert done.stdout == "../register-privat/persons/erika-beispiel.yaml\n"
    first = (root.parent / "register-privat/persons/erika-beispiel.yaml").read_text("utf-8").splitlines()[0]
    assert first.endswith("$schema=../../register/.fh/schema/person.schema.json")
    shutil.rmtree(root.parent / "register-privat")
    done = fh(root, "new", "person", *NEW, *sets("name=Erika Beispiel"))
    assert done.returncode == 2
    assert "Den Ordner »../register-privat« gibt es nicht" in done.stderr


def test_a_note_lies_by_the_record_it_is_about(root):
    done = fh(
        root,
        "new",
        "note",
        *NEW,
        *sets("zu=initiative/beispiel-initiative", "interne_notiz=Schlüssel beim Hausmeister"),
    )
    assert done.stdout == "../register-privat/notes/initiative/beispiel-initiative.yaml\n", done.stderr


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Café Ankommen", "cafe-ankommen"),
        ("Flüchtlingshilfe Groß Grönau e. V.", "fluechtlingshilfe-gross-groenau"),
        ("Die im Ort", "ort"),
        ("Der", "der"),
        ("Frauen & Mädchen", "frauen-maedchen"),
        ("Привет", ""),
        ("A" * 100, "a" * 48),
        (
            "Ein sehr langer Name einer Initiative, die niemand ganz aufschreibt",
            "sehr-langer-name-einer-initiative-niemand-ganz",
        ),
    ],
)
def test_ids_are_short_and_readable(title, expected):
    result = slug(title)
    assert len(result) <= 48
    assert result == expected


def test_ids_are_free_and_tell_the_year(root):
    project = Project(root)
    training = project.kinds["training"]
    data = {"titel": "Austausch Nord", "termine": [{"von": "2027-03-14T18:00"}]}
    assert propose(training, data, set()) == "austausch-nord"
    assert propose(training, data, {"austausch-nord"}) == "austausch-nord-2027"
    assert propose(training, data, {"austausch-nord", "austausch-nord-2027"}) == "austausch-nord-2"
    assert propose(project.kinds["initiative"], {}, set()) == "initiative"
    assert free("a", {"a", "a-2"}) == "a-3"


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("initiative.geprueft_am", "1. März 2026", "2026-03-01"),
        ("initiative.geprueft_am", "heute", TODAY),
        ("initiative.gruendungsjahr", "2015", 2015),
        ("initiative.anschrift.oeffentlich", "ja", True),
        ("initiative.angebote.zeiten.regeln.von", "8.30 Uhr", "08:30"),
        ("initiative.angebote.zeiten.regeln.tag", "Dienstag", "di"),
        ("initiative.traeger", "Koordinierungsstelle", "koordinierungsstelle"),
        ("training.veranstalter", "koordinierungsstelle", ["partner/koordinierungsstelle"]),
        ("initiative.netzwerke", "A; B, C", ["A", "B, C"]),
        ("training.dauer_ue", "1.234,5", 1234.5),
        ("initiative.kontakt.telefon", "040/66969-123", "+49 40 66969123"),
        ("initiative.kontakt.telefon", "fragen Sie Uwe", "fragen Sie Uwe"),
    ],
)
def test_typed_values_become_what_the_schema_wants(root, field, text, value):
    kind, _, path = field.partition(".")
    reader = interpreter(root)
    assert reader.value(reader.project.kinds[kind].fields[path].schema, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("initiative.geprueft_am", "bald"),
        ("initiative.gruendungsjahr", "2015,5"),
        ("initiative.gruendungsjahr", "nan"),
        ("initiative.anschrift.oeffentlich", "vielleicht"),
        ("initiative.angebote.zeiten.regeln.von", "25 Uhr"),
        ("training.termine.von", "14.03.2026"),
    ],
)
def test_what_is_not_clear_is_never_guessed(root, field, text):
    kind, _, path = field.partition(".")
    reader = interpreter(root)
    with pytest.raises(Misunderstood):
        reader.value(reader.project.kinds[kind].fields[path].schema, text)


def test_alike_are_the_same_words_in_the_same_place_and_no_series(root):
    fh(root, "new", "initiative", *NEW, *sets("name=Fahrradwerkstatt Nord", "gemeinde=Mölln"))
    fh(
        root,
        "new",
        "training",
        *NEW,
        *sets("titel=Austausch Nord", "termine.0.von=1.2.2026 18 Uhr", "termine.0.bis=1.2.2026 19 Uhr"),
    )
    registry = interpreter(root).registry

    def alike(kind, **data):
        return [record.id for record in similar_records(registry, registry.project.kinds[kind], data)]

    assert alike("initiative", name="Die Fahrradwerkstatt Nord e. V.", gemeinde="01053090") == ["fahrradwerkstatt-nord"]
    assert alike("initiative", name="Fahrradwerkstatt Nord", gemeinde="01053100") == []
    assert alike("initiative", name="Fahrradwerkstatt Nord") == ["fahrradwerkstatt-nord"]
    assert alike("initiative", name="Sprachcafé", gemeinde="01053090") == []
    assert alike("training", titel="Austausch Nord", termine=[{"von": "2026-02-01T18:00"}]) == ["austausch-nord"]
    assert alike("training", titel="Austausch Nord", termine=[{"von": "2026-09-01T18:00"}]) == []
    assert alike("training", titel="Austausch Süd") == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
class TestOnATerminal:
    """A person answers; numbers, parts of names and German dates do."""

    def test_an_initiative_with_an_offer(self, root):
        from terminal_sessions import session

        answers = [
            "3", "Radwerkstatt Nord", "helferk", "Wir reparieren Räder.",  # state, name, kind, text
            "moelln", "", "+49 40 66969120", "", "", "", "", "",  # Gemeinde by name, contact: phone only
            "", "Deutsch, arab",  # no address, languages by parts of their names
            "j", "Offene Werkstatt", "mobi", "1", "", "j",  # an offer by part of a word and by number, with times
            "j", "Dienstag", "25 Uhr", "16 Uhr", "18:00", "n", "", "", "",  # a wrong time is asked again
            "", "", "", "n",  # target group, languages, registration; no further offer
            "1", "", "",  # the Träger by number, the proposed id, yes
        ]  # fmt: skip
        code, shown = session(root, ["new", "initiative", "--today", TODAY], answers)
        assert code == 0, shown
        assert "»25 Uhr« ist nicht als Uhrzeit lesbar." in shown
        data = read((root / "data/initiatives/radwerkstatt-nord.yaml").read_bytes()).data
        assert data == {
            "status": "aktiv",
            "name": "Radwerkstatt Nord",
            "art": "helferkreis",
            "kurzbeschreibung": "Wir reparieren Räder.",
            "gemeinde": "01053090",
            "kontakt": {"telefon": "+49 40 66969120"},
            "sprachen": ["de", "ar"],
            "angebote": [
                {
                    "id": "offene-werkstatt",
                    "titel": "Offene Werkstatt",
                    "handlungsfeld": "mobilitaet",
                    "format": "vor_ort",
                    "zeiten": {"regeln": [{"tag": "di", "von": "16:00", "bis": "18:00"}]},
                }
            ],
            "traeger": "koordinierungsstelle",
            "letzte_aenderung": TODAY,
        }

    def test_what_is_wrong_is_asked_again_instead_of_lost(self, root):
        from terminal_sessions import session

        given = sets(
            "status=aktiv", "titel=Austausch", "art=austausch", "format=vor_ort", "veranstalter=koordinierungsstelle"
        )
        answers = [
            "geplant",
            "14.12.2026 20 Uhr",
            "14.12.2026 18 Uhr",
            "n",
            "j",
            "14.12.2026 18 Uhr",
            "14.12.2026 20 Uhr",
            "n",
        ]
        code, shown = session(root, ["new", "training", "--today", TODAY, *given], [*answers, "treffen-nord", "j"])
        assert code == 0, shown
        assert "»bis« liegt vor »von«" in shown
        data = read((root / "data/trainings/2026/treffen-nord.yaml").read_bytes()).data
        assert data["termine"] == [{"von": "2026-12-14T18:00", "bis": "2026-12-14T20:00"}]

    def test_the_schema_refuses_with_the_sentence_of_the_finding(self, root):
        from terminal_sessions import session

        given = sets("status=aktiv", "name=Café", "art=helferkreis", "gemeinde=Mölln", "telefon=+49 40 66969120")
        code, shown = session(root, ["new", "initiative", "--today", TODAY, *given], ["x" * 300, "Kurz.", "", "n"])
        assert code == 1
        assert "»kurzbeschreibung« ist 300 Zeichen lang; Platz ist für 280. Bitte um 20 Zeichen kürzen." in " ".join(
            shown.split()
        )
        assert "kurzbeschreibung: Kurz." in shown
        assert not (root / "data/initiatives/cafe.yaml").exists()

    def test_ctrl_c_writes_nothing(self, root):
        from terminal_sessions import session

        before = tree(root)
        code, shown = session(root, ["new", "initiative"], ["3", "Radwerkstatt"])
        assert code == 130
        assert "Abgebrochen." in shown
        assert tree(root) == before
