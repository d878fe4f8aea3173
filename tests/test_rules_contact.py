"""Phones, mail and web addresses in the notations people use, and where a person shows through."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import findings, told
from fluechtlingshilfe_cli.fixing import fix
from fluechtlingshilfe_cli.phones import judge
from fluechtlingshilfe_cli.rules._addresses import is_mail, is_site, mended_mail, mended_site

CAFE = "data/initiatives/cafe.yaml"


@pytest.mark.parametrize(("text", "written"), [
    ("040 66969120", "+49 40 66969120"),
    ("040/669691-20", "+49 40 66969120"),
    ("(040) 66 96 91 20", "+49 40 66969120"),
    ("+49 (0)40 66969120", "+49 40 66969120"),
    ("0049 40 66969120", "+49 40 66969120"),
    ("+4940 66969120", "+49 40 66969120"),
    ("0171-3920012", "+49 171 3920012"),
    ("04542 8000-123", "+49 4542 8000123"),
    ("0800 111 0 111", "+49 800 1110111"),
    ("+43 1 5331234", "+43 1 5331234"),
    ("116 117", "116 117"),
    ("112", "112"),
])  # fmt: skip
def test_a_number_is_written_anew_without_changing_it(text: str, written: str) -> None:
    assert judge(text).written == written


@pytest.mark.parametrize(("text", "fault"), [
    ("66969120", "Der Telefonnummer fehlt die Vorwahl."),
    ("040 66969120 oder 0171 3920012", "Die Telefonnummer ist nicht lesbar."),
    ("040 66969120 (nur vormittags)", "Die Telefonnummer ist nicht lesbar."),
    ("siehe Internetseite", "Die Telefonnummer ist nicht lesbar."),
    ("+49 40 66969120 +49 40 66969121", "Die Telefonnummer ist nicht lesbar."),
    ("0171 39", "Diese Telefonnummer gibt es nicht."),
        ("040 6696912012345678", "Diese Telefonnummer gibt es nicht."),
])  # fmt: skip
def test_what_is_not_one_number_is_never_rewritten(text: str, fault: str) -> None:
    """Without its area code, a local number would be taken for that of another town."""
    assert (judge(text).written, judge(text).fault) == ("", fault)


def test_the_fix_writes_the_number_and_nothing_else(tmp_path: Path) -> None:
    found = findings(tmp_path, {CAFE: {"kontakt": {"telefon": "040/66969120", "web": "https://a.example"}}}, ["FH401"])
    raw = (tmp_path / CAFE).read_bytes()
    fixed = fix(CAFE, raw, found, frozenset())
    assert fixed is not None
    assert fixed.after == raw.decode().replace("040/66969120", "+49 40 66969120")


def test_a_private_number_is_told_without_the_number(tmp_path: Path) -> None:
    person = {"telefon": "040/66969120", "email": "erika(at)post.example"}
    found = findings(tmp_path, {"privat/persons/p.yaml": person}, ["FH401", "FH402"])
    assert [finding.code for finding in found] == ["FH401", "FH402"]
    for finding in found:
        shown = f"{finding.message} {finding.hint} {finding.excerpt} {finding.suggestions}"
        assert "66969120" not in shown.replace(" ", "")
        assert "erika" not in shown


@pytest.mark.parametrize("text", ["info@cafe.de", "info@café-mölln.de", "a.b+c@x.y.example", "cafe_1@web.de"])
def test_mail_addresses_that_arrive(text: str) -> None:
    assert is_mail(text)


@pytest.mark.parametrize(("text", "meant"), [
    ("info(at)cafe.de", "info@cafe.de"), ("info [at] cafe [dot] de", "info@cafe.de"), ("info @cafe.de", "info@cafe.de"),
    ("info@cafe.de.", "info@cafe.de"), ("mailto:info@cafe.de", "info@cafe.de"), ("info@cafe,de", "info@cafe.de"),
    ("info@@cafe.de", "info@cafe.de"), ("<info@cafe.de>", "info@cafe.de"), ("info@cafe..de", "info@cafe.de"),
    ("info", None), ("info@cafe", None), ("büro@cafe.de", None), ("a@cafe.de, b@cafe.de", None), ("@cafe.de", None),
])  # fmt: skip
def test_mail_addresses_that_do_not_arrive(text: str, meant: str | None) -> None:
    assert not is_mail(text)
    assert mended_mail(text)[0] == meant


@pytest.mark.parametrize(
    "text", ["https://cafe.de", "http://www.cafe.de/a?b=c#d", "https://café-mölln.de/über-uns", "https://cafe.de:8080/"]
)
def test_web_addresses_that_open(text: str) -> None:
    assert is_site(text)


@pytest.mark.parametrize(("text", "meant"), [
    ("www.cafe.de", "https://www.cafe.de"), ("cafe.de/treff", "https://cafe.de/treff"),
    ("http:/cafe.de", "http://cafe.de"), ("https//cafe.de", "https://cafe.de"), ("htps://cafe.de", "https://cafe.de"),
    ("https://cafe.de.", "https://cafe.de"), ("HTTPS:cafe.de", None),
    ("javascript:alert(1)", None), ("data:text/html,x", None), ("ftp://cafe.de", None), ("info@cafe.de", None),
    ("https://nutzer:wort@cafe.de", None), ("https://cafe", None), ("siehe Aushang", None),
    ('https://cafe.de/"><script>', None), ("https://cafe.de und https://treff.de", None),
])  # fmt: skip
def test_web_addresses_that_do_not_open(text: str, meant: str | None) -> None:
    assert is_site(text) is False
    assert mended_site(text)[0] == meant


@pytest.mark.parametrize(("address", "personal"), [
    ("renate.muster@gmx.de", True), ("r.muster@verein.example", True), ("renate1956@web.de", True),
    ("renate.muster@kirche.example", True),
    ("info@gmx.de", False), ("fluechtlingshilfe.nusse@gmx.de", False), ("oberstadt-runde@web.de", False),
    ("sonnen.blume@gmx.de", False), ("kontakt.nord@verein.example", False), ("eb@verein.example", False),
])  # fmt: skip
def test_a_group_at_a_free_provider_is_not_a_person(tmp_path: Path, address: str, personal: bool) -> None:
    files = {CAFE: {"name": "Oberstadt und Sonnenblume", "kontakt": {"email": address}}}
    assert [code for code, _, _ in told(tmp_path, files, "FH404")] == ["FH404"] * personal


@pytest.mark.parametrize(("text", "value"), [
    ("Fahrdienst unter 0171 3920045.", "0171 3920045"), ("Ruf an: +49 (0)4542-8000.", "+49 (0)4542-8000"),
    ("Büro (04541) 1234, dienstags", "(04541) 1234"), ("an info (at) cafe.de schreiben", "info (at) cafe.de"),
    ("Mehr bei a.b@cafe.de.", "a.b@cafe.de"),
    ("Seit 01.10.2015, neu ab 03.02.2026 um 08:30", ""), ("Bus 8510, Linie 31, Raum 0.12", ""),
    ("Spendenkonto DE02 1203 0000 0000 2020 51", ""), ("PLZ 04109 Leipzig, AGS 01053090", ""),
    ("Hilfetelefon 08000 116 016 und 116 117", ""), ("2015-2026, 08/2020 bis 09/2021, 0,50 Euro", ""),
])  # fmt: skip
def test_contacts_hidden_in_prose_are_framed_and_numbers_that_are_none_are_left(
    tmp_path: Path, text: str, value: str
) -> None:
    found = findings(tmp_path, {CAFE: {"beschreibung": text}}, ["FH405"])
    framed = [finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1] for finding in found]
    assert framed == ([value] if value else [])
