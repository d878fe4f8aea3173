"""Makes a registry of any size from the example registry: the same texts, other names and ids, no new findings.

python benchmarks/generate.py FOLDER COUNT
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PER_FOLDER = 1000


def generate(target: Path, count: int) -> None:
    """Writes `count` initiatives below `target`, with the example's partners and settings, without private folder."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    for name in ("fh.yaml", "data/municipalities.csv", "data/plz.csv"):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    for name in ("data/partners", "texte", "bilder"):  # the last two are named in fh.yaml
        shutil.copytree(ROOT / name, target / name)
    found = [(path.stem, path.read_text("utf-8")) for path in sorted((ROOT / "data/initiatives").glob("*.yaml"))]
    # Peers stop at drafts, which lack required fields; and a registry in order has nothing to tell.
    sources = [(stem, text) for stem, text in found if _is_in_order(stem, text)]
    folder = target / "data/initiatives"
    for number in range(count):
        stem, text = sources[number % len(sources)]
        turn = number // len(sources)
        if turn:
            text = _varied(text, turn)
        # The tool reads folders of any depth; a file system does not like 100,000 files in one.
        place = folder / f"{turn // _PER_FOLDER:03}" if count > _PER_FOLDER * len(sources) else folder
        place.mkdir(parents=True, exist_ok=True)
        (place / (f"{stem}-{turn}.yaml" if turn else f"{stem}.yaml")).write_text(text, "utf-8")


_WITH_FINDINGS = (
    "ballspiel-alt-moelln elbgeest-hilft lesepaten-niendorf moebellager-lauenburg nachbarschaftshilfe-gross-groenau "
    "pfarrhauscafe-nusse sprachpaten-ratzeburg willkommenskreis-ratzeburg treffpunkt-gleis-eins "
    "ukrainischer-verein-elbe"
)
"""Initiatives of the example that are there to show what `fh validate` finds."""


def _is_in_order(stem: str, text: str) -> bool:
    # Copies overlap unless they have one carrier (Träger), and agreements name the original only.
    settled = "\ntraeger: " in text and "abgestimmt_mit" not in text
    return "status: aktiv\n" in text and settled and stem not in _WITH_FINDINGS.split()


def _varied(text: str, turn: int) -> str:
    """Another group: its own name, mailbox and web site; texts stay."""
    lines = []
    for line in text.splitlines():
        if line.startswith("name: "):
            line = f"name: Kreis {turn} {line[6:]}" if '"' not in line else line.replace('"', f'"Kreis {turn} ', 1)
        elif ".example" in line:
            line = line.replace(".example", f"-{turn}.example")
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
