"""Sealing the ring to the coördinators with age, so that any age program opens it too."""

from __future__ import annotations

from collections.abc import Sequence

from bb.vault.errors import ClosedError, RingError
from bb.vault.ring import Ring, read_ring, write_ring

_FOR_OTHERS = "No matching keys found"  # how age says that it is whole, and not for this key


def seal_ring(ring: Ring, recipients: Sequence[str]) -> bytes:
    """Return the ring encrypted to these age recipients (`age1…`).

    Raises:
        RingError: there is no recipient, or one of them is none of age's.
    """
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    try:
        people = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    except pyrage.RecipientError:
        raise RingError("Een van de ontvangers van de sleutelring is geen age-sleutel (age1…).") from None
    if not people:
        raise RingError("De sleutelring heeft geen ontvanger; dan kan niemand haar openen. Er is niets bewaard.")
    return bytes(pyrage.encrypt(write_ring(ring), people))


def open_ring(data: bytes, identity: str) -> Ring:
    """Return the ring that an age identity (`AGE-SECRET-KEY-1…`) opens.

    Raises:
        ClosedError: it is sealed to others.
        RingError: it is damaged, or what is in it is no ring.
    """
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    try:
        mine = pyrage.x25519.Identity.from_str(identity.strip())
        text = bytes(pyrage.decrypt(data, [mine]))
    except pyrage.IdentityError:
        raise ClosedError from None
    except pyrage.DecryptError as error:
        raise (ClosedError if str(error) == _FOR_OTHERS else RingError) from None
    return read_ring(text)
