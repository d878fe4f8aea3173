"""What the sections of a kind are by their shape: regular times, addresses, lists of days. No field is named."""

from __future__ import annotations

from ..schemas.kinds import Field, Kind

WEEKDAYS = "wochentage"
"""A section with words of this vocabulary in a list below it holds regular times."""


class Shapes:
    """Answers about the sections of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._children: dict[str, list[Field]] = {}
        for field in kind.fields.values():
            self._children.setdefault(field.path.rpartition(".")[0], []).append(field)
        days = [field.path.rpartition(".")[0] for field in kind.fields.values() if field.vocabulary == WEEKDAYS]
        self.schedules = [path.rpartition(".")[0] for path in days if "." in path]

    def children(self, path: str) -> list[Field]:
        """The fields directly below a section."""
        return self._children.get(".".join(step for step in path.split(".") if not step.isdigit()), [])

    def names(self, path: str) -> list[str]:
        """Their names."""
        return [field.name for field in self.children(path)]

    def is_schedule(self, field: Field) -> bool:
        """Whether the field is a section of regular times."""
        return field.path in self.schedules

    def is_address(self, field: Field) -> bool:
        """Whether the field is a section with a postcode."""
        return field.type == "object" and not field.many and any(map(_is_postcode, self.children(field.path)))

    def in_address(self, field: Field) -> bool:
        """Whether the field is a text of an address."""
        above = field.path.rpartition(".")[0]
        return bool(above) and field.type == "string" and any(map(_is_postcode, self.children(above)))

    def is_days(self, field: Field) -> bool:
        """Whether the field is a list of sections with a beginning and an end."""
        return field.type == "object" and field.many and len(self.span(field)) == 2

    def span(self, field: Field) -> list[str]:
        """The names of the moments a section requires: its beginning and its end."""
        return [one.name for one in self.children(field.path) if one.required and one.keyword("format") == "datumzeit"]

    def note_of(self, field: Field) -> Field | None:
        """The free text of a section, for what fits nowhere else in it."""
        return next((one for one in self.children(field.path) if one.keyword("freitext")), None)

    def beside(self, path: str, field: Field) -> list[str]:
        """The paths of the fields of the same form in the same section, the field itself first."""
        above = path.rpartition(".")[0]
        form = field.keyword("format")
        others = [one for one in self.children(above) if one.keyword("format") == form and one.path != field.path]
        return [path, *(f"{above}.{one.name}" if above else one.name for one in others)]

    def in_list(self, field: Field) -> bool:
        """Whether the field is part of a section that there may be several of."""
        steps = field.path.split(".")
        return any(self.kind.fields[".".join(steps[:depth])].many for depth in range(1, len(steps)))


def _is_postcode(field: Field) -> bool:
    return bool(field.keyword("format") == "plz")
