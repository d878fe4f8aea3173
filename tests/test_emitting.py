"""What the tool writes: one layout, and reading it back gives the same values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.catalog import bundled
from fluechtlingshilfe_cli.documents import read
from fluechtlingshilfe_cli.emitting import WIDTH, emit, typed

KINDS, _ = bundled()
KIND = KINDS["initiative"]

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="ab :-#'\"\n\t|>[]{},&*!%@`?~0123456789.+üß", max_size=300),
    st.sampled_from(
        ["~", "null", "01067", "12:30", "no", "yes", "2026-03-14", "+49 40 1", "=", "<<", "1e3", "- a", "a: b"]
    ),
)
FIELDS = st.dictionaries(
    st.from_regex(r"x_[a-z0-9_]{1,12}", fullmatch=True),
    st.recursive(
        TEXTS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), inner, max_size=4),
        ),
        max_leaves=12,
    ),
    max_size=5,
)


def back(data: dict[str, Any]) -> dict[str, Any]:
    """The values after writing and reading."""
    document = read(emit(KIND, data, "# x").encode("utf-8"))
    assert document.accident is None
    return typed(KIND, document.data or {})


@given(FIELDS, TEXTS)
@example({"x_0": ["0:?"]}, "")
@settings(max_examples=300, deadline=None)
def test_any_values_come_back_as_they_went(fields, text):
    """Whatever letters stand in texts, names of words or lists of lists."""
    data = {"name": text, "beschreibung": text, "angebote": [{"titel": text}, fields], **fields}
    assert back(data) == typed(KIND, data)


@pytest.mark.parametrize("name", list(KINDS))
def test_the_examples_of_all_kinds_come_back(name):
    kind = KINDS[name]
    for record in kind.schema["examples"]:
        assert typed(kind, read(emit(kind, record).encode()).data) == typed(kind, record)


CAFE = {
    "titel": "Sprachcafé",
    "id": "sprachcafe",
    "zeiten": {"regeln": [{"von": "08:30", "tag": "di"}], "nach_vereinbarung": True},
}


def test_the_layout():
    """Fields as people read them, words inline, objects in blocks, long texts folded, what others misread quoted."""
    text = emit(
        KIND,
        {
            "x_eigenes": "Wert",
            "angebote": [
                CAFE,
                {"id": "zwei"},
            ],
            "beschreibung": "Erste Zeile.\nZweite: Zeile.\n",
            "kurzbeschreibung": "Ein Satz mit vielen Wörtern. " * 5,
            "anschrift": {"plz": "01067", "strasse": "Am Markt 3"},
            "sprachen": ["de", "no"],
            "gruendungsjahr": "2015",
            "name": "Café",
            "gemeinde": "01053090",
            "rechtsform": "",
            "traeger": None,
            "netzwerke": [],
            "status": "entwurf",
        },
        "# modeline",
    )  # fmt: skip
    assert text == (
        "# modeline\n"
        "status: entwurf\n"
        "name: Café\n"
        'kurzbeschreibung: "Ein Satz mit vielen Wörtern. Ein Satz mit vielen Wörtern. Ein Satz mit vielen Wörtern. '
        'Ein Satz mit vielen Wörtern. Ein Satz mit vielen Wörtern. "\n'
        "beschreibung: |\n"
        "  Erste Zeile.\n"
        "  Zweite: Zeile.\n"
        'gemeinde: "01053090"\n'
        "anschrift:\n"
        "  strasse: Am Markt 3\n"
        '  plz: "01067"\n'
        'sprachen: [de, "no"]\n'
        "angebote:\n"
        "  - id: sprachcafe\n"
        "    titel: Sprachcafé\n"
        "    zeiten:\n"
        "      regeln:\n"
        "        - tag: di\n"
        '          von: "08:30"\n'
        "      nach_vereinbarung: true\n"
        "  - id: zwei\n"
        "gruendungsjahr: 2015\n"
        "x_eigenes: Wert\n"
    )


def test_a_long_text_is_folded_at_its_blanks():
    text = "Ein Satz mit vielen Wörtern und ohne Ende, " * 6 + "Punkt."
    lines = emit(KIND, {"kurzbeschreibung": text}).splitlines()
    assert lines[0] == "kurzbeschreibung: >-"
    assert max(map(len, lines)) <= WIDTH
    assert " ".join(line.strip() for line in lines[1:]) == text


def test_a_long_list_stands_one_word_a_line():
    words = [f"Netzwerk Nummer {number}, Kreis" for number in range(6)]
    lines = emit(KIND, {"netzwerke": words}).splitlines()
    assert lines == ["netzwerke:", *(f"  - {word}" for word in words)]
