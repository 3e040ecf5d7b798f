"""Who has a key, and what this computer knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bb.actions.key_files import known_recipients
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.unlock import unlocked
from bb.actions.vault import RECOVERY
from bb.domain.types import AGE
from bb.vault.identity import fingerprint

State = Literal["geen", "nieuw", "bevestigd", "u"]
"""No key; one that was not confirmed on this computer; one that was; the user's own, unlocked now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One who may have a key: whose (`c-1`, or `herstel`), the name, the recipient (None: no key), its state."""

    whose: str
    name: str
    recipient: str | None
    state: State

    @property
    def fingerprint(self) -> str:
        """What people read to each other; empty without a key."""
        return fingerprint(self.recipient) if self.recipient else ""


def fingerprint_of(recipient: str) -> str:
    """Return the fingerprint of a recipient.

    Raises:
        Stop: it is no recipient.
    """
    if AGE.parse(recipient) is None:
        raise Stop("Dit is geen sleutel van een collega: die begint met age1.", Status.USAGE)
    return fingerprint(recipient)


def key_rows(opened: Opened) -> tuple[KeyRow, ...]:
    """Return every coördinator, and the recovery key, as `bb.yaml` and this computer have it."""
    organisatie = opened.register.organisatie
    known = known_recipients(organisatie)
    mine = unlocked(organisatie)
    named = [(one.id, one.naam, one.sleutel) for one in organisatie.coordinatoren]
    named.append((RECOVERY, "op papier, in de kluis", organisatie.herstelsleutel))

    def state(recipient: str | None) -> State:
        if recipient is None:
            return "geen"
        if mine and mine.recipient == recipient:
            return "u"
        return "bevestigd" if recipient in known else "nieuw"

    return tuple(KeyRow(whose=w, name=n, recipient=r, state=state(r)) for w, n, r in named)
