"""Exceptions (»ausnahmen« in fh.yaml): what is said of those that hide nothing, have ended, or miss their target."""

from __future__ import annotations

from ..findings import Severity
from ._rule import form

UNUSED = form(
    "FH901",
    "Ausnahme nicht gebraucht",
    """
    Eine Ausnahme in fh.yaml trifft auf keinen Befund mehr zu. Vermutlich ist der Anlass inzwischen behoben.

    Nehmen Sie die Ausnahme heraus; sonst würde sie später einen neuen Befund verdecken.

    Schlecht:

        # fh.yaml
        ausnahmen:
          - regel: FH312
            datensatz: initiative/cafe-ankommen
            grund: Die Gruppe meldet sich nach den Ferien.
            bis: "2027-01-31"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2026-03-17"

    Gut:

        # fh.yaml
        ausnahmen:
          - regel: FH312
            datensatz: initiative/cafe-ankommen
            grund: Die Gruppe meldet sich nach den Ferien.
            bis: "2027-01-31"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: ~
    """,
    Severity.WARNING,
)

EXPIRED = form(
    "FH902",
    "Ausnahme abgelaufen",
    """
    Die Frist einer Ausnahme in fh.yaml ist vorbei; der Befund erscheint wieder.

    Besteht der Grund weiter, tragen Sie bei »bis« einen neuen Tag ein. Sonst nehmen Sie die Ausnahme heraus.

    Schlecht:

        # fh.yaml
        ausnahmen:
          - regel: FH312
            datensatz: initiative/cafe-ankommen
            grund: Die Gruppe meldet sich nach den Ferien.
            bis: "2026-09-30"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: ~

    Gut:

        # fh.yaml
        ausnahmen:
          - regel: FH312
            datensatz: initiative/cafe-ankommen
            grund: Die Gruppe meldet sich nach den Ferien.
            bis: "2027-01-31"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: ~
    """,
    Severity.WARNING,
)

MISSES = form(
    "FH903",
    "Ausnahme ohne Ziel",
    """
    Eine Ausnahme in fh.yaml nennt eine Regel oder einen Eintrag, den es nicht gibt, oder eine Regel ohne Ausnahmen.

    Verbessern Sie die Angabe. Von den Regeln zur Form einer Datei gibt es keine Ausnahmen: Was nicht gelesen werden
    kann, kann auch nicht veröffentlicht werden.

    Schlecht:

        # fh.yaml
        ausnahmen:
          - regel: FH312
            datensatz: initiative/cafe-ankomen
            grund: Die Gruppe meldet sich nach den Ferien.
            bis: "2027-01-31"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: ~

    Gut:

        # fh.yaml
        ausnahmen:
          - regel: FH312
            datensatz: initiative/cafe-ankommen
            grund: Die Gruppe meldet sich nach den Ferien.
            bis: "2027-01-31"
        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: ~
    """,
    Severity.WARNING,
)
