"""The net under the comment: sentences of findings that repeat what is not released, and what is said instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..findings import Finding
from ..leakcheck import leaks
from ..output.concise import sentences
from ..registry import Registry
from ..rules import RULES
from ..views.texts import texts
from .states import CHANNEL

OF_THE_PLACE = ("FH210",)
"""Found because the check runs where no private folder is; no author of a change can do anything about it."""


def discreet(findings: Sequence[Finding], registry: Registry) -> list[Finding]:
    """The findings for everybody, none in the private folder or about its absence.

    Where a sentence holds an unreleased value, the rule's title stands instead.
    """
    public = [finding for finding in findings if not finding.private and finding.code not in OF_THE_PLACE]
    words = list(texts(registry.project.resources).values())

    def leak(told: str) -> bool:
        return bool(leaks(told, registry, CHANNEL, words))

    if not leak("\n".join(map(_all, public))):
        return public
    return [_silent(finding) if leak(_all(finding)) else finding for finding in public]


def _all(finding: Finding) -> str:
    edits = (one.replacement or "" for one in finding.suggestions)
    return "\n".join([sentences(finding), finding.title, *edits])


def _silent(finding: Finding) -> Finding:
    title = RULES[finding.code].title if finding.code in RULES else finding.code
    return replace(finding, message=title, hint="", title="", excerpt="", suggestions=(), related=())
