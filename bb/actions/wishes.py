"""What the dossiers of waiting cases ask of a team, read when the keys are unlocked; a plan can do without."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.domain.dossier import CasusDossier, Dossier, VrijwilligerDossier
from bb.domain.journal import state_of, waiting
from bb.domain.register import Register
from bb.domain.team import stopped
from bb.domain.wishes import Wishes, asked_in
from bb.files import disk
from bb.files.disk import Unreadable, Why
from bb.files.places import dossier_path
from bb.text.plurals import join_nl

_log = logging.getLogger("bb")


def with_wishes(opened: Opened, today: date, also: Iterable[str] = ()) -> Opened:
    """Return the organisation with what the dossiers of waiting cases (and of `also`) ask of a team.

    What could not be read is told, by id.
    """
    cases = [id_ for id_ in sorted({*_waiting(opened.register, today), *also}) if _has_dossier(opened.root, id_)]
    if not cases:
        return opened
    # Here, because these load cryptography: only with a dossier to read.
    from bb.actions.unlock import unlocked  # noqa: PLC0415
    from bb.actions.vault import vault_if_unlocked  # noqa: PLC0415

    vault = vault_if_unlocked(opened)
    if vault is None:
        locked = unlocked(opened.register.organisatie) is None
        told = "De dossiers zijn op slot" if locked else "De dossiers gaan niet open"
        help_ = " Open ze met: bb keys unlock" if locked else ""
        _log.warning("%s: dit plan kent de wensen in %s niet.%s", told, join_nl(cases), help_)
        return opened

    from bb.actions.dossiers import read  # noqa: PLC0415 - same

    def read_those(kind: str, ids: Iterable[str]) -> Mapping[str, Dossier]:
        found = {}
        for id_ in ids:
            try:
                written = read(vault, kind, id_).written
            except Stop:
                unread.append(id_)
                continue
            if written.value is None or written.findings:
                unread.append(id_)
            if written.value is not None:
                found[id_] = written.value
        return found

    unread: list[str] = []
    dossiers = read_those("casus", cases)
    asked = {id_: asked_in(dossier) for id_, dossier in dossiers.items() if isinstance(dossier, CasusDossier)}
    people: Mapping[str, Dossier] = {}
    if any(one.affiniteit for parties in asked.values() for one in parties.values()):
        people = read_those("vrijwilliger", opened.register.vrijwilliger)
    has = {id_: person.affiniteit for id_, person in people.items() if isinstance(person, VrijwilligerDossier)}
    if unread:
        _log.warning(
            "Niet (helemaal) te lezen: het dossier van %s. Dit plan rekent daar niet mee. Kijk met: bb keys doctor",
            join_nl(unread),
        )
    return replace(opened, register=replace(opened.register, wishes=Wishes(asked=asked, affiniteit=has)))


def _waiting(register: Register, today: date) -> list[str]:
    left = stopped(register, today)
    return [id_ for id_, casus in register.casus.items() if waiting(state_of(casus, today), left)]


def _has_dossier(root: Path, id_: str) -> bool:
    found = disk.read(root, dossier_path("casus", id_))
    return not (isinstance(found, Unreadable) and found.why is Why.GONE)
