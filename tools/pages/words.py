"""The lists of words with labels and explanations, from `vocabularies/`."""

from __future__ import annotations

from fluechtlingshilfe_cli.catalog import bundled
from fluechtlingshilfe_cli.schemas import Vocabulary

from . import cell, prose, row, table

_INTRO = """# Die Wortlisten

Viele Felder nehmen nur Wörter aus einer festen Liste. So lässt sich zählen und suchen, und alle schreiben gleich. In
der Datei steht das kurze **Wort**, gedruckt wird die **Bezeichnung**. Andere Schreibweisen und verwandte Begriffe
versteht das Werkzeug bei der Suche und schlägt das richtige Wort vor.

Fehlt ein Wort, können Sie die Liste in Ihrem Register erweitern, siehe
[Eigene Felder und Arten](eigene-felder-und-arten.md#eigene-worter).
"""


def page() -> str:
    """The whole page."""
    _, vocabularies = bundled()
    lists = [vocabularies[name] for name in vocabularies.names() if not vocabularies.is_open(name)]
    lines = [_INTRO]
    for vocabulary in sorted(lists, key=lambda vocabulary: vocabulary.title.casefold()):
        lines += _list(vocabulary)
    return "\n".join([*lines, _OPEN])


_OPEN = """## Gemeinden {#gemeinden}

Die Gemeinden des Kreises mit ihren achtstelligen Schlüsseln stehen in `data/municipalities.csv` Ihres Registers.
`fh explain gemeinden` zeigt sie.

## Teilkreise {#teilkreise}

Die Teile des Kreises, zum Beispiel Nord und Süd, stehen unter `teilkreise` in `fh.yaml`, siehe
[Einstellungen](einstellungen.md).
"""


def _list(vocabulary: Vocabulary) -> list[str]:
    about = f"{vocabulary.description} Quelle: {vocabulary.source}." if vocabulary.source else vocabulary.description
    lines = [
        f"## {vocabulary.title} {{#{vocabulary.name}}}",
        "",
        prose(about),
        "",
        *table("Wort", "Bezeichnung", "Erklärung"),
    ]
    for code, word in vocabulary.words.items():
        lines.append(row(f"`{code}`", cell(word.label()), cell(str(word.attributes.get("erklaerung", "")))))
    return [*lines, ""]
