"""What may be published: the gate lets through what the schema releases, and the net finds what slips past it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import canaries
from fluechtlingshilfe_cli import cli, leakcheck, publication
from fluechtlingshilfe_cli.finished import text_of
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.publication import CHANNELS, holds, published
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.views import VIEWS, news, pdf, proof
from fluechtlingshilfe_cli.views.rendering import render
from fluechtlingshilfe_cli.views.texts import texts
from projects import as_yaml, initiative, write

FORMATS = ("md", "html", "json", "pdf")
PERSON = {
    "status": "aktiv",
    "name": "Wilhelmine Probst",
    "funktion": "Leitung",
    "telefon": "04542 987654",
    "mobil": "+49 171 3920017",
    "email": "wilhelmine@post.example",
}


def sound(project: Project) -> Registry:
    """The registry, in which every record is sound: none may be missing because of a slip in the test."""
    registry, findings = load_registry(project)
    assert [finding.message for finding in findings] == []
    return registry


def made(registry: Registry, channel: str, form: str, language: str = "de", name: str = "") -> str:
    """The directory in a format."""
    data = VIEWS["directory"].assemble(registry, published(registry, channel), language=language, name=name)
    if form == "json":
        return json.dumps(data, ensure_ascii=False)
    resources = registry.project.resources
    if form == "pdf":
        text = text_of(pdf.make(data, texts(resources, language), registry.project, pdf.Layout()).content)
        return f"{text}\n{''.join(text.split())}"
    return render(resources, VIEWS["directory"].templates[form], {"d": data, "t": texts(resources, language)})


def with_person(folder: Path, *consents: dict[str, Any], **fields: Any) -> Registry:
    """A café that names one person with these consents."""
    person = {**PERSON, "einwilligungen": list(consents) or None, **fields}
    files = {
        "data/initiatives/cafe.yaml": initiative(kontaktpersonen=["wilhelmine"]),
        "private/persons/wilhelmine.yaml": as_yaml({key: value for key, value in person.items() if value}),
    }
    settings = canaries.SETTINGS
    return sound(Project(write(folder, {"data/municipalities.csv": canaries.MUNICIPALITIES, **files}, settings)))


def consent(
    *details: str, on: str = "2026-02-01", channels: tuple[str, ...] = ("druck",), **more: str
) -> dict[str, Any]:
    """A declaration of consent."""
    return {"umfang": list(details), "kanaele": list(channels), "erteilt_am": on, **more}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["de", "uk"])
def test_no_unreleased_value_of_any_kind_appears(tmp_path, form, channel, language):
    """Every field of every kind, of drafts, of persons and notes: only what the schema names for the channel."""
    project, marked = canaries.registry(tmp_path)
    text = made(sound(project), channel, form, language)
    secret = list(canaries.unreleased(marked, project, channel))
    assert len(secret) > 150
    assert [where for marker, where in secret if marker in text] == []
    for name in ("kanarie-marke", "Kanarie im Jahresplan", canaries.PERSON, "kanarie-entwurf"):
        assert name not in text


@pytest.mark.parametrize(
    ("form", "channel", "language", "name"),
    [
        *(("html", channel, language, "") for channel in CHANNELS for language in ("ar", "fa")),
        ("pdf", "druck", "fa", ""),
        *((form, "web", "de", "nord") for form in FORMATS),
        *((form, "druck", "ar", "arabisch") for form in FORMATS),
    ],
)
def test_no_unreleased_value_appears_from_right_to_left_or_in_a_further_directory(
    tmp_path, form, channel, language, name
):
    project, marked = canaries.registry(tmp_path)
    text = made(sound(project), channel, form, language, name)
    assert marked.forms["initiative/kanarie-voll", "name"][0] in text
    assert [where for marker, where in canaries.unreleased(marked, project, channel) if marker in text] == []
    assert "kanarie-entwurf" not in text and canaries.PERSON not in text


def test_the_canaries_sing(tmp_path):
    """The registry of the test above does show what is released; otherwise it would prove nothing."""
    project, marked = canaries.registry(tmp_path)
    text = made(sound(project), "web", "html")
    for path in ("name", "kurzbeschreibung", "kontakt.telefon", "angebote.titel", "mitmachen.wofuer"):
        assert marked.forms["initiative/kanarie-voll", path][0] in text
    assert marked.forms["training/kanarie-voll", "titel"][0] in text
    assert marked.forms["need/kanarie-voll", "thema"][0] in text


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_proof_sheets_hold_nothing_that_is_not_printed(tmp_path, form):
    project, marked = canaries.registry(tmp_path)
    registry = sound(project)
    edition = {"name": "2027", "title": "Heft"}
    data = proof.assemble(registry, published(registry, "druck"), edition, date(2026, 12, 1), {}, {})
    words = texts(project.resources)
    if form == "pdf":
        text = pdf.proofs(data, words, project).text
    else:
        text = render(project.resources, f"proof.{form}.j2", {"d": data, "t": words})
    assert marked.forms["initiative/kanarie-voll", "kontakt.telefon"][0] in text
    assert [where for marker, where in canaries.unreleased(marked, project, "druck") if marker in text] == []
    assert canaries.PERSON not in text


def test_news_tell_no_value_that_is_not_released(tmp_path):
    """Two registries that differ in every field: only what both release is compared and named."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    project, marked = canaries.registry(tmp_path / "a")
    now, old = sound(project), sound(canaries.registry(tmp_path / "b", {"initiative": {"name": "Anders"}})[0])
    told = news.since(old, published(old, "web"), now, published(now, "web"), "2026")
    assert told is not None
    secret = [where for marker, where in canaries.unreleased(marked, project, "web") if marker in str(told)]
    assert secret == []


