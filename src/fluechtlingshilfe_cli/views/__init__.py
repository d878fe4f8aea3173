"""Views: text made from the public records. A view is a function computing plain data, and templates laying it out.

`VIEWS` is the table of all of them. The data of a view is made of dicts, lists, texts, numbers and yes/no only, so
that every format (and any other program, through JSON) starts from the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class View:
    """One view: its German title, the module whose `assemble` computes it, its template per text format."""

    name: str
    title: str
    module: str
    templates: dict[str, str]

    def assemble(self, *arguments: Any, **options: Any) -> dict[str, Any]:
        """The data of the view; see the module."""
        data: dict[str, Any] = import_module(self.module, __name__).assemble(*arguments, **options)
        return data


VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View("directory", "Verzeichnis", ".directory", {"md": "directory.md.j2", "html": "directory.html.j2"}),
    )
}
