"""`fh completion`: scripts that let a shell complete commands, options, ids and words with the tab key."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from .. import terminal
from ..completing import FILES, completions

_BASH = r"""# Vervollständigung für fh (bash)
_fh() {
    local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" entry
    COMPREPLY=()
    while IFS=$'\t' read -r entry _; do
        if [[ $entry == "@files" ]]; then
            compopt -o default 2>/dev/null
        else
            # bash trennt Wörter an = und :, also fällt dort weg, was schon auf der Zeile steht
            [[ $entry == *=* && $COMP_WORDBREAKS == *=* && $line == *=* ]] && entry="${entry##*=}"
            [[ $entry == *= ]] && compopt -o nospace 2>/dev/null
            COMPREPLY+=("$entry")
        fi
    done < <(fh completion --zeile "$line" 2>/dev/null)
}
complete -F _fh fh
"""
_ZSH = r"""#compdef fh
# Vervollständigung für fh (zsh)
_fh() {
    local -a entries
    local entry text files=0
    while IFS=$'\t' read -r entry text; do
        if [[ $entry == "@files" ]]; then files=1; else entries+=("${entry//:/\\:}:$text"); fi
    done < <(fh completion --zeile "${BUFFER[1,CURSOR]}" 2>/dev/null)
    (( ${#entries} )) && _describe -V fh entries -S ''
    (( files )) && _files
}
compdef _fh fh
"""
_FISH = r"""# Vervollständigung für fh (fish)
function __fh_complete
    for entry in (fh completion --zeile (commandline -cp) 2>/dev/null)
        if test "$entry" = "@files"
            __fish_complete_path (commandline -ct)
        else
            echo $entry
        end
    end
end
complete -c fh -f -a '(__fh_complete)'
"""
_POWERSHELL = r"""# Vervollständigung für fh (PowerShell)
Register-ArgumentCompleter -Native -CommandName fh -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    if ($line.Length -lt $cursorPosition) { $line = $line.PadRight($cursorPosition) }
    fh completion --zeile $line 2>$null | Where-Object { $_ -ne '@files' } | ForEach-Object {
        $parts = $_ -split "`t", 2
        $help = if ($parts.Length -gt 1 -and $parts[1]) { $parts[1] } else { $parts[0] }
        [System.Management.Automation.CompletionResult]::new($parts[0], $parts[0], 'ParameterValue', $help)
    }
}
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
_ZSHRC = "fpath+=~/.zfunc; autoload -Uz compinit; compinit  # fh"


def completion(
    shell: Annotated[
        str | None,
        typer.Argument(metavar="SHELL", help="bash, zsh, fish oder powershell; sonst die Shell, die Sie benutzen."),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Richtet die Vervollständigung für Ihr Benutzerkonto ein.")
    ] = False,
    line: Annotated[str | None, typer.Option("--zeile", hidden=True)] = None,
) -> int:
    """Zeigt das Skript zum Vervollständigen mit der Tabulatortaste oder richtet es ein.

    Danach ergänzt die Tabulatortaste Befehle, Optionen, Kennungen und Wörter.

    Beispiele:
      fh completion --install
      fh completion zsh > ~/.zfunc/_fh
    """
    if line is not None:
        for word, text in completions(line, Path()):
            print("@files" if word == FILES else f"{word}\t{terminal.visible(text)}".rstrip("\t"))
        return 0
    chosen = shell or Path(os.environ.get("SHELL") or ("powershell" if os.name == "nt" else "bash")).name
    if chosen == "pwsh":
        chosen = "powershell"
    if chosen not in SCRIPTS:
        raise typer.BadParameter(
            f"Für die Shell »{chosen}« gibt es keine Vervollständigung. Möglich sind: {', '.join(SCRIPTS)}."
        )
    if not install:
        print(SCRIPTS[chosen], end="")
        return 0
    return _install(chosen)


def _install(shell: str) -> int:
    from ..writing import write_text

    if shell == "powershell":
        terminal.say("Bitte diese Zeile an das Ende der Datei $PROFILE stellen (öffnen mit: notepad $PROFILE):")
        print("fh completion powershell | Out-String | Invoke-Expression")
        return 0
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    path = {
        "bash": data / "bash-completion" / "completions" / "fh",
        "zsh": home / ".zfunc" / "_fh",
        "fish": config / "fish" / "completions" / "fh.fish",
    }[shell]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, SCRIPTS[shell])
    print(path)
    if shell == "zsh":
        settings = home / ".zshrc"
        before = settings.read_text("utf-8", errors="surrogateescape") if settings.exists() else ""
        if _ZSHRC not in before:
            with settings.open("a", encoding="utf-8") as file:
                file.write(("" if before.endswith("\n") or not before else "\n") + _ZSHRC + "\n")
            print(settings)
    terminal.say("Eingerichtet. Es gilt in jedem neu geöffneten Fenster.")
    return 0
