"""What a promise is once filled from the term of its name, and what can be counted."""

from __future__ import annotations

from bb.domain.events import EVENTS
from bb.domain.records import KINDS, Organisatie, Toezegging
from bb.domain.terms import Term, filled
from bb.domain.types import keys_of

VERWIJZING = "verwijzing"
"""A referral: no event, but counted all the same from the cases."""


def countable(organisatie: Organisatie) -> tuple[str, ...]:
    """Return every name a promise can have: terms, events of all kinds, kinds of activity, referrals."""
    soort = keys_of(KINDS["activiteit"])["soort"].type
    activities: tuple[str, ...] = getattr(soort, "choices", ())
    events = [wat for rows in EVENTS.values() for wat in rows]
    return tuple(dict.fromkeys((*organisatie.terms, VERWIJZING, *events, *activities)))


def whole(promise: Toezegging, organisatie: Organisatie) -> Term:
    """Return a promise with what it leaves out taken from the term of its name."""
    versions = organisatie.versions(promise.wat)
    return filled(promise, versions[-1] if versions else None)
