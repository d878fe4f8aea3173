"""Hits on the screen, to be read while the phone is at the ear, and the same for other programs."""

from __future__ import annotations

import json
import re
import textwrap
from datetime import date
from typing import Any

from .. import terminal
from ..days import german
from ..folding import fold
from ..queries import Source
from ..queries.excerpts import excerpt, marks
from ..queries.searching import MEANT, Answer, Hit
from ..times import short_day
from . import phone_answer
from .phone_answer import Facts

_POSITIONS = ("here", "served", "away", "anywhere", "nowhere")
_TOGETHER = re.compile(r"(?<=\d) (?=Uhr|km)|(?<=\b(?:Mo|Di|Mi|Do|Fr|Sa|So)) (?=\d)")


def lines(source: Source, answer: Answer, hits: list[Hit], width: int) -> list[str]:
    """The answer in a sentence where a place was asked for, then the hits, within `width` columns."""
    lines: list[str] = []
    if said := phone_answer.sentence(source, answer, _topic(answer)):
        lines += [terminal.styled(line, "bold") for line in _wrapped(said, width)]
    group = ""
    for hit in hits:
        title = _group(answer, hit)
        if title != group:
            group = title
            lines += [*([""] if lines else []), terminal.styled(f"── {title} ".ljust(width, "─"), "dim")]
        lines += ["", *_hit(source, answer, hit, width)] if lines else _hit(source, answer, hit, width)
    return lines


def _group(answer: Answer, hit: Hit) -> str:
    """The heading over hits that are not quite what was asked; none over those that are."""
    if answer.place and not hit.is_offer:
        return "Außerdem"
    if hit.past:
        return "Vorbei"
    if hit.found == MEANT and answer.meant:
        return f"Verwandt: {answer.meant[0]}"
    return ""


def _hit(source: Source, answer: Answer, hit: Hit, width: int) -> list[str]:
    unit = hit.unit
    known = phone_answer.facts(source, unit)
    place = phone_answer.where(hit, phone_answer.place_of(source, hit))
    lines, place = _title(answer, hit, place, width)
    state = "" if unit.state in ("aktiv", "") else f"zurzeit {source.vocabulary('status').label(unit.state)}"
    lines += _indented(" · ".join(filter(None, (place, state, _when(source, known)))), width)
    if known.remark:
        lines += _indented(known.remark, width)
    through = f" ({known.through})" if known.through else ""
    reach = (
        f"Telefon {known.phone}{through}" if known.phone else f"{known.other_way}{through}" if known.other_way else ""
    )
    checked = "noch nie bestätigt" if hit.is_offer else ""
    if known.checked:
        checked = f"bestätigt am {german(date.fromisoformat(known.checked))}"
    lines += _indented(" · ".join(filter(None, (reach, checked))), width)
    if text := excerpt(unit, hit.text, answer.needles):
        lines += [f"  {line}" for line in _marked(text, answer.needles, width - 2)]
    return lines


def _when(source: Source, known: Facts) -> str:
    """The times, and when it is next; »auch heute« as nobody knows the hour."""
    if known.next is None:
        return known.times
    today = known.next[0] == source.as_of
    return f"{known.times}, {'auch heute' if today else f'wieder am {short_day(known.next[0], source.as_of)}'}"


def _title(answer: Answer, hit: Hit, place: str, width: int) -> tuple[list[str], str]:
    """»Angebot: Fahrradreparatur (Radhaus Schwarzenbek)«, the place at the right; it is left over without room."""
    unit = hit.unit
    owner = f" ({' '.join(unit.record.title.split())})" if unit.part is not None else ""
    noun, name = f"{unit.noun}: ", terminal.visible(f"{unit.title}{owner}")
    space = width - len(noun) - len(name) - len(place)
    if place and space >= 2:
        return [noun + _painted(name, answer.needles) + " " * space + terminal.styled(place, "cyan")], ""
    first, *rest = textwrap.wrap(noun + name, width, subsequent_indent="  ", break_on_hyphens=False)
    return [noun + _painted(first.removeprefix(noun), answer.needles), *rest], place


def _painted(text: str, needles: list[str]) -> str:
    """The text in bold with its matching letters underlined."""
    pieces, end = [], 0
    for start, stop in marks(text, needles):
        before = terminal.styled(text[end:start], "bold") if start > end else ""
        pieces += [before, terminal.styled(text[start:stop], "bold", "underline")]
        end = stop
    return "".join([*pieces, terminal.styled(text[end:], "bold")])


def _marked(text: str, needles: list[str], width: int) -> list[str]:
    lines = []
    for line in _wrapped(text, width)[:3]:
        pieces, end = [], 0
        for start, stop in marks(line, needles):
            pieces += [line[end:start], terminal.styled(line[start:stop], "bold", "yellow")]
            end = stop
        lines.append("".join([*pieces, line[end:]]))
    return lines


def _indented(text: str, width: int) -> list[str]:
    return [f"  {line}" for line in _wrapped(text, width - 2)]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines that keep »16–18 Uhr«, »8 km« and »Di 03.11.« together."""
    bound = _TOGETHER.sub("\xa0", terminal.visible(text))
    return [line.replace("\xa0", " ") for line in textwrap.wrap(bound, width, break_on_hyphens=False)]


def _topic(answer: Answer) -> str:
    """What was asked for, as it was typed, or as it was meant."""
    typed = answer.typed()
    corrected = {fold(right): right for right in answer.corrected.values()}
    return " ".join(corrected.get(word) or typed.get(word, word) for word in answer.words if word not in answer.unheard)


def as_json(source: Source, answer: Answer) -> str:
    """The answer and all hits for other programs."""
    place = answer.place
    return json.dumps(
        {
            "schema_version": 1,
            "question": answer.question,
            "words": answer.words,
            "place": {"name": place.name, "ags": sorted(place.codes)} if place else None,
            "corrected": answer.corrected,
            "unheard": answer.unheard,
            "answer": phone_answer.sentence(source, answer, _topic(answer)),
            "hits": [_hit_data(source, answer, hit) for hit in answer.hits],
        },
        ensure_ascii=False,
        indent=2,
    )


def _hit_data(source: Source, answer: Answer, hit: Hit) -> dict[str, Any]:
    unit, known = hit.unit, phone_answer.facts(source, hit.unit)
    coming = known.next
    return {
        "record": unit.record.key,
        "part": unit.part.get("id") if unit.part is not None else None,
        "title": unit.title,
        "in": unit.record.title if unit.part is not None else None,
        "state": unit.state,
        "how": "related" if hit.found == MEANT else "said",
        "place": phone_answer.place_of(source, hit) or None,
        "kilometres": None if hit.kilometres is None else round(hit.kilometres, 1),
        "where": _POSITIONS[hit.position] if answer.place else None,
        "times": known.times,
        "next": {"date": coming[0].isoformat(), "from": coming[1], "to": coming[2]} if coming else None,
        "phone": known.phone or None,
        "checked": known.checked or None,
        "field": hit.text.field.path if hit.text else None,
        "excerpt": excerpt(unit, hit.text, answer.needles),
        "score": round(hit.score, 2),
    }
