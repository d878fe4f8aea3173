"""For programs: `json` (docs/formate/findings.schema.json), `jsonl` with a finding per line, `rdjson` for reviewdog."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..findings import Finding, Related, Severity, Span, Suggestion
from ._output import OutputContext, output
from .concise import sentences

SCHEMA_VERSION = 1
_RDJSON = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.HINT: "INFO"}


@output("json", "für Programme, mit veröffentlichtem Schema")
def as_json(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """One object with all findings and the counts; a finding per line, so that versions can be compared."""
    yield f'{{"schema_version": {SCHEMA_VERSION}, "findings": ['
    for index, finding in enumerate(findings):
        yield ("," if index else "") + "\n  " + _dump(described(finding))
    counts = Counter(finding.severity for finding in findings)
    told = {
        "records": context.records,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "hints": counts[Severity.HINT],
    }
    yield ("\n" if findings else "") + f'], "summary": {_dump(told)}}}\n'


@output("jsonl", "für Programme, ein Befund je Zeile")
def jsonl(findings: Sequence[Finding], _: OutputContext) -> Iterator[str]:
    """The findings of `json`, one per line, without a frame around them."""
    for finding in findings:
        yield _dump(described(finding)) + "\n"


def described(finding: Finding) -> dict[str, Any]:
    """A finding as JSON tells it."""
    suggestions = finding.suggestions or ((Suggestion(finding.hint),) if finding.hint else ())
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": finding.path,
        **_span(finding.span),
        "record": finding.record,
        "title": finding.title,
        "pointer": finding.pointer,
        "suggestions": [_suggestion(suggestion) for suggestion in suggestions],
        "related": [_related(related) for related in finding.related],
    }


def _span(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    edit = None
    if suggestion.span is not None and suggestion.replacement is not None:
        edit = {**_span(suggestion.span), "replacement": suggestion.replacement}
    return {"text": suggestion.text, "safe": suggestion.safe, "edit": edit}


def _related(related: Related) -> dict[str, Any]:
    return {"message": related.message, "path": related.path, **_span(related.span)}


@output("rdjson", "für reviewdog", from_root=True)
def rdjson(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """Reviewdog's diagnostics. It counts columns in UTF-8 bytes, which only the source line can tell."""
    diagnostics = [_diagnostic(finding, context) for finding in findings]
    yield _dump({"source": {"name": "fh"}, "diagnostics": diagnostics}) + "\n"


def _diagnostic(finding: Finding, context: OutputContext) -> dict[str, Any]:
    told: dict[str, Any] = {
        "message": sentences(finding),
        "location": {"path": context.in_repository(finding.path), "range": _range(finding.span, finding)},
        "severity": _RDJSON[finding.severity],
        "code": {"value": finding.code},
    }
    edits = [
        {"range": _range(suggestion.span, finding), "text": suggestion.replacement}
        for suggestion in finding.suggestions
        if suggestion.replacement is not None and suggestion.span and suggestion.span.line == finding.span.line
    ]
    if edits:
        told["suggestions"] = edits
    if finding.related:
        told["relatedLocations"] = [
            {
                "message": related.message,
                "location": {
                    "path": context.in_repository(related.path),
                    "range": {"start": {"line": related.span.line}},
                },
            }
            for related in finding.related
        ]
    return told


def _range(span: Span, finding: Finding) -> dict[str, Any]:
    if not finding.excerpt or span.line != finding.span.line or span.end_line != span.line:
        return {"start": {"line": span.line}}
    return {
        "start": {"line": span.line, "column": _bytes(finding.excerpt, span.column)},
        "end": {"line": span.line, "column": _bytes(finding.excerpt, span.end_column)},
    }


def _bytes(line: str, column: int) -> int:
    return len(line[: column - 1].encode("utf-8", "replace")) + 1


def _dump(value: Any) -> str:
    """JSON that no terminal obeys and no reader sees reordered: invisible signs are written as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(letter: str) -> str:
    return letter if letter.isprintable() else json.dumps(letter)[1:-1]