@pytest.mark.parametrize(
    ("broken", "always", "field"),
    [
        ("_consented", lambda *_: True, "telefon"),
        ("_person", lambda _, person: dict(person.data), "mobil"),
        ("_shows", lambda *_: True, "anschrift.strasse"),
    ],
    ids=["consent", "person", "condition"],
)
@pytest.mark.parametrize("form", FORMATS)
def test_the_net_catches_what_a_broken_gate_lets_through(tmp_path, monkeypatch, broken, always, field, form):
    """Taking the gate away in one place makes the check fail, in every format, and it names the field only."""
    project, _ = canaries.registry(tmp_path, {"initiative": {"anschrift": _hidden_address()}})
    registry = sound(project)
    assert leakcheck.leaks(made(registry, "druck", form), registry, "druck") == []
    monkeypatch.setattr(publication._Gate, broken, always)
    text = made(registry, "druck", form)
    found = leakcheck.leaks(text, registry, "druck")
    assert field in {leak.field for leak in found}
    message = str(leakcheck.LeakError(found, "druck"))
    assert "Kanarie" not in message
    assert found[0].record in message


def test_a_leak_fails_the_build_and_writes_nothing(tmp_path, monkeypatch, capsys):
    with_person(tmp_path)
    monkeypatch.setattr(publication._Gate, "_consented", lambda *_: True)
    out = tmp_path / "verzeichnis.md"
    assert cli.run(["directory", "-C", str(tmp_path), "-o", str(out)]) == 1
    told = capsys.readouterr().err
    assert "person/wilhelmine: Telefon" in told
    assert "987654" not in told
    assert "Wilhelmine Probst" not in told
    assert not out.exists()


def test_a_name_in_a_description_is_a_leak(tmp_path):
    """Free text is released, a person's name in it is not."""
    files = {
        "data/initiatives/cafe.yaml": initiative(kurzbeschreibung="Fragen beantwortet wilhelmine  probst gern."),
        "private/persons/wilhelmine.yaml": as_yaml(PERSON),
    }
    registry = sound(Project(write(tmp_path, files, canaries.SETTINGS)))
    assert [leak.field for leak in leakcheck.leaks(made(registry, "druck", "md"), registry, "druck")] == ["name"]


