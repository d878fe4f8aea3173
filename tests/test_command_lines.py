"""What is said of a command line that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cafe_registry import FILES, SETTINGS
from projects import Run, write


@pytest.fixture
def fh(fh: Run, tmp_path: Path) -> Run:
    """Runs a command line in a small registry."""
    write(tmp_path, FILES, SETTINGS)
    return fh


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "initiativen", "--limit", "0"], "--limit: 0 geht hier nicht, nur mindestens 1."),
        (["list", "initiativen", "--limit", "x"], "--limit: »x« ist keine Zahl."),
        (["report", "kennzahlen", "--jahr", "1800"], "1800 geht hier nicht, nur mindestens 1990 und höchstens 2100."),
        (["directory", "-o", "x.docx"], "mit der Endung ».docx« macht dieser Befehl nicht. Möglich sind: .md, .html"),
        (["report", "kennzahlen", "-o", "x.doc"], "mit der Endung ».doc«"),
        (["export", "initiatives", "-o", "x.ods"], "mit der Endung ».ods«"),
        (["export", "initiativs"], "Die Art »initiativs« gibt es nicht. Meinten Sie »Initiativen«?"),
        (["validate", "cafe-ankomen"], "Meinten Sie »cafe-ankommen«?"),
        (["list", "--today", "32.13.2026"], "»32.13.2026« ist kein Tag. Zum Beispiel: 14.03.2026"),
    ],
)
def test_what_cannot_be_is_said_in_german_with_what_can(fh: Run, arguments: list[str], words: str) -> None:
    code, out, err = fh(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not list(Path().glob("x.*"))
