"""`fh report netzwerk`: who works with whom, and which initiatives stand alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...records import Record
from ...registry import Registry
from ..pictures import Group, network
from ._figures import keys
from ._report import Column, Figure, Options, Paragraph, Picture, Report, Section, Table, report
from ._scope import Scope
from ._whole import whole
from .saying import listed, many, number, shortened

_KINDS = ("initiative", "partner")
_MOST = 15
_NAMED = 4
_DRAWN = 250
"""Links up to which a picture can be read."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two records that belong together, and how; each pair and manner once."""

    one: str
    other: str
    how: str


@report(
    "netzwerk",
    "Kooperationsnetz",
    "Wer mit wem zusammenarbeitet, und wer allein steht.",
    internal=True,
)
def netzwerk(registry: Registry, options: Options) -> Report:
    """Links between initiatives and partners as the records tell them."""
    scope = Scope(registry, options)
    links = sorted(set(_links(scope)))
    members = [
        record
        for record in registry.of("initiative")
        if record["status"] in ("aktiv", "im_aufbau", "pausiert") and scope.belongs(record["gemeinde"])
    ]
    touching: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        touching[link.one].add(link.other)
        touching[link.other].add(link.one)
    inside = {record.key for record in members}
    shown = [link for link in links if not scope.part or {link.one, link.other} & inside]
    alone = [record for record in members if not touching[record.key]]
    sections = [
        Section("Im Überblick", figures=_figures(scope, members, shown, touching, alone), tables=(_kinds(shown),)),
        Section("Noch ohne Verbindung", _alone_said(alone), tables=(_alone(scope, alone),)),
        Section("Die meisten Verbindungen", tables=(_hubs(scope, touching, shown),)),
        Section("Netzwerke und Runde Tische", tables=(_networks(members),)),
        Section("Alle Verbindungen", tables=(_all(scope, shown),)),
    ]
    sections[1:1] = [
        Section("Wer mit wem", _too_many(shown), pictures=_picture(scope, shown, alone)),
    ]
    notes = [
        "Eine Verbindung steht im Register als Träger, als Absprache (»abgestimmt_mit«), als gemeinsames Angebot "
        "(»mitveranstalter«), als gemeinsame Veranstaltung oder als gemeinsames Netzwerk. Ohne Verbindung heißt: "
        "Im Register steht keine. Vielleicht gibt es sie trotzdem.",
    ]
    day = f"Stichtag {scope.as_of:%d.%m.%Y}" + (f" · {scope.part_words}" if scope.part else "")
    return whole(scope, netzwerk, sections, notes=notes, period=day, main="verbindungen")


def _picture(scope: Scope, links: Sequence[Link], alone: Sequence[Record]) -> tuple[Picture, ...]:
    """Initiatives by their part of the Kreis, partners between them; only what has a line, and who has none."""
    if _too_many(links):
        return ()
    found = sorted({key for link in links for key in (link.one, link.other)})
    records = [record for key in found if (record := scope.registry.find(key, ()))]
    parts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in records:
        if record.kind.name == "initiative":
            parts[scope.part_of(record["gemeinde"])].append((record.key, record.title))
    order = [*scope.parts, ""]
    groups = [
        Group(scope.label("teilkreise", code) or "Initiativen", tuple(parts[code])) for code in order if parts[code]
    ]
    partners = [(record.key, record.title) for record in records if record.kind.name == "partner"]
    drawn = network(
        groups,
        partners,
        [(link.one, link.other, link.how) for link in links],
        [record.title for record in alone],
    )
    if drawn is None:
        return ()
    return (Picture("netz", "Wer mit wem zusammenarbeitet", drawn.svg, drawn.alt, "verbindungen", drawn.ratio),)


def _too_many(links: Sequence[Link]) -> tuple[Paragraph, ...]:
    if len(links) <= _DRAWN:
        return ()
    return (Paragraph("Für ein Bild sind es zu viele Verbindungen; mit --teilkreis werden es weniger."),)


def _links(scope: Scope) -> Iterator[Link]:
    for kind in _KINDS:
        for record in scope.registry.of(kind):
            if record["status"] in ("entwurf", "beendet"):
                continue
            for reference, how in _named(record):
                other = scope.running(reference)
                if other and other is not record:
                    yield _link(record.key, other.key, how)
    for training in scope.registry.of("training"):
        if training["status"] != "entwurf" and training["durchfuehrung"] not in ("abgesagt", "verschoben"):
            together = [*(training["veranstalter"] or ()), *(training["kooperation"] or ())]
            known = sorted({other.key for name in together if (other := scope.running(str(name)))})
            # Everybody with the first suffices: all pairs of a large meeting would say no more.
            yield from (_link(known[0], key, "gemeinsame Veranstaltung") for key in known[1:])


def _named(record: Record) -> Iterator[tuple[str, str]]:
    if record["traeger"]:
        yield str(record["traeger"]), "Träger"
    for item in record["abgestimmt_mit"] or ():
        yield str(item["mit"]), "Absprache"
    for offer in record["angebote"] or ():
        for item in offer.get("abgestimmt_mit") or ():
            yield str(item["mit"]), "Absprache"
        for name in offer.get("mitveranstalter") or ():
            yield str(name), "gemeinsames Angebot"