def test_a_person_appears_as_far_as_she_consented(tmp_path):
    registry = with_person(tmp_path, consent("name", "telefon"))
    [record] = published(registry, "druck").of("initiative")
    assert record.persons == [{"name": "Wilhelmine Probst", "telefon": "04542 987654"}]
    assert "04542 987654" in made(registry, "druck", "md")
    [record] = published(registry, "web").of("initiative")
    assert record.persons == []
    assert record["kontakt"] == {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969123"}


@pytest.mark.parametrize(
    ("declarations", "reason"),
    [
        ([], "consent"),
        ([consent("name", channels=("intern", "telefon"))], "consent"),
        ([consent("name", on="2026-11-03")], "consent"),
        ([consent("name", gueltig_bis="2026-11-01")], "consent"),
        ([consent("name", widerrufen_am="2026-06-01")], "withdrawn"),
        ([consent("name", widerrufen_am="2027-06-01")], "withdrawn"),
        ([consent("name"), consent("name", on="2026-03-01", widerrufen_am="2026-06-01")], "withdrawn"),
        ([consent("name")], "partly"),
    ],
    ids=["none", "other channel", "not yet", "run out", "withdrawn", "later withdrawn", "older one too", "partly"],
)
def test_who_is_not_shown_and_why(tmp_path, declarations, reason):
    public = published(with_person(tmp_path, *declarations), "druck")
    assert [(item.reason, item.record) for item in public.withheld] == [(reason, "person/wilhelmine")]
    assert ([record.persons for record in public.of("initiative")] == [[]]) == (reason != "partly")


@pytest.mark.parametrize("state", ["entwurf", "beendet"])
def test_a_person_who_is_a_draft_or_has_left_is_never_shown(tmp_path, state):
    registry = with_person(tmp_path, consent("name"), status=state)
    assert [record.persons for record in published(registry, "druck").of("initiative")] == [[]]


def test_without_the_private_folder_nothing_personal_is_published(tmp_path):
    registry = with_person(tmp_path, consent("name"))
    (tmp_path / "private").rename(tmp_path / "elsewhere")
    registry = sound(Project(tmp_path))
    assert [record.persons for record in published(registry, "druck").of("initiative")] == [[]]


def test_private_kinds_never_become_records(tmp_path):
    project, _ = canaries.registry(tmp_path)
    kinds = {record.kind.name for record in published(sound(project), "web")}
    assert kinds == {"initiative", "need", "partner", "training"}


def test_a_reference_to_a_draft_does_not_name_it(tmp_path):
    files = {
        "data/initiatives/cafe.yaml": initiative(traeger="neu"),
        "data/partners/neu.yaml": as_yaml(
            {
                "status": "entwurf",
                "name": "Geheimer Träger",
                "rollen": ["traeger"],
                "kontakt": {"web": "https://a.example"},
            }
        ),
    }
    registry = sound(Project(write(tmp_path, files, canaries.SETTINGS)))
    [record] = published(registry, "druck").of("initiative")
    assert record["traeger"] is None
    assert "Geheimer" not in made(registry, "druck", "html")


def test_own_fields_appear_only_if_their_schema_releases_them(tmp_path):
    schema = {
        "allOf": [{"$ref": "default:initiative.schema.json"}],
        "properties": {
            "x_haltestelle": {"title": "Haltestelle", "type": "string", "x-fh-sichtbar": ["druck"]},
            "x_schluessel": {"title": "Schlüssel", "type": "string"},
        },
    }
    files = {
        "schemas/initiative.schema.json": json.dumps(schema),
        "data/initiatives/cafe.yaml": initiative(x_haltestelle="Markt", x_schluessel="Nachbarin", x_frei="egal"),
    }
    registry = sound(Project(write(tmp_path, files, canaries.SETTINGS)))
    [record] = published(registry, "druck").of("initiative")
    assert {key: value for key, value in record.data.items() if key.startswith("x_")} == {"x_haltestelle": "Markt"}
    [record] = published(registry, "web").of("initiative")
    assert record["x_haltestelle"] is None


def test_few_persons_are_not_counted_in_public(tmp_path):
    """1 to 4 print as »<5« where a schema releases a count of persons; 0 and 5 stay."""
    schema = {
        "allOf": [{"$ref": "default:initiative.schema.json"}],
        "properties": {
            f"x_{name}": {"title": name, "type": "integer", "x-fh-sichtbar": ["web"], "x-fh-person-zahl": True}
            for name in ("null", "eins", "vier", "fuenf")
        },
    }
    files = {
        "schemas/initiative.schema.json": json.dumps(schema),
        "data/initiatives/cafe.yaml": initiative(x_null=0, x_eins=1, x_vier=4, x_fuenf=5),
    }
    registry = sound(Project(write(tmp_path, files, canaries.SETTINGS)))
    [record] = published(registry, "web").of("initiative")
    assert [record[f"x_{name}"] for name in ("null", "eins", "vier", "fuenf")] == [0, "<5", "<5", 5]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, True),
        ("ja", True),
        ("nein", False),
        ("fehlt", False),
        ("../oben", True),
        ("teil/ja", True),
        ("../../x", False),
    ],
)
def test_conditions_look_beside_above_and_below(condition, expected):
    inner = {"ja": True, "nein": False, "teil": {"ja": True}}
    assert holds(condition, ({"oben": True, "inner": inner}, inner)) is expected


