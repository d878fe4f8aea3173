"""Which records a query finds: names of fields, kinds of values, and what belongs to one and the same offer."""

from __future__ import annotations

import pytest

from fluechtlingshilfe_cli.queries import Misunderstood
from fluechtlingshilfe_cli.queries.filtering import query
from questions import group, offer, registry, weekly


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return registry(tmp_path_factory.mktemp("queries"))


def ids(source, *filters, where=(), kind="initiative"):
    return [record.id for record in query(source, source.project.kinds[kind], filters, where).select(source)]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("gemeinde", "Mölln", ["cafe-ankommen"]),
        ("Gemeinde", "moelln", ["cafe-ankommen"]),
        ("gemeinde", "01053090", ["cafe-ankommen"]),
        ("gemeinde", "Niendorf", ["ruhe"]),  # the beginning of two names
        ("ags", "01053116", ["radhaus"]),  # a synonym of the field
        ("name", "rad", ["alt", "radhaus"]),
        ("handlungsfeld", "Fahrrad", ["alt", "fahrdienst", "radhaus"]),  # a synonym of the word
        ("sprache", "arabisch", ["radhaus"]),  # singular, label
        ("sprachen", "fa", ["cafe-ankommen"]),
        ("teilkreis", "nord", ["cafe-ankommen", "ruhe"]),
        ("teilkreis", "Südkreis", ["alt", "fahrdienst", "radhaus"]),
        ("amt", "Schwarzenbek-Land", ["alt", "fahrdienst"]),
        ("traeger", "awo-kreis", ["radhaus"]),
        ("träger", "AWO", ["radhaus"]),  # a short name of the record
        ("kontaktpersonen", "person-1", ["cafe-ankommen"]),
        ("kosten", "kostenlos", ["alt", "cafe-ankommen", "fahrdienst", "radhaus", "ruhe"]),  # the default counts
        ("oeffentlich", "ja", ["cafe-ankommen"]),
        ("beendet_am", "2025", ["alt"]),
        ("beendet_am", "01.01.2025", ["alt"]),
        ("beendet_am", "02.2025", []),
        ("gruendungsjahr", "2016", ["radhaus"]),
        ("angebot.titel", "sprach", ["cafe-ankommen"]),
        ("traeger", "", ["alt", "cafe-ankommen", "fahrdienst", "ruhe"]),  # where it is missing
    ],
)
def test_a_filter_finds_by_what_people_say(source, name, value, found):
    assert ids(source, (name, value)) == found


def test_different_filters_mean_and_the_same_twice_means_or(source):
    assert ids(source, ("gemeinde", "Mölln"), ("gemeinde", "Schwarzenbek")) == ["cafe-ankommen", "radhaus"]
    assert ids(source, ("gemeinde", "Mölln"), ("status", "pausiert")) == []
    assert ids(source, ("status", "pausiert"), ("stand", "beendet")) == ["alt", "ruhe"]


def test_filters_on_offers_must_hold_for_the_same_offer(source):
    """The Radhaus repairs bicycles in Arabic and swaps for children, but repairs nothing for children."""
    assert ids(source, ("handlungsfeld", "mobilitaet"), ("sprache", "ar")) == ["radhaus"]
    assert ids(source, ("zielgruppe", "kinder"), ("handlungsfeld", "sachspenden")) == ["radhaus"]
    assert ids(source, ("zielgruppe", "kinder"), ("sprache", "ar")) == []


def test_filters_on_nested_lists_must_hold_for_the_same_item(tmp_path):
    twice = {"regeln": [{"tag": "mo", "von": "09:00"}, {"tag": "fr", "von": "16:00"}]}
    source = registry(tmp_path, zwei=group("Zwei", "01053090", offer("a", "A", "sprache", zeiten=twice)))
    assert ids(source, ("tag", "fr"), ("von", "16:00")) == ["zwei"]
    assert ids(source, ("tag", "mo"), ("von", "16:00")) == []
    assert ids(source, where=["ehrenamtliche.anzahl=8", "ehrenamtliche.stichtag=2025-12-31"]) == []
    assert ids(source, where=["ehrenamtliche.anzahl=12", "ehrenamtliche.stichtag=2025-12-31"]) == ["radhaus"]


