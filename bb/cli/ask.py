"""Asking for what is missing, one question at a time, in the order it is needed."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import click

from bb.actions.stop import Status, Stop
from bb.actions.typed import value_of
from bb.cli.output import note
from bb.domain.detectors import quoted
from bb.domain.phrases import written
from bb.domain.types import Key, Many, Scalar, Type, Value
from bb.text.plain import encode_for, safe
from bb.text.suggest import closest

WAIT = "Een ogenblik: dit duurt met opzet een paar seconden, zodat raden traag gaat."
"""What is said while a passphrase is tried."""

_FEW = 16
"""So many words can stand behind a question and still be read."""


def interactive() -> bool:
    """Tell whether someone is there to answer: both input and output are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answer(
    key: Key,
    today: date,
    default: Value = None,
    options: Sequence[str] | None = None,
    named: Callable[[str], str] = str,
) -> Value:
    """Ask for the value of one key until it is one; Enter skips what may be left out (None).

    With `options` (see `bb.actions.choices`) only those words will do; a short list is shown. `named` puts ids in the
    place of names that are typed.
    """
    hint = _hint(key.type, options)
    while True:
        shown = f" [{written(default)}]" if default is not None else "" if key.required else " (Enter: overslaan)"
        typed = _ask(f"{key.asks}{hint}{shown}")
        if not typed.strip():
            if default is not None or not key.required:
                return default
            note("Dit kan niet worden overgeslagen.")
            continue
        try:
            value = value_of(key, named(typed), today)
        except Stop as stop:
            note(stop.message)
            continue
        strange = _strange(value, options)
        if strange is None:
            return value
        meant = closest(strange, options or ())
        known = f"Bedoelde u '{meant}'?" if meant else f"Kies uit: {', '.join(options or ())}."
        note(f"'{quoted(strange)}' kennen we niet. {known}")


def ask_line(question: str) -> str:
    """Ask for one line, as it is typed."""
    return _ask(question)


def ask_lines(question: str) -> str:
    """Ask for a text of one or more lines; a single dot ends it, and so does Enter before anything was typed."""
    lines: list[str] = []
    typed = _ask(f"{question} (klaar: een punt op een eigen regel; Enter: overslaan)")
    while typed != "." and (typed or lines):
        lines.append(typed)
        typed = _ask(" ")
    return "\n".join(lines).strip("\n")


def confirm(question: str) -> bool:
    """Ask a question that is answered with ja or nee; Enter is nee."""
    while True:
        typed = _ask(f"{question} (ja/nee)").strip().lower()
        if typed in {"", "n", "nee", "j", "ja"}:
            return typed.startswith("j")
        note("Typ ja of nee.")


def ask_secret(question: str) -> str:
    """Ask for something that nobody may see: nothing of it is shown. Without a terminal it is read from the input.

    Raises:
        click.Abort: Ctrl-C, or the end of the input.
    """
    if not interactive():
        return sys.stdin.readline().rstrip("\r\n")
    sys.stdout.flush()
    try:
        return getpass.getpass(f"{encode_for(sys.stderr.encoding, question)}: ", stream=sys.stderr)
    except (KeyboardInterrupt, EOFError):
        raise click.Abort from None


def ask_choice(question: str, options: Mapping[str, str]) -> str:
    """Ask to choose one of some words, by its number or by itself.

    Raises:
        Stop: nobody is there to answer.
    """
    names = list(options)
    if not interactive():
        raise Stop(f"{question} Kies uit: {', '.join(names)}.", Status.USAGE)
    note(question)
    longest = max(map(len, names))
    for number, name in enumerate(names, start=1):
        note(f"  {number:>2}  {name:<{longest}}  {options[name]}".rstrip())
    while True:
        typed = _ask("Nummer of woord").strip()
        if typed in names:
            return typed
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(names):
            return names[int(typed) - 1]
        note("Dat staat er niet bij.")


def _ask(question: str) -> str:
    """Ask one question on stderr and return the line that is typed; stdout stays for data.

    Raises:
        click.Abort: Ctrl-C, or the end of the input.
    """
    sys.stdout.flush()
    sys.stderr.write(encode_for(sys.stderr.encoding, safe(question)) + (" " if question.endswith(("?", "…")) else ": "))
    sys.stderr.flush()
    try:
        return input()
    except (KeyboardInterrupt, EOFError):
        raise click.Abort from None


def _strange(value: Value, options: Sequence[str] | None) -> str | None:
    """Return the first of a value's words that is not among the options, None when all are."""
    if options is None:
        return None
    given = value if isinstance(value, tuple) else (value,)
    return next((str(one) for one in given if str(one) not in options), None)


def _hint(type_: Type, options: Sequence[str] | None) -> str:
    """Return a short word of help behind a question: what to choose from when that is not too much."""
    if isinstance(type_, Many):
        return f"{_hint(type_.of, options)} (meer dan één: met komma's)"
    words = options or (type_.choices if isinstance(type_, Scalar) else ())
    return f" ({', '.join(words)})" if 0 < len(words) <= _FEW else ""
