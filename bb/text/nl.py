"""Makes click speak Dutch.

click marks its own sentences with ``_()`` and ``ngettext()``, ships no translations, and binds those two names in each
of its modules when it is imported. `speak_dutch` rebinds them to two lookups in the tables below: no catalogue to
compile, no locale to find (cron has none), nothing changed outside click. A test reads the installed click and fails
when a sentence has no Dutch here.

A few words never pass through ``_()``: the usage line's ``[OPTIONS]``, the names of types (``TEXT``), and yes and no in
questions. Those are set on click's own classes.

What click loads only on demand (its editor, pager and progress bar) stays English, and `bb` uses none of it: loading it
here would cost every start a tenth.

Call it before the commands are defined: click translates ``--help`` and ``--version`` while their decorators run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType
from typing import Any

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.shell_completion
import click.termui
import click.types
import click.utils

WORDS = {
    # errors of use
    "Error: {message}": "Fout: {message}",
    "Error: invalid input": "Antwoord met ja of nee.",
    "Error: The two entered values do not match.": "Fout: de twee keer is niet hetzelfde ingevuld.",
    "Aborted!": "Afgebroken.",
    "Try '{command} {option}' for help.": "Hulp nodig? Typ: {command} {option}",
    "Missing command.": "Er staat geen opdracht.",
    "Missing argument": "Er ontbreekt",
    "Missing option": "Er ontbreekt de optie",
    "Missing parameter": "Er ontbreekt",
    "Missing {param_type}": "Er ontbreekt {param_type}",
    "Missing parameter: {param_name}": "Er ontbreekt: {param_name}",
    "No such option {name!r}.": "De optie {name!r} bestaat niet.",
    "No such command {name!r}.": "De opdracht {name!r} bestaat niet.",
    "Invalid value: {message}": "Dit klopt niet: {message}",
    "Invalid value for {param_hint}: {message}": "Dit klopt niet bij {param_hint}: {message}",
    "Option {name!r} does not take a value.": "Bij de optie {name!r} hoort geen waarde.",
    "Argument {name!r} takes {nargs} values.": "Bij {name!r} horen {nargs} waarden.",
    "Invalid start character for option ({option})": "Zo kan een optie niet beginnen ({option})",
    "Value must be an iterable.": "Hier horen meer waarden.",
    "unknown error": "onbekende fout",
    "Could not open file {filename!r}: {message}": "Het bestand {filename!r} gaat niet open: {message}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Let op: de opdracht {name!r} verdwijnt.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Let op: {name!r} verdwijnt.{extra_message}"
    ),
    # values of the wrong kind
    "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
    "Choice({choices})": "Keuze({choices})",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen {number_type}.",
    "{value} is not in the range {range}.": "{value} valt buiten de grenzen ({range}).",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} is geen ja of nee.",
    "{value!r} is not a valid UUID.": "{value!r} is geen UUID.",
    "file": "bestand",
    "directory": "map",
    "path": "pad",
    "{name} {filename!r} does not exist.": "{name} {filename!r} bestaat niet.",
    "{name} {filename!r} is a file.": "{filename!r} is een bestand; dat kan hier niet.",
    "{name} {filename!r} is a directory.": "{filename!r} is een map; dat kan hier niet.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} mag niet gelezen worden.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} mag niet beschreven worden.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} is geen programma.",
    # help pages
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "In te vullen",
    "Show this message and exit.": "Toon deze hulp.",
    "Show the version and exit.": "Toon de versie.",
    "%(prog)s, version %(version)s": "%(prog)s, versie %(version)s",
    "default: {default}": "standaard: {default}",
    "env var: {var}": "omgevingsvariabele: {var}",
    "required": "verplicht",
    "deprecated": "verdwijnt",
    "(dynamic)": "(hangt ervan af)",
    # questions and waiting
    "Do you want to continue?": "Wilt u doorgaan?",
    "Confirm the action without prompting.": "Ga door zonder te vragen.",
    "Repeat for confirmation": "Nog een keer, ter controle",
    "Press any key to continue...": "Druk op een toets om door te gaan...",
    "d": "d",
    "{editor}: Editing failed": "{editor}: bewerken is niet gelukt",
    "{editor}: Editing failed: {e}": "{editor}: bewerken is niet gelukt: {e}",
    # mistakes of whoever builds a command, and of the machine
    "Name '{name}' defined twice": "De naam '{name}' komt twee keer voor",
    "Could not determine name for option with declarations {decls!r}": "De optie {decls!r} heeft geen naam",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
        "Did you mean to pass '--{name}'?"
    ): "Er is een naam ({name}) zonder optie. Is '--{name}' bedoeld?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": (
        "Een in te vullen waarde heeft precies één naam, geen {length}: {decls}."
    ),
    "Boolean option {decl!r} cannot use the same flag for true/false.": (
        "De optie {decl!r} kan niet tegelijk ja en nee zijn."
    ),
    "Unknown color {colour!r}": "De kleur {colour!r} bestaat niet",
    "Unknown standard stream '{name}'": "De uitvoer '{name}' bestaat niet",
    "Windows error: {error}": "Fout van Windows: {error}",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "De versie van Bash is niet te vinden; aanvullen met de tabtoets werkt hier niet."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Aanvullen met de tabtoets werkt pas vanaf Bash 4.4."
    ),
}
"""Dutch for each sentence that click marks with ``_()``."""

COUNTED = {
    "Did you mean {possibility}?": ("Bedoelde u {possibility}?", "(Bedoelde u een van deze: {possibilities}?)"),
    "Got unexpected extra argument ({args})": ("Dit is te veel: {args}", "Dit is te veel: {args}"),
    "Takes {nargs} values but 1 was given.": (
        "Hier horen {nargs} waarden, er staat er 1.",
        "Hier horen {nargs} waarden, er staan er {len}.",
    ),
    "Option {name!r} requires an argument.": (
        "Bij de optie {name!r} hoort een waarde.",
        "Bij de optie {name!r} horen {nargs} waarden.",
    ),
    "{value!r} is not {choice}.": ("{value!r} kan hier niet; wel {choice}.", "{value!r} kan hier niet; wel {choices}."),
    "{value!r} does not match the format {format}.": (
        "{value!r} heeft niet de vorm {format}.",
        "{value!r} heeft geen van de vormen {formats}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Hier horen {len_type} waarden, er staat er {len_value}.",
        "Hier horen {len_type} waarden, er staan er {len_value}.",
    ),
}
"""Dutch, for one and for more, of each sentence that click marks with ``ngettext()``, by its English singular."""

YES_NO = {"ja": True, "j": True, "1": True, "nee": False, "n": False, "0": False, "": False}
"""What counts as yes and no, in lower case; nothing typed is no (click's own choice for an empty value)."""

_MODULES: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.shell_completion,
    click.termui,
    click.types,
    click.utils,
)