def test_a_name_on_several_levels_holds_on_any_of_them(source):
    assert ids(source, ("sprachen", "de")) == ["cafe-ankommen", "radhaus"]
    assert ids(source, ("sprachen", "fa"), ("handlungsfeld", "sprache")) == ["cafe-ankommen"]


def test_the_state_of_a_record_is_not_that_of_an_offer(tmp_path):
    half = group(
        "Halb", "01053090", offer("a", "A", "sprache", status="pausiert", zeiten=weekly("mo", "09:00", "10:00"))
    )
    assert ids(registry(tmp_path, halb=half), ("status", "pausiert")) == ["ruhe"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("ehrenamtliche.anzahl>=10", ["radhaus"]),
        ("ehrenamtliche.anzahl > 12", []),
        ("ehrenamtliche.0.anzahl=8", ["radhaus"]),
        ("ehrenamtliche.-1.anzahl=8", []),
        ("geprueft_am<2026-03", []),
        ("geprueft_am<=2026-03", ["alt", "cafe-ankommen", "fahrdienst", "radhaus", "ruhe"]),
        ("geprueft_am>=12.03.2026", ["alt", "cafe-ankommen", "fahrdienst", "radhaus", "ruhe"]),
        ("beendet_am!=", ["alt"]),
        ("status!=aktiv", ["alt", "ruhe"]),
        ("name~CAFE", ["cafe-ankommen"]),
        ("traeger~kreisverband", ["radhaus"]),
        ("gemeinde~niendorf", ["ruhe"]),
        ("gemeinde.einwohner>=18000", ["cafe-ankommen"]),
    ],
)
def test_comparisons(source, where, found):
    assert ids(source, where=[where]) == found


def test_two_comparisons_of_one_field_make_a_range(source):
    assert ids(source, where=["gruendungsjahr>=2015", "gruendungsjahr<=2017"]) == ["radhaus"]
    assert ids(source, where=["gruendungsjahr>=2015", "gruendungsjahr<=2015"]) == []


def test_private_names_find_nothing(source):
    """Whoever guesses a name must not learn that it is there."""
    with pytest.raises(Misunderstood):
        ids(source, ("kontaktpersonen", "Kanarienvogel"))
    assert ids(source, where=["kontaktpersonen~kanarienvogel"]) == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("gemeide", "Mölln", "Ein Feld »gemeide« haben Initiativen nicht. Meinten Sie »gemeinde«?"),
        ("gemeinde", "Möln", "»Möln« gibt es bei »Gemeinde« nicht. Meinten Sie »Mölln«?"),
        ("teilkreis", "west", "»west« gibt es bei »Teilkreis« nicht. Möglich sind: nord, sued."),
        ("traeger", "awo-krei", "Bei »Träger« kennt das Register »awo-krei« nicht. Meinten Sie »awo-kreis«?"),
        ("gruendungsjahr", "bald", "»bald« ist keine Zahl; »Gründungsjahr« wird mit Zahlen verglichen."),
        ("warteliste", "vielleicht", "»Warteliste« ist ja oder nein, nicht »vielleicht«."),
        ("id", "radhaus", "Einen einzelnen Eintrag zeigt: fh show initiative/KENNUNG"),
    ],
)
def test_what_cannot_be_understood_says_what_would_work(source, name, value, sentence):
    with pytest.raises(Misunderstood) as stop:
        ids(source, (name, value))
    assert str(stop.value) == sentence


def test_a_query_that_finds_nothing_says_which_filter_is_too_much(source):
    wanted = query(source, source.project.kinds["initiative"], [("gemeinde", "Mölln"), ("status", "pausiert")])
    assert wanted.relaxed(source) == [("--gemeinde Mölln", 1), ("--status pausiert", 1)]
