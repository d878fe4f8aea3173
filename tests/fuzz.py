"""A long run of the reader and checker on damaged records, in this process: no traceback, no place outside the file.

    python tests/fuzz.py [COUNT] [SEED]

Not collected by pytest; `test_two_readers.py` and `test_documents.py` run the same ideas on a small scale.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

from fluechtlingshilfe_cli.documents import read, read_values
from fluechtlingshilfe_cli.judging import Judge, Task
from fluechtlingshilfe_cli.project import Project
from fluechtlingshilfe_cli.rules import RULES
from test_two_readers import PIECES, ROOT

_SIGNS = [piece.encode() for piece in PIECES]
_BYTES = [
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"\xf0\x9f\x92\x9a",
    b"\xe4",
    b"\x1b[31m",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
]


def damaged(raw: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The bytes of a record after up to six accidents."""
    if chance.random() < 0.5:
        lines = raw.split(b"\n")
        start = chance.randrange(len(lines))
        raw = b"\n".join(lines[start : start + chance.randrange(1, 12)])
    for _ in range(chance.randrange(1, 7)):
        at = chance.randrange(len(raw) + 1)
        what = chance.random()
        if what < 0.35:
            raw = raw[:at] + chance.choice(_SIGNS) + raw[at:]
        elif what < 0.5:
            raw = raw[:at] + raw[at + chance.randrange(1, 9) :]
        elif what < 0.53:
            raw = raw[:at] + chance.choice(_BYTES) + raw[at:]
        elif what < 0.75:
            lines = raw.split(b"\n")
            row = chance.randrange(len(lines))
            lines[row] = b" " * chance.randrange(7) + lines[row].lstrip()
            raw = b"\n".join(lines)
        elif what < 0.98:
            other = chance.choice(others)
            cut = chance.randrange(len(other) + 1)
            raw = raw[:at] + other[cut : cut + chance.randrange(60)] + raw[at:]
        else:
            raw = raw[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 6))) + raw[at:]
    return raw


def main(count: int, seed: int) -> None:
    """Runs `count` inputs and prints what came of them."""
    project = Project(ROOT)
    judge = Judge(project, RULES.values())
    records = [(kind.name, Path(path).read_bytes()) for kind in project.kinds.values() for path in project.paths(kind)]
    everything = [raw for _, raw in records]
    chance = random.Random(seed)
    codes: Counter[str] = Counter()
    began = time.monotonic()
    quick = clean = 0
    for _ in range(count):
        kind, raw = chance.choice(records)
        raw = damaged(raw, everything, chance)
        try:
            values = read_values(raw)
            if values is not None:
                quick += 1
                exact = read(raw)
                assert exact.accident is None and exact.data == values, "two readers, two verdicts"
            verdict = judge.judge(Task(kind, "x", "data/x.yaml", ""), raw)
            lines = raw.decode("utf-8", "replace").count("\n") + raw.decode("utf-8", "replace").count("\r") + 1
            for finding in verdict.findings:
                span = finding.span
                assert finding.code in RULES, finding.code
                assert 1 <= span.line <= span.end_line <= lines, finding
                assert span.column >= 1 and span.end_column >= 1, finding
                assert finding.message, finding
            codes.update(finding.code for finding in verdict.findings)
            clean += not verdict.findings
        except BaseException:
            print(f"input: {raw!r}", file=sys.stderr)
            raise
    seconds = time.monotonic() - began
    print(f"{count} inputs, seed {seed}, {seconds:.0f} s: no traceback; {quick} read quickly, {clean} without finding")
    print(", ".join(f"{code} {number}" for code, number in sorted(codes.items())))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
