"""Ids as people type them: `25` for this year's case 25, `v-2` for v-002, `woonstad` for the partner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from bb.actions.stop import Status, Stop
from bb.domain.kinds import KIND_NAMES

if TYPE_CHECKING:  # a kind is known without any record
    from bb.domain.records import Record
    from bb.domain.register import Register

KINDS = ("casus", "vrijwilliger", "partner", "activiteit")
"""The kinds of records, in the order in which one is looked for that is called so."""


def find_record(register: Register, typed: str, today: date) -> tuple[str, Record]:
    """Return the kind and the record that `typed` names.

    A bare number is a case of this year, or of the last year that has it.

    Raises:
        Stop: there is no such record, or its file could not be read.
    """
    wanted = full_id(register.casus, typed, today)
    for kind in KINDS:
        found = register.of_kind(kind).get(wanted)
        if found is not None:
            return kind, found
        if register.knows(kind, wanted):
            raise Stop(f"Het bestand van {wanted} kan niet worden gelezen. Zie wat er is met: bb validate")
    from bb.domain.detectors import quoted  # noqa: PLC0415 - only for who mistyped
    from bb.domain.ids import kind_of_id  # noqa: PLC0415 - same
    from bb.text.suggest import closest  # noqa: PLC0415 - same

    kind = kind_of_id(wanted)
    # Another number is another case: only a misspelt name is worth a guess.
    meant = closest(wanted, register.partner) if kind == "partner" else None
    hint = f" Bedoelde u {meant}?" if meant else f" Zie wat er is met: bb list {kind}"
    raise Stop(f"'{quoted(typed)}' is hier niet bekend.{hint}", Status.USAGE)


def full_id(cases: Iterable[str], typed: str, today: date) -> str:
    """Return the whole id for a short form; what is no short form comes back as it is.

    Among the ids of all cases that of a bare number is looked for.
    """
    text = typed.strip()
    if short := re.fullmatch(r"([vgVG])-?([0-9]{1,5})", text):
        return f"{short[1].lower()}-{int(short[2]):03}"
    if dated := re.fullmatch(r"([0-9]{4})-([0-9]{1,4})", text):
        return f"{dated[1]}-{int(dated[2]):04}"
    if re.fullmatch(r"[0-9]{1,4}", text):
        number = f"{int(text):04}"
        years = sorted((id_[:4] for id_ in cases if id_[5:] == number), reverse=True)
        return f"{today.year}-{number}" if str(today.year) in years or not years else f"{years[0]}-{number}"
    return text


def kind_of(typed: str) -> str:
    """Return the kind of record for a word people use for it: `zaken`, `vrijwilligers`, `netwerk`.

    Raises:
        Stop: the word names no kind of record.
    """
    kind = KIND_NAMES.get(typed.lower())
    if kind is None:
        from bb.domain.detectors import quoted  # noqa: PLC0415 - only for who mistyped

        raise Stop(
            f"'{quoted(typed)}' is geen soort. Kies uit: casus, vrijwilliger, partner of activiteit.", Status.USAGE
        )
    return kind
