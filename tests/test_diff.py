"""What changed: records and fields, told apart from order and form; the same facts in every format."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.comparing import How, compare
from fluechtlingshilfe_cli.registry import Registry
from projects import SETTINGS
from repositories import Fh, begin, caller, commit, git, group, put
from small_registries import registry

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("FH_REAL", ROOT.parent / "shared" / "real"))
CAFE = "data/initiatives/cafe-ankommen.yaml"
OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
SECOND = {"id": "rad", "titel": "Radwerkstatt", "handlungsfeld": "mobilitaet", "format": "vor_ort"}


@pytest.fixture
def fh(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fh:
    return caller(capfd, monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return begin(tmp_path / "register")


def one(tmp_path: Path, **fields: object) -> Registry:
    """A registry with one initiative."""
    return registry(tmp_path, ("initiative/cafe", {"name": "Café", **fields}))


def changed(tmp_path: Path, old: dict, new: dict) -> list[tuple[str, str, object, object]]:
    """What happened to the fields of one initiative."""
    changes = compare(one(tmp_path, **old), one(tmp_path, **new))
    return [
        (field.how.value, field.field, field.old, field.new) for change in changes.records for field in change.fields
    ]


def test_nothing_changed(tmp_path):
    assert not compare(one(tmp_path, gruendungsjahr=2015), one(tmp_path, gruendungsjahr=2015))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"gruendungsjahr": 2015}, [("set", "gruendungsjahr", None, 2015)]),
        ({"gruendungsjahr": 2015}, {"gruendungsjahr": 2016}, [("changed", "gruendungsjahr", 2015, 2016)]),
        ({"gruendungsjahr": 2015}, {}, [("cleared", "gruendungsjahr", 2015, None)]),
        (
            {"kontakt": {"web": "a", "email": "b"}},
            {"kontakt": {"web": "a", "email": "c"}},
            [("changed", "kontakt.email", "b", "c")],
        ),
        ({}, {"kontakt": {"web": "a"}}, [("set", "kontakt", None, {"web": "a"})]),
        (
            {"sprachen": ["de", "en"]},
            {"sprachen": ["en", "ti"]},
            [("removed", "sprachen", "de", None), ("added", "sprachen", None, "ti")],
        ),
        ({"sprachen": ["de", "en"]}, {"sprachen": ["en", "de"]}, [("moved", "sprachen", ["de", "en"], ["en", "de"])]),
        ({"sprachen": ["de"]}, {"sprachen": ["de", "de"]}, [("added", "sprachen", None, "de")]),
        ({"x_alt": "eins"}, {"x_alt": "zwei"}, [("changed", "x_alt", "eins", "zwei")]),
        ({"x_alt": {"a": "1"}}, {"x_alt": "zwei"}, [("changed", "x_alt", {"a": "1"}, "zwei")]),
        ({"letzte_aenderung": "2026-01-01"}, {"letzte_aenderung": "2026-02-01"}, []),
        ({"x_importiert": {"pruefsumme": "a"}}, {"x_importiert": {"pruefsumme": "b"}}, []),
    ],
)
def test_fields(tmp_path, old, new, expected):
    """From nothing to something, from one to another, to nothing; what the tool notes for itself is no content."""
    assert changed(tmp_path, old, new) == expected


def test_items_are_the_same_by_their_id(tmp_path):
    """An offer that moved and changed is neither gone nor new."""
    renamed = {**OFFER, "titel": "Erzählcafé", "sprachen": ["de"]}
    assert changed(tmp_path, {"angebote": [OFFER, SECOND]}, {"angebote": [SECOND, renamed]}) == [
        ("changed", "angebote.titel", "Café", "Erzählcafé"),
        ("set", "angebote.sprachen", None, ["de"]),
        ("moved", "angebote", [OFFER, SECOND], [SECOND, renamed]),
    ]
    assert changed(tmp_path, {"angebote": [OFFER]}, {"angebote": [SECOND, OFFER]}) == [
        ("added", "angebote", None, SECOND)
    ]


def test_items_without_id_are_the_same_by_what_names_them(tmp_path):
    """Figures by their day; a new day is a new figure even where the number is that of last year."""
    last, this = ({"stichtag": f"{year}-12-31", "anzahl": 20, "erhebung": "gezaehlt"} for year in (2024, 2025))
    assert changed(tmp_path, {"ehrenamtliche": [last]}, {"ehrenamtliche": [{**last, "anzahl": 21}, this]}) == [
        ("changed", "ehrenamtliche.anzahl", 20, 21),
        ("added", "ehrenamtliche", None, this),
    ]


def test_an_offer_with_another_id_is_recognised_by_what_it_holds(tmp_path):
    other = {**OFFER, "id": "sprachcafe"}
    assert changed(tmp_path, {"angebote": [OFFER, SECOND]}, {"angebote": [other, SECOND]}) == [
        ("changed", "angebote.id", "cafe", "sprachcafe")
    ]


def test_records(tmp_path):
    """Removals first, then what ended, was renamed, is new, changed; by kind and id within."""
    long = {
        "name": "Helferkreis am See",
        "kurzbeschreibung": "Wir begleiten zu Ämtern.",
        "kontakt": {"web": "https://see.example"},
    }
    old = registry(
        tmp_path,
        ("initiative/weg", {"name": "Weg"}),
        ("initiative/ende", {"name": "Ende"}),
        ("initiative/alt", long),
        ("initiative/bleibt", {"name": "Bleibt"}),
        ("initiative/anders", {"name": "Anders"}),
        ("person/p", {"name": "Geheim"}),
    )
    new = registry(
        tmp_path,
        ("initiative/ende", {"name": "Ende", "status": "beendet"}),
        ("initiative/neu", {**long, "gruendungsjahr": 2015}),
        ("initiative/bleibt", {"name": "Bleibt"}),
        ("initiative/anders", {"name": "Ganz anders"}),
        ("initiative/dazu", {"name": "Dazu"}),
        ("partner/dazu", {"name": "Dazu"}),
        ("person/p", {"name": "Anders"}),
    )
    changes = compare(old, new)
    assert [(change.how, change.record.key) for change in changes.records] == [
        ("removed", "initiative/weg"),
        ("ended", "initiative/ende"),
        ("renamed", "initiative/neu"),
        ("added", "initiative/dazu"),
        ("added", "partner/dazu"),
        ("changed", "initiative/anders"),
    ]
    moved = changes.of("renamed")[0]
    assert (moved.old.id, moved.has_new_id) == ("alt", True)
    assert [(field.how, field.field) for field in moved.fields] == [(How.SET, "gruendungsjahr")]


def test_two_groups_with_the_same_words_are_not_one(tmp_path):
    """The same art, status and language say nothing about who is who."""
    old = registry(tmp_path, ("initiative/a", {"name": "Helferkreis Süd", "art": "helferkreis", "sprachen": ["de"]}))
    new = registry(tmp_path, ("initiative/b", {"name": "Café Nord", "art": "helferkreis", "sprachen": ["de"]}))
    assert [change.how for change in compare(old, new).records] == ["removed", "added"]


def test_what_cannot_be_read_is_neither_gone_nor_new(tmp_path):
    sound = registry(tmp_path, ("initiative/a", {"name": "A"}), ("initiative/b", {"name": "B"}))
    broken = registry(tmp_path, ("initiative/b", {"name": "B"}), aside=(("initiative", "a"),))
    for old, new in ((sound, broken), (broken, sound)):
        changes = compare(old, new)
        assert changes.records == ()
        assert changes.unclear == ("initiative/a",)


def test_settings_are_compared_too(tmp_path):
    old, new = registry(tmp_path), registry(tmp_path, aktualitaet={"frist_monate": 18})
    assert [(field.how.value, field.field) for field in compare(old, new).settings] == [("set", "aktualitaet")]


def test_comparing_with_itself_and_backwards(tmp_path):
    """A change read backwards swaps old and new, and nothing else."""
    old = {"angebote": [OFFER, SECOND], "sprachen": ["de", "en"], "gruendungsjahr": 2015}
    new = {"angebote": [{**SECOND, "titel": "Rad"}], "sprachen": ["ti", "de"], "kontakt": {"web": "a"}}
    there, back = changed(tmp_path, old, new), changed(tmp_path, new, old)
    turned = {"set": "cleared", "cleared": "set", "added": "removed", "removed": "added"}
    assert sorted(map(repr, there)) == sorted(repr((turned.get(how, how), field, b, a)) for how, field, a, b in back)


def test_the_screen(repo, fh):
    """Labels and words of people, list items by name, a week's plan as one, nothing wider than 80 columns."""
    week = {"regeln": [{"tag": "mi", "von": "10:00", "bis": "11:30"}]}
    later = {"regeln": [{"tag": "mi", "von": "10:30", "bis": "11:30"}]}
    long = " ".join(["Wir helfen beim Deutschlernen und bei Briefen von Ämtern"] * 3)
    before = {
        "status": "aktiv",
        "sprachen": ["de", "en"],
        "angebote": [{**OFFER, "zeiten": week}],
        "kurzbeschreibung": f"{long}.",
    }
    put(repo, CAFE, group(**before))
    commit(repo, "2026-03-20")
    offers = [{**OFFER, "zeiten": later, "sprachen": ["de"]}, SECOND]
    put(
        repo,
        CAFE,
        group(
            **{
                **before,
                "status": "pausiert",
                "sprachen": ["de", "ti"],
                "angebote": offers,
                "kurzbeschreibung": f"{long}!",
            }
        ),
    )
    put(repo, "data/initiatives/neu.yaml", group(name="Neue Gruppe"))
    put(repo, "fh.yaml", f"{SETTINGS}aktualitaet:\n  frist_monate: 18\n")
    told = fh(repo, "diff")
    assert told.code == 0
    assert (
        told.out
        == """\
Neu (1)
  Neue Gruppe                                                     initiative/neu

Geändert (1)
  Café Ankommen                                         initiative/cafe-ankommen
    Stand                   aktiv → pausiert
    Kurzbeschreibung        … bei Briefen von Ämtern.
                            → … bei Briefen von Ämtern!
    Sprachen                + Tigrinya  − Englisch
    Angebot »Café«
      Zeiten                mittwochs 10:00–11:30 Uhr
                            → mittwochs 10:30–11:30 Uhr
      Sprachen              + Deutsch
    + Angebot »Radwerkstatt«

Einstellungen (fh.yaml)
  Aktualität                + 18
"""
    )
    assert told.err == "Einträge: 1 neu, 1 geändert.\n"


