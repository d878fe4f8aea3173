"""The text under the editor's hand: its lines, what belongs together, and the replacements collected so far."""

from __future__ import annotations

import re
from typing import Any

from .meaning import UNSURE, EditRefused

MARK = b"\xef\xbb\xbf"
"""The byte-order mark some editors write."""

Node = tuple[int, int, Any]
"""A value's place: first character, end, and the places inside; see `documents.loading`."""

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_HEAD = re.compile(r"[|>][0-9+-]*")


class Source:
    """A text that ends with a line end, and replacements in it that do not overlap."""

    def __init__(self, text: str) -> None:
        self.newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self._ended = not text or text.endswith(("\n", "\r"))
        self.text = text if self._ended else text + self.newline
        self._splices: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, text: str) -> None:
        """Notes that the characters from `start` to `end` become `text`."""
        self._splices.append((start, end, text))

    def insert(self, at: int, lines: list[str]) -> None:
        """Notes that whole lines come in at the beginning of a line."""
        self.replace(at, at, "".join(f"{line}{self.newline}" for line in lines))

    def result(self) -> str:
        """The text with all replacements made, ending with a line end."""
        pieces: list[str] = []
        position = 0
        for start, end, text in sorted(self._splices, key=lambda splice: splice[0]):
            pieces += (self.text[position:start], text)
            position = max(position, end)
        return "".join(pieces) + self.text[position:]

    def finished(self, text: str) -> str:
        """The result as the file holds it: without the final line end where there was none, unless lines came last."""
        grown = any(end == len(self.text) for _, end, _ in self._splices)
        return text if self._ended or grown else text.removesuffix(self.newline)

    def line_start(self, at: int) -> int:
        """Where the line of a character begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_stop(self, at: int) -> int:
        """Where the line of a character ends, before its line end."""
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def line_end(self, at: int) -> int:
        """Where the next line begins."""
        found = _LINE_END.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        """Characters before this one in its line."""
        return at - self.line_start(at)

    def begins_line(self, at: int) -> bool:
        """Whether nothing but blanks stands before the character in its line."""
        return not self.text[self.line_start(at) : at].strip(" ")

    def is_flow(self, node: Node) -> bool:
        """Whether a list or section is written in brackets."""
        return node[2] is not None and self.text[node[0] : node[0] + 1] in ("[", "{")

    def is_block_text(self, node: Node) -> bool:
        """Whether a text is written as a block, after `|` or `>`."""
        return node[2] is None and self.text[node[0] : node[0] + 1] in ("|", ">")

    def stop(self, node: Node) -> int:
        """Where a value really ends: behind its last character, comments and blank lines below it left out."""
        start, end, children = node
        if self.is_block_text(node):
            head = _HEAD.match(self.text, start)
            keeps = head is not None and "+" in head[0]
            body = self.text[start:end].removesuffix("\n").removesuffix("\r")
            return start + len(body if keeps else body.rstrip(" \r\n"))
        if children is None or self.is_flow(node):
            return end
        # Items without a value have no place of their own; they end where the list does.
        stops = [self._without_comments(start, end)]
        if isinstance(children, dict):
            stops += [self.field_stop(*field) for field in children.values()]
        else:
            stops += [self.stop(item) for item in children]
        return max(stops)

    def _without_comments(self, start: int, end: int) -> int:
        """The end of a stretch of lines without the comments and blank lines it ends with."""
        text = self.text[start:end].rstrip()
        while (line := text.rpartition("\n")[2].lstrip()).startswith("#"):
            text = text[: len(text) - len(line)].rstrip()
        return start + len(text)

    def field_stop(self, _: int, key_end: int, node: Node) -> int:
        """Where a field ends: behind its value, or behind the colon where it has none."""
        return max(self.stop(node), self.colon(key_end) + 1)

    def colon(self, key_end: int) -> int:
        """The colon behind the name of a field. Raises `EditRefused` for YAML's other way to write one."""
        at = self.text.find(":", key_end)
        if at < 0 or self.text[key_end:at].strip(" \t"):
            raise EditRefused(UNSURE)
        return at

    def end_with_comments(self, stop: int, column: int) -> int:
        """The beginning of the line after something: comments below it that are indented deeper are part of it."""
        end = reach = self.line_end(stop)
        while reach < len(self.text):
            line = self.text[reach : self.line_stop(reach)]
            text = line.lstrip(" ")
            if text.startswith("#") and len(line) - len(text) > column:
                end = self.line_end(reach)
            elif text.strip():
                break
            reach = self.line_end(reach)
        return end

    def start_with_comments(self, at: int) -> int:
        """The beginning of the line of something, or of the comments right above it that are indented alike.

        Comments at the very head of the file speak of the whole file and do not count.
        """
        start = self.line_start(at)
        column = self.column(at)
        block = start
        while block:
            above = self.line_start(block - 1 if self.text[block - 2 : block] != "\r\n" else block - 2)
            line = self.text[above : self.line_stop(above)]
            if not (line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) == column):
                return block
            block = above
        return start


def with_mark(text: str, mark: bool) -> bytes:
    """The bytes of a file, with the byte-order mark it had."""
    return (MARK if mark else b"") + text.encode("utf-8")
