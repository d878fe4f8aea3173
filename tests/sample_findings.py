"""One finding of each sort, and one whose texts try to be more than data, for the tests of the formats."""

from __future__ import annotations

from dataclasses import replace

from fluechtlingshilfe_cli.findings import Finding, Related, Severity, Span, Suggestion
from fluechtlingshilfe_cli.output import OutputContext
from fluechtlingshilfe_cli.rules import RULES

ALL = ["full", "concise", "json", "jsonl", "rdjson", "github", "gitlab", "sarif", "junit", "markdown"]
TYPO = Finding(
    "FH102",
    Severity.ERROR,
    "unbekanntes Feld »nmae«",
    "data/initiatives/cafe-ankommen.yaml",
    Span(2, 1, 2, 5),
    "initiative/cafe-ankommen",
    "Café Ankommen",
    "/nmae",
    "Meinten Sie »name«?",
    "nmae: Café Ankommen",
    suggestions=(Suggestion("Meinten Sie »name«?", Span(2, 1, 2, 5), "name"),),
)
TWICE = Finding(
    "FH116",
    Severity.ERROR,
    "Das Feld »kurzbeschreibung« steht zweimal in diesem Abschnitt.",
    "data/initiatives/treff.yaml",
    Span(12, 1, 12, 17),
    "initiative/treff",
    hint="Bitte beide Angaben vergleichen und eine davon löschen, damit klar ist, welche von beiden gilt.",
    excerpt="kurzbeschreibung: Offenes Café für alle Menschen aus dem Ort, mit Kaffee, Tee und Zeit zum Reden.",
    related=(Related("zuerst hier", "data/initiatives/treff.yaml", Span(4, 1, 4, 17)),),
)
DATE = Finding(
    "FH106",
    Severity.WARNING,
    "Das Datum »14.03.2026« steht nicht in der Form Jahr-Monat-Tag.",
    "data/initiatives/treff.yaml",
    Span(3, 14, 3, 24),
    "initiative/treff",
    "Treff",
    "/geprueft_am",
    'Bitte so schreiben: "2026-03-14"',
    "geprueft_am: 14.03.2026",
    suggestions=(Suggestion('Bitte so schreiben: "2026-03-14"', Span(3, 14, 3, 24), '"2026-03-14"', True),),
)
OLD = Finding(
    "FH301",
    Severity.HINT,
    "Zuletzt vor 14 Monaten bestätigt.",
    "data/partners/awo.yaml",
    record="partner/awo",
    title="AWO",
    hint="Bitte nachfragen, dann: fh confirm awo",
)
SECRET = Finding(
    "FH112",
    Severity.ERROR,
    "Diese Angabe ist so nicht möglich.",
    "private/persons/erika.yaml",
    Span(3, 10, 3, 20),
    "person/erika",
    "Erika Beispiel",
    "/telefon",
    "Was gemeint ist, sagt: fh explain FH112",
    'telefon: "04542 999888',
    True,
    (Suggestion("x", Span(3, 10, 3, 20), "04542 999888"),),
)
SEVERAL = [TYPO, DATE, TWICE, OLD, SECRET]
HOSTILE = replace(
    TYPO,
    message="böse\n::error file=x::%0A]]>\x1b[31m\u202eabc##[add-path]x @alle <b>&amp;</b> | `x` #1",
    path="data/initiatives/a,b:c%\n::warning::x.yaml",
    title="]]></failure><script>alert('x')</script>\r\n::set-output name=a::b",
    hint="\n::error::erfunden\n",
    excerpt="::error file=x::\x1b]0;x\x07\u202e\tÜ",
    related=(Related("\n::debug::x", "data/\n::error::y", Span(1, 1, 1, 2)),),
)
CONTEXT = OutputContext(172, RULES)


def lines(text: str) -> list[str]:
    return text.splitlines()


def many(count: int) -> list[Finding]:
    return [TYPO, DATE, *(replace(OLD, path=f"data/partners/p{number}.yaml") for number in range(count))]