def test_form_and_order_are_told_apart_from_content(repo, fh):
    """Comments, quotes, the order of fields and the tool's own day change no content."""
    text = (repo / CAFE).read_text("utf-8")
    put(repo, CAFE, "# Bemerkung\n" + text + 'letzte_aenderung: "2026-03-12"\n')
    told = fh(repo, "diff")
    assert told.out == ""
    assert told.err == (
        "Nur Schreibweise oder Änderungsdatum anders, Inhalt gleich: »Café Ankommen«.\n"
        "Kein Eintrag hat sich seit 10.03.2026 im Inhalt geändert.\n"
    )


def test_line_ends_alone_are_no_change(repo, fh):
    """As on Windows with core.autocrlf: git sees no change, so nothing is said."""
    git(repo, "config", "core.autocrlf", "true")
    put(repo, CAFE, (repo / CAFE).read_text("utf-8").replace("\n", "\r\n"))
    told = fh(repo, "diff")
    assert (told.out, told.err) == ("", "Kein Eintrag hat sich seit 10.03.2026 im Inhalt geändert.\n")


def test_ranges(repo, fh):
    """A..B between two states, A until now, A.. the same; unsaved work counts only where now is meant."""
    put(repo, CAFE, group(name="Zwei"))
    commit(repo, "2026-03-20")
    put(repo, CAFE, group(name="Drei"))
    assert "Café Ankommen → Zwei" in fh(repo, "diff", "2026-03-10..2026-03-20").out
    for text in ("2026-03-10", "2026-03-10.."):
        assert "Café Ankommen → Drei" in fh(repo, "diff", text).out
    assert "Zwei → Drei" in fh(repo, "diff").out
    assert "Zwei → Café Ankommen" in fh(repo, "diff", "HEAD..HEAD~1").out
    assert fh(repo, "diff", "gibtsnicht").code == 2


