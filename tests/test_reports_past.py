"""Reports and time: what was reported then, and what changed since; on small repositories built by git."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import repositories
from fluechtlingshilfe_cli.views.reports.formats import FORMATS
from repositories import begin, commit, group, put

CAFE = "data/initiatives/cafe-ankommen.yaml"


def people(**counts: int) -> list[dict[str, Any]]:
    return [
        {"stichtag": day.removeprefix("am_").replace("_", "-"), "anzahl": count, "erhebung": "gemeldet"}
        for day, count in counts.items()
    ]


def figures(told: repositories.Told) -> dict[str, Any]:
    assert told.code == 0, told.err
    return {one["name"]: one for section in json.loads(told.out)["sections"] for one in section["figures"]}


# --- what was reported then ---------------------------------------------------------------------------------------


def test_december_entered_in_late_january(tmp_path, fh):
    """It counts for December; asked as of mid-January it was missing, and nobody had said so yet."""
    root = begin(tmp_path / "r", {CAFE: group(ehrenamtliche=people(am_2024_12_31=5))}, day="2025-01-10")
    commit(root, "2026-01-15")
    put(root, CAFE, group(ehrenamtliche=people(am_2024_12_31=5, am_2025_12_31=7)))
    commit(root, "2026-01-28", "Zahlen vom Dezember")
    asked = ("report", "kennzahlen", "--jahr", "2025", "--format", "json")
    missing = figures(fh(root, *asked, "--at", "2026-01-20"))["ehrenamtliche"]
    assert (missing["value"], missing["ohne_angabe"], missing["previous"]) == (None, 1, 5)
    for later in (("--at", "2026-01-31"), ()):
        known = figures(fh(root, *asked, *later))["ehrenamtliche"]
        assert (known["value"], known["ohne_angabe"], known["previous"]) == (7, 0, 5)
        assert known["when"] == "Stichtag 31.12.2025"


def test_the_number_of_january_is_not_that_of_december(tmp_path, fh):
    root = begin(tmp_path / "r", {CAFE: group(ehrenamtliche=people(am_2025_12_31=7, am_2026_01_20=9))}, "2026-01-28")
    asked = ("report", "kennzahlen", "--format", "json", "--at", "2026-01-31")
    assert figures(fh(root, *asked, "--jahr", "2025"))["ehrenamtliche"]["value"] == 7
    assert figures(fh(root, *asked))["ehrenamtliche"]["value"] == 9


# --- changes ------------------------------------------------------------------------------------------------------


def changed(tmp_path: Path) -> Path:
    """Groups at the end of 2025; in 2026 one is new, ended, renamed, gone, changed, confirmed, each."""
    names = ("Café Ankommen", "Alte Runde", "Fahrradwerkstatt", "Stille Post")
    texts = ("Kaffee und Spiele am Nachmittag.", "Treffen am Abend.", "Räder für alle.", "Briefe an Ämter.")
    ids = ("cafe-ankommen", "alte-runde", "fahrrad", "stille-post")
    files = {
        f"data/initiatives/{id}.yaml": group(name=name, kurzbeschreibung=text)
        for id, name, text in zip(ids, names, texts, strict=True)
    }
    files["data/initiatives/lesekreis.yaml"] = group(
        name="Lesekreis Elbe",
        kurzbeschreibung="Bücher für alle.",
        gemeinde="01053032",
        geprueft_am="2024-03-03",
        kontakt={"email": "lesen@elbe.example"},
        art="projekt",
    )
    root = begin(tmp_path / "r", files, day="2025-06-01")
    repositories.git(root, "tag", "bericht-2025")
    folder = root / "data/initiatives"
    put(root, CAFE, group(name=names[0], kurzbeschreibung=texts[0], kontakt={"telefon": "+49 40 66969124"}))
    put(root, "data/initiatives/alte-runde.yaml", group(name=names[1], kurzbeschreibung=texts[1], status="beendet"))
    (folder / "fahrrad.yaml").rename(folder / "fahrradwerkstatt.yaml")
    (folder / "lesekreis.yaml").unlink()
    put(
        root,
        "data/initiatives/stille-post.yaml",
        group(name=names[3], kurzbeschreibung=texts[3], geprueft_am="2026-05-01", geprueft_durch="TM"),
    )
    put(root, "data/initiatives/neu.yaml", group(name="Nähstube", kurzbeschreibung="Nähen mit geliehenen Maschinen."))
    commit(root, "2026-05-05")
    return root


COUNTS = {
    "eintraege_neu": 1,
    "eintraege_beendet": 1,
    "eintraege_umbenannt": 1,
    "eintraege_entfallen": 1,
    "eintraege_geaendert": 1,
    "eintraege_bestaetigt": 1,
}


def counts(told: repositories.Told) -> dict[str, int]:
    return {name: figure["value"] for name, figure in figures(told).items()}


def test_changes_since_the_end_of_last_year_in_words(tmp_path, fh):
    root = changed(tmp_path)
    told = fh(root, "report", "aenderungen")
    assert told.code == 0
    shown = " ".join(told.out.split())
    assert "31.12.2025 bis 02.11.2026" in shown
    for sentence in ("Neu (1): Nähstube.", "Beendet (1): Alte Runde.", "Umbenannt (1): Fahrradwerkstatt."):
        assert sentence in shown
    assert "Entfallen (1): Lesekreis Elbe." in shown
    assert "Telefon geändert" in shown and "66969" not in shown, "no value, only which field"
    assert counts(fh(root, "report", "aenderungen", "--format", "json")) == COUNTS


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--seit", "bericht-2025"), COUNTS),
        (("--seit", "2026-05-05"), dict.fromkeys(COUNTS, 0)),
        (("--jahr", "2026", "--halbjahr", "1"), COUNTS),
        (("--jahr", "2026", "--halbjahr", "2"), dict.fromkeys(COUNTS, 0)),
        (("--seit", "bericht-2025", "--at", "2026-01-31"), dict.fromkeys(COUNTS, 0)),
        (("--jahr", "2025"), dict.fromkeys(COUNTS, 0)),
    ],
)
def test_between_days_tags_and_periods(tmp_path, fh, arguments, expected):
    assert counts(fh(changed(tmp_path), "report", "aenderungen", "--format", "json", *arguments)) == expected


def test_a_history_that_began_later_is_taken_from_its_beginning(tmp_path, fh):
    told = fh(changed(tmp_path), "report", "aenderungen", "--jahr", "2025")
    assert told.code == 0
    assert "Der Verlauf beginnt erst am 01.06.2025; verglichen wird mit diesem Stand." in told.err
    assert "01.06.2025 bis 31.12.2025" in told.out


def test_a_year_to_come_has_no_changes(tmp_path, fh):
    told = fh(changed(tmp_path), "report", "aenderungen", "--jahr", "2027")
    assert told.code == 0 and "2027 hat noch nicht begonnen" in told.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--today", "2025-05-01"),
            "Der Stichtag 01.05.2025 liegt vor dem Stand vom 01.06.2025, mit dem verglichen wird; "
            "bitte mit »--today 2025-06-01« wiederholen.",
        ),
        (("--seit", "2026-05-05", "--today", "2026-05-04"), "bitte mit »--today 2026-05-05« wiederholen."),
        (("--seit", "2026-05-05", "--at", "2025-07-01"), "bitte mit »--seit« einen früheren nennen."),
        (("--seit", "2026-05-05", "--jahr", "2025"), "Der Stichtag 31.12.2025 liegt vor dem Stand vom 05.05.2026"),
    ],
)
def test_no_period_runs_backwards(tmp_path, fh, arguments, sentence):
    told = fh(changed(tmp_path), "report", "aenderungen", *arguments)
    assert told.code == 0, told.err
    assert sentence in " ".join(told.out.split())
    assert "2026 bis" not in told.out and "Der Verlauf beginnt" not in told.err
    assert told.err.endswith("Änderungen: 0 Tabellen mit 0 Zeilen.\n")


def test_what_is_kept_back_is_no_change_in_public(tmp_path, fh):
    """Internal fields and drafts: the office sees the change, nobody else does."""
    root = begin(tmp_path / "r", day="2025-06-01")
    put(root, CAFE, group(ehrenamtliche=people(am_2025_12_31=7)))
    put(root, "data/initiatives/entwurf.yaml", group(name="Nähstube", status="entwurf"))
    commit(root, "2026-05-05")
    inside = counts(fh(root, "report", "aenderungen", "--format", "json"))
    assert (inside["eintraege_neu"], inside["eintraege_geaendert"]) == (1, 1)
    told = fh(root, "report", "aenderungen", "--format", "json", "--kanal", "web")
    assert sum(counts(told).values()) == 0 and "Nähstube" not in told.out and "fh diff" not in told.out


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "png"])
def test_every_format(tmp_path, fh, form):
    root = changed(tmp_path)
    if form == "terminal":
        told = fh(root, "report", "aenderungen")
        assert max(map(len, told.out.splitlines())) <= 80
        return
    suffix = FORMATS[form].suffix
    told = fh(root, "report", "aenderungen", "-o", f"aenderungen{suffix}")
    assert told.code == 0, told.err
    assert (root / f"aenderungen{suffix}").stat().st_size > 100


def test_without_git_one_sentence(tmp_path, fh):
    root = repositories.write(tmp_path, {CAFE: group()})
    told = fh(root, "report", "aenderungen")
    assert told.code == 2
    assert "Dieses Register hat noch keinen Verlauf" in told.err and "fh save" in told.err


def test_since_belongs_to_changes_only(tmp_path, fh):
    told = fh(begin(tmp_path / "r"), "report", "kennzahlen", "--seit", "2026-01-01")
    assert told.code == 2 and "--seit gibt es nur für den Bericht aenderungen" in told.err
