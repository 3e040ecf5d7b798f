"""Words on a command line that belong in a dossier: `A.naam=…`, `dossier.verhaal`, beside those of the plain file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bb.actions.private_fields import Private
from bb.actions.reading import Opened
from bb.domain.call import may_keep
from bb.domain.dossier import PartijDossier
from bb.domain.fields import Place
from bb.domain.types import Value, keys_of

_DOSSIER = "dossier"
NOT_KEPT = "Zonder toestemming voor opslag bewaren we geen naam, adres of verhaal; die zijn niet vastgelegd."


def private_words(typed: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return words apart: those of the plain file, and those of the dossier.

    >>> private_words(["A.wijk=noord", "A.naam", "dossier.verhaal=kort"])
    (['A.wijk=noord'], ['A.naam', 'dossier.verhaal=kort'])
    """
    ours = [word for word in typed if _place(word.partition("=")[0])]
    return [word for word in typed if word not in ours], ours


def private_of(
    opened: Opened, words: Sequence[str], values: Mapping[str, Value], today: date
) -> tuple[Private | None, str | None]:
    """Return what was typed for the dossier, and what to say about it; nothing when nothing was.

    A word without a value is asked for, or read from the standard input.

    Raises:
        Stop: the dossiers are locked, or a value is none of its field.
    """
    if not words:
        return None, None
    from bb.actions.dossier_fields import field_of  # noqa: PLC0415 - only for who types for a dossier
    from bb.actions.vault import open_vault  # noqa: PLC0415 - same
    from bb.cli.dossier_work import SHELL, value_typed  # noqa: PLC0415 - same

    if not may_keep(values):
        return None, NOT_KEPT
    vault = open_vault(opened)
    fields: dict[Place, Value] = {}
    for word in words:
        name, sign, text = word.partition("=")
        asked = field_of("casus", _place(name))
        value = asked.read(text if sign else value_typed(asked), today)
        if value is not None:
            fields[asked.place] = value
    told = SHELL if any("=" in word for word in words) else None
    return Private(vault=vault, fields=fields), told


def _place(name: str) -> Place:
    """Return where a name of the dossier stands in it; nothing for any other name."""
    begin, _, rest = name.partition(".")
    if begin == _DOSSIER and rest:
        return tuple(rest.split("."))
    if len(begin) == 1 and begin.isupper() and rest.partition(".")[0] in keys_of(PartijDossier):
        return ("partijen", begin, *rest.split("."))
    return ()
