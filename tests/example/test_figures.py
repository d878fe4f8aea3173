"""Every figure of every report on the example registry, against an independent count over the raw YAML.

The counts below are written from the files alone: PyYAML and plain Python, nothing of our own code.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views.reports import REPORTS, Options, Report
from fluechtlingshilfe_cli.views.reports._report import Figure, Table

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-02"


def records(folder: str) -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / folder).rglob("*.yaml"))}


INITIATIVES = records("data/initiatives")
PARTNERS = records("data/partners")
TRAININGS = records("data/trainings")
NEEDS = records("data/needs")
PERSONS = records("private.example/persons")
NOTES = records("private.example/notes")
with (ROOT / "data/municipalities.csv").open(encoding="utf-8") as lines:
    PLACES = {row["ags"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}

OWN = {id: t for id, t in TRAININGS.items() if t["status"] != "entwurf" and t["eigene_rolle"] != "teilgenommen"}
OFFERS = [
    (record, offer)
    for record in (*INITIATIVES.values(), *PARTNERS.values())
    if record["status"] == "aktiv"
    for offer in record.get("angebote") or []
    if offer.get("status", "aktiv") == "aktiv"
]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(Project(ROOT))[0]


def made(registry: Registry, name: str, **options: Any) -> Report:
    return REPORTS[name].make(registry, Options(**options))


def figures(report: Report) -> dict[str, Figure]:
    return {figure.name: figure for figure in report.figures()}


def table(report: Report, name: str) -> Table:
    return next(table for table in report.tables() if table.name == name)


def column(table: Table, name: str) -> list[Any]:
    index = [column.name for column in table.columns].index(name)
    return [row[index] for row in table.rows]


# --- the independent counts ---------------------------------------------------------------------------------------


def existing(day: str) -> list[dict[str, Any]]:
    return [
        one
        for one in INITIATIVES.values()
        if one["status"] != "entwurf"
        and one.get("gruendungsjahr", 0) <= int(day[:4])
        and not (one["status"] == "beendet" and one["beendet_am"] <= day)
    ]


def counted_volunteers(day: str) -> list[int]:
    """One number per initiative that has one of its own from the twelve months before the day."""
    year_before = f"{int(day[:4]) - 1}{day[4:]}"
    found = []
    for one in existing(day):
        numbers = [e for e in one.get("ehrenamtliche") or [] if year_before < e["stichtag"] <= day]
        if numbers:
            found.append(max(numbers, key=lambda e: e["stichtag"])["anzahl"])
    return found


def held(first: str, last: str) -> list[dict[str, Any]]:
    return [
        t
        for t in OWN.values()
        if t["durchfuehrung"] == "durchgefuehrt" and first <= t["termine"][0]["von"][:10] <= last
    ]


def hours(training: dict[str, Any]) -> float | None:
    if "dauer_ue" not in training:
        return None
    evenings = [termin.get("teilnehmende") for termin in training["termine"]]
    if len(evenings) > 1 and None not in evenings:
        # All evenings in the example are equally long.
        return sum(evenings) * training["dauer_ue"] / len(evenings)
    return training["auswertung"]["teilnehmende"] * training["dauer_ue"]


def consultations(first: str, last: str) -> list[str]:
    return [
        note["zu"]
        for note in NOTES.values()
        for item in note.get("beratungen") or []
        if note["zu"].startswith("initiative/") and first <= item["datum"] <= last
    ]


def open_needs(day: str) -> list[dict[str, Any]]:
    return [need for need in NEEDS.values() if need["gemeldet_am"] <= day and not need.get("erledigt_am", "9") <= day]


YEARS = [
    ({"year": 2025}, "2025-01-01", "2025-12-31"),
    ({"year": 2026}, "2026-01-01", TODAY),
    ({"year": 2026, "half": 1}, "2026-01-01", "2026-06-30"),
]


@pytest.mark.parametrize(("options", "first", "last"), YEARS)
@pytest.mark.parametrize("name", ["kennzahlen", "sachbericht", "schulungen", "nachweis"])
def test_events(registry, name, options, first, last):
    """Own events only; UE, participants, newcomers, hours, and how many are silent."""
    found = figures(made(registry, name, **options))
    events = held(first, last)
    with_hours = [value for event in events if (value := hours(event)) is not None]
    assert found["veranstaltungen"].value == len(events) > 0
    assert found["ue"].value == sum(event.get("dauer_ue", 0) for event in events)
    assert found["ue"].silent == sum("dauer_ue" not in event for event in events)
    assert found["teilnehmende"].value == sum(event["auswertung"]["teilnehmende"] for event in events)
    assert found["erstmals_dabei"].value == sum(event["auswertung"].get("erstmals_dabei", 0) for event in events)
    assert found["erstmals_dabei"].silent == sum("erstmals_dabei" not in event["auswertung"] for event in events)
    assert found["teilnehmerstunden"].value == sum(with_hours)
    assert found["teilnehmerstunden"].silent == len(events) - len(with_hours)


def test_a_running_year_is_compared_with_the_same_months(registry):
    found = figures(made(registry, "kennzahlen"))
    before = held("2025-01-01", "2025-11-02")
    assert found["veranstaltungen"].previous == len(before)
    assert found["teilnehmende"].previous == sum(event["auswertung"]["teilnehmende"] for event in before)
    assert found["beratungen"].previous == len(consultations("2025-01-01", "2025-11-02"))


def test_what_was_before_the_first_entry_is_unknown(registry):
    """The first event is of 2025: for 2024 there is no number, not zero."""
    found = figures(made(registry, "kennzahlen", year=2025))
    assert [found[name].previous for name in ("veranstaltungen", "ue", "teilnehmende", "beratungen")] == [None] * 4
    assert found["veranstaltungen"].difference is None


@pytest.mark.parametrize(("options", "first", "last"), YEARS)
@pytest.mark.parametrize("name", ["kennzahlen", "sachbericht"])
def test_initiatives_volunteers_and_advice(registry, name, options, first, last):
    found = figures(made(registry, name, **options))
    volunteers = counted_volunteers(last)
    assert found["initiativen"].value == len(existing(last))
    assert found["ehrenamtliche"].value == sum(volunteers)
    assert found["ehrenamtliche"].silent == len(existing(last)) - len(volunteers) > 0
    assert found["beratungen"].value == len(consultations(first, last))
    assert found["beratene_initiativen"].value == len(set(consultations(first, last)))


def test_volunteers_of_december(registry):
    """Numbers of 31 December 2025 count for 2025, those of 2024 never do."""
    report = figures(made(registry, "kennzahlen", year=2025))["ehrenamtliche"]
    entries = [
        entry
        for one in existing("2025-12-31")
        for entry in one.get("ehrenamtliche") or []
        if entry["stichtag"] == "2025-12-31"
    ]
    assert report.value == sum(entry["anzahl"] for entry in entries)
    assert dict(report.methods) == dict(Counter(entry["erhebung"] for entry in entries))
    assert report.previous == sum(counted_volunteers("2024-12-31"))


def test_volunteers_over_the_years(registry):
    shown = table(made(registry, "kennzahlen", year=2026), "entwicklung")
    days = ["2025-11-02", TODAY]
    assert [tuple(row) for row in shown.rows] == [(date.fromisoformat(d), sum(counted_volunteers(d))) for d in days]


def test_offers_and_needs(registry):
    found = figures(made(registry, "kennzahlen"))
    assert found["angebote"].value == len(OFFERS)
    assert found["bedarfe_offen"].value == len(open_needs(TODAY))
    assert found["bedarfe_offen"].previous == len(open_needs("2025-11-02"))
    assert found["bedarfe_gemeldet"].value == sum(need["gemeldet_am"][:4] == "2026" for need in NEEDS.values())


def test_parts_of_the_district(registry):
    part_of = _parts()
    shown = table(made(registry, "kennzahlen"), "teilkreise")
    assert column(shown, "initiativen") == [
        sum(part_of[one["gemeinde"]] == part for one in existing(TODAY)) for part in ("nord", "sued")
    ]
    assert column(shown, "veranstaltungen") == [
        sum(part in event["fuer_teilkreis"] for event in held("2026-01-01", TODAY)) for part in ("nord", "sued")
    ]
    for part in ("nord", "sued"):
        found = figures(made(registry, "kennzahlen", part=part))
        assert found["initiativen"].value == sum(part_of[one["gemeinde"]] == part for one in existing(TODAY))


def _parts() -> dict[str, str]:
    settings = yaml.safe_load((ROOT / "fh.yaml").read_text("utf-8"))["teilkreise"]
    by_amt = {amt: code for code, part in settings.items() for amt in part["aemter"]}
    by_ags = {ags: code for code, part in settings.items() for ags in part.get("gemeinden", [])}
    return {ags: by_ags.get(ags) or by_amt.get(row["amt"], "") for ags, row in PLACES.items()}


def test_events_by_kind(registry):
    shown = table(made(registry, "kennzahlen", year=2026), "arten")
    year = [event for event in OWN.values() if event["termine"][0]["von"][:4] == "2026"]
    assert sum(column(shown, "durchgefuehrt")) == sum(event["durchfuehrung"] == "durchgefuehrt" for event in year)
    assert sum(column(shown, "ausgefallen")) == sum(
        event["durchfuehrung"] in ("abgesagt", "verschoben") for event in year
    )
    assert len(shown.rows) == len({event["art"] for event in year})


def test_targets(registry):
    found = figures(made(registry, "kennzahlen", year=2026))
    goals = {goal["kennzahl"]: goal["wert"] for goal in yaml.safe_load((ROOT / "fh.yaml").read_text("utf-8"))["ziele"]}
    assert {name: figure.target for name, figure in found.items() if figure.target is not None} == goals
    assert all(figure.target is None for figure in made(registry, "kennzahlen", year=2025).figures())
    assert all(figure.target is None for figure in made(registry, "kennzahlen", year=2026, half=1).figures())


def test_promises(registry):
    """Self-care twice a year in North and South; every initiative advised once in two years."""
    for year in (2025, 2026):
        report = made(registry, "zusagen", year=year)
        shown = table(report, "selbstfuersorge")
        events = [t for t in OWN.values() if t["art"] == "selbstfuersorge" and t["termine"][0]["von"][:4] == str(year)]
        for index, part in enumerate(("nord", "sued")):
            mine = [event for event in events if part in event["fuer_teilkreis"]]
            assert column(shown, "erfuellt")[index] == sum(e["durchfuehrung"] == "durchgefuehrt" for e in mine)
            assert column(shown, "geplant")[index] == sum(
                e["durchfuehrung"] in ("geplant", "bestaetigt") and e["termine"][0]["von"][:10] >= TODAY for e in mine
            )
    gaps = table(made(registry, "zusagen", year=2026), "strukturberatung-offen")
    running = [id for id, one in INITIATIVES.items() if one["status"] in ("aktiv", "im_aufbau", "pausiert")]
    advised = set(consultations("2025-01-01", TODAY))
    assert len(gaps.rows) == sum(f"initiative/{id}" not in advised for id in running)


def test_trainings_tables(registry):
    report = made(registry, "schulungen", year=2026)
    year = [event for event in OWN.values() if event["termine"][0]["von"][:4] == "2026"]
    done = table(report, "durchgefuehrt")
    assert done.total is not None
    names = [one.name for one in done.columns]
    assert done.total[names.index("teilnehmende")] == sum(
        column(done, "teilnehmende")[i] or 0 for i in range(len(done.rows))
    )
    assert len(done.rows) + len(table(report, "geplant").rows) + len(table(report, "ausgefallen").rows) == len(year)
    assert len(table(report, "ausgefallen").rows) == sum(e["durchfuehrung"] in ("abgesagt", "verschoben") for e in year)


def test_coverage(registry):
    report = made(registry, "abdeckung")
    found = figures(report)
    placed = [
        (offer.get("gemeinde") or record["gemeinde"], offer)
        for record, offer in OFFERS
        if offer["format"] not in ("online", "telefon")
    ]
    here = {ags for ags, _ in placed}
    people = {ags: int(row["einwohner"]) for ags, row in PLACES.items() if row["einwohner"]}
    catchment = {
        ags for one in INITIATIVES.values() if one["status"] == "aktiv" for ags in one.get("einzugsgebiet", [])
    }
    settled = {ags for ags, row in PLACES.items() if row["art"] != "Gemeindefreies Gebiet"}
    assert found["angebote"].value == len(OFFERS)
    assert found["gemeinden_mit_angebot"].value == len(here)
    assert found["gemeinden_nur_einzugsgebiet"].value == len((catchment - here) & settled)
    share = 100 * sum(people.get(ags, 0) for ags in here) / sum(people.values())
    assert found["einwohner_mit_angebot"].value == pytest.approx(share, abs=0.06)
    assert found["einwohner_mit_angebot"].silent == sum(ags not in people for ags in settled)
    cells = Counter(
        (ags, field)
        for ags, offer in placed
        for field in {offer["handlungsfeld"], *offer.get("weitere_handlungsfelder", [])}
    )
    grid = table(report, "gitter")
    for ags, row in zip(grid.ids, grid.rows, strict=True):
        for one, value in zip(grid.columns, row, strict=True):
            if one.name in grid.heat:
                assert value == cells[ags, one.name], (ags, one.name)


def test_freshness(registry):
    found = figures(made(registry, "aktualitaet"))
    watched = [
        one
        for one in (*INITIATIVES.values(), *PARTNERS.values())
        if one["status"] in ("aktiv", "im_aufbau", "pausiert")
    ]
    checked = [one.get("geprueft_am") or "" for one in watched]
    assert found["ampel_gruen"].value == sum(day >= "2026-03-01" for day in checked)
    assert found["ampel_gelb"].value == sum("2025-11-02" <= day < "2026-03-01" for day in checked)
    assert found["ampel_rot"].value == sum(day < "2025-11-02" for day in checked)
    lists = [one for one in made(registry, "aktualitaet").tables() if one.name.startswith("arbeitsliste")]
    assert sum(len(one.rows) for one in lists) == sum(day < "2026-03-01" for day in checked)


def test_parallel_structures(registry):
    """All pairs of weekly offers, compared the slow way."""
    slots = []
    for id, record in (*INITIATIVES.items(), *PARTNERS.items()):
        for offer in record.get("angebote") or []:
            states = {record["status"], offer.get("status", "aktiv")}
            if states <= {"aktiv", "im_aufbau"} and offer["format"] not in ("online", "telefon"):
                slots += [(id, record, offer, rule) for rule in (offer.get("zeiten") or {}).get("regeln") or []]
    pairs = set()
    for index, (id, record, offer, rule) in enumerate(slots):
        for id2, record2, offer2, rule2 in slots[:index]:
            same = (
                id != id2
                and record.get("traeger", id) != record2.get("traeger", id2)
                and (offer.get("gemeinde") or record["gemeinde"]) == (offer2.get("gemeinde") or record2["gemeinde"])
                and offer["handlungsfeld"] == offer2["handlungsfeld"]
                and rule["tag"] == rule2["tag"]
                and max(rule["von"], rule2["von"]) < min(rule.get("bis", "24"), rule2.get("bis", "24"))
                and set(offer.get("zielgruppen") or ["alle"]) & set(offer2.get("zielgruppen") or ["alle"])
            )
            if same:
                pairs.add(frozenset(((id, offer["id"]), (id2, offer2["id"]))))
    found = figures(made(registry, "parallel"))
    values = [found[name].value for name in ("ueberschneidungen", "abgestimmt")]
    assert sum(int(str(value)) for value in values) == len(pairs)
    assert found["doppelt"].value == 0


def test_by_funder(registry):
    shown = table(made(registry, "nachweis", year=2026), "foerderstellen")
    events = held("2026-01-01", TODAY)
    expected = Counter(event.get("foerderung", "") for event in events)
    names = {id: partner["name"] for id, partner in PARTNERS.items()} | {"": "ohne Angabe einer Förderung"}
    counted = dict(zip(column(shown, "foerderung"), column(shown, "veranstaltungen"), strict=True))
    assert {name: count for name, count in counted.items() if count} == {names[id]: n for id, n in expected.items()}
    assert shown.total is not None and shown.total[1] == len(events)
    present = dict(zip(column(shown, "foerderung"), column(shown, "teilnehmende"), strict=True))
    for id in expected:
        mine = [event["auswertung"]["teilnehmende"] for event in events if event.get("foerderung", "") == id]
        assert present[names[id]] == sum(mine)


def test_funded_initiatives(registry):
    shown = table(made(registry, "nachweis", year=2026), "programme")
    funded = [
        item
        for one in INITIATIVES.values()
        if one["status"] != "entwurf"
        for item in one.get("foerderungen") or []
        if item.get("von", "") <= "2026-12-31" and item.get("bis", "9999") >= "2026-01-01"
    ]
    assert len(shown.rows) == len(funded)


def test_network(registry):
    """Who names whom: carrier, agreement, joint offer, joint event."""
    alive = {f"initiative/{id}": one for id, one in INITIATIVES.items()}
    alive |= {f"partner/{id}": one for id, one in PARTNERS.items()}
    alive = {key: one for key, one in alive.items() if one["status"] not in ("entwurf", "beendet")}

    def key(name: str) -> str:
        if name.startswith("angebot/"):
            name = name.split("/")[1]
        known = [name, f"partner/{name}", f"initiative/{name}"]
        return next((one for one in known if one in alive), "")

    pairs = set()
    for own, one in alive.items():
        named = [one.get("traeger", "")]
        named += [item["mit"] for item in one.get("abgestimmt_mit") or []]
        for offer in one.get("angebote") or []:
            named += offer.get("mitveranstalter") or []
            named += [item["mit"] for item in offer.get("abgestimmt_mit") or []]
        pairs |= {frozenset((own, other)) for name in named if name and (other := key(name)) and other != own}
    for training in TRAININGS.values():
        if training["durchfuehrung"] not in ("abgesagt", "verschoben"):
            names = [*training["veranstalter"], *(training.get("kooperation") or [])]
            known = sorted({key(name) for name in names} - {""})
            pairs |= {frozenset((known[0], other)) for other in known[1:]}
    linked = {one for pair in pairs for one in pair}
    running = [f"initiative/{id}" for id, one in INITIATIVES.items() if one["status"] not in ("entwurf", "beendet")]
    found = figures(made(registry, "netzwerk"))
    assert found["verbindungen"].value == len(pairs)
    assert found["initiativen_verbunden"].value == sum(one in linked for one in running)
    assert set(found["initiativen_allein"].ids) == {one for one in running if one not in linked}


def test_consents(registry):
    found = figures(made(registry, "einwilligungen"))
    active = {id: person for id, person in PERSONS.items() if person["status"] not in ("entwurf", "beendet")}
    assert found["personen"].value == len(active)
    states = Counter(_consent(person) for person in active.values())
    for state in ("fehlt", "abgelaufen", "widerrufen", "laeuft_ab", "gueltig"):
        assert found[f"einwilligung_{state}"].value == states[state], state
    assert {"fehlt", "widerrufen", "gueltig"} <= states.keys()
    assert found["zu_loeschen"].value == sum(p.get("loeschen_am", "9") <= TODAY for p in PERSONS.values())
    named = {id for one in (*INITIATIVES.values(), *PARTNERS.values()) for id in one.get("kontaktpersonen") or []}
    assert found["nicht_genannt"].value == sum(id not in named for id in active)


def _consent(person: dict[str, Any]) -> str:
    given = person.get("einwilligungen") or []
    if not given:
        return "fehlt"
    withdrawn = max((one["widerrufen_am"] for one in given if one.get("widerrufen_am")), default="")
    ends = [
        one.get("gueltig_bis", "9999-12-31")
        for one in given
        if not one.get("widerrufen_am")
        and one["erteilt_am"] > withdrawn
        and one["erteilt_am"] <= TODAY <= one.get("gueltig_bis", "9999-12-31")
    ]
    if not ends:
        return "widerrufen" if withdrawn else "abgelaufen"
    soon = date.fromordinal(date.fromisoformat(TODAY).toordinal() + 90).isoformat()
    return "laeuft_ab" if max(ends) <= soon else "gueltig"


def test_needs_and_their_answers(registry):
    report = made(registry, "bedarf")
    found = figures(report)
    open_now = {id: need for id, need in NEEDS.items() if need in open_needs(TODAY)}
    assert set(found["bedarfe_offen"].ids) == {f"need/{id}" for id in open_now}
    ahead = {
        id: t
        for id, t in OWN.items()
        if t["durchfuehrung"] in ("geplant", "bestaetigt") and t["termine"][0]["von"] > TODAY
    }
    running = {
        f"{owner}/{offer['id']}"
        for owner, one in (*INITIATIVES.items(), *PARTNERS.items())
        if one["status"] == "aktiv"
        for offer in one.get("angebote") or []
    }
    noted = {
        id
        for id, need in open_now.items()
        if any(name.split("/", 1)[1] in {*ahead, *running} for name in need.get("gedeckt_durch") or [])
        or any(id in (training.get("bedarf") or []) for training in ahead.values())
    }
    assert set(found["bedarfe_mit_antwort"].ids) == {f"need/{id}" for id in noted}
    # What is left either has an offer (or a planned event) of its field, or nothing at all.
    rest = set(open_now) - noted
    assert {*found["bedarfe_mit_vorschlag"].ids, *found["bedarfe_ohne_antwort"].ids} == {f"need/{id}" for id in rest}
    assert {"need/schulung-kinderschutz"} <= set(found["bedarfe_ohne_antwort"].ids)
    assert {"need/fahrrad-guelzow"} <= set(found["bedarfe_mit_vorschlag"].ids)


def test_bicycles_in_guelzow(registry):
    """The best answer is the nearest repair, as a person would say on the phone."""
    report = made(registry, "bedarf")
    answers = table(report, "antworten-fahrrad-guelzow")
    assert column(answers, "von")[0] == "Radhaus Schwarzenbek"
    assert "5 km entfernt" in column(answers, "warum")[0]


def test_the_committee_paper_says_the_same_numbers(registry):
    paper = table(made(registry, "zuarbeit", year=2026), "zahlen")
    known = {figure.label: figure.value for figure in made(registry, "kennzahlen", year=2026).figures()}
    assert dict(zip(column(paper, "kennzahl"), column(paper, "ist"), strict=True)) == {
        label: known[label] for label in column(paper, "kennzahl")
    }


CHECKED = {
    "kennzahlen": {
        *("initiativen", "ehrenamtliche", "angebote", "veranstaltungen", "ue", "teilnehmende", "erstmals_dabei"),
        *("teilnehmerstunden", "beratungen", "beratene_initiativen", "bedarfe_gemeldet", "bedarfe_offen"),
        *("anfragen", "anfragen_offen"),
    },
    "anfragen": {"anfragen", "anfragen_offen"},
    "uebergabe": set(),
    "aenderungen": set(),  # nothing to compare with here: test_changes.py
    "abdeckung": {"angebote", "gemeinden_mit_angebot", "gemeinden_nur_einzugsgebiet", "einwohner_mit_angebot"},
    "aktualitaet": {"ampel_gruen", "ampel_gelb", "ampel_rot"},
    "parallel": {"ueberschneidungen", "abgestimmt", "doppelt"},
    "netzwerk": {"verbindungen", "initiativen_verbunden", "initiativen_allein"},
    "bedarf": {"bedarfe_offen", "bedarfe_mit_antwort", "bedarfe_mit_vorschlag", "bedarfe_ohne_antwort"},
    "einwilligungen": {
        *("personen", "einwilligung_fehlt", "einwilligung_abgelaufen", "einwilligung_widerrufen", "zu_loeschen"),
        *("einwilligung_laeuft_ab", "einwilligung_gueltig", "nicht_genannt"),
    },
}
_EVENTS = {"veranstaltungen", "ue", "teilnehmende", "erstmals_dabei", "teilnehmerstunden"}
CHECKED |= {"schulungen": _EVENTS, "nachweis": _EVENTS, "zusagen": set(), "zuarbeit": set()}
CHECKED["sachbericht"] = {*_EVENTS, "initiativen", "ehrenamtliche", "beratungen", "beratene_initiativen"}


def test_questions_on_the_phone(registry):
    asked = [item for month in records("private.example/enquiries").values() for item in month["anfragen"]]
    mine = [item for item in asked if "2026-01-01" <= item["gefragt_am"] <= "2026-11-02"]
    missed = [item for item in mine if not item["beantwortet"]]
    for name in ("anfragen", "kennzahlen"):
        found = figures(made(registry, name, year=2026))
        assert (found["anfragen"].value, found["anfragen_offen"].value) == (len(mine), len(missed))
        assert found["anfragen"].previous is None, "nobody counted a year ago"
    topics = table(made(registry, "anfragen", year=2026), "themen")
    assert sum(column(topics, "gefragt")) == len(mine)
    assert sum(column(topics, "offen")) == len(missed)


def test_no_figure_goes_unchecked(registry):
    """Whoever adds a figure writes its independent count above."""
    assert {name: set(figures(made(registry, name))) for name in REPORTS} == CHECKED


def test_the_ids_behind_a_figure_are_as_many_as_it_says(registry):
    for name in REPORTS:
        for figure in made(registry, name).figures():
            if figure.name.startswith(("initiativen", "angebote", "veranstaltungen", "ampel", "bedarfe", "gemeinden")):
                assert figure.value == len(figure.ids), (name, figure.name)
            assert figure.silent <= figure.asked, (name, figure.name)