def test_the_first_state_has_nothing_before_it(tmp_path, fh):
    folder = tmp_path / "r"
    folder.mkdir()
    git(folder, "init", "-q")
    put(folder, "fh.yaml", SETTINGS)
    told = fh(folder, "diff")
    assert told.code == 2
    assert "noch nichts gespeichert" in told.err


def test_a_channel_leaves_out_what_is_not_released(repo, fh):
    """No internal field, no draft, no old value of either, in any format; what becomes public is new."""
    internal = {"quelle": "Telefonat geheim-eins", "angebote": [{**OFFER, "status": "entwurf", "titel": "geheim-zwei"}]}
    put(repo, CAFE, group(**internal))
    put(repo, "data/initiatives/b.yaml", group(name="Bald öffentlich", status="entwurf"))
    commit(repo, "2026-03-20")
    put(repo, CAFE, group(quelle="geheim-drei", gruendungsjahr=2015))
    put(repo, "data/initiatives/b.yaml", group(name="Bald öffentlich"))
    put(repo, "data/initiatives/c.yaml", group(name="geheim-vier", status="entwurf"))
    for form in ("terminal", "md", "html", "json"):
        told = fh(repo, "diff", "--kanal", "web", "--format", form)
        assert told.code == 0, told.err
        assert "geheim" not in told.out + told.err, form
        assert "2015" in told.out, form
    groups = json.loads(fh(repo, "diff", "--kanal", "web", "-f", "json").out)["groups"]
    assert [(one["how"], [entry["id"] for entry in one["entries"]]) for one in groups] == [
        ("added", ["b"]),
        ("changed", ["cafe-ankommen"]),
    ]
    assert "geheim-drei" in fh(repo, "diff").out
    assert fh(repo, "diff", "--kanal", "plakat").code == 2


