"""SARIF 2.1.0, for code scanning services: rules with their texts, results with places and fixes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from .. import __version__
from ..findings import Finding, Severity, Span
from ._lines import flat
from ._output import OutputContext, output
from .concise import sentences
from .gitlab import fingerprints

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


@output("sarif", "für Dienste, die SARIF 2.1.0 lesen", from_root=True)
def sarif(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """One run with the rules that found something."""
    codes = sorted({finding.code for finding in findings})
    number = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "fh",
        "semanticVersion": __version__,
        "rules": [_rule(code, context) for code in codes],
    }
    marks = fingerprints(findings)
    results = [
        _result(finding, number[finding.code], mark, context) for finding, mark in zip(findings, marks, strict=True)
    ]
    run = {"tool": {"driver": driver}, "language": "de", "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, context: OutputContext) -> dict[str, Any]:
    told: dict[str, Any] = {"id": code, "shortDescription": {"text": context.title_of(code)}}
    if rule := context.rules.get(code):
        told["fullDescription"] = {"text": " ".join(rule.text.partition("\n\n")[0].split()) or rule.title}
        told["help"] = {"text": rule.text or rule.title, "markdown": rule.text or rule.title}
        told["defaultConfiguration"] = {"level": _LEVELS[rule.severity]}
    return told


def _result(finding: Finding, index: int, mark: str, context: OutputContext) -> dict[str, Any]:
    place = _location(finding.path, finding.span, context)
    if finding.record:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.record, "kind": "object"}]
    told: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": flat(sentences(finding))},
        "locations": [place],
        "partialFingerprints": {"fhFinding/v1": mark},
    }
    if finding.related:
        told["relatedLocations"] = [
            {"id": number, **_location(related.path, related.span, context), "message": {"text": flat(related.message)}}
            for number, related in enumerate(finding.related, 1)
        ]
    fixes = [
        {
            "description": {"text": flat(suggestion.text)},
            "artifactChanges": [
                {
                    "artifactLocation": _artifact(finding.path, context),
                    "replacements": [
                        {"deletedRegion": _region(suggestion.span), "insertedContent": {"text": suggestion.replacement}}
                    ],
                }
            ],
        }
        for suggestion in finding.suggestions
        if suggestion.span and suggestion.replacement is not None
    ]
    return {**told, "fixes": fixes} if fixes else told


def _location(path: str, span: Span, context: OutputContext) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path, context), "region": _region(span)}}


def _artifact(path: str, context: OutputContext) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(context.in_repository(path), safe="/"), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
