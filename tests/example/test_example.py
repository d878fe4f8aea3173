"""The example registry is what the handbook says it is: complete, invented, and clean but for a handful of findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.checks import Outcome, check
from fluechtlingshilfe_cli.findings import Severity
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.records import Record
from fluechtlingshilfe_cli.registry import Registry

ROOT = Path(__file__).resolve().parents[2]

# Numbers that the Bundesnetzagentur keeps free for films and examples.
RESERVED = re.compile(
    r"\+49(?:3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}|17139200\d{2}|176040690\d{2}"
    r"|152(?:28817386|28895456|54599371)|172(?:9925904|9968532|9973185|9973186|9980752))"
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return check(Project(ROOT), processes=1)


@pytest.fixture(scope="module")
def registry() -> Registry:
    registry, findings = load_registry(Project(ROOT))
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    return registry


def offers(registry: Registry) -> Iterator[dict[str, object]]:
    for initiative in registry.of("initiative"):
        yield from initiative["angebote"] or ()


def dialled(number: str) -> str:
    """The number as a telephone takes it, with the country in front."""
    digits = re.sub(r"[^0-9+]", "", number)
    return f"+49{digits[1:]}" if digits.startswith("0") else digits


def raw_texts() -> Iterator[tuple[str, str]]:
    for folder in ("data", "private.example"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_only_a_handful_of_findings(outcome, golden):
    """No error; each of the few warnings and hints shows something the tool is good for, and changes on purpose."""
    assert [finding for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    golden("example/findings.txt", "".join(f"{finding.code} {finding.path}\n" for finding in outcome.findings))
    assert len(outcome.findings) <= 8


def test_the_stichtag_is_fixed(registry):
    """Otherwise the example would grow old."""
    assert registry.as_of == date(2026, 11, 2)


def test_it_is_marked_as_invented(registry):
    assert registry.project.settings["beispieldaten"] is True


def test_there_is_enough_of_everything(registry):
    counts = {kind: len(registry.of(kind)) for kind in registry.project.kinds}
    least = {"initiative": 45, "training": 45, "partner": 15, "need": 10, "person": 10, "note": 5}
    assert {kind: number for kind, number in least.items() if counts[kind] < number} == {}
    assert len(list(offers(registry))) >= 100


def test_north_and_south_and_all_fields_of_action(registry):
    places = registry.vocabulary("gemeinden").words
    parts = Counter(places[record["gemeinde"]].attributes["teilkreis"] for record in registry.of("initiative"))
    assert min(parts["nord"], parts["sued"]) >= 15
    assert {offer["handlungsfeld"] for offer in offers(registry)} == set(registry.vocabulary("handlungsfelder").words)


def test_events_of_three_years_in_all_forms(registry):
    events = registry.of("training")
    years = Counter(event["termine"][0]["von"][:4] for event in events)
    assert set(years) == {"2025", "2026", "2027"}
    assert {"vor_ort", "online", "hybrid"} <= {event["format"] for event in events}
    kinds = {"austausch", "vernetzung", "selbstfuersorge", "akademie_modul", "schulung"}
    assert kinds <= {event["art"] for event in events}
    assert any(event["durchfuehrung"] == "abgesagt" for event in events)
    held = [event for event in events if event["durchfuehrung"] == "durchgefuehrt"]
    assert sum(event["auswertung"] is not None for event in held) >= 15


def test_self_care_in_both_parts_of_the_district(registry):
    """What is promised: each spring and autumn in Nordkreis and in Südkreis, at least planned."""
    seen = Counter(
        (event["termine"][0]["von"][:4], part)
        for event in registry.of("training")
        if event["art"] == "selbstfuersorge"
        for part in event["fuer_teilkreis"] or ()
    )
    assert {key: seen[key] for key in (("2025", "nord"), ("2025", "sued"), ("2026", "nord"), ("2026", "sued"))} == {
        ("2025", "nord"): 2,
        ("2025", "sued"): 2,
        ("2026", "nord"): 2,
        ("2026", "sued"): 2,
    }


def test_the_academy_is_a_partner(registry):
    assert registry.knows("partner", "ehrenamts-akademie")


def consent_cases(person: Record, today: str) -> Iterator[str]:
    consents = person["einwilligungen"] or []
    if not consents:
        yield "none"
    for consent in consents:
        yield "withdrawn" if consent.get("widerrufen_am") else "given"
        if (end := consent.get("gueltig_bis")) and not consent.get("widerrufen_am"):
            yield "expired" if end < today else "limited"
        if set(consent["kanaele"]) == {"druck"}:
            yield "print only"
        if set(consent["umfang"]) == {"name"}:
            yield "name only"
    if person["loeschen_am"]:
        yield "to be deleted"


def test_every_case_of_consent(registry):
    today = registry.as_of.isoformat()
    cases = {case for person in registry.of("person") for case in consent_cases(person, today)}
    assert cases >= {"none", "given", "withdrawn", "expired", "limited", "to be deleted"}


def test_only_reserved_phone_numbers(registry):
    numbers = [
        (record.key, dialled(str(value)))
        for record in registry
        for field in record.kind.having("format")
        if field.keyword("format") == "telefon"
        for _, value in record.values(field.path)
    ]
    assert len(numbers) > 50
    assert [found for found in numbers if not RESERVED.fullmatch(found[1])] == []


def test_no_phone_number_in_texts():
    found = re.compile(r"(?<![\w./-])(?:\+49|0[1-9]\d{1,4})[ /-]\d[\d /-]{4,}")
    strays = [
        (file, match[0])
        for file, text in raw_texts()
        for match in found.finditer(text)
        if not RESERVED.fullmatch(dialled(match[0]))
    ]
    assert strays == []


def test_only_example_domains():
    """Nobody's real mailbox or site stands in the example."""
    found = re.compile(r"(?:@|https?://)((?:[\w-]+\.)+[\w-]+)")
    strays = [
        (file, host) for file, text in raw_texts() for host in found.findall(text) if not host.endswith(".example")
    ]
    assert strays == []
