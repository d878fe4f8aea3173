"""The text under a proposed change, for somebody who may have written it in a web form and knows no git.

First what is to be done, then what the change does, how it will look in print, and what was checked. Services refuse
long comments; what does not fit is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..catalog.rule_texts import GROUPS
from ..findings import Finding
from ..output import OutputContext
from ..output.concise import sentences
from ..output.markdown import code, escaped
from .fitting import cut, findings_in_words, folded, named
from .of_changes import of_changes
from .of_findings import of_findings
from .review import Review

MARK = "<!-- fh:kommentar -->"
"""The first line, by which the comment is found again and renewed."""

MOST = 60_000
"""Characters; GitHub refuses comments above 65,536."""


def comment(review: Review, most: int = MOST) -> str:
    """The whole comment in Markdown, at most `most` characters long."""
    parts = [MARK, *_head(review)]
    tail = [_checks(review), *_foot(review)]
    room = most - 1_000 - sum(map(len, (*parts, *tail)))
    parts += of_findings(review, room // 2)
    parts += _remarks(review)
    if review.told:
        parts += of_changes(review.told, room - sum(map(len, parts)))
    return "\n\n".join([*parts, *tail]) + "\n"


def not_compared(reason: str) -> str:
    """The comment where the state to compare with is missing: nothing was judged, and that is nobody's fault."""
    told = reason.replace("`", "'")
    return (
        f"{MARK}\n\n## Diese Änderung konnte noch nicht geprüft werden\n\n"
        f"Das liegt nicht an Ihnen, sondern an der Einrichtung der Prüfung. Für die Koordination:\n\n"
        f"```text\n{told}\n```\n"
    )


def unreadable_settings(findings: Sequence[Finding], context: OutputContext) -> str:
    """The comment where `fh.yaml` cannot be used: nothing else could be judged."""
    lines = [f"- Zeile {f.span.line}: {escaped(cut(sentences(f)))} ({f.code})" for f in findings[:20]]
    where = code(context.in_repository(findings[0].path))
    return (
        f"{MARK}\n\n## Die Einstellungen brauchen noch eine Änderung\n\n**{where}**\n\n"
        + "\n".join(lines)
        + "\n\nSolange sie nicht stimmen, lässt sich das übrige Register nicht prüfen.\n"
    )


def _head(review: Review) -> Iterator[str]:
    number, thanks = review.blocking, "Danke! " if review.is_change else ""
    if number:
        yield f"## {thanks}{'Eine Stelle braucht' if number == 1 else f'{number} Stellen brauchen'} noch eine Änderung"
        yield _how(review)
    elif review.findings:
        yield f"## {'Danke! Das kann so übernommen werden' if review.is_change else 'Das Register hat keine Fehler'}"
        one, what = len(review.findings) == 1, "die Änderung" if review.is_change else "nichts"
        more = "Eine Bemerkung dazu steht unten; sie hält" if one else "Bemerkungen dazu stehen unten; sie halten"
        yield f"{more} {what} {'nicht ' if review.is_change else ''}auf."
    elif review.is_change:
        yield "## Danke! Alles passt"
        yield "Die Koordination kann die Änderung jetzt ansehen und übernehmen."
    else:
        yield "## Alles in Ordnung"


def _how(review: Review) -> str:
    if review.is_change and review.service.editor:
        return (
            "Ein Klick auf die Zeile öffnet die Datei zum Bearbeiten. Nach dem Speichern wird von selbst neu geprüft, "
            "und dieser Text erneuert sich."
        )
    return "Was zu tun ist, steht bei jeder Stelle."


def _remarks(review: Review) -> Iterator[str]:
    """What else is worth a sentence: form only, other files, findings of others."""
    told = review.told
    if told:
        has_content = bool(told.changes or told.settings or told.withheld)
        if told.formed and has_content:
            yield f"Nur anders geschrieben, mit gleichem Inhalt: {named(told.formed)}."
        elif told.formed:
            yield f"Am Inhalt ändert sich nichts, nur die Schreibweise oder das Änderungsdatum: {named(told.formed)}."
        elif not has_content and not told.unclear:
            yield "An den Einträgen ändert sich nichts."
        if told.unclear:
            ids = [key.rpartition("/")[2] for key in told.unclear]
            yield f"Vorher oder nachher fehlerhaft, deshalb fehlt dazu die Übersicht: {named(ids)}."
        if told.others:
            yield f"Geändert sind auch: {named(told.others)}."
    elif review.is_change:
        yield "Davor gab es hier noch kein lesbares Register; deshalb fehlt die Übersicht der Änderungen."
    if review.mended:
        verb = "ist" if review.mended == 1 else "sind"
        yield f"Danke auch dafür: {findings_in_words(review.mended)} von früher {verb} damit behoben."
    if review.foreign:
        has = "hat er" if review.foreign == 1 else "haben sie"
        counts = "zählt er" if review.foreign == 1 else "zählen sie"
        yield (
            f"{findings_in_words(review.foreign)} in anderen Dateien gab es schon vorher. "
            f"Mit dieser Änderung {has} nichts zu tun, und hier {counts} nicht."
        )
    if review.private:
        verb = "wird" if review.private == 1 else "werden"
        yield f"{findings_in_words(review.private)} im privaten Ordner {verb} hier nicht gezeigt."


def _checks(review: Review) -> str:
    """Which groups of rules found nothing, and how much the others found."""
    counts = Counter(finding.code[:3] for finding in review.findings)
    lines = [
        f"- ✗ {title}: {findings_in_words(counts[group])}" if counts[group] else f"- ✓ {title}"
        for group, title in GROUPS.items()
    ]
    if review.unchecked:
        lines.append("- Verweise auf Personen: hier nicht geprüft, denn der private Ordner ist zu Recht nicht dabei")
    listed = "\n".join(lines)
    files = "1 Datei" if review.context.records == 1 else f"{review.context.records} Dateien"
    return f"---\n\n{folded(f'Was geprüft wurde ({files})', listed)}"


def _foot(review: Review) -> Iterator[str]:
    if review.is_change and review.service.name:
        yield "<sub>Geprüft von <code>fh ci</code>. Am eigenen Rechner sagt <code>fh validate</code> dasselbe.</sub>"
