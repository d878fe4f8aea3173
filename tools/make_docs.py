"""Write the generated pages of the handbook: `python -m tools.make_docs`, or `make docs`.

A page's text follows from the code alone, so tests/test_docs.py can compare it with the file. Pages in `PAGES` are
generated whole; of `docs/glossar.md` only what stands below the mark.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .pages import commands, fields, glossary, rules, words

DOCS = Path(__file__).resolve().parent.parent / "docs"
MARK = "<!-- Ab hier erzeugt von tools/make_docs.py: bitte nicht von Hand ändern. -->\n"


def pages() -> dict[str, str]:
    """Every generated page: its path below `docs/` and its text."""
    found = {**rules.pages(), "felder.md": fields.page(), "wortlisten.md": words.page(), "befehle.md": commands.page()}
    texts = {name: text.replace("\n", f"\n\n{MARK}", 1) for name, text in found.items()}
    head = (DOCS / "glossar.md").read_text("utf-8").partition(MARK)[0]
    texts["glossar.md"] = head + MARK + glossary.table()
    return texts


def leftovers() -> list[Path]:
    """Pages of rules that are no more."""
    expected = {DOCS / name for name in rules.pages()}
    return [path for path in sorted((DOCS / "regeln").glob("*.md")) if path not in expected]


def main() -> None:
    """Write what has changed and say so."""
    for path in leftovers():
        path.unlink()
        print(f"{path.relative_to(DOCS.parent)} removed", file=sys.stderr)
    for name, text in pages().items():
        path = DOCS / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            print(f"docs/{name} written", file=sys.stderr)


if __name__ == "__main__":
    main()
