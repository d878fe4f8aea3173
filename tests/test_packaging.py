"""The wheel, installed in an empty place, does all that a checkout does, on a registry it began itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BINARIES = "Scripts" if os.name == "nt" else "bin"


def tracked() -> Iterator[Path]:
    """The files of the project, as git knows them; the rest of a checkout is nobody's promise."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    yield from (path for name in names.split("\0") if name and (path := ROOT / name).is_file())


def test_no_lock_files():
    locks = ("uv.lock", "poetry.lock", "package-lock.json", "Pipfile.lock")
    assert [path.name for path in tracked() if path.name in locks or path.name.startswith("pylock")] == []


def test_no_registry_hosts():
    """Packages come from wherever the reader's pip is set up to look."""
    hosts = re.compile(rb"\b(?:files\.pythonhosted|pypi|test\.pypi)\.org\b|\bregistry\.(?:npmjs|yarnpkg)\b")
    assert [
        path.name for path in tracked() if path.name != Path(__file__).name and hosts.search(path.read_bytes())
    ] == []


def test_every_import_is_declared():
    """What the package imports from outside stands among its dependencies, and nothing else does."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0].casefold().replace("-", "_") for line in project["dependencies"]}
    named_otherwise = {
        "yaml": "pyyaml",
        "markupsafe": "jinja2",
        "docx": "python_docx",
        "markdown_it": "markdown_it_py",
        "dateutil": "python_dateutil",
    }
    imported = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            imported |= {name.partition(".")[0] for name in names}
    foreign = imported - set(sys.stdlib_module_names) - {"fluechtlingshilfe_cli"}
    assert {named_otherwise.get(name, name) for name in foreign} == declared


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """A folder with a fresh environment in which only the wheel is installed, far from the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "env", with_pip=True)
    pip = folder / "env" / BINARIES / "pip"
    subprocess.run([pip, "install", "-q", "--disable-pip-version-check", str(wheel)], check=True, capture_output=True)
    return folder


def fh(elsewhere: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(elsewhere / "env" / BINARIES / "fh"), *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "FH_"))}
    return subprocess.run(
        command, cwd=cwd or elsewhere, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


@pytest.mark.slow
def test_the_wheel_carries_its_data_and_licences(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.partition("/")[2] for name in names}
    for folder in ("schemas", "vocabularies", "templates"):
        ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"_defaults/{name}" for name in ours} - inside == set(), folder
    assert {"py.typed", "geo/gemeinden_de.csv", "geo/kreise_de.csv"} <= inside
    assert {"LICENSE", "LICENSES/ODbL-1.0.txt"} <= {name.partition("licenses/")[2] for name in names}
    assert [name for name in names if name.startswith(("data/", "tests/", "private"))] == []


@pytest.mark.slow
def test_a_registry_begun_elsewhere_is_checked_and_published(elsewhere):
    """`fh init`, `fh validate`, `fh directory`: the first hour of another Kreis."""
    folder = elsewhere / "register"
    folder.mkdir()
    begun = fh(elsewhere, "init", "--kreis", "01057", cwd=folder)
    assert begun.returncode == 0, begun.stderr
    assert (folder / "fh.yaml").is_file()
    checked = fh(elsewhere, "validate", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    made = fh(elsewhere, "directory", "--format", "html", "-o", "verzeichnis.html", cwd=folder)
    assert made.returncode == 0, made.stderr
    assert (folder / "verzeichnis.html").read_text("utf-8").lower().startswith("<!doctype html>")


@pytest.mark.slow
def test_the_installed_tool_explains_itself(elsewhere):
    assert re.fullmatch(r"fh \d+\.\d+\.\d+\n", fh(elsewhere, "--version").stdout)
    assert "17 Wörter" in fh(elsewhere, "explain", "handlungsfelder").stdout


@pytest.mark.slow
def test_no_registry_is_said_kindly(elsewhere):
    done = fh(elsewhere, "validate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "fh init" in done.stderr
