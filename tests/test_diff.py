"""`fh diff`: the same facts on the screen, as data and as a page."""

from __future__ import annotations

import json
import re

from projects import SETTINGS
from repositories import begin, commit, git, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"
OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
SECOND = {"id": "rad", "titel": "Radwerkstatt", "handlungsfeld": "mobilitaet", "format": "vor_ort"}


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