def test_json_tells_all_facts(repo, fh):
    put(repo, CAFE, group(gruendungsjahr=2015))
    data = json.loads(fh(repo, "diff", "-f", "json").out)
    assert data["from"]["day"] == "2026-03-10"
    assert len(data["from"]["commit"]) == 40
    assert data["to"] == {"label": "jetzt", "day": "2026-11-02", "commit": None}
    assert data["counts"] == {"removed": 0, "ended": 0, "renamed": 0, "added": 0, "changed": 1, "form_only": 0}
    (entry,) = data["groups"][0]["entries"]
    assert entry["key"] == "initiative/cafe-ankommen"
    assert entry["said"] == ["Gründungsjahr eingetragen"]
    (row,) = entry["changes"]
    assert {name: row[name] for name in ("how", "field", "label", "old", "new", "new_text")} == {
        "how": "set",
        "field": "gruendungsjahr",
        "label": "Gründungsjahr",
        "old": None,
        "new": 2015,
        "new_text": "2015",
    }


def test_markdown_and_html_cannot_be_tricked(repo, fh):
    """Values are text: no markup of theirs works."""
    put(repo, CAFE, group(name="<script>alert(1)</script> *fett* [x](http://b.example)"))
    html = fh(repo, "diff", "-f", "html").out
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert r"\*fett\* \[x\](http" in fh(repo, "diff", "-f", "md").out


def test_the_format_follows_the_file(repo, fh):
    put(repo, CAFE, group(gruendungsjahr=2015))
    told = fh(repo, "diff", "-o", "aenderungen.html")
    assert told.code == 0
    assert told.out == ""
    page = (repo / "aenderungen.html").read_text("utf-8")
    assert "<h1>Änderungen vom 10.03.2026 bis heute</h1>" in page
    assert re.search(r"<ins>2015</ins>", page)


def test_same_states_same_bytes(repo, fh):
    put(repo, CAFE, group(gruendungsjahr=2015, sprachen=["de", "en"]))
    for form in ("terminal", "md", "html", "json"):
        assert fh(repo, "diff", "-f", form).out == fh(repo, "diff", "-f", form).out


def test_a_broken_file_is_said_and_hides_nothing_else(repo, fh):
    put(repo, CAFE, "name: [\n")
    put(repo, "data/initiatives/b.yaml", group(name="Bee"))
    told = fh(repo, "diff")
    assert "Neu (1)" in told.out
    assert "Vorher oder nachher fehlerhaft, deshalb nicht verglichen: initiative/cafe-ankommen." in told.err


def test_a_changed_schema_reads_each_state_by_its_own(tmp_path, fh):
    """The field of then is no error of then; both states are read by the schema they had."""
    schema = {
        "title": "Rad",
        "x-fh-ordner": "data/bikes",
        "x-fh-titel": "name",
        "type": "object",
        "additionalProperties": False,
    }
    old = {**schema, "properties": {"name": {"type": "string"}, "alt": {"title": "Altes Feld", "type": "string"}}}
    new = {**schema, "properties": {"name": {"type": "string"}, "neu": {"title": "Neues Feld", "type": "string"}}}
    folder = begin(
        tmp_path / "r", {"schemas/bike.schema.json": json.dumps(old), "data/bikes/a.yaml": "name: A\nalt: x\n"}
    )
    put(folder, "schemas/bike.schema.json", json.dumps(new))
    put(folder, "data/bikes/a.yaml", "name: A\nneu: y\n")
    told = fh(folder, "diff")
    assert "Neues Feld              + y" in told.out
    assert "alt                     − x" in told.out
    assert "schemas/bike.schema.json" in told.err


