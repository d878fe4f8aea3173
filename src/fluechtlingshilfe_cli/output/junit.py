"""JUnit XML, for services that know tests and nothing else: each file with findings is a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..findings import Finding, Severity
from ._counting import summary, tally
from ._lines import flat
from ._output import OutputContext, output
from .concise import line

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})


@output("junit", "für Dienste, die JUnit-XML lesen", from_root=True)
def junit(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """A test suite; errors make a test fail, warnings and hints are told in its output."""
    ordered = sorted(findings, key=Finding.sort_key)
    files = [(path, list(members)) for path, members in groupby(ordered, key=lambda finding: finding.path)]
    failed = sum(any(finding.severity is Severity.ERROR for finding in members) for _, members in files)
    counts = f'tests="{max(1, len(files))}" failures="{failed}" errors="0" skipped="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="fh" {counts}>\n  <testsuite name="fh validate" {counts}>\n'
    if not files:
        yield f'    <testcase classname="fh" name="{_text(summary(findings, context))}"/>\n'
    for path, members in files:
        yield from _case(context.in_repository(path), members)
    yield "  </testsuite>\n</testsuites>\n"


def _case(path: str, members: list[Finding]) -> Iterator[str]:
    errors = [finding for finding in members if finding.severity is Severity.ERROR]
    others = [finding for finding in members if finding.severity is not Severity.ERROR]
    classname = members[0].record.replace("/", ".") or "fh"
    yield f'    <testcase classname="{_text(classname)}" name="{_text(path)}" file="{_text(path)}">\n'
    if errors:
        codes = ", ".join(sorted({finding.code for finding in errors}))
        message = errors[0].message if len(errors) == 1 else tally(errors)
        yield f'      <failure message="{_text(message)}" type="{_text(codes)}">{_lines(errors)}</failure>\n'
    if others:
        yield f"      <system-out>{_lines(others)}</system-out>\n"
    yield "    </testcase>\n"


def _lines(findings: list[Finding]) -> str:
    return "\n".join(_text(line(finding)) for finding in findings)


def _text(text: str) -> str:
    return flat(text).translate(_ESCAPES)
