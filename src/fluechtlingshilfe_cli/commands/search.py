"""`fh search`: full text, and the phone question »Wer hilft mit Fahrrädern in Gülzow?«."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..queries.searching import MEANT, Answer, Hit
from ..queries.searching import search as find
from . import options
from ._asking import Channel, ask, hand_over

FORMATS = ("card", "json", "ids")

_MANY, _FEW = 8, 3


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WÖRTER", help="Was gesucht wird, auch als Frage; ein Ortsname darf dabei sein."),
    ],
    everything: Annotated[bool, typer.Option("--alle", help="Auch Entwürfe und Beendetes finden.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="ZAHL", help="Höchstens so viele Treffer zeigen.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORM", help="Ausgabe: card (zum Vorlesen), json oder ids.")
    ] = "card",
    channel: Channel = None,
    output: options.Output = None,
    at: options.At = None,
    today: options.Today = None,
    color: options.Colour = "auto",
    folder: options.Folder = Path(),
) -> int:
    """Sucht in allen Angaben und antwortet so, dass man es am Telefon vorlesen kann.

    Nennt die Frage eine Gemeinde, stehen Angebote dort oben, dann solche, die auch für den Ort
    da sind, dann die nächsten mit Entfernung (Luftlinie). Schreibweisen wie ü und ue, Teile von
    Wörtern, verwandte Wörter und kleine Tippfehler sind kein Hindernis.

    Beispiele:
      fh search Fahrrad Gülzow
      fh search Wer dolmetscht Tigrinya in Ratzeburg?
      fh search Geesthacht
      fh search Nähmaschine --alle
    """
    if form not in FORMATS:
        raise typer.BadParameter(f"Das Format »{form}« gibt es nicht. Möglich sind: {', '.join(FORMATS)}.")
    source, _ = ask(folder, today, channel, at)
    from ..views import phone_answer, phone_screen

    answer = find(source, " ".join(words), everything, phone_answer.is_anywhere)
    shown = answer.hits[:limit] if limit else _first_look(answer)
    if form == "json":
        hand_over(phone_screen.as_json(source, answer), output)
    elif form == "ids":
        hand_over("\n".join(dict.fromkeys(hit.unit.record.key for hit in shown)), output)
    else:
        _notes(answer)
        hand_over("\n".join(phone_screen.lines(source, answer, shown, terminal.width())), output)
    if not answer.hits:
        _nothing(answer, everything)
        return 1
    count = "1 Treffer" if len(answer.hits) == 1 else f"{len(answer.hits)} Treffer"
    more = f". Gezeigt: {len(shown)}; alle mit --limit {len(answer.hits)}" if len(shown) < len(answer.hits) else ""
    terminal.say(f"{count}{more}")
    return 0


def _first_look(answer: Answer) -> list[Hit]:
    """What fits a screen: where the texts say it, little of what is only related."""
    said = [hit for hit in answer.hits if hit.found != MEANT]
    related = [hit for hit in answer.hits if hit.found == MEANT]
    return [*said[:_MANY], *related[: _FEW if said else _MANY]]


def _notes(answer: Answer) -> None:
    """What was understood differently from what was typed."""
    typed = answer.typed()
    for word, right in answer.corrected.items():
        terminal.say(f"»{typed.get(word, word)}« gibt es nicht; gesucht wird »{right}«.")
    if answer.hits and answer.unheard:
        words = " und ".join(f"»{typed.get(word, word)}«" for word in answer.unheard)
        terminal.say(f"Zu {words} gibt es nichts; gesucht wird der Rest.")


def _nothing(answer: Answer, everything: bool) -> None:
    typed = answer.typed()
    words = " ".join(typed.get(word, word) for word in answer.words) or answer.question
    place = f" in {answer.place.name}" if answer.place else ""
    terminal.say(f"Nichts gefunden zu »{words}«{place}.")
    if answer.meant:
        terminal.say(f"Gesucht wurde auch unter: {', '.join(answer.meant)}.")
    if answer.nearest:
        terminal.say(f"Ähnliche Wörter im Register: {', '.join(dict.fromkeys(answer.nearest))}.")
    steps = ["ein kürzeres oder allgemeineres Wort"]
    steps += [] if everything else ["--alle (auch Entwürfe und Beendetes)"]
    hint = f"Versuchen Sie {' oder '.join(steps)}. Alle Handlungsfelder zeigt: fh explain handlungsfelder"
    terminal.say("\n".join(textwrap.wrap(hint, 80, break_on_hyphens=False)))
    terminal.say("0 Treffer")
