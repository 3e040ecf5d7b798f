"""What can go wrong with dossiers and keys, in words for the person at the keyboard."""

from __future__ import annotations

_SHUT = "Dossiers blijven dicht; alles daarbuiten werkt gewoon."
_REST = "Alles buiten dit dossier werkt gewoon."
_UPDATE = "Neem op deze computer de bb die uw collega's ook hebben."


class VaultError(Exception):
    """Something in the private layer cannot be used. The text is a Dutch sentence to show; it holds no secret."""


class DossierError(VaultError):
    """The bytes are no dossier, not this record's, changed, or sealed with another key: one answer for all four."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message
            or "Dit dossier gaat niet open: het is beschadigd, hoort bij iets anders of heeft een andere sleutel.\n"
            f"{_REST}"
        )


class NewerDossierError(DossierError):
    """The dossier has a newer form than this program knows."""

    def __init__(self) -> None:
        super().__init__(f"Dit dossier is gemaakt met een nieuwere bb. {_UPDATE}\n{_REST}")


class RingError(VaultError):
    """The key ring cannot be read."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or f"De sleutelring is beschadigd. Haal haar opnieuw op met: bb sync\n{_SHUT}")


class NewerRingError(RingError):
    """The ring has a newer form than this program knows."""

    def __init__(self) -> None:
        super().__init__(f"De sleutelring is gemaakt met een nieuwere bb. {_UPDATE}\n{_SHUT}")


class ClosedError(RingError):
    """The ring is sealed, and not to this identity."""

    def __init__(self) -> None:
        super().__init__(f"Met deze sleutel gaat de sleutelring niet open.\n{_SHUT}")


class StaleRingError(RingError):
    """The ring holds a key of a record that was forgotten since: an old ring came back."""

    def __init__(self) -> None:
        super().__init__(
            "Deze sleutelring is ouder dan wat hier is vergeten, en wordt niet gebruikt.\n"
            f"Haal de nieuwe op met: bb sync\n{_SHUT}"
        )


class IdentityError(VaultError):
    """This is no key, or it was damaged."""

    def __init__(self) -> None:
        super().__init__("Dit is geen sleutel, of hij is beschadigd. Een sleutel begint met AGE-SECRET-KEY-1.")


class PassphraseError(VaultError):
    """The locked key does not open with this passphrase."""

    def __init__(self) -> None:
        super().__init__(f"Deze wachtzin past niet, of het bestand met uw sleutel is beschadigd.\n{_SHUT}")
