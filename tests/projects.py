"""Small whole registries for tests, made in a temporary folder from the schemas' own examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Run = Callable[..., tuple[int, str, str]]
"""A command line run in the temporary folder: exit code, stdout and stderr."""

ROOT = Path(__file__).parent.parent
SETTINGS = """\
name: Flüchtlingshilfe Testkreis
kreis: "01053"
bundesland: SH
stichtag: "2026-11-02"
"""


def example(kind: str) -> dict[str, Any]:
    """The complete example record of a kind."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    return dict(schema["examples"][0])


def write(root: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> Path:
    """A registry with these files and no others; text or bytes as given."""
    (root / "fh.yaml").write_text(settings, "utf-8")
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def text(name: str) -> str:
    """What a file below the working folder holds now."""
    return Path(name).read_bytes().decode("utf-8")


def as_yaml(data: dict[str, Any]) -> str:
    """The values as a record file, in their order."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000))


def initiative(**fields: Any) -> str:
    """A complete, sound initiative without references, with these fields changed; None takes one away."""
    data: dict[str, Any] = {
        "name": "Café Ankommen",
        "art": "begegnungscafe",
        "status": "aktiv",
        "kurzbeschreibung": "Ein offener Nachmittag mit Kaffee, Spielen und Hilfe bei Formularen.",
        "gemeinde": "01053090",
        "kontakt": {"email": "info@cafe-ankommen.example", "telefon": "+49 40 66969123"},
        "geprueft_am": "2026-09-01",
    }
    data.update(fields)
    return as_yaml({name: value for name, value in data.items() if value is not None})
