"""A list that narrows while somebody types: words in any order, umlauts as they come, arrows and Enter.

The only module that knows prompt_toolkit, which is loaded when a person is asked. It draws on stderr, leaves nothing
behind, and is not used where a terminal cannot do it (`possible`); `asking` then shows numbers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import terminal
from .folding import Names, fold, key

if TYPE_CHECKING:
    from prompt_toolkit import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings

SHOWN = 10
"""Rows shown at once: with question and hint they leave room on a small screen."""

_LABEL = 38
"""Columns of a label; longer ones are cut."""
_ESCAPE = 0.05
"""Seconds after which Esc is a key of its own and not the beginning of an arrow."""

_STYLE = {
    "mark": "ansigreen bold",
    "question": "",
    "here": "ansicyan bold",
    "beside": "ansibrightblack",
    "hint": "ansibrightblack",
}


def possible() -> bool:
    """Whether the terminal can redraw lines, and nobody asked for plain ones (NO_COLOR, TERM=dumb, Windows)."""
    if os.name == "nt" or os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb":
        return False
    return terminal.can_ask()


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: what it stands for, how people call it, what helps to tell it from others, its other names."""

    code: str
    label: str
    beside: str = ""
    names: tuple[str, ...] = ()

    @property
    def haystack(self) -> str:
        """All its words as they are compared, each behind a blank."""
        names = (self.label, self.code, *self.names)
        # »E-Mail« is found by »email« too; what stands beside has words enough.
        return " ".join(("", *(" ".join(_words(text)) for text in (*names, self.beside)), *map(key, names)))


