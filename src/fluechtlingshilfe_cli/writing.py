"""Files written whole or not at all: nobody ever finds half a directory, not even after a power cut.

The new text goes to a temporary file in the same folder, reaches the disk, and then takes the place of the old one.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

_REASONS = {
    13: "Die Rechte fehlen, oder die Datei ist in einem anderen Programm geöffnet",
    1: "Die Rechte fehlen",
    2: "Den Ordner gibt es nicht",
    20: "Ein Teil des Weges ist kein Ordner",
    21: "Dort liegt ein Ordner",
    28: "Der Datenträger ist voll",
    30: "Der Ordner ist schreibgeschützt",
    36: "Der Name ist zu lang",
}


def write_text(path: str | Path, text: str) -> None:
    """Writes the text as UTF-8, line endings as they are, in place of what was there.

    Permissions of an existing file stay, a symbolic link keeps pointing to the written file.
    Raises OSError with a German sentence and the file's name; the old content is then untouched.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | Path, content: bytes) -> None:
    """The same as `write_text`, for content that is not text."""
    target = os.path.realpath(path)
    if os.path.isdir(target):
        raise _told(IsADirectoryError(21, ""), path)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".fh-", suffix=".tmp", dir=os.path.dirname(target))
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except OSError as error:
        raise _told(error, path) from None
    finally:
        if temporary and os.path.lexists(temporary):
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    _settle(os.path.dirname(target))


def _mode(target: str) -> int:
    """The permissions of the file that is there, else those a new file of this user gets."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _settle(folder: str) -> None:
    """Makes the new name survive a power cut, where the system can be asked for that."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(error: OSError, path: str | Path) -> OSError:
    """The error in words people can act on; kind and number stay."""
    reason = _REASONS.get(error.errno or 0, error.strerror or "unbekannter Grund")
    return type(error)(error.errno or 0, f"Nicht geschrieben: {reason}", str(path))
