"""The files that services read: sound by their published schemas, pinned, and with nothing of strangers in a shell."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from fluechtlingshilfe_cli import __version__

ROOT = Path(__file__).resolve().parent.parent
CHECK = ROOT / "templates/new/pruefen.yml.j2"
COMMENT = ROOT / "templates/new/kommentar.yml"
ACTION = ROOT / "action.yml"
COMPONENT = ROOT / "templates/pruefen/template.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs/zusammenarbeiten.md"


def follows(schema: str, *files: Path) -> None:
    """The files are valid by a schema that check-jsonschema brings along; no network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def put(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def blocks() -> list[str]:
    """The YAML of the handbook's page."""
    return re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def loaded(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def test_workflows_and_action_follow_their_published_schemas(tmp_path):
    check = put(tmp_path / "pruefen.yml", CHECK.read_text("utf-8").replace("{{ version }}", f">={__version__},<2"))
    page = put(tmp_path / "seite.yml", next(block for block in blocks() if "jobs:" in block))
    follows("github-workflows", check, COMMENT, page, ROOT / ".github/workflows/ci.yml")
    follows("github-actions", ACTION)


def test_the_component_and_the_page_follow_the_schema_of_gitlab(tmp_path):
    """GitLab fills in the inputs before it looks at the jobs."""
    head, jobs = COMPONENT.read_text("utf-8").split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    filled = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: str(inputs[found[1]]["default"]).lower(), jobs)
    assert "$[[" not in filled
    pages = [block for block in blocks() if "component:" in block or "register-pruefen:" in block]
    assert len(pages) == 2
    files = [put(tmp_path / f"{number}.yml", text) for number, text in enumerate([head, filled, *pages])]
    follows("gitlab-ci", *files)


def test_the_page_and_the_component_do_the_same():
    """Copied out or included: the same artifacts and the same rules."""
    jobs = yaml.safe_load(COMPONENT.read_text("utf-8").split("\n---\n")[1])["register-pruefen"]
    page = next(yaml.safe_load(block)["register-pruefen"] for block in blocks() if "register-pruefen:" in block)
    assert page["rules"] == jobs["rules"]
    assert {**page["artifacts"], "expire_in": "1 week"} == jobs["artifacts"]


def test_the_hooks_are_what_pre_commit_expects():
    """Asked of pre-commit itself, whose own reader is stricter than the published schema."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    assert hook["entry"] == "fh validate --staged"
    assert f"id: {hook['id']}" in PAGE.read_text("utf-8")
    for name in ("fh.yaml", "kreis/fh.yaml", "data/initiatives/cafe.yaml", "schemas/x.json", "kreis/data/plz.csv"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "README.md")


def steps(path: Path) -> list[dict[str, Any]]:
    data = loaded(path)
    return [
        *data.get("runs", {}).get("steps", []),
        *(one for job in data.get("jobs", {}).values() for one in job["steps"]),
    ]


@pytest.mark.parametrize("path", [CHECK, COMMENT, ACTION], ids=lambda path: path.name)
def test_nothing_of_strangers_reaches_a_shell_and_every_action_has_a_version(path):
    """Expressions stand in settings and variables, never in the text of a command or script."""
    assert steps(path)
    for step in steps(path):
        assert "${{" not in step.get("run", "") and "${{" not in step.get("with", {}).get("script", "")
        assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/x@v1"))
    assert "secrets." not in path.read_text("utf-8")


def test_who_reads_may_not_write_and_who_writes_does_not_read():
    check, comment = loaded(CHECK), loaded(COMMENT)
    assert check["permissions"] == {"contents": "read"}
    assert comment["permissions"] == {}
    assert comment["jobs"]["kommentar"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    used = [step.get("uses", "").partition("@")[0] for step in steps(COMMENT)]
    assert used == ["actions/download-artifact", "actions/github-script"]
    assert not any("run" in step for step in steps(COMMENT))
    assert comment[True]["workflow_run"]["workflows"] == [check["name"]]
    (checkout,) = (step for step in steps(CHECK) if step.get("uses", "").startswith("actions/checkout"))
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


PLAY = """
const fs = require('fs')
const [scriptFile, worldFile] = process.argv.slice(1)
const world = JSON.parse(fs.readFileSync(worldFile, 'utf8'))
const calls = []
const note = name => async given => {
  calls.push([name, given])
  if (world.refused && name === 'review') throw Object.assign(new Error('no'), { status: 422 })
}
const github = {
  paginate: async (what, given) => world[what],
  rest: {
    issues: { listComments: 'comments', createComment: note('create'), updateComment: note('update') },
    pulls: {
      list: async given => { calls.push(['list', given]); return { data: world.pulls } },
      listReviewComments: 'reviews', createReviewComment: note('review'),
    },
  },
}
const context = { repo: { owner: 'kreis', repo: 'register' }, payload: { workflow_run: world.run } }
const core = { notice: text => calls.push(['notice', text]), info: text => calls.push(['info', text]) }
const Play = Object.getPrototypeOf(async function () {}).constructor
new Play('github', 'context', 'core', 'require', fs.readFileSync(scriptFile, 'utf8'))(github, context, core, require)
  .then(() => console.log(JSON.stringify(calls)))
"""
RUN = {"head_sha": "abc", "head_branch": "patch-1", "head_repository": {"owner": {"login": "freiwillige"}}}
PULL = {"number": 7, "head": {"sha": "abc"}}
TEXT = "<!-- fh:kommentar -->\n\n### Danke! Alles passt\n"
BOT = {"login": "github-actions[bot]"}
CLICK = {"path": "data/x.yaml", "line": 3, "side": "RIGHT", "body": "<!-- fh:vorschlag 1 -->\nx"}


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here")
class TestTheCommentIsPosted:
    """The script of kommentar.yml, played against a GitHub of cardboard."""

    @pytest.fixture
    def play(self, tmp_path, monkeypatch):
        (script,) = (step["with"]["script"] for step in steps(COMMENT) if "script" in step.get("with", {}))
        file = put(tmp_path / "script.js", script)
        folder = tmp_path / "fh-ci"
        folder.mkdir()
        monkeypatch.setenv("ORDNER", str(folder))

        def play(text: str | None = TEXT, clicks: str = "[]", **world: Any) -> list[Any]:
            for name, content in (("kommentar.md", text), ("vorschlaege.json", clicks)):
                if content is not None:
                    put(folder / name, content)
            whole = {"run": RUN, "pulls": [PULL], "comments": [], "reviews": [], **world}
            told = put(tmp_path / "world.json", json.dumps(whole))
            command = ["node", "-e", PLAY, str(file), str(told)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            return list(json.loads(done.stdout))

        return play

    def test_the_first_time_it_is_written(self, play):
        asked, (name, given) = play()
        assert asked[1]["head"] == "freiwillige:patch-1"
        assert (name, given["issue_number"], given["body"]) == ("create", 7, TEXT)

    def test_the_next_time_it_is_renewed(self, play):
        """Only our own comment: a person may quote the mark."""
        quoted = {"id": 1, "user": {"login": "jemand"}, "body": TEXT}
        ours = {"id": 2, "user": BOT, "body": TEXT}
        _, (name, given) = play(comments=[quoted, ours])
        assert (name, given["comment_id"]) == ("update", 2)

    def test_a_text_for_another_state_is_not_posted(self, play):
        """What is downloaded does not say to which proposal it belongs; GitHub does."""
        told = play(pulls=[{"number": 7, "head": {"sha": "new"}}])
        assert [name for name, _ in told] == ["list", "notice"]

    @pytest.mark.parametrize("text", [None, "", "Kauft Uhren!\n"])
    def test_a_text_that_is_not_ours_is_not_posted(self, play, text):
        assert [name for name, _ in play(text=text)] == ["list", "notice"]

    def test_a_text_that_is_too_long_is_cut(self, play):
        (_, given) = play(text=TEXT + "x" * 100_000)[1]
        assert len(given["body"]) == 65_000

    def test_suggestions_are_made_once(self, play):
        told = play(clicks=json.dumps([CLICK]))
        assert told[2][0] == "review"
        assert told[2][1] | {"commit_id": "abc", "line": 3, "path": "data/x.yaml"} == told[2][1]
        again = play(clicks=json.dumps([CLICK]), reviews=[{"user": BOT, "body": CLICK["body"]}])
        assert [name for name, _ in again] == ["list", "create"]

    @pytest.mark.parametrize("clicks", ["{}", "nichts", "[1, null]", '[{"body": "Kauft Uhren!"}]'])
    def test_other_things_in_the_file_are_ignored(self, play, clicks):
        assert [name for name, _ in play(clicks=clicks)][:2] == ["list", "create"]

    def test_a_suggestion_that_does_not_fit_stops_nothing(self, play):
        told = play(clicks=json.dumps([CLICK, {**CLICK, "body": "<!-- fh:vorschlag 2 -->\ny"}]), refused=True)
        assert [name for name, _ in told] == ["list", "create", "review", "info", "review", "info"]
