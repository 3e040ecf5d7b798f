"""`bb dossier`: names, addresses and stories, encrypted."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "ask": ("dossier_work", "ask"),
    "show": ("dossier_work", "show"),
    "edit": ("dossier_work", "edit"),
    "set": ("dossier_work", "set_command"),
    "search": ("dossier_find", "search_command"),
}
"""Each command, with the module it is in and its name there; loaded only when it is used."""


class _WithId(click.Group):
    """A group in which a first word that is no command is an id: `bb dossier 25`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `ask` before an id."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            args = ["ask", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or return None when there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(import_module(f"bb.cli.{module}"), name)
        return command if isinstance(command, click.Command) else None


@click.group("dossier", cls=_WithId, subcommand_metavar="WAT | OPDRACHT WAT …")
def command() -> None:
    """Leg namen, adressen en verhalen vast, versleuteld.

    bb dossier 25 stelt de vragen een voor een. Stoppen mag altijd: de volgende keer gaat bb verder waar
    u was. De dossiers moeten open zijn: bb keys unlock

    WAT is een zaak (25 of 2026-0025), een vrijwilliger (v-12) of een partner.
    """
