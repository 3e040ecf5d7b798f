"""Printing: data on stdout, the rest on stderr, and never a character the terminal cannot show."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from bb.cli.app import App
from bb.text.plain import encode_for, safe
from bb.text.plurals import count_nl

_NO_LIMIT = 10_000
_NOW_AND_THEN = 0.5  # seconds between two looks at how far it is


def say(text: str = "") -> None:
    """Print data or the page a user asked for, on stdout."""
    _print(sys.stdout, text)


def note(text: str) -> None:
    """Print what is said beside the data, on stderr; on one screen it comes after what `say` printed before."""
    sys.stdout.flush()
    _print(sys.stderr, text)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far a long task is, on one line of the terminal that is wiped at the end; nothing in a pipe.

    Gives a function to tell how many files were begun, and of how many. A task that is done soon shows nothing.
    """
    from time import monotonic  # noqa: PLC0415 - help has no progress

    last = monotonic()
    shown = ""

    def told(begun: int, total: int) -> None:
        nonlocal last, shown
        if sys.stderr.isatty() and monotonic() - last >= _NOW_AND_THEN:
            last = monotonic()
            shown = f"{begun * 100 // total}% van {count_nl(total, 'bestand', 'bestanden')}"
            sys.stderr.write(f"\r{shown}")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if shown:
            sys.stderr.write(f"\r{' ' * len(shown)}\r")


def _print(stream: TextIO, text: str) -> None:
    lines = "\n".join(safe(line) for line in text.split("\n"))
    stream.write(encode_for(stream.encoding, lines) + "\n")


def width() -> int:
    """Return how many columns the terminal has; without a terminal there is no limit."""
    import shutil  # noqa: PLC0415 - only where a width matters

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _NO_LIMIT


def wrapped(line: str, columns: int) -> str:
    """Return a line broken at `columns`, what follows indented under where its text begins.

    >>> print(wrapped("    180  ervaring met deze klachten", 30))
        180  ervaring met deze
             klachten
    """
    import re  # noqa: PLC0415 - only where lines may be long
    import textwrap  # noqa: PLC0415 - same

    label = re.match(r" +[0-9]+ +", line)
    begin = len(label[0]) if label else len(line) - len(line.lstrip()) + (2 if line.startswith(" ") else 0)
    return "\n".join(
        textwrap.wrap(
            line,
            max(columns, begin + 20),
            subsequent_indent=" " * begin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def say_heading(text: str) -> None:
    """Print a heading on stdout: bold on a terminal, unless NO_COLOR asks for none."""
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    shown = encode_for(sys.stdout.encoding, safe(text))
    sys.stdout.write(f"\033[1m{shown}\033[0m\n" if bold else f"{shown}\n")


def say_table(
    app: App, rows: Sequence[Mapping[str, object]], columns: Sequence[str], spare: Sequence[str] = ()
) -> None:
    """Print rows as `as_table` lays them out; nothing when there are none."""
    if rows:
        say(as_table(app, rows, columns, spare))


def as_table(app: App, rows: Sequence[Mapping[str, object]], columns: Sequence[str], spare: Sequence[str] = ()) -> str:
    """Lay out rows as a table; columns of `spare` are left out, the first named first, until it fits.

    What still does not fit a narrow terminal, and everything for a screen reader, comes as blocks.
    """
    if not rows:
        return ""
    from bb.text.tables import NARROWEST, table  # noqa: PLC0415 - only where a table is printed

    shown = ""
    left_out = [set(spare[:number]) for number in range(len(spare) + 1)]
    for without in left_out if width() >= NARROWEST and not app.plain else left_out[:1]:
        kept = [c for c in columns if c not in without]
        shown = table(
            [[r[c] for c in kept] for r in rows], [c.replace("_", " ") for c in kept], width(), plain=app.plain
        )
        if "\n\n" not in shown:
            break
    return shown


def say_json(rows: Sequence[Mapping[str, Any]], **more: object) -> None:
    """Print rows for a program: `{"bb": 1, "rows": […]}`, values as they are written in the files."""
    import json  # noqa: PLC0415 - only for a program

    say(json.dumps({"bb": 1, **more, "rows": rows}, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> object:
    """Return what JSON does not know by itself, such as a day, as it is written in the files."""
    from bb.domain.rows import plain  # noqa: PLC0415 - most is plain already

    return plain(value)
