"""What the dossiers of waiting cases ask of a team, read when the keys are unlocked; a plan can do without."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.domain.dossier import CasusDossier, Dossier, VrijwilligerDossier
from bb.domain.journal import state_of, waiting
from bb.domain.records import Organisatie
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
    cases = _with_dossier(opened, {*_waiting(opened.register, today), *also})
    if not cases:
        return opened
    # Here, because these load cryptography: only with a dossier to read.
    from bb.actions.vault import vault_if_unlocked  # noqa: PLC0415

    vault = vault_if_unlocked(opened)
    if vault is None:
        _log.warning("%s", _unheard(opened.register.organisatie, cases))
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


def _with_dossier(opened: Opened, cases: Iterable[str]) -> list[str]:
    """Return the cases that have a dossier; none in an organisation that has no keys yet."""
    organisatie = opened.register.organisatie
    if not organisatie.herstelsleutel and not any(one.sleutel for one in organisatie.coordinatoren):
        return []
    return [id_ for id_ in sorted(cases) if _has_dossier(opened.root, id_)]


def _unheard(organisatie: Organisatie, cases: Sequence[str]) -> str:
    """Return, in one line, that a plan is made without what is asked in dossiers, and what opens them."""
    from bb.actions.key_files import locked_identity  # noqa: PLC0415 - only with a dossier that stays shut
    from bb.actions.unlock import unlocked  # noqa: PLC0415 - same

    whose = cases[0] if len(cases) == 1 else f"{len(cases)} zaken"
    told = f"dit plan kent de wensen uit het dossier van {whose} niet."
    if unlocked(organisatie) is not None:
        return f"De dossiers gaan niet open: {told}"
    if locked_identity(organisatie) is None:
        return f"Op deze computer staat geen sleutel: {told}"
    return f"De dossiers zijn op slot: {told} Open ze met: bb keys unlock"


def _waiting(register: Register, today: date) -> list[str]:
    left = stopped(register, today)
    return [id_ for id_, casus in register.casus.items() if waiting(state_of(casus, today), left)]


def _has_dossier(root: Path, id_: str) -> bool:
    found = disk.read(root, dossier_path("casus", id_))
    return not (isinstance(found, Unreadable) and found.why is Why.GONE)
