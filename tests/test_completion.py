"""`fh completion`: what the tab key offers, and the scripts that ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fluechtlingshilfe_cli.completing import FILES, completions
from new_registries import fh, new_registry


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return new_registry(tmp_path_factory.mktemp("completion"))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fh va", ["validate"]),
        ("fh new init", ["initiative"]),
        ("fh new veranst", ["training"]),
        ("fh show beisp", ["beispiel-initiative"]),
        ("fh show --kanal web beisp", ["beispiel-initiative"]),
        ("fh list initiativen status=e", ["status=entwurf"]),
        ("fh list initiativen kurzb", ["kurzbeschreibung="]),
        ("fh init --kreis 0105", ["01051", "01053", "01054", "01055", "01056", "01057", "01058", "01059"]),
        ("fh init --kreis herz", ["01053"]),
        ("fh new initiative --set kontakt.te", ["kontakt.telefon="]),
        ("fh doctor --tod", ["--today"]),
        ("fh explain FH201", ["FH201"]),
        ("fh completion f", ["fish"]),
        ("fh import partner lis", [FILES]),
        ("fh quatsch ", []),
        ("fh list 'initia", ["initiativen"]),
        ("", []),
    ],
)
def test_what_the_tab_key_offers(root, line, offered):
    assert [word for word, _ in completions(line, root)] == offered


def test_outside_a_registry_there_is_no_complaint(tmp_path):
    done = fh(tmp_path, "completion", "--zeile", "fh show ")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_shell_has_a_script_and_bash_runs_it(root):
    for shell in ("bash", "zsh", "fish", "powershell"):
        done = fh(root, "completion", shell)
        assert "fh completion --zeile" in done.stdout
    script = fh(root, "completion", "bash").stdout
    probe = (
        f'fh() {{ "{sys.executable}" -m fluechtlingshilfe_cli "$@"; }}\n{script}\n'
        "compopt() { :; }\n"
        'COMP_LINE="fh list initiativen status=e"; COMP_POINT=${#COMP_LINE}\n'
        "COMP_WORDS=(fh list initiativen status = e); COMP_CWORD=5; _fh; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "-c", probe], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout == "entwurf\n"


def test_it_is_installed_once_for_the_user(tmp_path):
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}
    for _ in range(2):
        assert fh(tmp_path, "completion", "zsh", "--install", **home).returncode == 0
    assert (tmp_path / ".zfunc/_fh").read_text("utf-8").startswith("#compdef fh")
    assert (tmp_path / ".zshrc").read_text("utf-8").count("compinit") == 2
    assert fh(tmp_path, "completion", "--install", SHELL="/bin/bash", **home).returncode == 0
    assert Path(tmp_path / ".local/share/bash-completion/completions/fh").is_file()


def test_a_shell_without_script_is_named(tmp_path):
    done = fh(tmp_path, "completion", SHELL="/bin/tcsh")
    assert done.returncode == 2
    assert "»tcsh«" in done.stderr