@dataclass(slots=True)
class List:
    """The rows, what is typed, and where the mark stands; knows nothing of a terminal.

    `here` is -1 where Enter takes none of them.
    """

    rows: Sequence[Row]
    optional: bool = False
    many: bool = False
    default: str = ""
    typed: str = ""
    here: int = 0
    fitting: Sequence[Row] = ()
    guessed: bool = False
    chosen: list[str] = field(default_factory=list)
    _haystacks: list[str] = field(default_factory=list)
    _labels: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._haystacks = [row.haystack for row in self.rows]
        self._labels = [key(row.label) for row in self.rows]
        self.type("")

    def type(self, typed: str) -> None:
        """Narrows to what fits all the words typed, what is called so first; else to what sounds alike."""
        self.typed, words = typed, _words(typed)
        whole = key(typed)
        found = [
            (self._rank(place, whole, words), place)
            for place, haystack in enumerate(self._haystacks)
            if all(word in haystack for word in words)
        ]
        self.fitting = [self.rows[place] for _, place in sorted(found)]
        self.guessed = not found
        if not found:
            self.fitting = self._alike(typed)
        start = next((at for at, row in enumerate(self.fitting) if row.code == self.default), 0)
        self.here = -1 if not words and (self.many or self.optional) and not self.default else 0 if words else start

    def _rank(self, place: int, whole: str, words: list[str]) -> int:
        """How well a row that fits fits: so called, begins so, has words that begin so, has them somewhere."""
        label = self._labels[place]
        if not whole or label.startswith(whole):
            return 0 if label == whole else 1
        return 2 if all(f" {word}" in self._haystacks[place] for word in words) else 3

    def _alike(self, typed: str) -> list[Row]:
        by_code = {row.code: row for row in self.rows}
        near = Names({row.code: (row.label, *row.names) for row in self.rows}).nearest(typed)
        return [by_code[code] for code in near]

    def move(self, steps: int) -> None:
        """Moves the mark, at most to the ends."""
        least = -1 if not self.typed and (self.many or self.optional) else 0
        self.here = max(least, min(len(self.fitting) - 1, self.here + steps))

    def enter(self) -> bool:
        """Takes the marked row. Whether the question is answered."""
        if not 0 <= self.here < len(self.fitting):
            return self.here < 0
        code = self.fitting[self.here].code
        if not self.many:
            self.chosen = [code]
            return True
        self.chosen = [one for one in self.chosen if one != code] if code in self.chosen else [*self.chosen, code]
        return False

    @property
    def seen(self) -> tuple[int, Sequence[Row]]:
        """The rows to show, and the number of the first of them."""
        first = max(0, min(self.here - SHOWN // 2, len(self.fitting) - SHOWN))
        return first, self.fitting[first : first + SHOWN]

    @property
    def hint(self) -> str:
        """What can be done now, in one line."""
        if not self.fitting:
            return "Nichts passt. Die Rücktaste löscht, Esc bricht ab."
        if self.guessed:
            return "Nichts passt genau; ähnlich ist das."
        more = len(self.fitting)
        count = f"{more} von {len(self.rows)}" if more > SHOWN or self.typed else ""
        if self.many:
            keys = f"{len(self.chosen)} gewählt · Enter wählt, leer = fertig"
        elif self.here < 0:
            keys = "tippen oder ↑↓ · Enter = weglassen"
        else:
            keys = "tippen grenzt ein · ↑↓ · Enter"
        return " · ".join(filter(None, (count, keys, "Esc bricht ab")))


def narrow(question: str, choices: List) -> list[str]:
    """Asks, and gives the codes taken. Raises KeyboardInterrupt when somebody leaves with Esc, Ctrl-C or Ctrl-D."""
    app = _application(question, choices)
    app.run()
    by_code = {row.code: row.label for row in choices.rows}
    said = ", ".join(by_code[code] for code in choices.chosen) or "–"
    mark = terminal.styled("?", "green", "bold", stream=sys.stderr)
    terminal.say(f"{mark} {_asked(question)}{terminal.visible(said)}")
    return choices.chosen


def _asked(question: str) -> str:
    return terminal.visible(question) + (" " if question.endswith("?") else ": ")


def _application(question: str, choices: List) -> Application[None]:
    from prompt_toolkit import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.input import create_input
    from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
    from prompt_toolkit.layout.processors import BeforeInput
    from prompt_toolkit.output.vt100 import Vt100_Output
    from prompt_toolkit.styles import Style

    buffer = Buffer(multiline=False, on_text_changed=lambda changed: choices.type(changed.text))
    before: StyleAndTextTuples = [("class:mark", "? "), ("class:question", _asked(question))]
    line = Window(BufferControl(buffer, input_processors=[BeforeInput(before)]), height=1)
    below = Window(FormattedTextControl(lambda: _drawn(choices)), dont_extend_height=True)
    # Nobody waits for the terminal to say where its cursor is: some never do.
    output = Vt100_Output.from_pty(sys.stderr, os.environ.get("TERM"))
    output.enable_cpr = False
    app: Application[None] = Application(
        Layout(HSplit([line, below]), focused_element=line),
        key_bindings=_keys(choices, buffer),
        style=Style.from_dict(_STYLE),
        erase_when_done=True,
        input=create_input(sys.stdin),
        output=output,
    )
    app.ttimeoutlen = _ESCAPE
    return app


def _keys(choices: List, buffer: Buffer) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    steps = {"up": -1, "down": 1, "tab": 1, "s-tab": -1, "pageup": -SHOWN, "pagedown": SHOWN}
    for name, distance in steps.items():
        keys.add(name)(lambda event, distance=distance: choices.move(distance))

    @keys.add("enter")
    def _enter(event: Any) -> None:
        if choices.enter():
            event.app.exit()
        elif choices.many:
            buffer.reset()
            choices.type("")

    @keys.add("escape")
    @keys.add("c-c")
    @keys.add("c-d")
    def _leave(event: Any) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    return keys


def _drawn(choices: List) -> StyleAndTextTuples:
    """The rows and the hint, no line longer than the terminal."""
    width = terminal.width() - 1
    first, rows = choices.seen
    column = min(_LABEL, max((len(row.label) for row in rows), default=0), width - 4)
    drawn: StyleAndTextTuples = []
    for place, row in enumerate(rows, first):
        here = place == choices.here
        sign = ("> " if here else "  ") + (("x " if row.code in choices.chosen else "  ") if choices.many else "")
        label = f"{_cut(terminal.visible(row.label), column):<{column}}"
        beside = _cut(terminal.visible(row.beside), width - len(sign) - column - 2)
        drawn += [("class:here" if here else "", sign + label), ("class:beside", f"  {beside}\n")]
    drawn.append(("class:hint", "  " + _cut(choices.hint, width - 2)))
    return drawn


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(0, most - 2)].rstrip()} …" if most > 2 else ""


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
