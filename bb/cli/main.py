"""The command `bb`: its own options, where its commands are found, and how it ends."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from bb import __version__
from bb.actions.stop import Status, Stop
from bb.cli.app import App
from bb.cli.output import note
from bb.text.nl import speak_dutch

if TYPE_CHECKING:
    from pathlib import Path

speak_dutch()  # before any command is defined: click translates while decorators run

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("Beginnen", "begin een eigen organisatie in een nieuwe map"),
    "demo": ("Beginnen", "maak een verzonnen organisatie om mee te oefenen"),
    "new": ("Vastleggen", "maak een zaak, vrijwilliger, partner of activiteit"),
    "log": ("Vastleggen", "leg vast wat er gebeurde"),
    "edit": ("Vastleggen", "open een bestand in uw editor en controleer het daarna"),
    "undo": ("Vastleggen", "draai een handeling terug"),
    "sync": ("Vastleggen", "maak uw kopie en die van uw collega's gelijk"),
    "today": ("Kijken", "de dag op één bladzijde"),
    "show": ("Kijken", "laat een zaak of iets anders zien"),
    "why": ("Kijken", "wie wat besloot of verbeterde, wanneer en waarom"),
    "list": ("Kijken", "zet zaken, vrijwilligers, partners of activiteiten onder elkaar"),
    "followups": ("Kijken", "wat er te doen is, en waarom"),
    "outbox": ("Kijken", "welke mails wachten, zijn verstuurd of zijn mislukt"),
    "match": ("Kijken", "stel voor elke wachtende zaak een team voor"),
    "pool": ("Kijken", "leg de vrijwilligers naast het werk: wat er kan, en wat er tekort is"),
    "year": ("Kijken", "het jaarplan: wat is gedaan, gepland, en wat ontbreekt nog"),
    "network": ("Kijken", "contact, verwijzingen en toezeggingen van elke partner"),
    "letter": ("Kijken", "schrijf de terugkoppeling aan wie een zaak verwees"),
    "report": ("Kijken", "maak het jaaroverzicht"),
    "handbook": ("Kijken", "laat zien hoe uw organisatie werkt, een bladzijde per onderwerp"),
    "dossier": ("Dossiers", "leg namen, adressen en verhalen vast, versleuteld"),
    "handover": ("Dossiers", "geef een bemiddelaar de gegevens van de partijen, versleuteld"),
    "access": ("Dossiers", "zet alles bij elkaar wat over één persoon wordt bewaard"),
    "forget": ("Dossiers", "vernietig persoonsgegevens, en bewijs het"),
    "keys": ("Dossiers", "regel wie de dossiers kan openen, en open ze voor een paar uur"),
    "validate": ("Controleren", "controleer of alles klopt"),
    "explain": ("Controleren", "leg uit wat een melding van de controle betekent"),
    "schema": ("Controleren", "beschrijf de velden van de bestanden, voor een programma"),
    "doctor": ("Controleren", "kijk of deze computer en deze map in orde zijn"),
}
"""Every command: the heading it stands under, and what it does. Help reads this and loads nothing."""


FOR_PROGRAMS = ("merge-file",)
"""Commands that git calls by itself; they stand in no list."""

WITHOUT_ORGANISATION = ("init", "demo", "explain")
"""The commands that need none, or make one."""


class Commands(click.Group):
    """The commands, each loaded only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of a working day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or return None when there is none of that name."""
        del ctx
        if cmd_name not in (*COMMANDS, *FOR_PROGRAMS):
            return None
        command = import_module(f"bb.cli.{cmd_name.replace('-', '_')}_command").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which was perhaps meant."""
        if args and args[0] not in (*COMMANDS, *FOR_PROGRAMS) and not args[0].startswith("-"):
            from bb.text.plain import safe  # noqa: PLC0415 - only for who mistyped
            from bb.text.suggest import closest  # noqa: PLC0415 - same

            meant = closest(args[0], COMMANDS)
            hint = f" Bedoelde u '{meant}'?" if meant else " Zie: bb --help"
            raise click.UsageError(f"De opdracht '{safe(args[0])}' bestaat niet.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        del ctx
        for heading in dict.fromkeys(heading for heading, _ in COMMANDS.values()):
            with formatter.section(heading):
                formatter.write_dl([(name, does) for name, (under, does) in COMMANDS.items() if under == heading])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Uitleg bij een opdracht: bb OPDRACHT --help",
)
@click.option("-C", "folder", metavar="MAP", help="Werk in deze map in plaats van waar u nu bent.")
@click.option("--today", "day", metavar="DAG", envvar="BB_TODAY", help="Doe alsof het deze dag is, zoals 2026-06-01.")
@click.option("--plain", is_flag=True, help="Zonder tabellen, voor een schermlezer.")
@click.option("--no-index", is_flag=True, help="Lees alle bestanden opnieuw, ook wat niet is veranderd.")
@click.version_option(__version__, prog_name="bb")
@click.pass_context
def commands(ctx: click.Context, folder: str | None, day: str | None, *, plain: bool, no_index: bool) -> None:
    """Gereedschap voor de coördinator buurtbemiddeling.

    Zaken, vrijwilligers en afspraken staan in gewone tekstbestanden. bb controleert ze, stelt teams
    voor, zegt wat er te doen is en maakt het jaaroverzicht.
    """
    from pathlib import Path  # noqa: PLC0415 - help needs no files

    from bb.actions.unfinished import settle  # noqa: PLC0415 - same
    from bb.cli.clock import read_day, today  # noqa: PLC0415 - help needs no day

    if no_index:
        os.environ["BB_INDEX"] = "no"
    if folder is not None and ctx.invoked_subcommand not in WITHOUT_ORGANISATION:
        _require_organisation(Path(folder))
    ctx.obj = App(folder=Path(folder or "."), today=read_day(day) if day else today(), plain=plain)

    if told := settle(Path(folder or ".")):
        note(told)