def test_a_condition_must_say_yes_and_not_merely_something():
    assert not holds("ja", ({"ja": "true"},))


@pytest.mark.parametrize(
    "text",
    [
        "Wilhelmine Probst",
        "WILHELMINE\n  PROBST",
        "Wilhelmine\u00a0Probst",
        "<b>Wilhelmine</b> Probst",
        "Wilhel\u00admine Probst",
        "wilhelmine\\@post.example",
        "mailto:wilhelmine%40post.example",
        "Tel. 04542 987654",
        "Tel. 04542/98 76-54",
        "+49 4542 987654",
        "+49 (0)4542 98 76 54",
        "00494542987654",
        "<td>04542</td>987654",
        "0 45 42 – 98 76 54",
        "4542.987654",
        "0171/3920017",
        '{"mobil": "+49\\u00a0171\\u00a03920017"}',
    ],
)
def test_the_net_finds_a_value_in_any_notation(tmp_path, text):
    registry = with_person(tmp_path)
    assert [leak.record for leak in leakcheck.leaks(f"Hier: {text}.", registry, "druck")] == ["person/wilhelmine"]


@pytest.mark.parametrize(
    "text",
    [
        "Unter der Leitung des Vereins. Anleitung zum Nähen.",
        "Wilhelmine wohnt hier nicht, Familie Probst auch nicht.",
        "Telefon +49 40 66969123",
        "454298765",
    ],
    ids=["ordinary word", "parts", "public number", "one digit less"],
)
def test_the_net_does_not_cry_wolf(tmp_path, text):
    registry = with_person(tmp_path)
    assert leakcheck.leaks(text, registry, "druck", furniture=["Leitung"]) == []


def test_a_persons_number_that_is_public_anyway_is_no_leak(tmp_path):
    registry = with_person(tmp_path, telefon="040 66969123", email="info@cafe-ankommen.example", name="Café Ankommen")
    assert leakcheck.leaks(made(registry, "druck", "md"), registry, "druck") == []


def test_numbers_and_mails_inside_notes_are_looked_for(tmp_path):
    files = {
        "data/initiatives/cafe.yaml": initiative(),
        "private/notes/initiative/cafe.yaml": as_yaml(
            {"zu": "initiative/cafe", "interne_notiz": "Privat 04541 778899 oder oma@post.example anrufen."}
        ),
    }
    registry = sound(Project(write(tmp_path, files, canaries.SETTINGS)))
    for text in ("0 45 41 / 77 88 99", "Oma@post.example"):
        assert [leak.field for leak in leakcheck.leaks(text, registry, "web")] == ["interne_notiz"]


def _hidden_address() -> dict[str, Any]:
    return {"strasse": "Kanarienweg 17", "plz": "97531", "ort": "Kanarienort", "oeffentlich": False}
