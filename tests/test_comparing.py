"""What changed between two registries: records and fields, told apart from order and form."""

from __future__ import annotations

from pathlib import Path

import pytest

from fluechtlingshilfe_cli.comparing import How, compare
from fluechtlingshilfe_cli.registry import Registry
from small_registries import registry

OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
SECOND = {"id": "rad", "titel": "Radwerkstatt", "handlungsfeld": "mobilitaet", "format": "vor_ort"}


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
