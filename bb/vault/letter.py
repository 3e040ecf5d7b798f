"""Something sealed for one person outside the office: to their own age key, or with a passphrase that is told them."""

from __future__ import annotations

from bb.vault.errors import VaultError


class RecipientError(VaultError):
    """What stands in a dossier as somebody's key is none."""

    def __init__(self) -> None:
        super().__init__("De sleutel in het dossier van de vrijwilliger is geen age-sleutel (age1…).")


def seal_for(text: str, recipient: str) -> bytes:
    """Return a text as an age file that only this recipient opens.

    Raises:
        RecipientError: it is no age recipient.
    """
    import pyrage  # noqa: PLC0415 - only who seals something pays for loading it

    try:
        return bytes(pyrage.encrypt(text.encode(), [pyrage.x25519.Recipient.from_str(recipient)]))
    except pyrage.RecipientError:
        raise RecipientError from None


def seal_with(text: str, passphrase: str) -> bytes:
    """Return a text as an age file that the passphrase opens; that takes a second or two on purpose."""
    import pyrage  # noqa: PLC0415 - same

    return bytes(pyrage.passphrase.encrypt(text.encode(), passphrase))


def open_for(data: bytes, identity: str) -> str | None:
    """Return the text that was sealed to an age identity (`AGE-SECRET-KEY-1…`); None when it does not open with it."""
    import pyrage  # noqa: PLC0415 - same

    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.strip())])).decode("utf-8")
    except (pyrage.IdentityError, pyrage.DecryptError, UnicodeDecodeError):
        return None
