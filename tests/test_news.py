"""What is new since the edition before, in words of readers."""

from __future__ import annotations

from pathlib import Path

from editions import group, registry
from repositories import Fh, git, put


def news(fh: Fh, root: Path) -> str:
    """The section of the edition 2027."""
    told = fh(root, "directory", "--edition", "2027", "--today", "2027-06-01")
    assert told.code == 0, told.err
    return told.out.partition("## Neu, geändert, entfallen\n\n")[2].partition("\n<a id=")[0]


def test_news_tell_what_is_new_changed_and_gone_in_words_of_readers(tmp_path, fh):
    root = registry(tmp_path)
    git(root, "tag", "ausgabe-2026")
    put(root, "data/initiatives/neu.yaml", group("Neue Gruppe"))
    contact = {"email": "neu@cafe-ankommen.example", "telefon": "+49 40 66969555"}
    put(root, "data/initiatives/cafe.yaml", group("Café Ankommen", kontakt=contact, kontaktpersonen=["p-17"]))
    put(root, "data/initiatives/rad.yaml", group("Radwerkstatt Mölln", geprueft_am="2027-05-01"))
    ended = {"status": "beendet", "beendet_am": "2027-02-01", "beendet_grund": "-", "nachfolge": ["initiative/cafe"]}
    put(root, "data/initiatives/lotsen.yaml", group("Lotsendienst", **ended))
    assert news(fh, root) == (
        "Was sich seit der Ausgabe 2026 geändert hat.\n\n"
        "### Neu\n\n- [Neue Gruppe](#initiative--neu), Mölln. Begegnungscafé.\n\n"
        "### Geändert\n\n- [Café Ankommen](#initiative--cafe), Mölln. Neue Telefonnummer. Neue E-Mail-Adresse.\n\n"
        "### Entfallen\n\n- Lotsendienst, Mölln. Weiter bei [Café Ankommen](#initiative--cafe).\n"
    )


def test_without_an_edition_before_there_are_no_news(tmp_path, fh):
    assert news(fh, registry(tmp_path)) == ""


def test_a_new_id_or_another_contact_person_is_no_news(tmp_path, fh):
    root = registry(tmp_path)
    git(root, "tag", "ausgabe-2026")
    (root / "data/initiatives/cafe.yaml").unlink()
    put(root, "data/initiatives/cafe-anders.yaml", group("Café Ankommen", kontaktpersonen=[]))
    assert news(fh, root) == ""
