"""A coördinator's own key (age calls it an identity), and the public half of it that others seal to.

It is kept encrypted with a passphrase, as an ordinary age file. Opening that takes one to three seconds on purpose: so
guessing is slow.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from bb.vault.errors import IdentityError, PassphraseError

_FINGERPRINT = 20
"""Hexadecimal digits of a fingerprint: 80 bits, more than anyone can search through to imitate one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A key: `secret` (`AGE-SECRET-KEY-1…`, never shown by `repr`) and its public `recipient` (`age1…`)."""

    secret: str = field(repr=False)
    recipient: str


def new_identity() -> Identity:
    """Make a key from the system's own randomness."""
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    made = pyrage.x25519.Identity.generate()
    return Identity(secret=str(made), recipient=str(made.to_public()))


def identity_of(secret: str) -> Identity:
    """Return the key with this secret, as it stands in a file or on paper; lines that begin with `#` do not count.

    Raises:
        IdentityError: it is no age key.
    """
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    lines = [line for line in secret.splitlines() if not line.lstrip().startswith("#")]
    bare = "".join("".join(lines).split())  # typed over from paper, in groups perhaps
    try:
        made = pyrage.x25519.Identity.from_str(bare.upper())
    except pyrage.IdentityError:
        raise IdentityError from None
    return Identity(secret=str(made), recipient=str(made.to_public()))


def lock_identity(identity: Identity, passphrase: str) -> bytes:
    """Return the key as an age file that only the passphrase opens."""
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    return bytes(pyrage.passphrase.encrypt(f"{identity.secret}\n".encode(), passphrase))


def unlock_identity(data: bytes, passphrase: str) -> Identity:
    """Return the key in an age file.

    Raises:
        PassphraseError: the passphrase is another, or the file was damaged.
        IdentityError: what is in it is no key.
    """
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    try:
        text = bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError:
        raise PassphraseError from None
    return identity_of(text.decode("ascii", "replace"))


def fingerprint(recipient: str) -> str:
    """Return what people read to each other to know that a recipient is the right one: the start of its SHA-256.

    >>> fingerprint("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
    'cf7e 5682 3131 5068 5bf1'
    """
    digits = hashlib.sha256(recipient.encode()).hexdigest()[:_FINGERPRINT]
    return " ".join(digits[at : at + 4] for at in range(0, _FINGERPRINT, 4))
