"""A command on a real (pseudo) terminal, answered line by line: for the tests of questions."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import time
from pathlib import Path

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
CTRL_C = "\x03"


def session(folder: Path, arguments: list[str], answers: list[str], seconds: float = 60) -> tuple[int, str]:
    """Runs `fh` on a terminal of 100 columns; each question gets the next answer. Exit code and all that was shown.

    When the answers run out, Ctrl-C is pressed.
    """
    pid, handle = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ |= {"TERM": "xterm", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
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
