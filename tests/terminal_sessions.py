"""A command on a real (pseudo) terminal, answered line by line: for the tests of questions."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
CTRL_C = "\x03"
ESCAPE = "\x1b"
ENTER = "\r"
UP, DOWN = "\x1b[A", "\x1b[B"


def session(folder: Path, arguments: list[str], answers: list[str], seconds: float = 60) -> tuple[int, str]:
    """Runs `fh` on a terminal of 100 columns; each question gets the next answer, by number or name, since NO_COLOR
    keeps lists from narrowing. Exit code and all that was shown.

    When the answers run out, Ctrl-C is pressed.
    """
    pid, handle = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ |= {"TERM": "xterm", "COLUMNS": "100", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        os.execv(sys.executable, [sys.executable, "-m", "fluechtlingshilfe_cli", *arguments])  # noqa: S606
    shown, answered, left = b"", 0, list(answers)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([handle], [], [], 0.05)[0]:
            try:
                chunk = os.read(handle, 65536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        elif _COLOURS.sub("", shown[answered:].decode("utf-8", "replace")).endswith(": "):
            answered = len(shown)
            answer = left.pop(0) if left else CTRL_C
            os.write(handle, answer.encode() + (b"" if answer == CTRL_C else b"\n"))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(handle)
    return code, _COLOURS.sub("", shown.decode("utf-8", "replace")).replace("\r\n", "\n")


class Terminal:
    """`fh` on a terminal of 80 × 24 whose screen is read as a person would: type, wait for what should appear."""

    def __init__(self, folder: Path, *arguments: str, lines: int = 24, columns: int = 80, **environment: str) -> None:
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            for name in ("NO_COLOR", "FORCE_COLOR"):
                os.environ.pop(name, None)
            os.environ |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment}
            os.environ |= {"COLUMNS": str(columns), "LINES": str(lines)}
            os.execv(sys.executable, [sys.executable, "-m", "fluechtlingshilfe_cli", *arguments])  # noqa: S606
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen = pyte.HistoryScreen(columns, lines, history=1000)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def screen(self) -> str:
        """What stands on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def everything(self) -> str:
        """All that was shown and not wiped, also what has left the screen at the top."""
        gone = (
            "".join(line[column].data for column in range(self._screen.columns)).rstrip()
            for line in self._screen.history.top
        )
        return "\n".join([*gone, self.screen])

    def expect(self, *texts: str, seconds: float = 15) -> str:
        """Waits until all texts stand on the screen, and gives it."""
        end = time.monotonic() + seconds
        while not all(text.rstrip(" ") in self.screen for text in texts):
            assert time.monotonic() < end and self._read(), f"{texts} did not appear on:\n{self.screen}"
        return self.screen

    def type(self, text: str) -> Terminal:
        """Presses keys; see the constants of this module for those without a letter."""
        os.write(self._handle, text.encode())
        return self

    def end(self, seconds: float = 60) -> tuple[int, str]:
        """Waits for the end: exit code and everything shown."""
        end = time.monotonic() + seconds
        while self._read():
            assert time.monotonic() < end, self.screen
        code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        os.close(self._handle)
        return code, self.everything

    def _read(self) -> bool:
        """Reads what has come, waiting a little; False when the other end is gone."""
        if not select.select([self._handle], [], [], 0.2)[0]:
            return True
        try:
            chunk = os.read(self._handle, 65536)
        except OSError:
            return False
        self._stream.feed(chunk)
        return bool(chunk)
