"""The text under a proposed change, for every case, letter by letter; and what hostile records make of it: nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from changes import AWO, CAFE, OFFER, RAD, TODAY, nowhere, on_github, partner, proposed, rad, text
from fluechtlingshilfe_cli.findings import Finding, Severity
from fluechtlingshilfe_cli.reviewing import MARK, discreet
from fluechtlingshilfe_cli.rules import RULES
from projects import as_yaml, write
from repositories import Fh, begin, caller, commit, git, group, put
from small_registries import registry

TRAINING = {
    "titel": "Austausch der Initiativen",
    "art": "austausch",
    "status": "aktiv",
    "termine": [{"von": "2026-09-19T18:00", "bis": "2026-09-19T20:00"}],
    "format": "vor_ort",
    "gemeinde": "01053090",
    "ort": "Rathaus",
    "veranstalter": ["partner/awo"],
    "durchfuehrung": "geplant",
    "geprueft_am": "2026-02-01",
}
LIMIT = 65_536
"""What GitHub takes."""

Change = Callable[[Path], None]


@pytest.fixture
def fh(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fh:
    nowhere(monkeypatch)
    return caller(capfd, monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return proposed(tmp_path)


def told(repo: Path, fh: Fh, monkeypatch: pytest.MonkeyPatch) -> str:
    """The comment on what is there now."""
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    assert fh(repo, "ci").code < 2
    comment = text(repo)
    assert comment.startswith(f"{MARK}\n\n## ") and len(comment) < LIMIT
    return comment


def nothing(repo: Path) -> None:
    put(repo, "LIESMICH.md", "Guten Tag\n")


def form(repo: Path) -> None:
    put(repo, RAD, "# Stand: Januar\n" + rad())


def removal(repo: Path) -> None:
    """The carrier goes, though a group still names it, and another field changes."""
    (repo / AWO).unlink()
    put(repo, RAD, rad(sprachen=["de", "ti"]))


def renamed(repo: Path) -> None:
    git(repo, "mv", RAD, "data/initiatives/radwerkstatt.yaml")


def fields(repo: Path) -> None:
    """Of an internal field only the name is told."""
    offer = {**OFFER, "zeiten": {"regeln": [{"tag": "mi", "von": "17:00", "bis": "19:00"}]}}
    series = [{"stichtag": "2025-12-31", "anzahl": 12, "erhebung": "gezaehlt"}]
    mail = {"email": "rad@radhaus.example"}
    put(repo, RAD, rad(angebote=[offer], kontakt=mail, ehrenamtliche=series, traeger="awo"))


def new(repo: Path) -> None:
    put(repo, "data/initiatives/naehstube.yaml", group(name="Nähstube", kontakt={"web": "https://naehen.example"}))
    put(repo, "data/initiatives/plan.yaml", "name: Ein Plan\nstatus: entwurf\n")
    put(repo, "data/trainings/2026/austausch.yaml", as_yaml(TRAINING))


def ended(repo: Path) -> None:
    put(repo, RAD, rad(status="beendet", beendet_am="2026-03-01", beendet_grund="umzug"))
    put(repo, "fh.yaml", TODAY.replace("Testkreis", "Musterkreis"))


def findings(repo: Path) -> None:
    put(repo, RAD, rad(geprueft_am=None, sprachen=["de", "ti"]) + "geprueft_am: 1.2.2026\ngruendungsjar: 2015\n")
    put(repo, AWO, partner(kontakt={"telefon": "040-66969123"}))


def broken(repo: Path) -> None:
    put(repo, RAD, "name: Radhaus\n  art: initiative\n")


def foreign(repo: Path) -> None:
    """What others left before is one sentence."""
    git(repo, "switch", "-q", "main")
    put(repo, CAFE, group(gruendungsjahr="bald", traeger="awwo"))
    put(repo, AWO, partner(kontakt={"web": "kein Netz"}))
    commit(repo, "2026-03-11")
    git(repo, "switch", "-q", "-C", "vorschlag")
    put(repo, RAD, rad(gruendungsjahr=2015))
    put(repo, AWO, partner())


def hundreds(repo: Path) -> None:
    for number in range(100):
        name = f"Nachbarschaftshilfe {number:03}"
        put(
            repo,
            f"data/initiatives/neu-{number:03}.yaml",
            group(name=name, kontakt={"web": f"https://n{number}.example"}),
        )
        put(repo, f"data/partners/neu-{number:03}.yaml", partner(name=f"Verband {number:03}", gruendungsjahr=number))


@pytest.mark.parametrize(
    "change", [nothing, form, removal, renamed, fields, new, ended, findings, broken, foreign, hundreds]
)
def test_the_comment(repo, fh, monkeypatch, golden, change):
    change(repo)
    golden(f"comment/{change.__name__}.md", told(repo, fh, monkeypatch))


def test_the_comment_where_the_state_before_is_missing(repo, fh, monkeypatch, golden, tmp_path):
    nothing(repo)
    commit(repo, "2026-03-12")
    shallow = tmp_path / "flach"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "vorschlag", repo.as_uri(), str(shallow))
    on_github(repo, monkeypatch)
    assert fh(shallow, "ci").code == 2
    golden("comment/shallow.md", text(shallow))


def test_the_comment_on_the_first_registry_of_a_repository(tmp_path, fh, monkeypatch, golden):
    folder = tmp_path / "register"
    begin(folder, {})
    git(folder, "rm", "-q", "fh.yaml")
    put(folder, "LIESMICH.md", "leer\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--amend", "-m", "leer")
    git(folder, "switch", "-q", "-c", "vorschlag")
    write(folder, {CAFE: group()}, TODAY)
    golden("comment/first.md", told(folder, fh, monkeypatch))


def test_broken_settings_in_the_comment(repo, fh, monkeypatch, golden):
    put(repo, "fh.yaml", TODAY.replace('"01053"', "[]"))
    commit(repo, "2026-03-12")
    on_github(repo, monkeypatch)
    assert fh(repo, "ci").code == 2
    golden("comment/settings.md", text(repo))


def test_what_does_not_fit_is_counted(repo, fh, monkeypatch):
    """Two hundred long records, each with a slip: the comment stays below the limit and says how many are missing."""
    for number in range(200):
        data = {"name": f"Gruppe {number}", "beschreibung": "Viel Text. " * 300, "gruendungsjahr": "bald"}
        put(repo, f"data/initiatives/g{number}.yaml", group(**data, kontakt={"web": f"https://g{number}.example"}))
    put(repo, RAD, rad(beschreibung="Ein Wort nach dem anderen. " * 2000))
    comment = told(repo, fh, monkeypatch)
    assert "## Danke! 2" in comment
    listed = len(re.findall(r"^- \[Zeile", comment, re.MULTILINE))
    (left,) = map(int, re.findall(r"… und (\d+) weitere, für die hier kein Platz ist", comment)[:1])
    number = int(re.search(r"Danke! (\d+) Stellen", comment)[1])
    assert listed + left == number


HOSTILE = (
    "@alle #12 GH-7 !3 x](https://boese.example) **fett** <script>alert(1)</script> | $x$ &#64;team `x`",
    "</summary></details><img src=x onerror=alert(1)> <!-- weg --> https://boese.example www.boese.example",
    "::error file=x::Unsinn ##[error]x ```suggestion boese ``` ::stop-commands::x [x]: https://boese.example",
)
NAMES = re.compile(r"(?<![A-Za-z0-9_])@\w|(?<!&)#\d|\bGH-\d")


def outside_code(markdown: str) -> str:
    """The text without fenced blocks and code spans, where nothing acts."""
    without = re.sub(r"^ *(`{3,})[^\n]*\n.*?^ *\1`*$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]+`", "", without)


def is_harmless(comment: str) -> None:
    """Nobody is called, nothing leads away, no markup of others acts."""
    shown = re.sub(r"\]\(https://github\.example[^)]*\)", "]", outside_code(comment))
    assert not NAMES.search(shown)
    assert set(re.findall(r"(?<!\\)<[^>\n]*>?", shown)) <= {
        *("<!-- fh:kommentar -->", "<details>", "</details>", "<summary>", "</summary>", "<br>", "<b>", "</b>"),
        *("<sub>", "</sub>", "<code>", "</code>"),
    }
    assert not re.search(r"(?<!\\)\]\((?!https://(radhaus|awo)\.example|tel:|mailto:)", shown)
    assert not re.search(r"^(> *)?\[.*\]:|^(::|##\[)", shown, re.MULTILINE)


def obeyed(log: str) -> list[str]:
    """The commands that GitHub finds in a log: outside `stop-commands`, at the start of a line after blanks."""
    found, stopped = [], ""
    for line in map(str.strip, log.split("\n")):
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.startswith(("::", "##[")):
            found.append(line)
    assert not stopped
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.parametrize("service", ["GitHub", ""])
def test_hostile_records_are_only_text(repo, fh, monkeypatch, hostile, sound, service):
    """In the comment, the summary and the log; in fields, previews and findings."""
    offer = {**OFFER, "titel": hostile, "kurzbeschreibung": hostile, "ort": hostile}
    fields = {"name": hostile, "kurzbeschreibung": hostile, "angebote": [offer], "x_eigenes": hostile}
    wrong = {} if sound else {"gruendungsjahr": hostile, "art": hostile, "sprachen": [hostile], hostile: hostile}
    put(repo, RAD, rad(**fields, **wrong))
    put(repo, AWO, partner(name=hostile))
    commit(repo, "2026-03-12")
    if service:
        on_github(repo, monkeypatch, summary=True)
    said = fh(repo, "ci", *([] if service else ["--since", "main"]))
    assert said.code == (not sound)
    comment = text(repo)
    assert ("So steht es dann im Verzeichnis" in comment) and ("boese" in comment or "Unsinn" in comment)
    is_harmless(comment)
    if service:
        is_harmless((repo.parent / "summary.md").read_text("utf-8"))
    told = re.compile(r"::(error|warning|notice) (file=(data|fh)[^:]*,)?title=[^:]*::")
    assert all(map(told.match, obeyed(f"{said.out}\n{said.err}")))


def test_a_fence_in_a_line_cannot_end_its_block(repo, fh, monkeypatch):
    """The corrected line holds backticks; its block is fenced with more of them."""
    put(repo, RAD, rad(geprueft_am=None) + "geprueft_am: 1.2.2026  # ```\n")
    comment = told(repo, fh, monkeypatch)
    assert '  ````yaml\n  geprueft_am: "2026-02-01"  # ```\n  ````\n' in comment
    (one,) = json.loads(text(repo, "vorschlaege.json"))
    assert one["body"].endswith('````suggestion\ngeprueft_am: "2026-02-01"  # ```\n````')


def test_a_very_long_line_is_cut(repo, fh, monkeypatch):
    put(repo, RAD, rad(name="Rad" * 30_000, gruendungsjahr="bald" * 30_000))
    comment = told(repo, fh, monkeypatch)
    assert max(map(len, comment.splitlines())) < 2_000


def test_a_preview_goes_through_the_gate(repo, fh, monkeypatch):
    """An address that is kept back stands in no comment; its field is named."""
    address = {"strasse": "Verborgener Weg 77", "plz": "21481", "ort": "Lauenburg", "oeffentlich": False}
    put(repo, RAD, rad(anschrift=address))
    comment = told(repo, fh, monkeypatch)
    assert "Verborgener" not in comment
    assert "nicht öffentlich, deshalb hier ohne Werte: Anschrift" in comment


def test_a_description_that_repeats_what_is_kept_back_costs_the_overview(repo, fh, monkeypatch):
    """The net finds it in the finished text; the verdict is that of the rules."""
    address = {"strasse": "Verborgener Weg 77", "plz": "21481", "ort": "Lauenburg", "oeffentlich": False}
    put(repo, RAD, rad(anschrift=address, kurzbeschreibung="Wir treffen uns im Verborgener Weg 77."))
    comment = told(repo, fh, monkeypatch)
    assert "Verborgener" not in comment
    assert "Die Übersicht fehlt. Darin steht eine Angabe, die nicht für die Öffentlichkeit freigegeben ist." in comment


def test_a_sentence_that_repeats_what_is_kept_back_gives_way_to_the_title_of_its_rule(tmp_path):
    """Findings quote values; those in the private folder are left out as a whole."""
    address = {"strasse": "Verborgener Weg 77", "plz": "21481", "ort": "Lauenburg", "oeffentlich": False}
    whole = registry(tmp_path, ("initiative/radhaus", {"name": "Radhaus", "anschrift": address}))
    said = Finding("FH503", Severity.WARNING, "»Verborgener Weg 77« ist vertraulich.", RAD, title="Radhaus")
    other = replace(said, message="Es fehlt der Ort.")
    private = replace(said, path="../privat/persons/erika.yaml", private=True)
    one, two = discreet([said, other, private], whole)
    assert (one.message, one.title, one.path) == (RULES["FH503"].title, "", RAD)
    assert two == other


def test_a_faulty_template_of_the_project_costs_only_the_overview(repo, fh, monkeypatch):
    put(repo, "templates/parts/entry.md.j2", "{% macro entry(one, heading) %}{{ nichts }}")
    put(repo, RAD, rad(gruendungsjahr=2015))
    comment = told(repo, fh, monkeypatch)
    assert "## Danke! Alles passt" in comment and "Die Übersicht fehlt." in comment
