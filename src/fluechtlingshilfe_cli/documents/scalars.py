"""How a value is written so that every YAML reader takes it for the text it is."""

from __future__ import annotations

import re

_MISREAD = re.compile(
    r"""(?xi)
    [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?        # 12:30 becomes 750
  | [-+]?(?:[0-9][0-9_,]*)?\.?[0-9_]+(?:e[-+]?[0-9]+)?      # numbers, 01067 becomes 567
  | [-+]?0[xob][0-9a-f_]+
  | [-+]?\.(?:inf|nan)
  | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?               # dates become objects
  | y|n|yes|no|on|off|true|false|null|~
  | =|<<
    """
)
_UNSAFE = re.compile(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|:(?:\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\s$""")
_UNSAFE_IN_LIST = re.compile(r"[,\[\]{}]|:\?")
"""Signs of lists; libyaml also takes `:?` in a list for the beginning of a value."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def is_misread(plain: str) -> bool:
    """Whether some YAML reader takes this unquoted text for a number, a date, yes or no, or nothing."""
    return _MISREAD.fullmatch(plain) is not None


def quoted_text(text: str) -> str:
    """The text as a double-quoted scalar on one line."""
    return '"' + "".join(_ESCAPES.get(letter) or _printable(letter) for letter in text) + '"'


def scalar_source(text: str, in_list: bool = False) -> str:
    """The text as it is best written: plain where that is safe, else in double quotes.

    `in_list` asks for a form that also stands inside `[a, b]`.
    """
    risky = not text or is_misread(text) or _UNSAFE.search(text) or (in_list and _UNSAFE_IN_LIST.search(text))
    return quoted_text(text) if risky or text.startswith("+") else text


def _printable(letter: str) -> str:
    if letter >= " " and letter not in "\x7f\x85\u2028\u2029\ufeff" and not "\x80" <= letter <= "\x9f":
        return letter
    return f"\\x{ord(letter):02x}" if ord(letter) < 256 else f"\\u{ord(letter):04x}"
