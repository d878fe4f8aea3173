"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from fluechtlingshilfe_cli import writing


def test_text_arrives_byte_by_byte(tmp_path):
    """UTF-8, line ends as given, on any system."""
    path = tmp_path / "neu.md"
    writing.write_text(path, "Käse\r\n\u2028ende")
    assert path.read_bytes() == "Käse\r\n\u2028ende".encode()


def test_permissions_of_the_old_file_stay(tmp_path):
    path = tmp_path / "alt.md"
    path.write_text("alt")
    path.chmod(0o640)
    writing.write_text(path, "neu")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_is_as_readable_as_the_user_wants_it(tmp_path):
    mask = os.umask(0o027)
    try:
        writing.write_text(tmp_path / "neu.md", "neu")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "neu.md").stat().st_mode) == 0o640


def test_a_link_keeps_pointing_to_the_file(tmp_path):
    (tmp_path / "ziel.md").write_text("alt")
    (tmp_path / "link.md").symlink_to("ziel.md")
    writing.write_text(tmp_path / "link.md", "neu")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "ziel.md").read_text() == "neu"


def test_when_it_fails_the_old_file_is_whole_and_nothing_else_is_left(tmp_path, monkeypatch):
    path = tmp_path / "alt.md"
    path.write_text("alt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="Der Datenträger ist voll") as told:
        writing.write_text(path, "neu")
    assert told.value.filename == str(path)
    assert path.read_text() == "alt"
    assert [entry.name for entry in tmp_path.iterdir()] == ["alt.md"]


@pytest.mark.parametrize(("name", "error"), [("", IsADirectoryError), ("fehlt/neu.md", FileNotFoundError)])
def test_impossible_places_are_told(tmp_path, name, error):
    with pytest.raises(error, match="Nicht geschrieben"):
        writing.write_text(tmp_path / name, "neu")