MUNICH = (
    "  initiative/helferkreis-tuebinger-hansastrasse\n"
    "    Name                    Helferkreis Tübinger und Hansastraße\n"
    "                            → Helferkreis Hans-Thonauer-Straße und\n"
    "                            Elsenheimerstraße\n"
)


def real(day: str) -> Path:
    """The real list of that day."""
    return REAL / f"muenchen_helferkreise_{day}.csv"


def take_over(fh: Fh, folder: Path, day: str, key: str, table: Path) -> None:
    """The list of a day becomes a state of the registry."""
    mapping = folder.parent / "zuordnung.yaml"
    mapping.write_text(
        f"art: initiatives\nschluessel: {key}\nfelder:\n  name: name\n  kontakt.web: homepage\n"
        "fest:\n  status: entwurf\n  art: helferkreis\n",
        "utf-8",
    )
    rows = len(table.read_text("utf-8").splitlines()) - 2
    told = fh(folder, "import", "initiatives", str(table), "--mapping", str(mapping), "--today", day)
    assert told.code == 0, told.err
    assert len(list((folder / "data" / "initiatives").glob("*.yaml"))) >= rows
    commit(folder, day)


LIST = """\
name,lat,long,radius,homepage
Helferkreis Buchenau,53.62,10.69,1500,https://buchenau.example/
Helferkreis Mühlenweg und Bahnstraße,53.63,10.71,1500,https://helferkreis-muehlenweg.example/
Asylkreis Seedorf,53.51,10.86,2000,"
https://seedorf.example/"
"""


@pytest.mark.parametrize("key", ["homepage", "lat", "name"])
def test_a_list_imported_again_shows_the_one_real_change(tmp_path, fh, key):
    """The same slips as in a real list: a group that got another name, a line end, an address on a line of its own."""
    again = LIST.replace("Mühlenweg und Bahnstraße", "Am Alten Bahnhof").replace('"\nhttps', '"\r\nhttps').rstrip("\n")
    folder = begin(tmp_path / "r", {})
    for day, content in (("2020-01-25", LIST), ("2020-05-15", again)):
        (tmp_path / "liste.csv").write_bytes(content.encode())
        take_over(fh, folder, day, key, tmp_path / "liste.csv")
    told = fh(folder, "diff", "2020-01-25..2020-05-15")
    assert told.out == (
        "Geändert (1)\n  Helferkreis Am Alten Bahnhof     initiative/helferkreis-muehlenweg-bahnstrasse\n"
        "    Name                    Helferkreis Mühlenweg und Bahnstraße\n"
        "                            → Helferkreis Am Alten Bahnhof\n"
    )
    assert told.err == "Einträge: 1 geändert.\n"


@pytest.mark.skipif(not REAL.is_dir(), reason="the two real states of the Munich list are not here")
@pytest.mark.parametrize("key", ["homepage", "lat", "name"])
def test_the_real_list_of_munich(tmp_path, fh, key):
    """Two states of a real list, imported as two commits: exactly the one real change, and nothing else.

    Also where the entries are known by their names, and the name is what changed: the web address is the same.
    """
    folder = begin(tmp_path / "r", {})
    for day in ("2020-01-25", "2020-05-15"):
        take_over(fh, folder, day, key, real(day))
    told = fh(folder, "diff", "2020-01-25..2020-05-15")
    assert told.out == "Geändert (1)\n  Helferkreis Hans-Thonauer-Straße und Elsenheimerstraße\n" + MUNICH
    assert told.err == "Einträge: 1 geändert.\n"


@pytest.mark.skipif(not REAL.is_dir(), reason="the two real states of the Munich list are not here")
def test_the_real_list_of_munich_taken_over_afresh(tmp_path, fh):
    """Even where nothing links both imports, the group that changed its name is recognised by its site and place."""
    folder = begin(tmp_path / "r", {})
    take_over(fh, folder, "2020-01-25", "name", real("2020-01-25"))
    for path in (folder / "data" / "initiatives").iterdir():
        path.unlink()
    shutil.rmtree(folder / "importe")
    take_over(fh, folder, "2020-05-15", "name", real("2020-05-15"))
    told = fh(folder, "diff", "2020-01-25..2020-05-15")
    assert told.out.splitlines()[0] == "Umbenannt (1)"
    assert told.out.endswith("".join(MUNICH.splitlines(keepends=True)[1:]))
    assert told.err.endswith("\nEinträge: 1 umbenannt.\n")
