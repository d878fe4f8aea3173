"""What all tests share: command lines run in a temporary folder, and golden files, compared byte by byte or, with
`pytest --bless`, written anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from new_registries import new_registry
from repositories import Fh, begin, caller

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--bless`."""
    parser.addoption("--bless", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(path, text)`: the text equals `tests/golden/PATH` byte by byte; with `--bless` it becomes the file."""

    def compare(path: str, text: str) -> None:
        file = GOLDEN / path
        if request.config.getoption("--bless"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))
        assert file.is_file(), f"{file} is missing: make bless"
        expected = file.read_bytes().decode("utf-8")
        assert text == expected

    return compare


@pytest.fixture(scope="session", autouse=True)
def _own_cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What `fh` keeps between runs lies in a folder of the tests, never in that of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def fh(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fh:
    """Runs a command line in the folder given first, else in the temporary one; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    return caller(capfd, monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A small registry with a history."""
    return begin(tmp_path / "register")


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder around one new registry, to be copied."""
    return new_registry(tmp_path_factory.mktemp("fresh")).parent


@pytest.fixture
def root(fresh: Path, tmp_path: Path) -> Path:
    """A new registry; lists may lie beside it."""
    shutil.copytree(fresh, tmp_path / "x")
    return tmp_path / "x" / "register"
