"""Wording at its edges: what is past on 2 November 2026, what is a look back, what is cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from example_projects import findings, told
from fluechtlingshilfe_cli.rules.wording import _past_phrase

CAFE = "data/initiatives/cafe.yaml"


@pytest.mark.parametrize(("text", "phrase"), [
    ("Ab September 2023 auch am Donnerstag.", "Ab September 2023"),
    ("Geschlossen bis 1.11.2026.", "bis 1.11.2026"), ("Geschlossen bis 2.11.2026.", ""),
    ("Bis zum 31. Oktober 2026 im Gemeindehaus.", "Bis zum 31. Oktober 2026"),
    ("Beginnt am 5. März 2024.", "Beginnt am 5. März 2024"),
    ("Wieder im Herbst 2025.", "Wieder im Herbst 2025"), ("Wieder im Herbst 2026.", ""),
    ("Ab Oktober 2026 im neuen Raum.", "Ab Oktober 2026"), ("Ab November 2026 im neuen Raum.", ""),
    ("Gefördert bis Ende 2025.", "bis Ende 2025"), ("Gefördert bis 2026.", ""),
    ("Das Café besteht seit 2015.", ""), ("Gegründet am 3. Oktober 2015.", ""),
    ("Von 2015 bis 2019 im Bahnhof.", ""), ("Im Winter 2015 halfen 2016 Menschen.", ""),
    ("Ab dem 31.02.2024 offen.", ""), ("Knab 2020", ""), ("ab 20 Uhr, ab 2000 Euro im Jahr 2030", ""),
])  # fmt: skip
def test_announcements_are_past_from_the_day_after(text: str, phrase: str) -> None:
    assert _past_phrase(text, date(2026, 11, 2)) == phrase


@pytest.mark.parametrize(("fields", "told_of"), [
    ({"beschreibung": "Ab Mai 2024 neu."}, ["/beschreibung"]),
    ({"quelle": "Ab Mai 2024 neu."}, []),
    ({"beschreibung": "Ab Mai 2024 neu.", "status": "beendet"}, []),
])  # fmt: skip
def test_only_public_texts_of_living_records_are_read(
    tmp_path: Path, fields: dict[str, Any], told_of: list[str]
) -> None:
    assert [pointer for _, _, pointer in told(tmp_path, {CAFE: fields}, "FH502")] == told_of


def test_an_announcement_is_framed_in_its_line(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {CAFE: {"beschreibung": "Offen für alle. Ab Mai 2024 auch abends."}}, ["FH502"])
    assert finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1] == "Ab Mai 2024"


@pytest.mark.parametrize(("text", "wrong"), [
    ("Offenes Café mit Spielecke.", 0), ("Offenes Café mit Spielecke", 0), ("Offenes Café mit …", 1),
    ("Offenes Café, Spielecke,", 1), ("OFFENES CAFÉ FÜR ALLE MENSCHEN", 1), ("DRK und AWO e. V.", 0), ("AWO CAFÉ", 0),
    ("Wir machen mit", 1), ("Hier kommst du an", 0),
])  # fmt: skip
def test_short_texts_that_were_cut_or_shouted(tmp_path: Path, text: str, wrong: int) -> None:
    assert len(told(tmp_path, {CAFE: {"kurzbeschreibung": text}}, "FH501")) == wrong


@pytest.mark.parametrize(("fields", "wrong"), [
    ({}, 1), ({"format": "online"}, 0), ({"gemeinde": "01053100"}, 0), ({"ort": "Gemeindehaus"}, 0),
    ({"status": "beendet"}, 0),
])  # fmt: skip
def test_an_offer_on_site_needs_a_place_of_its_own_or_of_its_record(
    tmp_path: Path, fields: dict[str, Any], wrong: int
) -> None:
    offer = {"id": "a", "titel": "A", "handlungsfeld": "sprache", "format": "vor_ort", **fields}
    assert len(told(tmp_path, {CAFE: {"anschrift": "~", "angebote": [offer]}}, "FH503")) == wrong
    assert told(tmp_path, {CAFE: {"angebote": [offer]}}, "FH503") == []