def _require_organisation(folder: Path) -> None:
    """Refuse a folder that was named and is no organisation, nor a folder of its records.

    Never work in another organisation than was meant, such as one that lies around it.
    """
    from bb.actions.where import root_of  # noqa: PLC0415 - help needs no files
    from bb.domain.kinds import FOLDERS  # noqa: PLC0415 - same

    root = root_of(folder.resolve() if folder.is_dir() else folder)
    inside = folder.resolve().relative_to(root).parts
    if inside and inside[0] not in FOLDERS.values():
        raise Stop(f"In {folder} is geen organisatie: daar staat geen bestand bb.yaml.", Status.USAGE)


def main(args: list[str] | None = None) -> None:
    """Run `bb` and end the process with its exit status. Never shows a traceback.

    What is written, by us or by git, is for the user alone.
    """
    os.umask(0o077)
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run `bb` and return its exit status (see `bb.actions.stop.Status`)."""
    _open_streams()
    try:
        if asked := os.environ.get("_BB_COMPLETE"):
            from bb.cli.completion import complete  # noqa: PLC0415 - only the shell asks this, at a press of the tab key

            return complete(commands, asked)
        return _run(args)
    except (BrokenPipeError, SystemExit):  # click ends the process itself for a closed pipe, and for nothing else
        return _pipe_closed()


def _open_streams() -> None:
    """Where stdout or stderr was closed before we began (`>&-`, some services), print into nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as we run


def _run(args: list[str] | None) -> int:
    """Run `bb`, and say why when it ends early.

    Raises:
        BrokenPipeError: nobody reads our output any more.
    """
    try:
        result = commands.main(args, prog_name="bb", standalone_mode=False)
        sys.stdout.flush()  # here and not when Python ends: a reader that left is no failure
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where everything ends, without a traceback
        return _ended(error)
    except KeyboardInterrupt:
        return _ended(click.Abort())
    return result if isinstance(result, int) else Status.FINE


def _ended(error: Exception) -> int:
    """Say why a command ended early, and return its exit status."""
    match error:
        case Stop():
            note(error.message)
            return error.status
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            note("\nAfgebroken. Er is niets vastgelegd.")
            return Status.INTERRUPTED
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return error.exit_code
        case click.ClickException():
            _show(error)
            return error.exit_code
        case _:
            return _unexpected(error)


def _show(error: click.ClickException) -> None:
    """Say what click found wrong; personal data in what was typed are masked."""
    from io import StringIO  # noqa: PLC0415 - only here

    from bb.domain.detectors import mask  # noqa: PLC0415 - help needs no detectors

    told = StringIO()
    error.show(told)
    note(mask(told.getvalue().rstrip("\n")))


def _pipe_closed() -> int:
    """End quietly when the reader of our output (such as `head`) has enough."""
    import os  # noqa: PLC0415 - only here

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Status.FINE


def _unexpected(error: Exception) -> int:
    from bb.actions.crash import keep_crash  # noqa: PLC0415 - only here

    where = keep_crash(error)
    note("Er ging iets mis in bb zelf. Uw bestanden zijn heel.")
    note("Kijk met bb show wat er is vastgelegd, voordat u iets overdoet.")
    if where:
        note(f"Wat er misging staat, zonder persoonsgegevens, in {where}")
    return Status.UNEXPECTED
