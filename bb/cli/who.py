"""Names on the screen: shown beside ids, and typed instead of them, while the dossiers are open and a person reads."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bb.actions.ids import find_record
from bb.actions.names import NOBODY, Names, begin_hint, find_by_name, hint_given, names, surely_shut
from bb.actions.stop import Stop
from bb.cli.app import App
from bb.cli.output import note

if TYPE_CHECKING:  # who shows no names loads nothing of this
    from datetime import date

    from bb.actions.reading import Opened
    from bb.domain.records import Record
    from bb.domain.types import Key

_LIKE_ID = re.compile(r"[vgcVGC]-?[0-9]+|[0-9-]+|[^A-Za-zÀ-ž]*")


def names_here(opened: Opened) -> Names:
    """Return the names to show. None in a pipe, a file or a mail from cron: only a screen gets them.

    Whoever has no key yet is told once how to begin.
    """
    if not sys.stdout.isatty():
        return NOBODY
    if told := begin_hint(opened.register.organisatie):
        note(told)
    return names(opened)


def names_now() -> Names:
    """Return the names to show, for a line of a command that has not the organisation at hand."""
    return _names_in(click.get_current_context().ensure_object(App).folder)


@cache
def _names_in(folder: Path) -> Names:
    if not sys.stdout.isatty() or (surely_shut(folder) and hint_given(folder)):
        return NOBODY
    from bb.actions.reading import open_settings  # noqa: PLC0415 - only for a screen

    return names_here(open_settings(folder))


def which(opened: Opened, typed: str, today: date) -> tuple[str, Record]:
    """Return the kind and the record that was typed: by its id, or by someone's name while the dossiers are open.

    Raises:
        Stop: there is no such record, or there are more and nobody is there to choose.
    """
    try:
        return find_record(opened.register, typed, today)
    except Stop as unknown:
        id_ = _named(opened, typed)
        if id_ is None:
            raise unknown from None
        return find_record(opened.register, id_, today)


def which_id(opened: Opened, typed: str, today: date, *kinds: str) -> str:
    """Return the id of the record someone's name stands for; what is known as an id, or no name, stays as it is.

    With `kinds` only records of these are looked at.
    """
    try:
        find_record(opened.register, typed, today)
    except Stop:
        return _named(opened, typed, kinds) or typed
    return typed


def like_id(typed: str) -> bool:
    """Tell whether what was typed can be no name: the number of a case, a volunteer, an activity."""
    return _LIKE_ID.fullmatch(typed) is not None


def ids_typed(folder: Path, typed: str, *kinds: str) -> str:
    """Return words parted by commas with the ids of those that are names of these kinds; nothing else is read."""
    if all(like_id(part.strip()) for part in typed.split(",")):
        return typed
    from bb.actions.reading import open_settings  # noqa: PLC0415 - only for who types names

    return _ids(open_settings(folder), typed, kinds)


def ids_for(opened: Opened, typed: str, key: Key | None = None) -> str:
    """Return words parted by commas with the ids of those that are names; all the rest stays as it is.

    With a key only when its values name records of a kind that has dossiers.
    """
    from bb.cli.naming import named_by  # noqa: PLC0415 - only for who records something

    kinds = () if key is None else named_by(key)
    return typed if key is not None and not kinds else _ids(opened, typed, kinds)


def _ids(opened: Opened, typed: str, kinds: Collection[str]) -> str:
    parts = [part.strip() for part in typed.split(",")]
    return ",".join(part if like_id(part) else _named(opened, part, kinds) or part for part in parts)


def _named(opened: Opened, typed: str, kinds: Collection[str] = ()) -> str | None:
    by_id = {id_: name for kind, id_, name in find_by_name(opened, typed) if not kinds or kind in kinds}
    if len(by_id) > 1:
        from bb.cli.ask import ask_choice  # noqa: PLC0415 - only for who must choose

        return ask_choice("Wie bedoelt u?", by_id)
    return next(iter(by_id), None)
