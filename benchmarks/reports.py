"""Reports and pair finders over growing registries in memory: CPU seconds, and what ten times the records cost.

python benchmarks/reports.py [COUNT …]      (default 1000 10000; pair finders also at ten times the largest)

Linear is a factor of about 10, all pairs would be 100. Seconds mean nothing on a shared machine, factors do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from time import process_time

from generate import ROOT

from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.reading import load_registry
from fluechtlingshilfe_cli.records import Record
from fluechtlingshilfe_cli.registry import Registry
from fluechtlingshilfe_cli.rules.duplicates import duplicates
from fluechtlingshilfe_cli.rules.overlap import overlaps
from fluechtlingshilfe_cli.views.reports import REPORTS, Before, Options


def grown(example: Registry, count: int) -> Registry:
    """The example's records again and again under new ids, at other places, until there are `count`."""
    places = sorted(example.vocabulary("gemeinden").words)
    records: list[Record] = []
    while len(records) < count:
        turn = len(records) // len(example)
        for number, record in enumerate(example):
            data = dict(record.data)
            if turn and data.get("gemeinde"):
                data["gemeinde"] = places[(turn * 7 + number) % len(places)]
            id = f"{record.id}-{turn}" if turn else record.id
            records.append(Record(record.kind, id, f"{record.kind.name}/{id}.yaml", data))
    return Registry(example.project, records[:count])


def seconds(work: Callable[[], object]) -> float:
    """CPU time of the better of two runs."""
    found = []
    for _ in range(2):
        begin = process_time()
        work()
        found.append(process_time() - begin)
    return min(found)


def row(name: str, times: Iterable[float]) -> None:
    """One line of a Markdown table; the factor is that of the last step."""
    values = list(times)
    factor = values[-1] / max(values[-2], 1e-4) if len(values) > 1 else 1.0
    print(f"| {name} | {' | '.join(f'{value:.3f}' for value in values)} | {factor:.1f} |", flush=True)


def main() -> None:
    """Prints both tables."""
    counts = [int(text) for text in sys.argv[1:]] or [1000, 10_000]
    example, _ = load_registry(Project(ROOT))
    sizes = {count: grown(example, count) for count in counts}
    print(f"\n## Reports, CPU seconds\n\n| | {' | '.join(map(str, counts))} | factor |")
    print(f"|---|{'---:|' * (len(counts) + 1)}")
    asked = Options(before=Before(example, date(2025, 12, 31)))
    for name, report in REPORTS.items():
        row(name, [seconds(lambda: report.make(sizes[count], asked)) for count in counts])  # noqa: B023
    counts.append(counts[-1] * 10)
    print(f"\n## Pairs, CPU seconds\n\n| | {' | '.join(map(str, counts))} | factor |")
    print(f"|---|{'---:|' * (len(counts) + 1)}")
    sizes[counts[-1]] = grown(example, counts[-1])
    for title, pairs in (("overlaps", overlaps), ("duplicates", duplicates)):
        row(title, [seconds(lambda: list(pairs(sizes[count]))) for count in counts])  # noqa: B023


if __name__ == "__main__":
    main()
