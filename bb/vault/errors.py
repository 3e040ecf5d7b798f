"""What can go wrong with dossiers and keys, in words for the person at the keyboard."""

from __future__ import annotations


class VaultError(Exception):
    """Something in the private layer cannot be used. The text is a Dutch sentence to show; it holds no secret."""


class DossierError(VaultError):
    """The bytes are no dossier, not this record's, changed, or sealed with another key: one answer for all four."""

    def __init__(self) -> None:
        super().__init__(
            "Dit dossier gaat niet open: het is beschadigd, hoort bij iets anders of heeft een andere sleutel.\n"
            "Alles buiten dit dossier werkt gewoon."
        )


class RingError(VaultError):
    """The key ring cannot be read."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message or "De sleutelring is beschadigd. Dossiers blijven dicht; alles daarbuiten werkt gewoon."
        )


class ClosedError(RingError):
    """The ring is sealed, and not to this identity."""

    def __init__(self) -> None:
        super().__init__(
            "Met deze sleutel gaat de sleutelring niet open, of de ring is beschadigd.\n"
            "Dossiers blijven dicht; alles daarbuiten werkt gewoon."
        )


class StaleRingError(RingError):
    """The ring holds a key of a record that was forgotten since: an old ring came back."""

    def __init__(self) -> None:
        super().__init__(
            "Deze sleutelring is ouder dan wat hier is vergeten, en wordt niet gebruikt.\n"
            "Dossiers blijven dicht; alles daarbuiten werkt gewoon."
        )


class IdentityError(VaultError):
    """This is no key, or it was damaged."""

    def __init__(self) -> None:
        super().__init__("Dit is geen sleutel, of hij is beschadigd. Een sleutel begint met AGE-SECRET-KEY-1.")


class PassphraseError(VaultError):
    """The locked key does not open with this passphrase."""

    def __init__(self) -> None:
        super().__init__(
            "Deze wachtzin past niet, of het bestand met uw sleutel is beschadigd.\n"
            "Dossiers blijven dicht; alles daarbuiten werkt gewoon."
        )
