"""Who asks what, within how long: the organisation's terms and a partner's promises, side by side.

Source: FORMAT, "Terms". `bb.domain.dues` works out what falls due of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bb.domain.records import Organisatie, Partner
from bb.domain.terms import Term, filled, in_force

ORGANISATIE = "organisatie"
_OURS = (None, "wij", "coordinator", "team")


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """The versions of one term set by one side: the organisation, or a partner (its id).

    `in_force(versions, day)` gives the one of a day, complete.
    """

    by: str
    versions: tuple[Term, ...]


def norm_of(organisatie: Organisatie, name: str, kind: str) -> Norms | None:
    """Return the organisation's own norm for a term on this kind of record, or None."""
    versions = tuple(term for term in organisatie.versions(name) if kind in term.kinds)
    return Norms(by=ORGANISATIE, versions=versions) if versions else None


def norms_of(organisatie: Organisatie, partner: Partner | None) -> Mapping[str, list[Norms]]:
    """Return every term of cases with its norms: the organisation's, then those `partner` was promised.

    A promise of ours (`wie: wij`, or not said) takes what it leaves out from the term of its name,
    as that is in force on the day. Promises of one name that start at different events (feedback
    when taken up, and when closed) run beside each other; those that start alike are versions of
    one promise.
    """
    norms: dict[str, list[Norms]] = {}
    for name in organisatie.terms:
        if norm := norm_of(organisatie, name, "casus"):
            norms[name] = [norm]
    promises: dict[tuple[str, str], list[Term]] = {}
    for promise in partner.toezeggingen if partner else ():
        if promise.wie in _OURS:
            # `wij` tells who promised; who of us does it, the term of that name tells.
            own = replace(promise, wie=None) if promise.wie == "wij" else promise
            promises.setdefault((promise.wat, str(promise.na)), []).append(own)
    for (name, _), own_versions in promises.items():
        model = organisatie.versions(name) if name in norms else ()
        versions = _complete(tuple(own_versions), model)
        if versions and partner:
            norms.setdefault(name, []).append(Norms(by=partner.id, versions=versions))
    return norms


def _complete(own: tuple[Term, ...], model: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return a promise as versions that need no model: one for each day on which either side changes."""
    days = sorted({term.vanaf or date.min for term in (*own, *model)})
    found = []
    for day in days:
        promise = in_force(own, day)
        if promise is None:
            continue
        term = replace(_filled(promise, in_force(model, day)), vanaf=None if day == date.min else day)
        if (term.na and term.binnen) or (term.voor and term.eerder):
            found.append(term)
    return tuple(found)


def _filled(promise: Term, model: Term | None) -> Term:
    """Return a promise filled from its model; one that starts elsewhere also runs in its own phases."""
    if model and promise.na and promise.na != model.na:
        model = replace(model, in_=())
    return filled(promise, model)
