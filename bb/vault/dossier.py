"""One dossier as bytes: sealed with a key of its own, to one record.

    "bbd1" | key id (16) | nonce (24) | XChaCha20-Poly1305(padded text) with its tag (16)

The associated data is `"bbd1" | key id | record id`, so a dossier does not open under another record's name. The text
is padded to whole kilobytes, so its size tells little. Keys are random and derived from nothing: what is
destroyed cannot be made again. No key is ever wrapped beside its dossier, as history would keep it for ever. See
docs/vault.md.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from bb.vault.errors import DossierError, NewerDossierError

MAGIC = b"bbd1"
"""The format and its version: the first bytes of every dossier."""

_ANY = MAGIC[:3]

STEP = 1024
"""A text is padded to a multiple of this many bytes."""

KEY_ID_BYTES = 16
KEY_BYTES = 32
NONCE_BYTES = 24
TAG_BYTES = 16
_HEAD = len(MAGIC) + KEY_ID_BYTES + NONCE_BYTES
_END = b"\x80"  # where the text ends and the padding begins


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierKey:
    """The key of one dossier: `id` (16 bytes, no secret) and `secret` (32 bytes, never shown by `repr`)."""

    id: bytes
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a key of another size.

        Raises:
            ValueError: without the bytes themselves.
        """
        if len(self.id) != KEY_ID_BYTES or len(self.secret) != KEY_BYTES:
            raise ValueError("a key has another size")


def new_key() -> DossierKey:
    """Make a key from the system's own randomness."""
    return DossierKey(id=os.urandom(KEY_ID_BYTES), secret=os.urandom(KEY_BYTES))


def key_id(data: bytes) -> bytes:
    """Return the id of the key that a dossier was sealed with; the dossier itself is not checked.

    Raises:
        DossierError: these bytes are no dossier.
    """
    if data.startswith(_ANY) and not data.startswith(MAGIC):
        raise NewerDossierError
    if not data.startswith(MAGIC) or (len(data) - _HEAD - TAG_BYTES) % STEP or len(data) <= _HEAD + TAG_BYTES:
        raise DossierError
    return data[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES]


def seal(record: str, key: DossierKey, text: bytes) -> bytes:
    """Seal a text as the dossier of a record. The same text gives other bytes each time.

    Args:
        record: the id of the record: `2026-0123`.
        key: the key of this dossier.
        text: what it holds.
    """
    return seal_with(record, key, text, os.urandom(NONCE_BYTES))


def seal_with(record: str, key: DossierKey, text: bytes, nonce: bytes) -> bytes:
    """Seal with a given nonce, for test vectors only: a nonce that is used twice gives the texts away."""
    padded = text + _END
    padded += bytes(-len(padded) % STEP)
    sodium, _ = _sodium()
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, _bound(record, key.id), nonce, key.secret)
    return MAGIC + key.id + nonce + bytes(sealed)


def open_dossier(record: str, key: DossierKey, data: bytes) -> bytes:
    """Return the text of a record's dossier.

    Raises:
        DossierError: any bit differs, it is another record's, or the key is another; nothing of the text is given.
    """
    if not data.startswith(MAGIC + key.id) or len(data) <= _HEAD + TAG_BYTES:
        raise DossierError
    (sodium, failed), nonce = _sodium(), data[_HEAD - NONCE_BYTES : _HEAD]
    try:
        padded: bytes = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
            data[_HEAD:], _bound(record, key.id), nonce, key.secret
        )
    except failed:
        raise DossierError from None
    text = padded.rstrip(b"\0")
    if not text.endswith(_END):
        raise DossierError
    return text[: -len(_END)]


@cache
def _sodium() -> tuple[ModuleType, type[Exception]]:
    """Load libsodium, and what it raises: only who opens a dossier pays for that."""
    from nacl import bindings, exceptions  # noqa: PLC0415 - see above

    return bindings, exceptions.CryptoError


def _bound(record: str, id_: bytes) -> bytes:
    """What the seal is tied to: format, key and record; fixed sizes first, so it reads in one way only."""
    return MAGIC + id_ + record.encode()
