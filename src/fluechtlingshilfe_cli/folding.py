"""Texts made comparable: what people type and what is written should meet.

`fold` sends ü, ue and u, ß and ss, upper and lower case to the same letters; `distance` counts slips of typing.
"""

from __future__ import annotations

import unicodedata

_FOLDS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "a", "œ": "o", "ı": "i"})


def fold(text: str) -> str:
    """The text in the form in which words are compared: »Übergänge«, »Uebergaenge«, »ubergange« are one."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_FOLDS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def key(text: str) -> str:
    """A folded text without anything but letters and digits, for names of fields and words."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def distance(a: str, b: str, most: int) -> int:
    """Slips between two texts (insert, delete, replace, swap of neighbours), `most + 1` when there are more.

    Optimal string alignment; the texts are words, so the plain table is fast enough.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        new = [i]
        for j, right in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        before, row = row, new
    return row[-1]


def nearest(wanted: str, choices: dict[str, list[str]], limit: int = 3) -> list[str]:
    """The choices people probably meant, best first; empty when unsure.

    `choices` maps each code to its other names. Equal after folding beats a near miss, a near miss of the code
    beats one of a synonym; a miss may be one slip in four letters.
    """
    needle = key(wanted)
    if not needle:
        return []
    allowed = 0 if len(needle) < 3 else max(1, len(needle) // 4)
    scored: list[tuple[int, int, str]] = []
    for order, (code, names) in enumerate(choices.items()):
        best = min(
            (
                (0 if needle == other else 1 + distance(needle, other, allowed)) * 2 + (position > 0)
                for position, other in enumerate(map(key, (code, *names)))
                if other
            ),
            default=99,
        )
        if best <= (allowed + 1) * 2 + 1:
            scored.append((best, order, code))
    scored.sort()
    return [code for score, _, code in scored if score <= scored[0][0] + 1][:limit]
