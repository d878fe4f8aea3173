"""Exceptions: they hide one rule for one record until their day, and are told when they hide nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fluechtlingshilfe_cli.exceptions import apply
from fluechtlingshilfe_cli.findings import Finding, Severity
from fluechtlingshilfe_cli.rules import RULES
from small_registries import registry

CAFE = ("initiative/cafe", {"name": "Café"})


def finding(code: str = "FH312", record: str = "initiative/cafe") -> Finding:
    return Finding(code, Severity.WARNING, "noch nie geprüft", f"{record}.yaml", record=record)


def exception(code: str = "FH312", record: str = "initiative/cafe", bis: str | None = "2027-01-31") -> dict[str, Any]:
    return {"regel": code, "datensatz": record, "grund": "Umzug", **({"bis": bis} if bis else {})}


def applied(
    folder: Path, *exceptions: dict[str, Any], findings: tuple[Finding, ...] = (finding(),), **more: Any
) -> tuple[list[Finding], list[tuple[str, tuple[str | int, ...]]]]:
    """The findings that stay, and codes and places of what is said of the exceptions."""
    ran = more.pop("ran", set(RULES))
    kept, told = apply(findings, registry(folder, CAFE, ausnahmen=list(exceptions), **more), ran)
    return kept, [(code, problem.place.path) for code, problem in told]


def test_an_exception_hides_its_rule_for_its_record_only(tmp_path: Path) -> None:
    others = (finding("FH311"), finding(record="initiative/treff"))
    assert applied(tmp_path, exception(), findings=(finding(), *others)) == (list(others), [])
    assert applied(tmp_path, exception(bis=None)) == ([], [])


def test_an_exception_holds_on_its_last_day_and_no_longer(tmp_path: Path) -> None:
    assert applied(tmp_path, exception(bis="2026-11-02")) == ([], [])
    assert applied(tmp_path, exception(bis="2026-11-01")) == ([finding()], [("FH902", ("ausnahmen", 0, "bis"))])


def test_an_exception_that_hides_nothing_is_told(tmp_path: Path) -> None:
    assert applied(tmp_path, exception(), findings=()) == ([], [("FH901", ("ausnahmen", 0, "regel"))])
    assert applied(tmp_path, exception(), exception()) == ([], [("FH901", ("ausnahmen", 1, "regel"))])


def test_an_exception_of_a_rule_that_was_not_run_is_not_called_unused(tmp_path: Path) -> None:
    assert applied(tmp_path, exception(), findings=(), ran={"FH311"}) == ([], [])


def test_an_exception_must_name_a_rule_and_a_record_that_exist(tmp_path: Path) -> None:
    kept, told = applied(tmp_path, exception("FH999"), exception(record="initiative/caffe"), exception(record="x/cafe"))
    assert kept == [finding()]
    assert told == [
        ("FH903", ("ausnahmen", 0, "regel")),
        ("FH903", ("ausnahmen", 1, "datensatz")),
        ("FH903", ("ausnahmen", 2, "datensatz")),
    ]


def test_a_slip_in_the_record_gets_a_suggestion(tmp_path: Path) -> None:
    small = registry(tmp_path, CAFE, ausnahmen=[exception(record="initiative/caffe")])
    ((_, problem),) = apply([], small, set(RULES))[1]
    assert (problem.message, problem.hint) == (
        "Einen Eintrag »initiative/caffe« gibt es nicht.",
        "Meinten Sie »initiative/cafe«?",
    )


def test_the_form_of_a_file_knows_no_exceptions(tmp_path: Path) -> None:
    told = applied(tmp_path, exception("FH901"), findings=(finding("FH901"),))
    assert told == ([finding("FH901")], [("FH903", ("ausnahmen", 0, "regel"))])


def test_a_record_set_aside_exists_and_a_private_one_may(tmp_path: Path) -> None:
    broken = exception(record="initiative/kaputt")
    assert applied(tmp_path, broken, findings=(), aside=(("initiative", "kaputt"),))[1] == [
        ("FH901", ("ausnahmen", 0, "regel"))
    ]
    person = exception("FH605", "person/erika")
    assert applied(tmp_path / "ohne", person, findings=(), private=False) == ([], [])
    assert applied(tmp_path / "mit", person, findings=())[1] == [("FH903", ("ausnahmen", 0, "datensatz"))]
