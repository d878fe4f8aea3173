"""The rules: an overview, and one page for each code from the text that `fh explain` prints."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from fluechtlingshilfe_cli.catalog import group_of, parts
from fluechtlingshilfe_cli.rules import RULES
from fluechtlingshilfe_cli.rules._rule import Rule

from . import cell, prose, row, table

_INTRO = """# Die Regeln

Jeder Befund trägt eine Kennziffer. Hier stehen alle, mit einer Seite zu jeder: was geprüft wird, was zu tun ist, ein
schlechtes und ein gutes Beispiel. Im Terminal zeigt dasselbe `fh explain FH102`.

**Fehler** verhindern das Veröffentlichen. **Warnungen** sollten bald behoben werden. **Hinweise** sind Ideen.
"""
_SEVERITY = {
    "error": "Ein **Fehler**: Er verhindert das Veröffentlichen, bis er behoben ist.",
    "warning": "Eine **Warnung**: Bitte bald ansehen; veröffentlicht wird trotzdem.",
    "hint": "Ein **Hinweis**: eine Idee, mehr nicht.",
}


def pages() -> dict[str, str]:
    """The overview and the pages of all rules."""
    return {"regeln.md": _overview(), **{f"regeln/{code}.md": _page(rule) for code, rule in RULES.items()}}


def _overview() -> str:
    lines = [_INTRO]
    for title, rules in groupby(RULES.values(), group_of):
        lines += [f"## {title}", "", *table("Regel", "", "Worum es geht")]
        lines += [row(f"[{rule.code}](regeln/{rule.code}.md)", rule.severity.label, cell(rule.title)) for rule in rules]
        lines.append("")
    return "\n".join(lines)


def _page(rule: Rule) -> str:
    lines = [f"# {rule.code}: {prose(rule.title)}", "", _SEVERITY[rule.severity.value], ""]
    for part in parts(rule.text):
        if part.is_example:
            lines += ["```yaml", part.text, "```", ""]
        elif part.text.rstrip(":") in ("Schlecht", "Gut"):
            lines += [f"**{part.text}**", ""]
        else:
            lines += [prose(part.text), ""]
    return "\n".join([*lines, f"[Alle Regeln](../regeln.md#{_anchor(group_of(rule))})", ""])


def _anchor(title: str) -> str:
    """The anchor MkDocs gives a heading."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(plain.casefold().split())