def _link(one: str, other: str, how: str) -> Link:
    first, second = sorted((one, other))
    return Link(first, second, how)


def _figures(
    scope: Scope,
    members: Sequence[Record],
    links: Sequence[Link],
    touching: Mapping[str, set[str]],
    alone: Sequence[Record],
) -> tuple[Figure, ...]:
    day = f"Stichtag {scope.as_of:%d.%m.%Y}"
    pairs = {(link.one, link.other) for link in links}
    linked = [record for record in members if touching.get(record.key)]
    return (
        Figure(
            *("verbindungen", "Verbindungen", len(pairs), day),
            methods=(("gezaehlt", len(pairs)),) if pairs else (),
            asked=len(pairs),
            ids=tuple(f"{one} + {other}" for one, other in sorted(pairs)),
            note="jedes Paar einmal",
        ),
        Figure(
            *("initiativen_verbunden", "Initiativen mit Verbindung", len(linked), day),
            asked=len(members),
            ids=keys(linked),
            note=f"von {many(len(members), 'Initiative', 'Initiativen')}",
        ),
        Figure(
            *("initiativen_allein", "Initiativen ohne Verbindung", len(alone), day), asked=len(members), ids=keys(alone)
        ),
    )


def _kinds(links: Sequence[Link]) -> Table:
    count = Counter(link.how for link in links)
    rows = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    columns = (Column("art", "Art der Verbindung"), Column("anzahl", "Anzahl", "number"))
    return Table("arten", "", columns, rows, empty="Noch keine Verbindung eingetragen.")


def _alone_said(alone: Sequence[Record]) -> tuple[Paragraph, ...]:
    if not alone:
        return ()
    titles = shortened([record.title for record in alone], 6)
    return (Paragraph(f"{titles}: Im Register steht weder ein Träger noch eine Absprache noch etwas Gemeinsames."),)


def _alone(scope: Scope, alone: Sequence[Record]) -> Table:
    columns = (
        Column("initiative", "Initiative"),
        Column("gemeinde", "Gemeinde"),
        Column("teilkreis", "Teilkreis", on_screen=False),
        Column("nachbarn", "In der Nähe tätig"),
    )
    here: defaultdict[str, list[Record]] = defaultdict(list)
    for record in scope.registry.of("initiative"):
        if record["status"] == "aktiv" and record["gemeinde"]:
            here[record["gemeinde"]].append(record)
            for ags in record["einzugsgebiet"] or ():
                if ags != record["gemeinde"]:
                    here[ags].append(record)
    rows = [
        (
            record.title,
            scope.label("gemeinden", record["gemeinde"]),
            scope.label("teilkreise", scope.part_of(record["gemeinde"])),
            _neighbours(here[record["gemeinde"]], record),
        )
        for record in alone
    ]
    return Table("allein", "", columns, rows, empty="Alle sind verbunden.", ids=keys(alone))


def _neighbours(here: Sequence[Record], record: Record) -> str:
    """The first few of them by name and how many more; a town may have hundreds."""
    others = [other.title for other in here[:_NAMED] if other is not record][: _NAMED - 1]
    more = len(here) - len(others) - (record["status"] == "aktiv")
    return f"{', '.join(others)} und {number(more)} weitere" if more > 0 else listed(others)


def _hubs(scope: Scope, touching: Mapping[str, set[str]], links: Sequence[Link]) -> Table:
    columns = (Column("wer", "Wer"), Column("art", "Art"), Column("verbindungen", "Verbindungen", "number"))
    shown = {key for link in links for key in (link.one, link.other)}
    ranked = sorted(((len(touching[key]), key) for key in shown), key=lambda item: (-item[0], item[1]))[:_MOST]
    rows = []
    for count, key in ranked:
        record = scope.registry.find(key, ())
        if record:
            rows.append((record.title, record.kind.title, count))
    return Table("knoten", "", columns, rows, empty="Noch keine.", ids=[key for _, key in ranked])


def _networks(members: Sequence[Record]) -> Table:
    columns = (
        Column("netzwerk", "Netzwerk"),
        Column("mitglieder", "Mitglieder", "number"),
        Column("initiativen", "Initiativen"),
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for record in members:
        for name in record["netzwerke"] or ():
            found[str(name)].append(record.title)
    rows = [(name, len(titles), shortened(titles, 5)) for name, titles in sorted(found.items())]
    return Table("netzwerke", "", columns, rows, empty="Noch kein Netzwerk eingetragen.")


def _all(scope: Scope, links: Sequence[Link]) -> Table:
    columns = (Column("eine", "Wer"), Column("andere", "Mit wem"), Column("wie", "Wie"))
    titles = {record.key: record.title for kind in _KINDS for record in scope.registry.of(kind)}
    rows = [(titles[link.one], titles[link.other], link.how) for link in links]
    return Table(
        "verbindungen",
        "",
        columns,
        rows,
        empty="Noch keine.",
        note=f"{number(len(rows))} Zeilen; dieselben zwei stehen mehrfach, wenn sie mehrfach verbunden sind."
        if rows
        else "",
        ids=[f"{link.one} + {link.other}" for link in links],
    )
