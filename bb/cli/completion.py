"""The tab key in bash, zsh and fish. The scripts for them are click's own; what they are offered is ours."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from bb.actions.completing import offered
from bb.actions.stop import Status

COMPLETE = "_BB_COMPLETE"
"""In the environment when a shell asks what could stand at the cursor (the name is click's)."""

SHELLS = {
    "bash": ("~/.bashrc", f'eval "$({COMPLETE}=bash_source bb)"'),
    "zsh": ("~/.zshrc", f'autoload -Uz compinit && compinit && eval "$({COMPLETE}=zsh_source bb)"'),
    "fish": ("~/.config/fish/config.fish", f"{COMPLETE}=fish_source bb | source"),
}
"""How it is switched on: the file with the settings of the shell, and the line to put there."""


def complete(commands: click.Group, asked: str) -> int:
    """Print what a shell asks: its script (`bash_source`), or what could stand at the cursor (`bash_complete`).

    Whatever goes wrong is silent: it would land in the line that somebody is typing.
    """
    shell, _, what = asked.partition("_")
    known = get_completion_class(shell)
    if known is None or what not in {"source", "complete"}:
        return Status.FINDINGS
    made = known(commands, {}, "bb", COMPLETE)
    try:
        click.echo(made.source() if what == "source" else _shown(made, commands))
    except Exception:  # noqa: BLE001 - see above
        return Status.FINDINGS
    return Status.FINE


def _shown(shell: ShellComplete, commands: click.Group) -> str:
    args, typed = shell.get_completion_args()
    words = None if typed.startswith("-") else offered(commands.list_commands(click.Context(commands)), args, typed)
    items = shell.get_completions(args, typed) if words is None else [CompletionItem(word) for word in words]
    return "\n".join(shell.format_completion(item) for item in items)


def how_to() -> list[str]:
    """Return what to do to switch it on in the shell people have, or in each that can."""
    mine = Path(os.environ.get("SHELL", "")).name
    chosen = {mine: SHELLS[mine]} if mine in SHELLS else SHELLS
    return [f"Met {name}: zet deze regel in {file}\n\n{line}\n" for name, (file, line) in chosen.items()]
