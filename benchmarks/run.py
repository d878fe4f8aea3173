"""`fh` beside its peers, in one session: medians of whole processes, and ratios.

python benchmarks/run.py [start|validate|again|ask|past|booklet|all] [COUNT …] [--runs N] [--work FOLDER]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import NamedTuple

from generate import ROOT, generate

PEERS = {
    "check-jsonschema": "check-jsonschema",
    "yamale": "yamale",
    "yamllint": "yamllint",
    "sourcemeta": "sourcemeta-jsonschema",
    "weasyprint": "weasyprint",
}


class Figures(NamedTuple):
    """Medians of seconds and of CPU seconds, and the peak of memory."""

    seconds: float
    cpu: float
    megabytes: float


class Bench:
    """The folder of the session, its environments and its registries."""

    def __init__(self, work: Path, runs: int) -> None:
        self.work = work
        self.runs = runs
        work.mkdir(parents=True, exist_ok=True)
        # Peers installed in an earlier session will do; what is measured is installed as it is now.
        shutil.rmtree(work / "env/fh", ignore_errors=True)
        self.fh = self.environment("fh", str(ROOT)) / "fh"

    def environment(self, name: str, package: str) -> Path:
        """The `bin` folder of a virtual environment that holds one package."""
        folder = self.work / "env" / name
        if not folder.exists():
            venv.create(folder, with_pip=True)
            subprocess.run([folder / "bin/pip", "install", "-q", package], check=True, capture_output=True)
            subprocess.run([folder / "bin/python", "-m", "compileall", "-q", folder / "lib"], check=False)
        return folder / "bin"

    def registry(self, count: int) -> Path:
        """A registry of `count` initiatives."""
        folder = self.work / f"registry-{count}"
        if not folder.exists():
            generate(folder, count)
        return folder

    def schema(self) -> Path:
        """The compiled schema of initiatives, as every peer gets it."""
        path = self.work / "initiative.schema.json"
        code = "import json,sys; from pathlib import Path; from fluechtlingshilfe_cli.project import Project; "
        code += "json.dump(Project(Path(sys.argv[1])).kinds['initiative'].schema, sys.stdout)"
        path.write_bytes(
            subprocess.run([self.fh.parent / "python", "-c", code, ROOT], check=True, capture_output=True).stdout
        )
        return path

    def measure(self, commands: dict[str, tuple[list[str], Path]]) -> dict[str, Figures]:
        """What each command takes, run in turn; the first turn does not count."""
        found: dict[str, list[Figures]] = {name: [] for name in commands}
        for _ in range(self.runs + 1):
            for name, (command, folder) in commands.items():
                found[name].append(_run(command, folder))
        return {
            name: Figures(
                statistics.median(one.seconds for one in figures[1:]),
                statistics.median(one.cpu for one in figures[1:]),
                max(one.megabytes for one in figures),
            )
            for name, figures in found.items()
        }


def _run(command: list[str], folder: Path) -> Figures:
    began = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        print(f"  exit code {process.returncode}: {command}", file=sys.stderr)
    return Figures(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def report(title: str, figures: dict[str, Figures], base: str = "fh") -> None:
    """One table: seconds; CPU seconds, which other work changes less; each with its ratio to `base`; memory."""
    head = f"| | seconds | × {base} | CPU seconds | × {base} | peak MB |"
    print(f"\n## {title}\n\n{head}\n|---|---:|---:|---:|---:|---:|")
    known = figures[base]
    for name, one in figures.items():
        elapsed = f"{one.seconds:.3f} | {one.seconds / known.seconds:.2f}"
        print(f"| {name} | {elapsed} | {one.cpu:.3f} | {one.cpu / known.cpu:.2f} | {one.megabytes:.0f} |")
    sys.stdout.flush()


def start(bench: Bench) -> None:
    """How long until a command begins to work."""
    python = str(bench.fh.parent / "python")
    figures = bench.measure(
        {
            "fh --version": ([str(bench.fh), "--version"], ROOT),
            "python -c pass": ([python, "-c", "pass"], ROOT),
            "fh --help": ([str(bench.fh), "--help"], ROOT),
            "fh validate --help": ([str(bench.fh), "validate", "--help"], ROOT),
            "fh show cafe-ankommen": ([str(bench.fh), "show", "cafe-ankommen"], ROOT),
            "fh list initiativen": ([str(bench.fh), "list", "initiativen"], ROOT),
            "fh search": ([str(bench.fh), "search", "Fahrrad", "Gülzow"], ROOT),
            "fh validate": ([str(bench.fh), "validate"], ROOT),
            "import typer": ([python, "-c", "import typer"], ROOT),
        }
    )
    report("Start, on the example registry", figures, "import typer")


def validate(bench: Bench, count: int) -> None:
    """The whole check, cold, beside tools that check the schema only."""
    registry, schema = bench.registry(count), bench.schema()
    records = registry / "data/initiatives"
    sourcemeta = bench.environment("sourcemeta", PEERS["sourcemeta"]).parent
    binary = next(sourcemeta.rglob("jsonschema-linux-*"), sourcemeta / "bin/jsonschema")
    files = sorted(map(str, records.rglob("*.yaml")))
    commands: dict[str, tuple[list[str], Path]] = {
        "fh": ([str(bench.fh), "validate", "--no-cache"], registry),
        "sourcemeta": ([str(binary), "validate", str(schema), str(records), "--extension", ".yaml"], registry),
    }
    if count <= 10_000:
        yamale = bench.environment("yamale", PEERS["yamale"]) / "yamale"
        commands["yamale"] = (
            [str(yamale), "-s", str(_yamale_schema(bench.work)), "--no-strict", str(records)],
            registry,
        )
    if count <= 2_000:
        check = bench.environment("check-jsonschema", PEERS["check-jsonschema"]) / "check-jsonschema"
        lint = bench.environment("yamllint", PEERS["yamllint"]) / "yamllint"
        commands["check-jsonschema"] = ([str(check), "--schemafile", str(schema), *files], registry)
        commands["yamllint"] = ([str(lint), "-d", "relaxed", str(records)], registry)
    report(f"`fh validate`, {count} records, cold, all rules", bench.measure(commands))


def again(bench: Bench, count: int) -> None:
    """The second run after one file changed, beside a full run of the fastest peer."""
    registry, schema = bench.registry(count), bench.schema()
    records = registry / "data/initiatives"
    sourcemeta = bench.environment("sourcemeta", PEERS["sourcemeta"]).parent
    binary = next(sourcemeta.rglob("jsonschema-linux-*"), sourcemeta / "bin/jsonschema")
    first = next(records.rglob("*.yaml"))
    touch = f"touch {first}; exec {bench.fh} validate"
    commands = {
        "fh": (["sh", "-c", touch], registry),
        "sourcemeta": ([str(binary), "validate", str(schema), str(records), "--extension", ".yaml"], registry),
    }
    time.sleep(2.1)  # younger files are never taken from the cache
    report(f"`fh validate` again after one change, {count} records", bench.measure(commands))


def ask(bench: Bench, count: int) -> None:
    """Questions, warm: with answers as long as a day brings them, and with thousands of rows.

    The last line is what no question can do without: starting, and asking the system whether any file changed.
    """
    registry = bench.registry(count)
    python = str(bench.fh.parent / "python")
    fh = str(bench.fh)
    marks = "import os, typer; folders = list(os.walk('data')); "
    marks += "[os.stat(f'{folder}/{name}') for folder, _, names in folders for name in names]"
    time.sleep(2.1)  # nothing is kept of files that are younger
    figures = bench.measure(
        {
            "fh list, 15 rows": ([fh, "list", "partner"], registry),
            "fh list, a fifth of all": ([fh, "list", "initiativen", "--gemeinde", "Mölln"], registry),
            "fh show": ([fh, "show", "cafe-ankommen"], registry),
            "fh search, 21 hits": ([fh, "search", "Kreis", "137", "Mölln"], registry),
            "fh search, a fifth of all": ([fh, "search", "Fahrrad", "Gülzow"], registry),
            "import typer": ([python, "-c", "import typer"], registry),
            "import typer, and stat": ([python, "-c", marks], registry),
        }
    )
    report(f"Questions, {count} records", figures, "import typer")


def past(bench: Bench, count: int) -> None:
    """All records of a stored state beside those on disk, in one process each, and nothing taken from a cache."""
    registry = bench.registry(count)
    if not (registry / ".git").exists():
        named = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@registry.example", "-c", "gc.auto=0"]
        for arguments in (
            ["init", "-q"],
            ["add", "-A"],
            ["commit", "-q", "-m", "Anfang"],
            ["repack", "-a", "-d", "-q"],
        ):
            subprocess.run(["git", *named, *arguments], cwd=registry, check=True)
    python = str(bench.fh.parent / "python")
    fresh = "import os, tempfile; os.environ['XDG_CACHE_HOME'] = tempfile.mkdtemp(); from pathlib import Path; "
    disk = fresh + "from fluechtlingshilfe_cli.project import find_project; project = find_project(Path('.')); "
    then = fresh + "from fluechtlingshilfe_cli.past import project_at; project, _ = project_at(Path('.'), 'HEAD'); "
    load = "from fluechtlingshilfe_cli.reading import load_registry; load_registry(project)"
    tasks = "from fluechtlingshilfe_cli.judging import _read, tasks_of; tasks = tasks_of(project); "
    figures = bench.measure(
        {
            "records on disk": ([python, "-c", disk + load], registry),
            "records of a stored state": ([python, "-c", then + load], registry),
            "bytes on disk": ([python, "-c", disk + tasks + "[_read(task.path) for task in tasks]"], registry),
            "bytes of a stored state": (
                [python, "-c", then + tasks + "list(project.past.stream(task.file for task in tasks))"],
                registry,
            ),
        }
    )
    report(f"A stored state, {count} records", figures, "records on disk")


def booklet(bench: Bench, count: int) -> None:
    """The printed directory beside WeasyPrint, which is given the finished HTML of the same data for its share.

    WeasyPrint makes a tagged PDF, too, but no running heads, page numbers in the index, or leak check.
    """
    registry = bench.registry(count)
    weasyprint = bench.environment("weasyprint", PEERS["weasyprint"]) / "weasyprint"
    html, pdf = bench.work / f"directory-{count}.html", bench.work / f"directory-{count}.pdf"
    subprocess.run(
        [bench.fh, "directory", "--kanal", "druck", "-o", html], cwd=registry, check=True, capture_output=True
    )
    commands = {
        "fh directory": ([str(bench.fh), "directory", "-o", str(pdf)], registry),
        "weasyprint": ([str(weasyprint), "--pdf-variant", "pdf/ua-1", str(html), f"{pdf}.peer"], registry),
        "fh directory, html": ([str(bench.fh), "directory", "-o", str(html.with_suffix(".web.html"))], registry),
        "fh directory, md": ([str(bench.fh), "directory", "-o", str(html.with_suffix(".md"))], registry),
    }
    report(f"The printed directory, {count} initiatives", bench.measure(commands), "fh directory")


def _yamale_schema(work: Path) -> Path:
    """The required fields of an initiative in yamale's own language; it has no counterpart for most of the rest."""
    path = work / "initiative.yamale.yaml"
    fields = "name: str()\nart: str()\nstatus: str()\nkurzbeschreibung: str(max=280)\ngemeinde: str()\nkontakt: map()\n"
    path.write_text(fields, "utf-8")
    return path


def main() -> None:
    """Runs what was asked for and prints Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what", nargs="?", default="all", choices=["start", "validate", "again", "ask", "past", "booklet", "all"]
    )
    parser.add_argument("counts", nargs="*", type=int)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fh-benchmarks")
    parser.add_argument("--fresh", action="store_true", help="throw away environments and registries first")
    arguments = parser.parse_args()
    if arguments.fresh:
        shutil.rmtree(arguments.work, ignore_errors=True)
    bench = Bench(arguments.work, arguments.runs)
    cores = os.cpu_count()
    print(f"# Results\n\n{cores} cores, Python {sys.version.split()[0]}, medians of {arguments.runs} runs in turn.")
    if arguments.what in ("start", "all"):
        start(bench)
    for count in arguments.counts or (150, 1000, 2000, 10_000):
        if arguments.what in ("validate", "all"):
            validate(bench, count)
        if arguments.what in ("again", "all") and count >= 1000:
            again(bench, count)
        if arguments.what in ("booklet", "all") and count <= 1000:
            booklet(bench, count)
        if arguments.what in ("ask", "all") and count >= 10_000:
            ask(bench, count)
        if arguments.what in ("past", "all") and count >= 10_000:
            past(bench, count)


if __name__ == "__main__":
    main()
