"""Any table becomes sound records, and no bytes make the import fall over."""

from __future__ import annotations

import csv
import json
import random
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fluechtlingshilfe_cli.importing.reporting import as_csv, as_markdown, lines
from fluechtlingshilfe_cli.importing.sources import NotATable, read_source
from fluechtlingshilfe_cli.project import Project
from imported_lists import HSDS, book, planned

CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["Mo-Fr 9-12 Uhr", "0171 1234567", "=1+1", "Frau Dr. Muster", "a@b.example|c@d.example", "<p>x</p>", "Mölln",
         "23879 Mölln", "https://x.example", "de; ar", "\x00", "2026-02-31", "x" * 300, "ja", "99999999999999999999"]
    ),
)  # fmt: skip
HEAD = st.sampled_from(
    ["Name", "Ort", "Telefon", "E-Mail", "Öffnungszeiten", "Adresse", "PLZ", "Sprachen", "Ansprechpartner", "Status",
     "Gründungsjahr", "Beschreibung", "", "x", "id", "Träger", "geprüft am", "Angebote"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    heads=st.lists(HEAD, min_size=1, max_size=6),
    rows=st.lists(st.lists(CELL, max_size=7), max_size=5),
    kind=st.sampled_from(["initiative", "partner", "need", "training"]),
)
def test_any_table_becomes_sound_records_and_no_cell_is_lost(fresh, tmp_path_factory, heads, rows, kind):
    """Property: never a crash, only records the registry takes, and every text is in a file, private or the report."""
    folder = tmp_path_factory.mktemp("fuzz")
    file = folder / "liste.csv"
    with file.open("w", encoding="utf-8", newline="", errors="replace") as stream:
        csv.writer(stream, delimiter=";").writerows([heads, *rows])
    project = Project(fresh / "register", date(2026, 11, 2))
    try:
        plan = planned(project, file, kind)
    except NotATable:
        return
    from fluechtlingshilfe_cli.readers import Reader

    reader = Reader(project.kinds[kind], project.vocabularies)
    for name in plan.new:
        record, findings = reader.read(plan.files[project.root / name], name, "x")
        assert record is not None, findings
    assert len(plan.new) + len(plan.skipped) + len(plan.questions) == plan.rows
    as_csv(plan), as_markdown(plan, project.kinds[kind], "liste.csv", "CSV")
    assert all(place for place, *_ in lines(plan))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=400), name=st.sampled_from(["x.csv", "x.json", "x.xlsx", "x.ics", "x"]))
def test_any_bytes_are_a_table_or_refused_with_a_sentence(tmp_path, content, name):
    file = tmp_path / name
    file.write_bytes(content)
    try:
        read_source(file, "training", date(2026, 1, 1))
    except NotATable as error:
        assert str(error)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_a_damaged_calendar_or_workbook_is_a_table_or_refused(tmp_path, seed):
    """Property: bytes of sound files changed at random."""
    from test_import_calendar import CALENDAR

    generator = random.Random(seed)
    sound = generator.choice([CALENDAR.encode(), book([["Name", "Ort"], ["a", "b"]]), json.dumps(HSDS).encode()])
    damaged = bytearray(sound)
    for _ in range(generator.randint(1, 8)):
        damaged[generator.randrange(len(damaged))] = generator.randrange(256)
    file = tmp_path / generator.choice(["x.ics", "x.xlsx", "x.json"])
    file.write_bytes(bytes(damaged))
    try:
        read_source(file, "training", date(2026, 1, 1))
    except NotATable as error:
        assert str(error)