_TYPE_NAMES: dict[type[click.ParamType[Any]], str] = {
    click.types.StringParamType: "tekst",
    click.types.IntParamType: "getal",
    click.types.IntRange: "getal",
    click.types.FloatParamType: "getal",
    click.types.FloatRange: "getal",
    click.types.BoolParamType: "ja-of-nee",
    click.types.DateTime: "datum",
    click.types.Choice: "keuze",
    click.types.File: "bestand",
}


def translate(message: str) -> str:
    """Dutch for a sentence of click; the sentence itself when we do not know it."""
    return WORDS.get(message, message)


def translate_counted(one: str, more: str, count: int) -> str:
    """Dutch for a sentence of click that counts; the sentence itself when we do not know it."""
    dutch_one, dutch_more = COUNTED.get(one, (one, more))
    return dutch_one if count == 1 else dutch_more


def confirm(
    text: str,
    default: bool | None = False,
    abort: bool = False,
    prompt_suffix: str = ": ",
    show_default: bool = True,
    err: bool = False,
) -> bool:
    """Ask a question that is answered with ja or nee; takes the place of `click.confirm`.

    Args:
        text: the question.
        default: what an empty answer means; `None` asks again.
        abort: a no ends the program as Ctrl-C does.
        prompt_suffix: stands after the question.
        show_default: show the possible answers.
        err: ask on stderr.

    Raises:
        click.Abort: the person stopped, or said no while `abort` is set.
    """
    choices = {None: "j/n", True: "J/n", False: "j/N"}[default]
    question = f"{text} [{choices}]" if show_default else text

    def answer(value: str) -> bool:
        known = YES_NO.get(value.strip().lower())
        if known is None:
            raise click.UsageError("antwoord met ja of nee.")
        return known

    shown_default = None if default is None else ("ja" if default else "nee")
    result: bool = click.prompt(
        question, default=shown_default, show_default=False, prompt_suffix=prompt_suffix, err=err, value_proc=answer
    )
    if abort and not result:
        raise click.Abort
    return result


def _with_default(method: Callable[..., None], **defaults: str) -> Callable[..., None]:
    """The same `__init__` with other defaults for keyword arguments."""

    @functools.wraps(method)
    def init(self: object, *args: object, **kwargs: object) -> None:
        method(self, *args, **{**defaults, **kwargs})

    return init


@functools.cache
def speak_dutch() -> None:
    """Let click speak Dutch in this process; calling it again changes nothing."""
    for module in _MODULES:
        for name, lookup in (("_", translate), ("ngettext", translate_counted), ("confirm", confirm)):
            if hasattr(module, name):
                setattr(module, name, lookup)
    click.confirm = confirm
    click.types.BoolParamType.bool_states = YES_NO
    for kind, name in _TYPE_NAMES.items():
        kind.name = name
    setattr(click.Command, "__init__", _with_default(click.Command.__init__, options_metavar="[OPTIES]"))  # noqa: B010 - mypy forbids assigning to a method
    setattr(click.Group, "__init__", _with_default(click.Group.__init__, subcommand_metavar="OPDRACHT [WAARDEN]..."))  # noqa: B010 - same
