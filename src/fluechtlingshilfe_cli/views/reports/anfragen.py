"""`fh report anfragen`: what people ask for on the phone, and what nobody offers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ...offers import Offer
from ...registry import Registry
from ...schemas.vocabularies import Word
from ..places import kilometres
from ._questions import Question, question_figures, questions
from ._report import Column, Options, Paragraph, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import number, shortened

_EVERYWHERE = ("online", "telefon")
_ANYWHERE = "ohne Ort"
_MOST = 3


@report(
    "anfragen",
    "Anfragen am Telefon",
    "Was gefragt wird, und was davon niemand anbietet.",
    internal=True,
)
def anfragen(registry: Registry, options: Options) -> Report:
    """Questions of the period by topic, Gemeinde and language, beside the offers of today."""
    scope = Scope(registry, options)
    if not registry.has_private():
        lead = [Paragraph("Der private Ordner ist hier nicht da; was gefragt wurde, steht nur dort.")]
        return whole(scope, anfragen, (), lead)
    asked = questions(scope)
    supply = _Supply(scope)
    gaps = _gaps(asked, supply)
    sections = [
        Section("Im Überblick", _said(scope, asked, gaps), question_figures(scope), (_topics(scope, asked, supply),)),
        Section("Gefragt, aber niemand bietet es dort an", tables=(_missing(scope, gaps, supply),)),
        Section("Gefragte Sprachen", tables=(_languages(scope, asked, supply),)),
    ]
    notes = [
        "Gezählt wird, was mit »fh enquiry« vermerkt ist; wer gefragt hat, steht nirgends.",
        "Angebote sind die, die heute laufen, auch unter »weitere Handlungsfelder«. Entfernungen sind Luftlinie.",
    ]
    return whole(scope, anfragen, sections, notes=notes, main="themen")


class _Supply:
    """Offers running today by field, place and language, those of the whole Kreis."""

    def __init__(self, scope: Scope) -> None:
        self.words = scope.municipalities
        self.fields: defaultdict[str, list[Offer]] = defaultdict(list)
        self.places: defaultdict[tuple[str, str], list[Offer]] = defaultdict(list)
        for offer in Scope(scope.registry, Options()).offers():
            for field in dict.fromkeys((str(offer["handlungsfeld"]), *(offer["weitere_handlungsfelder"] or ()))):
                self.fields[field].append(offer)
                where = "" if offer["format"] in _EVERYWHERE else str(offer.gemeinde or "")
                self.places[field, where].append(offer)

    def nearest(self, field: str, gemeinde: str) -> str:
        """»Schwarzenbek, 8 km«, else what works everywhere, else nothing."""
        here = self.words.get(gemeinde)
        found: list[tuple[float, str, Word]] = []
        for one, where in self.places:
            word = self.words.get(where)
            if one == field and where != gemeinde and _placed(here) and here and _placed(word) and word:
                found.append((kilometres(here, word), word.label(), word))
        if found:
            distance, name, _ = min(found, key=lambda item: (item[0], item[1]))
            return f"{name}, {number(round(distance))} km"
        return "am Telefon oder im Netz" if self.places.get((field, "")) else ""


def _placed(word: Word | None) -> bool:
    return word is not None and {"lat", "lon"} <= word.attributes.keys()


def _gaps(asked: Sequence[Question], supply: _Supply) -> dict[tuple[str, str], list[Question]]:
    """Topics asked for where nobody offers them, the most wanted first."""
    found: defaultdict[tuple[str, str], list[Question]] = defaultdict(list)
    for one in asked:
        if not (supply.places.get((one.field, one.gemeinde)) if one.gemeinde else supply.fields.get(one.field)):
            found[one.field, one.gemeinde].append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _said(
    scope: Scope, asked: Sequence[Question], gaps: dict[tuple[str, str], list[Question]]
) -> tuple[Paragraph, ...]:
    if not asked:
        return (Paragraph("In diesem Zeitraum ist keine Frage vermerkt. Das geht mit: fh enquiry Fahrrad Gülzow"),)
    counted = Counter(one.field for one in asked)
    most = sorted(counted, key=lambda field: (-counted[field], scope.label("handlungsfelder", field)))
    topics = [f"{scope.label('handlungsfelder', field)} ({number(counted[field])})" for field in most]
    said = [Paragraph(f"Am häufigsten gefragt: {shortened(topics, _MOST)}.")]
    if gaps:
        names = [
            f"{scope.label('handlungsfelder', field)}{f' in {place}' if (place := _place(scope, ags, '')) else ''}"
            for field, ags in gaps
        ]
        said.append(Paragraph(f"Gefragt, aber dort bietet es niemand an: {shortened(names, _MOST)}."))
    return tuple(said)


def _place(scope: Scope, ags: str, none: str = _ANYWHERE) -> str:
    return scope.label("gemeinden", ags) or none


def _topics(scope: Scope, asked: Sequence[Question], supply: _Supply) -> Table:
    columns = (
        Column("handlungsfeld", "Handlungsfeld"),
        Column("gefragt", "gefragt", "number"),
        Column("beantwortet", "beantwortet", "number", "beantw."),
        Column("offen", "ohne Antwort", "number", "offen"),
        Column("angebote", "Angebote im Kreis", "number", "Angebote"),
        Column("gemeinden", "Gemeinden", on_screen=False),
    )
    rows: list[tuple[Value, ...]] = []
    by_field: defaultdict[str, list[Question]] = defaultdict(list)
    for one in asked:
        by_field[one.field].append(one)
    for field in sorted(by_field, key=lambda code: (-len(by_field[code]), scope.label("handlungsfelder", code))):
        mine = by_field[field]
        met = sum(one.answered for one in mine)
        places = Counter(_place(scope, one.gemeinde) for one in mine)
        named = ", ".join(f"{name} ({number(count)})" for name, count in sorted(places.items()))
        label = scope.label("handlungsfelder", field)
        rows.append((label, len(mine), met, len(mine) - met, len(supply.fields.get(field, ())), named))
    met = sum(one.answered for one in asked)
    total: tuple[Value, ...] | None = ("Zusammen", len(asked), met, len(asked) - met, "", "") if rows else None
    return Table("themen", "", columns, rows, total=total, empty="Noch keine Fragen vermerkt.")


def _missing(scope: Scope, gaps: dict[tuple[str, str], list[Question]], supply: _Supply) -> Table:
    columns = (
        Column("handlungsfeld", "Handlungsfeld"),
        Column("gemeinde", "Gemeinde"),
        Column("gefragt", "gefragt", "number"),
        Column("zuletzt", "zuletzt", "date"),
        Column("naechstes", "Nächstes Angebot"),
    )
    rows = [
        (
            scope.label("handlungsfelder", field),
            _place(scope, ags),
            len(mine),
            max(one.day for one in mine),
            supply.nearest(field, ags) or "keines im Kreis",
        )
        for (field, ags), mine in gaps.items()
    ]
    return Table("luecken", "", columns, rows, empty="Wonach gefragt wurde, das gibt es dort auch.")


def _languages(scope: Scope, asked: Sequence[Question], supply: _Supply) -> Table:
    columns = (
        Column("sprache", "Sprache"),
        Column("gefragt", "gefragt", "number"),
        Column("offen", "ohne Antwort", "number", "offen"),
        Column("angebote", "Angebote in dieser Sprache", "number", "Angebote"),
    )
    by_language: defaultdict[str, list[Question]] = defaultdict(list)
    for one in asked:
        if one.sprache:
            by_language[one.sprache].append(one)
    spoken = Counter(
        code
        for offer in {offer.reference: offer for found in supply.fields.values() for offer in found}.values()
        for code in offer["sprachen"] or ()
    )
    rows = [
        (scope.label("sprachen", code), len(mine), sum(not one.answered for one in mine), spoken[code])
        for code, mine in sorted(by_language.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return Table("sprachen", "", columns, rows, empty="Zu keiner Frage ist eine Sprache vermerkt.")
