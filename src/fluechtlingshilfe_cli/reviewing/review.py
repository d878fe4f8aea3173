"""All that is known about a proposed change once it is judged, as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..findings import Finding, Severity
from ..output import OutputContext
from .services import Service
from .states import Told
from .suggestions import Correction


@dataclass(frozen=True, slots=True)
class Review:
    """What counts and what is said besides. `failing`: the severities that stand in the way.

    `told` is None where nothing is compared. `foreign`, `mended`: how many findings were there before and still are,
    or are no more; `private`: how many lie in the private folder and are not told. `is_change` is False where the
    whole registry was checked; `unchecked`: references to persons could not be followed.
    """

    findings: Sequence[Finding]
    context: OutputContext
    service: Service = field(default_factory=Service)
    failing: frozenset[Severity] = frozenset({Severity.ERROR})
    told: Told | None = None
    corrections: Sequence[Correction] = ()
    foreign: int = 0
    mended: int = 0
    private: int = 0
    is_change: bool = True
    unchecked: bool = False

    @property
    def blocking(self) -> int:
        """How many findings stand in the way."""
        return sum(finding.severity in self.failing for finding in self.findings)
