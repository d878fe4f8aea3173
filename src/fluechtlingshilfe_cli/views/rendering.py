"""Templates: the only module that knows Jinja. Data stays text, whatever it contains.

Every value printed is escaped, for HTML by Jinja itself, for Markdown on its way out: no template has to think of it,
so no record can write headings or links. In plain text (`.txt`) nothing is markup; signs that act are taken out.
Templates run in a sandbox; an unknown name is an error, not a gap.
A project's template of the same name replaces ours, and may start from it: `{% extends "default:directory.html.j2" %}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..resources import Resources
from ..schemas.compiling import SchemaFault
from .structured import structured
from .tongues import ltr, note, own, said, titled, tongue

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "templates"
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the bidi signs that turn the text around them."""
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>|~$]|&(?=#?\w)|(?<=\w):(?=//)")
_BLANKS = re.compile(r"\s+")
_LINE_START = re.compile(r"^( ?)(?:(#+(?=\s|$)|[+\-](?=[\s\-]|$)|=)|([0-9]+)(?=[.)](?:\s|$)))")


def render(resources: Resources, template: str, data: dict[str, Any]) -> str:
    """The finished text, ending with one line end. Raises `SchemaFault` for a faulty template."""
    from jinja2 import TemplateError

    try:
        text = environment(resources, template).get_template(template).render(data)
    except TemplateError as error:
        raise SchemaFault(_told(error, template)) from None
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def environment(resources: Resources, template: str) -> Environment:
    """Jinja as our templates see it; how values are escaped follows from the ending of the template's name."""
    from jinja2 import FunctionLoader, StrictUndefined, pass_context
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    is_html, is_text = ".html" in template, ".txt" in template
    result = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(resources, name)),
        autoescape=not is_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless if is_html or is_text else _markdown_value,
    )
    result.filters.update(md=markdown, url=link_target, blocks=blocks, sentence=sentence)
    result.filters.update({one.__name__: pass_context(one) for one in (own, ltr, tongue, said, titled, note)})
    result.globals["is_html"] = is_html
    # As letters and not as \u00fc: so the leak check reads what is in there, too.
    result.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    result.filters["machine_readable"] = lambda data: harmless_all(structured(data))
    return result


def harmless(value: Any) -> Any:
    """A value without signs that act instead of being read; nothing for None. What is markup already stays so."""
    if value is None:
        return ""
    if isinstance(value, str) and _UNWANTED.search(value):
        return type(value)(_UNWANTED.sub("", value))
    return value


def harmless_all(value: Any) -> Any:
    """The same for all texts in plain data."""
    if isinstance(value, dict):
        return {key: harmless_all(item) for key, item in value.items()}
    return [harmless_all(item) for item in value] if isinstance(value, list) else harmless(value)


def markdown(value: Any) -> Any:
    """The value as Markdown text on one line: nothing in it is markup."""
    from markupsafe import Markup

    text = _MARKDOWN.sub(r"\\\g<0>", _BLANKS.sub(" ", harmless(str(value))))
    text = _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\", text)
    return Markup(text)  # noqa: S704  (what Markdown would read as markup is escaped above)


def link_target(value: str) -> Any:
    """An address for the round brackets of a Markdown link."""
    from markupsafe import Markup

    return Markup(quote(harmless(value), safe="/:?#@!$&*+,;=%~._-"))  # noqa: S704


def blocks(text: str) -> list[str]:
    """The paragraphs of a text, separated by empty lines."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _markdown_value(value: Any) -> Any:
    return value if hasattr(value, "__html__") else markdown("" if value is None else value)


def _source(resources: Resources, name: str) -> str | None:
    if ".." in name.removeprefix("default:").split("/"):
        return None
    path = resources.find(FOLDER, name)
    return path.read_text("utf-8") if path else None


def _told(error: Any, template: str) -> str:
    where = f"{getattr(error, 'name', None) or template}"
    line = f", Zeile {error.lineno}" if getattr(error, "lineno", None) else ""
    return f"Die Vorlage »{where}«{line} ist fehlerhaft: {error.message or type(error).__name__}"
