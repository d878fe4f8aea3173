"""`fh search`: full text, and the answer on the phone."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fluechtlingshilfe_cli.queries.excerpts import marks
from fluechtlingshilfe_cli.queries.searching import AWAY, HERE, MEANT, SAID, SERVED, search
from fluechtlingshilfe_cli.queries.words import stem, strength
from fluechtlingshilfe_cli.views import phone_answer
from fluechtlingshilfe_cli.views.phone_answer import read_aloud
from projects import as_yaml
from questions import fh, folder, group, offer, registry, weekly


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return registry(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("screen"))


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def titles(source, question, **options):
    return [hit.unit.title for hit in search(source, question, **options).hits]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Fahrradreparatur", "Fahrradreparatur"),
        ("FAHRRAD", "Fahrradreparatur"),
        ("Reparatur", "Fahrradreparatur"),  # the end of a compound
        ("begleitung", "Hilfe mit Papieren"),  # in its description
        ("tauschboerse", "Tauschbörse"),
        ("tauschborse", "Tauschbörse"),
        ("Fahrrädern", "Fahrradreparatur"),  # an ending
        ("Farrad", "Fahrradreparatur"),  # one slip
        ("Deutschkurs", "Sprachcafé"),  # a synonym of its Handlungsfeld, and »Deutsch« in the text
        ("wer hilft mit Fahrrädern?", "Fahrradreparatur"),
        ("Cafe Ankommen", "Café Ankommen"),
        ("Arabisch", "Fahrradreparatur"),
        ("66969123", "Dorfbus"),
    ],
)
def test_what_people_type_finds_what_they_mean(source, question, first):
    assert titles(source, question)[0] == first


def test_all_words_must_be_found_in_the_offer_or_around_it(source):
    assert titles(source, "Radhaus Kinder") == ["Tauschbörse"]
    assert titles(source, "Fahrradreparatur Deutsch")[0] == "Fahrradreparatur"


def test_a_word_nobody_knows_is_left_out_and_told(source):
    answer = search(source, "Fahrradreparatur Xylophonbau")
    assert answer.hits[0].unit.title == "Fahrradreparatur"
    assert answer.unheard == ["xylophonbau"]


def test_what_only_belongs_to_the_field_comes_after_what_says_the_word(source):
    """Both are Mobilität; the Dorfbus has nothing to do with bicycles."""
    found = [(hit.unit.title, hit.found) for hit in search(source, "Fahrrad").hits]
    assert found == [("Fahrradreparatur", SAID), ("Fahrdienst zum Arzt", MEANT)]


def test_drafts_and_what_has_ended_are_found_only_with_alle(source, tmp_path):
    assert "Fahrräder" not in titles(source, "Fahrrad")
    assert "Fahrräder" in titles(source, "Fahrrad", everything=True)
    shut = group("Zu", "01053090", offer("a", "Drachenbau", "sprache", status="beendet"))
    assert titles(registry(tmp_path, zu=shut), "Drachenbau") == []


def test_active_ones_come_before_paused_ones(tmp_path):
    source = registry(tmp_path, wach=group("Wach", "01053090", offer("a", "Runde", "sprache")))
    states = [hit.unit.state for hit in search(source, "Runde").hits if hit.unit.title == "Runde"]
    assert states == ["aktiv", "pausiert"]


def test_nothing_private_is_found(source):
    for question in ("Kanarienvogel", "Geheimrat", "person-1"):
        assert all(hit.unit.record.kind.name != "person" for hit in search(source, question).hits)
    assert titles(source, "Kanarienvogel") == []


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Fahrrad Gülzow", "Gülzow"),
        ("fahrrad in guelzow", "Gülzow"),
        ("Fahrrad Gülsow", "Gülzow"),
        ("Fahrrad Lauenburg", "Lauenburg/Elbe"),
        ("Fahrrad Niendorf", "Niendorf bei Berkenthin / Niendorf/Stecknitz"),
        ("Fahrrad Niendorf bei Berkenthin", "Niendorf bei Berkenthin"),
        ("Fahrrad Nordkreis", "Nordkreis"),
    ],
)
def test_words_that_name_a_gemeinde_are_the_place(source, question, place):
    answer = search(source, question)
    assert answer.place is not None
    assert answer.place.name == place
    assert answer.words == ["fahrrad"]


def test_with_a_place_what_is_there_comes_first_then_what_serves_it_then_the_nearest(tmp_path):
    source = registry(
        tmp_path,
        nah=group("Nah", "01053032", offer("a", "Nähen nah", "sachspenden")),
        fern=group("Fern", "01053090", offer("a", "Nähen fern", "sachspenden")),
        da=group("Da", "01053047", offer("a", "Nähen da", "sachspenden")),
        kommt=group("Kommt", "01053090", offer("a", "Nähen kommt", "sachspenden"), einzugsgebiet=["01053047"]),
        woanders=group("Woanders", "01053090", offer("a", "Nähen auswärts", "sachspenden", gemeinde="01053116")),
    )
    hits = search(source, "Nähen Gülzow").hits
    assert [(hit.unit.title, hit.position) for hit in hits] == [
        ("Nähen da", HERE),
        ("Nähen kommt", SERVED),
        ("Nähen auswärts", AWAY),
        ("Nähen nah", AWAY),
        ("Nähen fern", AWAY),
    ]
    assert [round(hit.kilometres or 0) for hit in hits] == [0, 23, 6, 8, 23]


def test_the_phone_question_is_answered_in_one_sentence(root, capsys):
    """DOMAIN 1, word for word; the Dorfbus is in the place, but drives."""
    assert fh(root, "search", "Fahrrad", "Gülzow") == 0
    screen = capsys.readouterr()
    assert screen.out == (
        "Fahrrad in Gülzow: kein Angebot im Ort. Verwandt im Ort: Fahrdienst zum Arzt.\n"
        "Nächstes: Schwarzenbek, 6 km, dienstags 16–18 Uhr, bestätigt am 12.03.2026.\n"
        "\n"
        "Angebot: Fahrradreparatur (Radhaus)                           Schwarzenbek, 6 km\n"
        "  dienstags 16–18 Uhr, wieder am Di 03.11.\n"
        "  Telefon 040 66969 123 · bestätigt am 12.03.2026\n"
        "\n"
        "── Verwandt: Mobilität ─────────────────────────────────────────────────────────\n"
        "\n"
        "Angebot: Fahrdienst zum Arzt (Dorfbus)                                    Gülzow\n"
        "  nach Vereinbarung\n"
        "  Telefon 040 66969 123 · bestätigt am 12.03.2026\n"
        "  Handlungsfeld: Mobilität\n"
    )
    assert screen.err == "2 Treffer\n"


def test_offers_in_the_place_are_counted(root, capsys):
    fh(root, "search", "Fahrrad", "Schwarzenbek")
    assert capsys.readouterr().out.startswith("Fahrrad in Schwarzenbek: 1 Angebot im Ort.\n")


def test_a_place_alone_asks_for_everything_there(root, capsys):
    fh(root, "search", "Schwarzenbek")
    assert capsys.readouterr().out.startswith("Schwarzenbek: 2 Angebote im Ort.\n")


def test_the_coordination_office_answers_for_those_who_wish_so(root, capsys):
    fh(root, "search", "Sprachcafé")
    assert "  Telefon 040 66969 100 (Koordinierungsstelle) · bestätigt am 12.03.2026\n" in capsys.readouterr().out


def test_the_phone_needs_no_way(tmp_path, capsys):
    near = group("Leitung", "01053090", {**offer("a", "Nähen am Hörer", "sprache"), "format": "telefon"})
    far = group("Fern", "01053090", offer("a", "Nähen fern", "sprache"))
    fh(folder(tmp_path, leitung=near, fern=far), "search", "Nähen", "Gülzow", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert [(hit["title"], hit["where"]) for hit in found["hits"]] == [
        ("Nähen am Hörer", "anywhere"),
        ("Nähen fern", "away"),
    ]
    assert found["answer"].startswith("Nähen in Gülzow: kein Angebot im Ort. Von überall: Nähen am Hörer, am Telefon,")


def test_paused_offers_in_the_place_are_named_as_such(root, capsys):
    fh(root, "search", "Runde", "Niendorf", "bei", "Berkenthin")
    assert capsys.readouterr().out.startswith(
        "Runde in Niendorf bei Berkenthin: zurzeit kein Angebot im Ort (Runde: pausiert).\n"
    )


def test_a_need_in_the_place_is_no_offer(tmp_path, capsys):
    root = folder(tmp_path)
    need = {"titel": "Fahrradhilfe in Gülzow", "art": "angebotsluecke", "status": "aktiv", "gemeinde": "01053047"}
    (root / "data/needs").mkdir()
    (root / "data/needs/luecke.yaml").write_text(as_yaml({**need, "gemeldet_am": "2026-09-03"}), "utf-8")
    fh(root, "search", "Fahrrad", "Gülzow")
    screen = capsys.readouterr().out
    assert screen.startswith("Fahrrad in Gülzow: kein Angebot im Ort.")
    assert "── Außerdem ─" in screen.partition("Bedarf: Fahrradhilfe in Gülzow")[0]


def test_nothing_found_says_what_was_looked_for_and_what_to_try(root, capsys):
    assert fh(root, "search", "Sprachkaffeekanne") == 1
    screen = capsys.readouterr()
    assert screen.out == ""
    assert screen.err.startswith("Nichts gefunden zu »Sprachkaffeekanne«.\nÄhnliche Wörter im Register: Sprachcafé")
    assert "--alle" in screen.err
    assert screen.err.endswith("0 Treffer\n")


def test_a_slip_is_told(root, capsys):
    fh(root, "search", "Farradreparatur")
    assert capsys.readouterr().err.startswith("»Farradreparatur« gibt es nicht; gesucht wird »Fahrradreparatur«.\n")


def test_json_holds_what_the_screen_says(root, capsys):
    fh(root, "search", "Fahrrad", "Gülzow", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert found["place"] == {"name": "Gülzow", "ags": ["01053047"]}
    first = found["hits"][0]
    assert (first["record"], first["part"], first["kilometres"]) == ("initiative/radhaus", "reparatur", 5.7)
    assert first["next"] == {"date": "2026-11-03", "from": "16:00", "to": "18:00"}
    assert first["phone"] == "040 66969 123"


def test_a_channel_finds_only_what_it_may_show(tmp_path, capsys):
    hidden = group(
        "Still",
        "01053090",
        offer("a", "Treff", "sprache", ort="Geheimkeller", ort_oeffentlich=False, gemeinde="01053090"),
    )
    root = folder(tmp_path, still=hidden)
    assert fh(root, "search", "Geheimkeller") == 0
    assert fh(root, "search", "Geheimkeller", "--kanal", "web") == 1
    assert "Treff" not in capsys.readouterr().out.rpartition("Geheimkeller")[2]


def test_holidays_are_not_promised(tmp_path):
    """3 October 2026 is a Saturday; who is closed on holidays opens a week later."""
    swap = group("Tausch", "01053090", offer("a", "Tauschtag", "sachspenden", zeiten=weekly("sa", "10:00", "12:00")))
    source = registry(tmp_path, tausch=swap)
    source.as_of = date(2026, 9, 28)
    (hit, *_) = search(source, "Tauschtag").hits
    assert phone_answer.facts(source, hit.unit).next == (date(2026, 10, 10), "10:00", "12:00")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("+49 40 66969123", "040 66969 123"),
        ("040 66969120", "040 66969 120"),
        ("04066969120", "040 66969 120"),
        ("04542 12345", "04542 12345"),
        ("+49 (0)4542 800012", "04542 800 012"),
        ("+43 1 2345", "+43 1 2345"),
        ("", ""),
    ],
)
def test_phone_numbers_are_grouped_for_reading_aloud(written, said):
    assert read_aloud(written) == said


def test_the_matching_letters_are_marked_in_the_middle_of_a_word():
    text = "Mit Behördenbegleitung am Fährübergang."
    assert [text[start:end] for start, end in marks(text, ["begleitung", "uebergang"])] == ["begleitung"]
    assert [text[start:end] for start, end in marks(text, ["ubergang"])] == ["übergang"]


def test_short_words_are_not_found_inside_others():
    assert strength("rad", "das rad") == 1.0
    assert 0 < strength("rad", "radhaus") < 1
    assert strength("rad", "im grad") == 0


def test_endings_fall_but_never_the_word():
    assert [stem(word) for word in ("fahrradern", "kinder", "rad", "haus")] == ["fahrrad", "kind", "rad", "haus"]
