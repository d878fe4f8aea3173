"""All sound records as they are on one day, and the keys of those set aside, so that nothing is reported twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from .project import Project
from .records import Record
from .schemas.kinds import Kind
from .schemas.vocabularies import Vocabulary
from .shelving import Shelf


class Registry:
    """What rules, queries and views see. Records of a kind come sorted by id, always."""

    def __init__(
        self,
        project: Project,
        records: Iterable[Record],
        set_aside: Iterable[tuple[str, str]] = (),
        built_on: date | None = None,
        shelves: Mapping[str, Shelf] | None = None,
        generation: int = 0,
    ) -> None:
        """`built_on`: the day on which people must have consented, where it is not the Stichtag. `shelves`: kinds whose
        records are known, all of them and sorted, so that only those somebody asks for need be taken out.
        `generation`: a number that no other state of the public records has, where they are kept.
        """
        self.project = project
        self.as_of: date = project.as_of
        self.built_on: date = built_on or self.as_of
        self.generation = generation
        self._shelves = shelves or {}
        found: dict[str, dict[str, Record]] = {name: {} for name in project.kinds if name not in self._shelves}
        self._records: dict[str, Mapping[str, Record]] = {
            name: self._shelves[name] if name in self._shelves else found[name] for name in project.kinds
        }
        self.twins: list[tuple[Record, Record]] = []
        for record in sorted(records, key=lambda record: (record.kind.name, record.id, record.file)):
            known = found[record.kind.name].setdefault(record.id, record)
            if known is not record:
                self.twins.append((known, record))
        self._set_aside = set(set_aside)
        self._backward: dict[str, list[Record]] | None = None

    def of(self, kind: str) -> list[Record]:
        """The sound records of a kind."""
        return list(self._records.get(kind, {}).values())

    def count(self, kind: str) -> int:
        """How many sound records of a kind there are."""
        return len(self._records.get(kind, {}))

    def saying(self, kind: str, texts: Iterable[str], ids: bool = False) -> list[Record]:
        """The records of a kind whose values may say one of the texts (or `ids`), sorted by id; no other does."""
        if shelf := self._shelves.get(kind):
            return shelf.saying(texts, ids)
        wanted = list(texts)
        return [record for record in self.of(kind) if any(map(record.may_say, wanted))]

    def __iter__(self) -> Iterator[Record]:
        for records in self._records.values():
            yield from records.values()

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    def get(self, kind: str, id: str) -> Record | None:
        """A sound record, or None."""
        return self._records.get(kind, {}).get(id)

    def find(self, reference: str, kinds: Iterable[str]) -> Record | None:
        """The record a reference names: a bare id, or `kind/id`."""
        kind, _, id = reference.rpartition("/")
        names = [kind] if kind else kinds
        return next((record for name in names if (record := self.get(name, id))), None)

    def knows(self, kind: str, id: str) -> bool:
        """Whether there is such a record, sound or set aside for its own findings."""
        return id in self._records.get(kind, {}) or (kind, id) in self._set_aside

    @property
    def set_aside(self) -> frozenset[tuple[str, str]]:
        """Kind and id of the records that are not sound."""
        return frozenset(self._set_aside)

    def is_complete(self, *kinds: str) -> bool:
        """Whether all records of these kinds could be read; if not, nothing follows from what is missing."""
        return not any(kind in kinds for kind, _ in self._set_aside)

    def has_private(self) -> bool:
        """Whether the private folder could be read; without it, references to persons stay unchecked."""
        return self.project.private is not None

    def vocabulary(self, name: str) -> Vocabulary:
        """A list of words with labels and attributes."""
        return self.project.vocabularies[name]

    def referring(self) -> dict[str, list[Record]]:
        """Which records name which, by the key of the named one."""
        if self._backward is None:
            found: defaultdict[str, list[Record]] = defaultdict(list)
            for record in self:
                for target in dict.fromkeys(target.key for target in self.targets(record)):
                    found[target].append(record)
            self._backward = dict(found)
        return self._backward

    def targets(self, record: Record) -> Iterator[Record]:
        """The records a record names in its reference fields."""
        for field in record.kind.having("ref"):
            for _, value in record.values(field.path):
                if target := self.find(str(value), field.refers_to):
                    yield target


def kind_and_id(text: str, kinds: Iterable[Kind]) -> tuple[str | None, str]:
    """A record as people name it on the command line: `cafe-ankommen` or `initiative/cafe-ankommen`."""
    prefix, _, id = text.strip().removesuffix(".yaml").rpartition("/")
    if not prefix:
        return None, id
    wanted = prefix.rpartition("/")[2]
    return next((kind.name for kind in kinds if wanted in kind.names or kind.folder.endswith(f"/{wanted}")), None), id
