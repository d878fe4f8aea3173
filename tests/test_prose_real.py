"""What people write, in a real list: most of its times and numbers are understood, and none wrongly.

The fifty parts in `augsburg_times.tsv` were read by eye; their verdicts stand beside them.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.prose import addresses, emails, opening_hours, phones
from fluechtlingshilfe_cli.times import in_words

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("FH_REAL", ROOT.parent / "shared" / "real")) / "augsburg_angebote.csv"
READ = Path(__file__).parent / "augsburg_times.tsv"
TELLS_TIME = re.compile(
    r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\b|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|[0-9]\s*(?:Uhr|h\b)|[0-9][.:][0-9]{2}",
    re.IGNORECASE,
)

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real list is not here")


def parts(column: str) -> dict[str, str]:
    """The parts of a column's cells, by section and number."""
    with REAL.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['id']}#{number}": part.strip()
            for row in csv.DictReader(file)
            for number, part in enumerate(row[column].split("|"), 1)
            if part.strip()
        }


def test_most_times_become_rules() -> None:
    told = [text for text in parts("zeiten").values() if TELLS_TIME.search(text)]
    structured = [text for text in told if opening_hours(text).value.get("regeln")]
    assert len(told) == 76
    assert len(structured) / len(told) >= 0.85


def test_the_parts_read_by_eye_are_understood_as_read() -> None:
    texts = parts("zeiten")
    lines = [line for line in READ.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == 50
    for line in lines:
        name, said, left, verdict = line.split("\t")
        understood = opening_hours(texts[name])
        rest = "leer" if not understood.rest else "ganz" if understood.rest == texts[name] else "teil"
        assert (in_words(understood.value), rest) == (said, left), name
        assert verdict.startswith(("richtig", "bleibt")), name


def test_nearly_all_phone_numbers_are_written_anew_with_the_same_digits() -> None:
    texts = list(parts("telefon").values())
    read = [(text, phones(text)) for text in texts]
    whole = [(text, understood.value) for text, understood in read if understood.value and not understood.rest]
    assert len(whole) / len(texts) >= 0.98
    for text, numbers in whole:
        written = re.sub(r"^\+49|[^0-9]", "", numbers[0].number)
        assert re.sub(r"^\+49|[^0-9]", "", text).removeprefix("0") == written.removeprefix("0"), text


def test_mail_addresses_and_places_are_taken_as_they_are() -> None:
    assert [text for text in parts("email").values() if emails(text).value != (text,)] == []
    places = list(parts("plz_ort").values())
    read = [found for text in places for found in addresses(text).value]
    assert len(read) == len(places)
    assert all(found.plz in text and found.ort in text for text, found in zip(places, read, strict=True))
