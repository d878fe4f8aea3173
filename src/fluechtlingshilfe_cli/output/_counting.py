"""Counts in words, singular and plural as German wants them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..findings import Finding, Severity
from ._output import OutputContext

_PLURALS = {"Fehler": "Fehler", "Warnung": "Warnungen", "Hinweis": "Hinweise", "Datei": "Dateien", "Stelle": "Stellen"}


def number(count: int) -> str:
    """A number as Germans write it: `12.345`."""
    return f"{count:,}".replace(",", ".") if count >= 10_000 else str(count)


def counted(count: int, word: str, dative: bool = False) -> str:
    """`1 Datei`, `2 Dateien`; `dative` for »in 2 Hinweisen«."""
    noun = word if count == 1 else _PLURALS[word]
    return f"{number(count)} {noun}{'n' if dative and count != 1 and not noun.endswith('n') else ''}"


def tally(findings: Iterable[Finding]) -> str:
    """`3 Fehler, 5 Warnungen`; empty when there is nothing."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(counted(counts[severity], severity.label) for severity in Severity if counts[severity])


def summary(findings: Iterable[Finding], context: OutputContext) -> str:
    """The last line: what was found in how many files, or that all is well."""
    told = tally(findings)
    if told:
        return f"{told} in {counted(context.records, 'Datei')}." if context.records else f"{told}."
    if not context.records:
        return "Es gibt noch keine Einträge zu prüfen."
    return f"{counted(context.records, 'Datei')} geprüft, alles in Ordnung."
