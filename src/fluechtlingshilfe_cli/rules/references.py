"""References between records: they name something that exists, of the right kind, and do not run in circles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Problem
from ..folding import nearest
from ._rule import fields, rule

if TYPE_CHECKING:
    from ..registry import Registry

references = fields(lambda field: field.refers_to)


@rule("FH201", "Verweis ins Leere", "registry", needs=references)
def unknown_reference(registry: Registry) -> Iterator[Problem]:
    """Ein Eintrag nennt einen anderen, den es im Register nicht gibt.

    Legen Sie den fehlenden Eintrag an oder verbessern Sie die Kennung. Die Kennung ist der Dateiname ohne ».yaml«.

    Schlecht:

        # data/initiatives/sprachcafe.yaml
        traeger: awoo

    Gut:

        # data/initiatives/sprachcafe.yaml
        traeger: awo
    """
    for record in registry:
        for field in record.kind.having("ref"):
            for path, value in record.values(field.path):
                kinds = field.refers_to
                if not registry.has_private() and all(registry.project.kinds[k].private for k in kinds if k in registry.project.kinds):
                    continue
                if not known(registry, str(value), kinds):
                    yield _unknown(registry, record.at(*path), str(value), kinds)


def known(registry: Registry, reference: str, kinds: tuple[str, ...]) -> bool:
    """Whether a reference names a record, or an offer (`initiative-id/angebot-id`) of one."""
    prefix, _, id = reference.rpartition("/")
    if prefix in registry.project.kinds:
        return prefix in kinds and registry.knows(prefix, id)
    return not prefix and any(registry.knows(kind, id) for kind in kinds)


def _unknown(registry: Registry, place, value: str, kinds: tuple[str, ...]) -> Problem:  # type: ignore[no-untyped-def]
    choices = {record.id: [record.title] for kind in kinds for record in registry.of(kind)}
    guesses = nearest(value.rpartition("/")[2], choices)
    return Problem(place, f"unbekannter Eintrag »{value}«", f"Meinten Sie »{guesses[0]}«?" if guesses else "")
