"""Proof sheets: what will be printed, and a way to answer."""

from __future__ import annotations

import pytest

from editions import NUMBER, group, person, registry
from released_editions import JULY
from repositories import put


def test_proof_sheets_show_what_will_be_printed_and_ask_for_an_answer(tmp_path, fh):
    root = registry(tmp_path)
    target = tmp_path / "abzug.md"
    told = fh(root, "directory", "--korrekturabzug", "--edition", "2026", "-o", str(target), *JULY)
    assert told.err == f"{target}: Korrekturabzug für 3 Initiativen, zurück bis 03.08.2026.\n"
    text = target.read_text("utf-8")
    assert text.count("# Korrekturabzug: ") == 3
    first = text.partition("\n---\n")[0]
    assert "### Café Ankommen" in first and "| Ansprechperson | Petra Beispielfrau, " in first
    assert "- [ ] Telefon\n" in first, "what is missing"
    assert "| Name | Café Ankommen | ☐ | |" in first
    assert "Zurück an" in first and "info@stelle.example" in first and "**Bitte bis 03.08.2026.**" in first


@pytest.mark.parametrize("form", ["pdf", "html", "md"])
def test_a_folder_gets_one_sheet_each_and_nothing_that_is_not_released(tmp_path, fh, form):
    root = registry(tmp_path)
    put(tmp_path / "privat", "persons/p-17.yaml", person(einwilligungen=[]))
    folder = tmp_path / "abzug"
    more = ("-o", str(folder), "--format", form, "--bis", "31.07.2026", *JULY)
    assert fh(root, "directory", "--korrekturabzug", "--edition", "2026", *more).code == 0
    assert sorted(path.name for path in folder.iterdir()) == [f"{id}.{form}" for id in ("cafe", "lotsen", "rad")]
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert fh(root, "directory", "--korrekturabzug", "--edition", "2026", *more).code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    if form != "pdf":
        text = first[f"cafe.{form}"].decode()
        assert "Beispielfrau" not in text and NUMBER not in text
        assert "hat für den Druck nicht eingewilligt" in text and "31.07.2026" in text


def test_who_keeps_the_address_secret_is_not_asked_for_it(tmp_path, fh):
    root = registry(tmp_path)
    place = {"strasse": "Geheimweg 1", "plz": "23879", "ort": "Mölln", "oeffentlich": False}
    put(root, "data/initiatives/cafe.yaml", group("Café Ankommen", anschrift=place))
    fh(root, "directory", "--korrekturabzug", "--edition", "2026", "-o", str(tmp_path / "x"), "-f", "md", *JULY)
    text = (tmp_path / "x/cafe.md").read_text("utf-8")
    assert "- [ ] Anschrift" not in text and "Geheimweg" not in text
