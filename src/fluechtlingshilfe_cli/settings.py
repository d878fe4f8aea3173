"""The settings of a project, `fh.yaml`: read, judged by their schema, and lifted to the newest format."""

from __future__ import annotations

from functools import partial
from typing import Any

from .documents import read, read_values
from .findings import Finding
from .migrations import FIELD, format_of, lifted_settings, newest
from .placing import Origin, from_complaint
from .readers import Reader
from .schemas.explaining import Complaint
from .schemas.kinds import Kind, Kinds


def read_settings(raw: bytes, file: str, kinds: Kinds, on_disk: bool) -> tuple[int, dict[str, Any], list[Finding]]:
    """The format they are written in, their typed values (none when they cannot be used), and what is wrong with them.

    `on_disk`: where an older format has to be migrated; stored states are lifted as they are read.
    """
    kind = Kind("project", kinds.compiled("project"))
    kind.title_field = "name"
    format = format_of(read_values(raw))
    origin = Origin(file, "project/fh")
    if format > newest():
        return format, {}, [from_complaint(origin, read(raw), _too_new(format))]
    lift = partial(lifted_settings, format=format) if format < newest() else None
    record, findings = Reader(kind, kinds.vocabularies, lift).read(raw, file, "fh")
    if record and lift and on_disk:
        findings.append(from_complaint(origin, read(raw), _too_old(format)))
    return format, record.data if record else {}, findings


def _too_new(format: int) -> Complaint:
    return Complaint(
        "FH124",
        (FIELD,),
        f"Dieses Register hat Format {format}, diese Version von fh kennt höchstens Format {newest()}.",
        "Bitte fh erneuern: pip install --upgrade fluechtlingshilfe-cli",
    )


def _too_old(format: int) -> Complaint:
    return Complaint(
        "FH124",
        (FIELD,),
        f"Dieses Register hat noch Format {format}, diese Version von fh arbeitet mit Format {newest()}.",
        "Ansehen, was sich ändert: fh migrate --diff. Umstellen: fh migrate",
    )
