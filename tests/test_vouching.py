"""A check holds as long as what was checked still stands there; where nobody knows, the day is believed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fluechtlingshilfe_cli.freshness import ampel, last_check, noted_check
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.vouching import overtaken, seal
from repositories import Fh, begin, commit, group, put
from small_registries import problems, registry

DAY = "2026-10-01"
PHONE = "+49 40 66969123"
SITE = {"telefon": PHONE, "web": "https://cafe.example/"}
PLACE = {"strasse": "Am Markt 1", "plz": "23879", "ort": "Mölln", "oeffentlich": True}
OFFER = {"id": "cafe", "titel": "Café", "handlungsfeld": "sprache", "format": "vor_ort"}
CAFE = "data/initiatives/cafe-ankommen.yaml"


def changed(folder: Path, **now: Any) -> Registry:
    """A registry with one group, checked with a phone, a site and an address, whose values are others now."""
    then = {"name": "Café", "kontakt": SITE, "anschrift": PLACE, "geprueft_am": DAY, "zustaendig": "büro"}
    kind = registry(folder, ("initiative/cafe", then)).of("initiative")[0].kind
    sealed = {**then, "geprueft_stand": seal(kind, then, date.fromisoformat(DAY))}
    return registry(folder, ("initiative/cafe", {**sealed, **now}))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({}, ()),
        ({"kontakt": {**SITE, "telefon": "040 66969123"}}, ()),
        ({"kontakt": {**SITE, "web": "http://www.CAFE.example"}}, ()),
        ({"kontakt": {**SITE, "sprechzeiten": "dienstags"}}, ()),
        ({"anschrift": {**PLACE, "oeffentlich": False}}, ()),
        ({"angebote": [OFFER]}, ()),
        ({"angebote": [{**OFFER, "kontakt": {"telefon": PHONE}}]}, ()),
        ({"kontakt": {**SITE, "telefon": "+49 40 66969124"}}, ("Kontakt",)),
        ({"kontakt": {"telefon": PHONE}}, ("Kontakt",)),
        ({"kontakt": {"ueber": "koordinationsstelle"}}, ("Kontakt",)),
        ({"angebote": [{**OFFER, "kontakt": {"telefon": "+49 40 66969125"}}]}, ("Kontakt",)),
        ({"anschrift": {**PLACE, "strasse": "Am Markt 2"}}, ("Anschrift",)),
        ({"kontakt": {}, "anschrift": {}}, ("Kontakt", "Anschrift")),
        ({"kontakt": {}, "geprueft_am": "2026-10-02"}, ()),
        ({"kontakt": {}, "geprueft_stand": None}, ()),
    ],
)
def test_what_makes_a_check_void(tmp_path: Path, now: dict[str, Any], expected: tuple[str, ...]) -> None:
    small = changed(tmp_path, **now)
    cafe = small.of("initiative")[0]
    assert overtaken(cafe) == expected
    assert last_check(cafe) == (None if expected else noted_check(cafe))
    assert ampel(cafe, {}, small.as_of) == ("rot" if expected else "gruen")


def test_the_rules_say_one_thing(tmp_path: Path) -> None:
    small = changed(tmp_path, kontakt={"telefon": "+49 40 66969124"}, anschrift={**PLACE, "ort": "Ratzeburg"})
    assert [problems(code, small) for code in ("FH311", "FH312")] == [[], []]
    assert [(found.place.path, found.message, found.hint) for found in problems("FH316", small)] == [
        (
            ("geprueft_am",),
            "Kontakt und Anschrift wurden nach der Prüfung vom 01.10.2026 geändert",
            "Bitte nachfragen. Stimmt noch alles: fh confirm cafe",
        )
    ]


def test_rules_reports_log_and_confirm_agree(tmp_path: Path, fh: Fh) -> None:
    """Confirmed, changed in any editor, confirmed again: every command tells the same story."""
    folder = begin(tmp_path / "r", {CAFE: group()})
    assert fh(folder, "confirm", "cafe-ankommen").code == 0
    commit(folder, "2026-03-11")
    assert "FH316" not in fh(folder, "validate").out
    path = folder / CAFE
    path.write_text(path.read_text("utf-8").replace("66969123", "66969124"), "utf-8")
    told = fh(folder, "validate", "--format", "concise")
    assert "FH316" in told.out
    assert "Kontakt wurde nach der Prüfung vom 02.11.2026 geändert" in told.out
    assert "davon 1 mit überholter Prüfung" in fh(folder, "report", "aktualitaet").out
    assert fh(folder, "log", "cafe-ankommen").out.splitlines()[0] == (
        "noch nicht gespeichert: Telefon geändert, Prüfung vom 02.11.2026 damit überholt"
    )
    assert fh(folder, "confirm", "cafe-ankommen", "--today", "2026-11-03").code == 0
    assert "FH316" not in fh(folder, "validate").out
    assert "überholter Prüfung" not in fh(folder, "report", "aktualitaet").out


def test_an_editing_command_says_that_the_check_is_void(tmp_path: Path, fh: Fh) -> None:
    folder = begin(tmp_path / "r", {CAFE: group()})
    fh(folder, "confirm", "cafe-ankommen")
    told = fh(folder, "set", "cafe-ankommen", "telefon=040 66969124")
    assert told.code == 0
    assert "Hinweis: Kontakt wurde nach der Prüfung vom 02.11.2026 geändert." in told.err.replace("\n  ", " ")
    assert "fh confirm cafe-ankommen" in told.err


@pytest.mark.parametrize(
    ("given", "expected"), [("geprueft_wie=besuch", "geprueft_wie: besuch"), ("geprüft am=28.10.2026", "2026-10-28")]
)
def test_who_checked_is_no_change_of_content(tmp_path: Path, fh: Fh, given: str, expected: str) -> None:
    """Checked is not changed, whichever command writes it."""
    folder = begin(tmp_path / "r", {CAFE: group(letzte_aenderung="2026-01-15")})
    assert fh(folder, "set", "cafe-ankommen", given).code == 0
    text = (folder / CAFE).read_text("utf-8")
    assert expected in text
    assert "2026-01-15" in text


def test_what_is_changed_and_confirmed_at_once_is_what_is_confirmed(tmp_path: Path, fh: Fh) -> None:
    """An answer that brings a new number vouches for that one, not for the old."""
    folder = begin(tmp_path / "r", {CAFE: group()})
    put(folder, "fh.yaml", (folder / "fh.yaml").read_text("utf-8") + "privat: ../privat\n")
    (tmp_path / "privat").mkdir()
    told = fh(folder, "answer", "cafe-ankommen", "telefon=040 66969124", "--no-input")
    assert told.code == 0, told.err
    assert "66969124" in (folder / CAFE).read_text("utf-8")
    assert "geprueft_stand: 2026-11-02" in (folder / CAFE).read_text("utf-8").replace('"', "")
    assert "FH316" not in fh(folder, "validate").out


def test_a_check_typed_in_an_editor_is_vouched_for_like_one_by_command(
    tmp_path: Path, fh: Fh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a later change of what was checked is seen, whoever wrote the day and however."""
    typed, told = (begin(tmp_path / name, {CAFE: group(kontakt=SITE)}) for name in ("typed", "told"))
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, re, sys\npath = pathlib.Path(sys.argv[-1])\n"
        "path.write_text(re.sub('geprueft_am: .*', 'geprueft_am: \"2026-11-02\"', path.read_text('utf-8')), 'utf-8')\n",
        "utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    done = fh(typed, "edit", "cafe-ankommen")
    assert done.code == 0, done.err
    fh(told, "confirm", "cafe-ankommen")
    stand = [line for line in (told / CAFE).read_text("utf-8").splitlines() if line.startswith("geprueft_stand")]
    assert len(stand) == 1
    assert stand[0] in (typed / CAFE).read_text("utf-8").splitlines()
    assert fh(typed, "set", "cafe-ankommen", "telefon=040 66969124").code == 0
    assert "FH316" in fh(typed, "validate").out
