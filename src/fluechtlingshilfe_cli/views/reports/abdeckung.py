"""`fh report abdeckung`: which Gemeinde has which help, per inhabitant where known, and where nothing is near."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ...offers import Offer
from ...registry import Registry
from ...schemas.vocabularies import Word
from ..pictures import coverage_map
from ..places import kilometres
from ..sorting import din_key
from ._report import Column, Figure, Number, Options, Paragraph, Picture, Report, Section, Table, Value, report
from ._scope import Scope
from ._whole import whole
from .saying import many, number, shortened

_EVERYWHERE = ("online", "telefon")
_NO_PEOPLE = "Gemeindefreies Gebiet"
_LARGE = 2000
"""Inhabitants from which a gap is named first."""


@report(
    "abdeckung",
    "Abdeckung nach Gemeinden und Handlungsfeldern",
    "Welche Gemeinde hat welche Hilfe, und wo fehlt sie.",
)
def abdeckung(registry: Registry, options: Options) -> Report:
    """Running offers on the day of the registry, by Gemeinde and Handlungsfeld."""
    scope = Scope(registry, options)
    cover = _Cover(scope)
    sections = [
        Section("Im Überblick", _gaps_said(scope, cover), _figures(scope, cover)),
        Section("Gemeinde und Handlungsfeld", tables=(_grid(scope, cover),), pictures=_map(scope, cover)),
        Section("Nach Handlungsfeldern", tables=(_by_field(scope, cover),)),
        Section("Gemeinden ohne Angebot am Ort", tables=(_empty_places(scope, cover),)),
    ]
    notes = [
        "Gezählt werden laufende Angebote am Ort, auch unter »weitere Handlungsfelder«; pausierte und geplante nicht. "
        "Angebote am Telefon und im Netz gelten für den ganzen Kreis und stehen nur bei den Handlungsfeldern.",
        "Ist die Einwohnerzahl unbekannt, gibt es keine Zahl je 1.000 Einwohner. Entfernungen sind Luftlinie.",
    ]
    period = f"Stichtag {scope.as_of:%d.%m.%Y}" + (f" · {scope.part_words}" if scope.part else "")
    return whole(scope, abdeckung, sections, notes=notes, period=period, main="gitter")


class _Cover:
    """Offers by Gemeinde and field, and who else comes to a Gemeinde."""

    def __init__(self, scope: Scope) -> None:
        self.places: list[Word] = sorted(
            (
                word
                for word in scope.municipalities.values()
                if word.attributes.get("art") != _NO_PEOPLE and scope.belongs(word.code)
            ),
            key=lambda word: din_key(word.label()),
        )
        self.cells: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.offers: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.everywhere: Counter[str] = Counter()
        self.placed: list[Offer] = []
        for offer in scope.offers():
            fields = list(dict.fromkeys((str(offer["handlungsfeld"]), *(offer["weitere_handlungsfelder"] or ()))))
            self.fields.update(fields)
            if offer["format"] in _EVERYWHERE or not offer.gemeinde:
                self.everywhere.update(fields)
            else:
                self.placed.append(offer)
                self.offers[offer.gemeinde] += 1
                self.cells[offer.gemeinde].update(fields)
        self.catchment: defaultdict[str, list[str]] = defaultdict(list)
        for record in scope.registry.of("initiative"):
            if record["status"] == "aktiv":
                for ags in record["einzugsgebiet"] or ():
                    if ags != record["gemeinde"]:
                        self.catchment[ags].append(record.title)

    def without(self) -> list[Word]:
        """Gemeinden in which nothing takes place."""
        return [word for word in self.places if not self.offers[word.code]]


def _figures(scope: Scope, cover: _Cover) -> tuple[Figure, ...]:
    day = f"Stichtag {scope.as_of:%d.%m.%Y}"
    have = [word for word in cover.places if cover.offers[word.code]]
    served = [word for word in cover.without() if cover.catchment[word.code]]
    people = [word.attributes.get("einwohner") for word in have]
    known = [count for count in people if count is not None]
    everybody = [count for word in cover.places if (count := word.attributes.get("einwohner")) is not None]
    share = round(100 * sum(known) / sum(everybody), 1) if sum(everybody) else None
    offers = scope.offers()
    return (
        Figure(
            *("angebote", "Laufende Angebote", len(offers), day),
            methods=(("gezaehlt", len(offers)),) if offers else (),
            asked=len(offers),
            ids=tuple(offer.reference for offer in offers),
            note=f"davon {number(len(offers) - len(cover.placed))} am Telefon, im Netz oder ohne festen Ort",
        ),
        Figure(
            *("gemeinden_mit_angebot", "Gemeinden mit Angebot am Ort", len(have), day),
            methods=(("gezaehlt", len(have)),) if have else (),
            asked=len(cover.places),
            ids=tuple(word.code for word in have),
            note=f"von {many(len(cover.places), 'Gemeinde', 'Gemeinden')}",
        ),
        Figure(
            *("gemeinden_nur_einzugsgebiet", "Gemeinden nur im Einzugsgebiet", len(served), day),
            asked=len(cover.places),
            ids=tuple(word.code for word in served),
            note="jemand ist zuständig, aber am Ort findet nichts statt",
        ),
        Figure(
            *("einwohner_mit_angebot", "Menschen in Gemeinden mit Angebot", share, day, "%"),
            asked=len(cover.places),
            silent=len(cover.places) - len(everybody),
            ids=tuple(word.code for word in have),
            note="Anteil an den bekannten Einwohnerzahlen",
        ),
    )


def _gaps_said(scope: Scope, cover: _Cover) -> tuple[Paragraph, ...]:
    if not cover.places:
        where = f"Zum {scope.part_words} gehört" if scope.part else "Im Register steht"
        return (Paragraph(f"{where} noch keine Gemeinde. Sie stehen in data/municipalities.csv und fh.yaml."),)
    said = []
    large = [w.label() for w in cover.without() if (w.attributes.get("einwohner") or 0) >= _LARGE]
    if large:
        said.append(Paragraph(f"Ab {number(_LARGE)} Einwohnern ohne Angebot am Ort: {shortened(large, 12)}.", "item"))
    fields = scope.registry.vocabulary("handlungsfelder").words
    missing = [word.label() for code, word in fields.items() if not cover.fields[code]]
    if missing:
        said.append(Paragraph(f"Handlungsfelder ganz ohne Angebot: {shortened(missing, 8)}.", "item"))
    rare = [
        f"{word.label()} ({number(cover.fields[code])})" for code, word in fields.items() if 0 < cover.fields[code] <= 2
    ]
    if rare:
        said.append(Paragraph(f"Nur ein oder zwei Angebote: {shortened(rare, 8)}.", "item"))
    return tuple(said) or (Paragraph("Jede größere Gemeinde und jedes Handlungsfeld hat mindestens ein Angebot."),)


def _grid(scope: Scope, cover: _Cover) -> Table:
    fields = scope.registry.vocabulary("handlungsfelder").words
    columns = [
        Column("gemeinde", "Gemeinde"),
        *(Column(code, word.label(), "number") for code, word in fields.items()),
        Column("angebote", "Angebote", "number", on_screen=False),
        Column("einwohner", "Einwohner", "number", on_screen=False),
        Column("je_1000", "Angebote je 1.000 Einwohner", "number", "je 1.000"),
    ]
    rows: list[tuple[Value, ...]] = []
    shown = [word for word in cover.places if cover.offers[word.code]]
    for word in shown:
        people = word.attributes.get("einwohner")
        rows.append(
            (
                word.label(),
                *(cover.cells[word.code][code] for code in fields),
                cover.offers[word.code],
                people,
                _per_thousand(cover.offers[word.code], people),
            )
        )
    return Table(
        "gitter",
        "",
        columns,
        rows,
        empty="Noch findet nirgends ein Angebot statt.",
        note=f"Gezeigt sind die {number(len(rows))} Gemeinden mit Angeboten am Ort." if rows else "",
        heat=tuple(fields),
        ids=[word.code for word in shown],
    )


def _map(scope: Scope, cover: _Cover) -> tuple[Picture, ...]:
    served = {ags: True for ags, titles in cover.catchment.items() if titles}
    drawn = coverage_map(scope.registry.project, cover.offers, served)
    if drawn is None or not cover.places:
        return ()
    return (Picture("karte", "Angebote am Ort je Gemeinde", drawn.svg, drawn.alt, "gitter", drawn.ratio),)


def _per_thousand(count: int, people: Number | None) -> Number | None:
    return round(1000 * count / people, 2) if people else None


def _by_field(scope: Scope, cover: _Cover) -> Table:
    columns = (
        Column("handlungsfeld", "Handlungsfeld"),
        Column("angebote", "Angebote", "number"),
        Column("gemeinden", "Gemeinden am Ort", "number", "Gemeinden"),
        Column("ueberall", "Telefon, Netz oder ohne festen Ort", "number", "überall"),
        *(Column(f"teilkreis_{code}", word.label(), "number") for code, word in _parts(scope).items()),
    )
    in_part: Counter[tuple[str, str]] = Counter()
    in_place: Counter[str] = Counter()
    for ags, fields in cover.cells.items():
        in_place.update(fields.keys())
        for code, count in fields.items():
            in_part[scope.part_of(ags), code] += count
    rows: list[tuple[Value, ...]] = [
        (
            word.label(),
            cover.fields[code],
            in_place[code],
            cover.everywhere[code],
            *(in_part[part, code] for part in _parts(scope)),
        )
        for code, word in scope.registry.vocabulary("handlungsfelder").words.items()
    ]
    return Table("handlungsfelder", "", columns, rows)


def _parts(scope: Scope) -> Mapping[str, Word]:
    return {} if scope.part else scope.parts


def _empty_places(scope: Scope, cover: _Cover) -> Table:
    columns = (
        Column("gemeinde", "Gemeinde"),
        Column("ags", "Schlüssel", "code", on_screen=False),
        Column("teilkreis", "Teilkreis"),
        Column("einwohner", "Einwohner", "number", "Einw."),
        Column("zustaendig", "Im Einzugsgebiet von"),
        Column("naechstes", "Nächstes Angebot"),
        Column("km", "km", "number"),
    )
    offered = _offered(scope)
    targets = [word for word in scope.municipalities.values() if _located(word) and word.code in offered]
    rows = []
    empty = sorted(cover.without(), key=lambda word: (-(word.attributes.get("einwohner") or 0), din_key(word.label())))
    for word in empty:
        near = _nearest(word, targets)
        rows.append(
            (
                word.label(),
                word.code,
                scope.label("teilkreise", scope.part_of(word.code)),
                word.attributes.get("einwohner"),
                shortened(cover.catchment[word.code], 2),
                near[1].label() if near else "",
                max(1, round(near[0])) if near else None,
            )
        )
    return Table(
        "ohne_angebot", "", columns, rows, empty="Überall findet etwas statt.", ids=[word.code for word in empty]
    )


def _offered(scope: Scope) -> set[str]:
    """Gemeinden with an offer in the whole Kreis: the nearest one may lie beyond the part asked for."""
    everywhere = scope if not scope.part else Scope(scope.registry, Options(scope.options.year))
    return {str(offer.gemeinde) for offer in everywhere.offers() if offer.gemeinde}


def _located(word: Word) -> bool:
    return word.attributes.get("lat") is not None


def _nearest(word: Word, targets: Sequence[Word]) -> tuple[float, Word] | None:
    if not _located(word) or not targets:
        return None
    distance, _, found = min((kilometres(word, target), target.code, target) for target in targets)
    return distance, found
