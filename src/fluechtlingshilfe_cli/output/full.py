"""The form for people: each finding with its line framed, the gravest first, and the count at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .. import terminal
from ..findings import Finding, Severity
from ._counting import counted, number, summary
from ._lines import columns, framed, shown, wrapped
from ._output import OutputContext, output

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_TITLE = 16
"""With less room than these columns a record's title is left out; the path is never cut."""


@output("full", "mit der Zeile und dem nächsten Schritt (üblich)", counted=True)
def full(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    """Errors, warnings, hints; beyond the limit, warnings and hints are grouped by code."""
    if context.statistics:
        yield from _counts(findings, context)
    else:
        yield from _told(findings, context)
    style = _COLOURS[min((f.severity for f in findings), key=lambda severity: severity.rank)] if findings else "green"
    yield _paint(shown(summary(findings, context), context), context, style, "bold") + "\n"


def _told(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding.severity is not Severity.ERROR]
    others.sort(key=lambda finding: finding.severity.rank)
    for finding in errors:
        yield "\n".join([*block(finding, context), "", ""])
    if context.limit is None or len(others) <= context.limit:
        for finding in others:
            yield "\n".join([*block(finding, context), "", ""])
    else:
        yield from _grouped(others, context)


def _counts(findings: Sequence[Finding], context: OutputContext) -> Iterator[str]:
    counts = Counter((finding.severity.rank, finding.code, finding.severity) for finding in findings)
    widest = max((len(number(count)) for count in counts.values()), default=0)
    for (_, code, severity), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        label = _paint(f"{severity.label}[{code}]", context, _COLOURS[severity], "bold")
        gap = " " * (13 - len(severity.label) - len(code))
        yield f"{number(count):>{widest}} × {label}{gap}{shown(context.title_of(code), context)}\n"
    if counts:
        yield "\n"


def block(finding: Finding, context: OutputContext) -> list[str]:
    """The lines of one finding: what, where, the source, the next step."""
    lines = [*_head(finding, context), _place(finding, context)]
    hint = shown(finding.hint, context)
    if finding.excerpt.strip():
        lines += _frame(finding, hint, context)
    elif hint:
        lines += wrapped(hint, context.width, "    = ", "      ")
    for related in finding.related:
        where = f"{shown(related.path, context)}:{related.span.line}:{related.span.column}"
        lines.append(f"{_paint('  -->', context, 'blue')} {where}   {shown(related.message, context)}")
    return lines


def _head(finding: Finding, context: OutputContext) -> list[str]:
    label = f"{finding.severity.label}[{finding.code}]"
    first, *rest = wrapped(f"{label}: {shown(finding.message, context)}", context.width, "", " " * (len(label) + 2))
    return [
        _paint(label, context, _COLOURS[finding.severity], "bold") + _paint(first[len(label) :], context, "bold"),
        *rest,
    ]


def _place(finding: Finding, context: OutputContext) -> str:
    where = f"{shown(finding.path, context)}:{finding.span.line}:{finding.span.column}"
    title = shown(finding.title, context)
    room = context.width - columns(where) - 11
    if columns(title) > room:
        # Less than a word of it tells nobody anything; the path must stay whole, so that it can be clicked.
        title = framed(title, 0, 0, room, context)[0] if room >= _TITLE else ""
    named = f"   ({title})" if title else ""
    return f"{_paint('  -->', context, 'blue')} {where}{_paint(named, context, 'dim')}"


def _frame(finding: Finding, hint: str, context: OutputContext) -> list[str]:
    bar = "|" if context.ascii else "│"
    gutter = max(3, len(str(finding.span.line)))
    room = context.width - gutter - 3
    span = finding.span
    end = span.end_column - 1 if span.end_line == span.line else len(finding.excerpt)
    source, offset, width = framed(finding.excerpt, span.column - 1, end, room, context)
    empty = _paint(f"{'':{gutter}} {bar}", context, "blue")
    numbered = _paint(f"{span.line:>{gutter}} {bar}", context, "blue")
    carets = _paint("^" * width, context, _COLOURS[finding.severity], "bold")
    beside = bool(hint) and offset + width + 1 + columns(hint) <= room
    lines = [empty, f"{numbered} {source}".rstrip(), f"{empty} {' ' * offset}{carets}" + (f" {hint}" if beside else "")]
    if hint and not beside:
        lines += wrapped(hint, context.width, f"{'':{gutter}} = ", " " * (gutter + 3))
    return lines


def _grouped(findings: list[Finding], context: OutputContext) -> Iterator[str]:
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    order = sorted(groups.items(), key=lambda group: (group[0][0].rank, -len(group[1]), group[0][1]))
    for (_, code), members in order:
        first = members[0]
        if len(members) == 1:
            yield "\n".join([*block(first, context), "", ""])
            continue
        label = f"{first.severity.label}[{code}]"
        title = f"{shown(context.title_of(code), context)}, {counted(len(members), 'Stelle')}"
        head = _paint(label, context, _COLOURS[first.severity], "bold") + _paint(f": {title}", context, "bold")
        more = f"{number(len(members) - 1)} weitere: fh validate --select {code}"
        lines = [head, _place(first, context)]
        lines += wrapped(shown(f"zum Beispiel: {first.message}", context), context.width, "    = ", "      ")
        lines += [f"    = {more}", "", ""]
        yield "\n".join(lines)
    yield shown("Alle Befunde, je einer in einer Zeile: fh validate --format concise", context) + "\n"


def _paint(text: str, context: OutputContext, *styles: str) -> str:
    return terminal.styled(text, *styles) if text and context.colour else text
