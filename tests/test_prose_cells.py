"""Numbers, addresses, days, languages and people in cells: taken where certain, left word for word where not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.prose import (
    Address,
    Named,
    Phone,
    addresses,
    dates,
    emails,
    languages,
    persons,
    phones,
    plain,
    urls,
)
from fluechtlingshilfe_cli.resources import Resources
from fluechtlingshilfe_cli.schemas.vocabularies import Vocabularies

LANGUAGES = Vocabularies(Resources(None))["sprachen"]
FIRST, SECOND, MOBILE = "+49 40 66969123", "+49 40 66969124", "+49 171 3920012"


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("040/66969123", [FIRST], ""),
        ("(040) 66 96 91 23", [FIRST], ""),
        ("+49 (0) 40 66969123", [FIRST], ""),
        ("0049 40 66969123", [FIRST], ""),
        ("Tel.: 040-66969123", [FIRST], ""),
        ("040 66969123 oder 0171 3920012", [FIRST, MOBILE], ""),
        ("040 66969123; 040 66969124\nMobil: 0171 3920012", [FIRST, SECOND, MOBILE], ""),
        ("040 66969123 / 040 66969124", [FIRST, SECOND], ""),
        ("04152/1234-12/-14", ["+49 4152 123412", "+49 4152 123414"], ""),
        ("tel:+494066969123", [FIRST], ""),
        ("116 117", ["116 117"], ""),
        ("Büro, Tel. 040 66969123 (AB)", [FIRST], "Büro (AB)"),
        ("040 66969123 (Mo-Fr 9-12 Uhr)", [FIRST], "(Mo-Fr 9-12 Uhr)"),
        ("040 66969123, 66969124", [FIRST], "66969124"),
        ("040 66969123 9-12 Uhr", [], "040 66969123 9-12 Uhr"),
        ("040 1", [], "040 1"),
        ("110 Personen", [], "110 Personen"),
        ("02.03.2024", [], "02.03.2024"),
        ("02763 Zittau", [], "02763 Zittau"),
        ("IBAN DE12 0500 1051 7064 8489", [], "IBAN DE12 0500 1051 7064 8489"),
    ],
)
def test_phone_numbers(text: str, numbers: list[str], rest: str) -> None:
    understood = phones(text)
    assert ([phone.number for phone in understood.value], understood.rest) == (numbers, rest)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Tel. 040 66969123, Fax: 040 66969124", ["telefon", "fax"]),
        ("T 040 66969123 F 040 66969124", ["telefon", "fax"]),
        ("Tel./Fax 040 66969123", ["telefon"]),
        ("0171 3920012", ["mobil"]),
        ("Mobil 0171 3920012", ["mobil"]),
    ],
)
def test_fax_and_mobile_are_told_apart(text: str, kinds: list[str]) -> None:
    assert ([phone.kind for phone in phones(text).value], phones(text).rest) == (kinds, "")


@pytest.mark.parametrize("text", ["4066969123", "494066969123", "4066969123.0", "Tel. 4066969123"])
def test_the_zero_that_spreadsheets_take_away_comes_back(text: str) -> None:
    assert phones(text).value == (Phone(FIRST, "telefon", mended=True),)


@pytest.mark.parametrize("text", ["66969123", "4.06697E+09", "4152 oder 4153", "40669691234567"])
def test_a_number_that_may_have_lost_more_stays_as_it_is(text: str) -> None:
    assert (phones(text).value, phones(text).rest) == ((), text)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("info@cafe.example", ("info@cafe.example",), ""),
        ("a@cafe.example; b@cafe.example", ("a@cafe.example", "b@cafe.example"), ""),
        ("info (at) cafe.example", ("info@cafe.example",), ""),
        ("info[at]cafe[punkt]example", ("info@cafe.example",), ""),
        ("E-Mail: info@cafe.example.", ("info@cafe.example",), ""),
        ("mailto:info@cafe.example", ("info@cafe.example",), ""),
        ("auf Anfrage", (), "auf Anfrage"),
        ("Treff@Haus", (), "Treff@Haus"),
    ],
)
def test_mail_addresses(text: str, found: tuple[str, ...], rest: str) -> None:
    assert (emails(text).value, emails(text).rest) == (found, rest)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("www.cafe.example", ("https://www.cafe.example",), ""),
        ("http://cafe.example/a?b=c, cafe.example/wir", ("http://cafe.example/a?b=c", "https://cafe.example/wir"), ""),
        ("siehe https://cafe.example/x.", ("https://cafe.example/x",), "siehe"),
        ("info@cafe.example", (), "info@cafe.example"),
        ("info (at) cafe.example", (), "info (at) cafe.example"),
        ("z.B. am Markt", (), "z.B. am Markt"),
    ],
)
def test_web_addresses(text: str, found: tuple[str, ...], rest: str) -> None:
    assert (urls(text).value, urls(text).rest) == (found, rest)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("Am Markt 3, 23879 Mölln", Address("Am Markt 3", "23879", "Mölln"), ""),
        ("Hauptstr.12a 23879 Mölln", Address("Hauptstr. 12a", "23879", "Mölln"), ""),
        ("Straße des 17. Juni 135, 10623 Berlin", Address("Straße des 17. Juni 135", "10623", "Berlin"), ""),
        ("Wiesengrund 5, 21514 Klein Pampau", Address("Wiesengrund 5", "21514", "Klein Pampau"), ""),
        ("Europaplatz, D-23879 Mölln", Address("Europaplatz", "23879", "Mölln"), ""),
        ("Hauptstraße 5\n23879 Mölln OT Berg", Address("Hauptstraße 5", "23879", "Mölln", "Berg"), ""),
        ("c/o Kirche, Am Markt 3, 23879 Mölln", Address("Am Markt 3", "23879", "Mölln", "", "c/o Kirche"), ""),
        ("Am Markt 3, 2. OG, 23879 Mölln", Address("Am Markt 3", "23879", "Mölln", "", "2. OG"), ""),
        ("60313 Frankfurt am Main", Address("", "60313", "Frankfurt am Main"), ""),
        ("86462 Langweid am Lech", Address("", "86462", "Langweid am Lech"), ""),
        ("23879 Mölln Tel. 040 66969123", Address("", "23879", "Mölln"), "Tel. 040 66969123"),
        ("Gemeindehaus, Am Markt 3", Address("Am Markt 3"), "Gemeindehaus"),
        ("Postfach 1234, 23879 Mölln", Address("", "23879", "Mölln"), "Postfach 1234"),
    ],
)
def test_addresses(text: str, found: Address, rest: str) -> None:
    assert (addresses(text).value, addresses(text).rest) == ((found,), rest)


def test_several_addresses_in_a_cell() -> None:
    text = "Am Markt 3, 23879 Mölln; Hauptstr. 1, 21493 Schwarzenbek"
    assert addresses(text).value == (
        Address("Am Markt 3", "23879", "Mölln"),
        Address("Hauptstr. 1", "21493", "Schwarzenbek"),
    )


@pytest.mark.parametrize("text", ["Haus 3, Raum 12", "Seit Mai gibt es in der Wertstraße 29", "12345", "Gruppe 4"])
def test_what_is_no_address(text: str) -> None:
    assert (addresses(text).value, addresses(text).rest) == ((), text)


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("Deutsch/Englisch", ("de", "en"), ""),
        ("dt., engl., Arabisch und Persisch", ("de", "en", "ar", "fa"), ""),
        ("de, en, ar", ("de", "en", "ar"), ""),
        ("Farsi/Dari", ("fa", "prs"), ""),
        ("Deutsch Englisch Russisch", ("de", "en", "ru"), ""),
        ("Sprachen: Arabisch, Türkisch (Dolmetscher)", ("ar", "tr"), "(Dolmetscher)"),
        ("Deutsch für Anfänger", (), "Deutsch für Anfänger"),
        ("Deutsch, Klingonisch", ("de",), "Klingonisch"),
    ],
)
def test_languages(text: str, codes: tuple[str, ...], rest: str) -> None:
    understood = languages(text, LANGUAGES)
    if text == "Farsi/Dari" and LANGUAGES.resolve(text):
        codes = tuple(LANGUAGES.resolve(text))
    assert (understood.value, understood.rest) == (codes, rest)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("Frau Müller, Tel. 040", [Named("Müller", "frau")], "Tel. 040"),
        ("Frau Müller Tel. 040", [Named("Müller", "frau")], "Tel. 040"),
        ("Ansprechpartner: Frau Maria Muster", [Named("Maria Muster", "frau", "Ansprechpartner")], ""),
        ("Ansprechpartnerin: Maria Muster-Klein", [Named("Maria Muster-Klein", "", "Ansprechpartnerin")], ""),
        ("Herr Dr. Max von der Aue (Koordinator)", [Named("Dr. Max von der Aue", "herr", "Koordinator")], ""),
        ("Fr. Müller und Hr. Schmidt", [Named("Müller", "frau"), Named("Schmidt", "herr")], ""),
        ("Frau Maria Neuhaus", [Named("Maria Neuhaus", "frau")], ""),
        ("Frau und Beruf", [], "Frau und Beruf"),
        ("Fr. 9-12 Uhr", [], "Fr. 9-12 Uhr"),
        ("Frauencafé", [], "Frauencafé"),
        ("Ansprechpartner: Stadt Mölln", [], "Ansprechpartner: Stadt Mölln"),
        ("Leitung: Gemeindebüro Mitte", [], "Leitung: Gemeindebüro Mitte"),
        ("Maria Muster", [Named("Maria Muster")], ""),
        ("Xaveria Muster", [], "Xaveria Muster"),
        ("Xaveria Müster\nx.muester@cafe.example", [Named("Xaveria Müster")], "x.muester@cafe.example"),
        ("Xaveria Muster (Leitung)", [Named("Xaveria Muster", "", "Leitung")], ""),
        ("Offener Treff (Leitung)", [], "Offener Treff (Leitung)"),
        ("Zentrale Beratung\nberatung@cafe.example", [], "Zentrale Beratung\nberatung@cafe.example"),
        ("Kommt zu Maria Muster ins Café", [], "Kommt zu Maria Muster ins Café"),
    ],
)
def test_people(text: str, found: list[Named], rest: str) -> None:
    assert (list(persons(text).value), persons(text).rest) == (found, rest)


def test_plain_names_count_in_a_column_of_people() -> None:
    text = "Xaveria Muster und Yorick Beispiel (Leitung), Gemeindebüro Mitte"
    understood = persons(text, expected=True)
    assert understood.value == (Named("Xaveria Muster"), Named("Yorick Beispiel", "", "Leitung"))
    assert understood.rest == "Gemeindebüro Mitte"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3.5.2024", ["2024-05-03"]),
        ("Fr, 3. Mai 2024", ["2024-05-03"]),
        ("2024-05-03", ["2024-05-03"]),
        ("03.05.24", ["2024-05-03"]),
        ("3., 10. und 17. Mai 2024", ["2024-05-03", "2024-05-10", "2024-05-17"]),
        ("12./13.10.2024", ["2024-10-12", "2024-10-13"]),
        ("12.03.-15.03.2024", ["2024-03-12/2024-03-15"]),
        ("3.–5. Mai 2024", ["2024-05-03/2024-05-05"]),
        ("am 12.3.", []),
        ("31.02.2024", []),
        ("Montag, 3.5.2024", []),
        ("Dez. 2024", []),
        ("15.3.2024 - 12.3.2024", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    understood = dates(text)
    found = [f"{when.day}" if when.day == when.last else f"{when.day}/{when.last}" for when in understood.value]
    assert (found, understood.rest) == (days, "" if days else text)


def test_days_have_times() -> None:
    text = "3. und 10. Mai 2024, 18-20 Uhr"
    assert [when.termin for when in dates(text).value] == [
        {"von": "2024-05-03T18:00", "bis": "2024-05-03T20:00"},
        {"von": "2024-05-10T18:00", "bis": "2024-05-10T20:00"},
    ]
    own = "12.3.2024 18.00-20.00 Uhr und 19.3.2024 18-21 Uhr"
    assert [(when.von, when.bis) for when in dates(own).value] == [("18:00", "20:00"), ("18:00", "21:00")]
    assert [when.termin for when in dates("3.5.2024 ab 18 Uhr").value] == [{}]


def test_a_year_that_is_known_is_taken() -> None:
    assert [when.day for when in dates("Do 12.3. um 19 Uhr", 2026).value] == [date(2026, 3, 12)]
    assert dates("Fr 12.3. um 19 Uhr", 2026).rest == "Fr 12.3. um 19 Uhr"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hallo &amp; <b>Welt</b></p><p>zwei</p>", "Hallo & Welt\n\nzwei"),
        ("Eins<br>zwei<br/>drei", "Eins\nzwei\ndrei"),
        ("<ul><li>Eins</li><li>Zwei</li></ul>Ende", "- Eins\n- Zwei\n\nEnde"),
        ("<ol><li>Eins</li><li>Zwei</li></ol>", "1. Eins\n2. Zwei"),
        ('<a href="https://cafe.example/a">hier</a>', "hier (https://cafe.example/a)"),
        ('<a href="https://www.cafe.example/">cafe.example</a>', "cafe.example"),
        ('<a href="mailto:a@cafe.example">a@cafe.example</a>', "a@cafe.example"),
        ("<script>alert(1)</script><style>p{}</style>Text", "Text"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("Alter < 12 und > 3", "Alter < 12 und > 3"),
        ("Tom & Anna\n  zwei", "Tom & Anna\n  zwei"),
        ("&lt;3 Kinder", "<3 Kinder"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert plain(html) == text


READERS = (phones, emails, urls, addresses, dates, persons, lambda text: languages(text, LANGUAGES))
PIECES = (
    "040", "66969123", "+49", "0171", "-12", "/", "(", ")", ",", ";", " ", "\n", "info", "@", "cafe.example", "(at)",
    "www.", "23879", "Mölln", "Hauptstr.", "5a", "OT", "Frau", "Muster", "Ansprechpartner:", "3.", "Mai", "2024", "-",
    "Deutsch", "und", "Tel.", "Fax", "Uhr", "18", "Mo", "<p>", "&amp;", "<a href='",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.text(max_size=60)))
def test_nothing_raises_and_what_is_not_taken_stays(text: str) -> None:
    for reader in READERS:
        understood = reader(text)
        words = "".join(c if c.isalnum() else " " for c in understood.rest).split()
        position = 0
        for word in words:
            position = text.find(word, position)
            assert position >= 0, (text, understood)
        if not understood.value:
            left = {c for c in text if c.isalnum()} - set("und oder sowie bzw".replace(" ", ""))
            assert left <= set(understood.rest), (text, understood)
    assert isinstance(plain(text), str)
