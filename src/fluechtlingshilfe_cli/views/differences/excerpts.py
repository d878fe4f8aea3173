"""Two long texts, shown only where they differ, with a few words around."""

from __future__ import annotations

_AROUND = 3
_SHORT = 60


def shortened(old: str, new: str, room: int) -> tuple[str, str]:
    """Both texts on one line each; what they have in common at either end is left out where they are long."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if not old or not new or max(len(old), len(new)) <= max(_SHORT, room):
        return old, new
    before, after = old.split(" "), new.split(" ")
    shortest = min(len(before), len(after))
    head = next((index for index in range(shortest) if before[index] != after[index]), shortest)
    tail = next((index for index in range(shortest - head) if before[-1 - index] != after[-1 - index]), shortest - head)
    begin, end = max(0, head - _AROUND), max(0, tail - _AROUND)
    return _cut(before, begin, end), _cut(after, begin, end)


def _cut(words: list[str], begin: int, end: int) -> str:
    kept = words[begin : len(words) - end]
    return " ".join([*(["…"] if begin else []), *kept, *(["…"] if end else [])])
