"""What was said in a call and belongs in the dossier: kept with the plain file as one action, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bb.actions.dossiers import read
from bb.actions.stop import Stop
from bb.actions.vault import Vault
from bb.domain.dossier import LANG
from bb.domain.fields import Place, as_written, field_at
from bb.domain.types import Value
from bb.files.dossier import value_at, with_value
from bb.git.commit import Change

CASUS = "casus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """Fields of the dossier of a case with their values, and the open vault they go into."""

    vault: Vault
    fields: Mapping[Place, Value] = field(default_factory=dict, repr=False)

    @property
    def letters(self) -> frozenset[str]:
        """The parties that something is told about."""
        return frozenset(place[1] for place in self.fields if place[0] == "partijen")


def dossier_change(private: Private | None, id_: str) -> tuple[Change, ...]:
    """Return the change of the dossier of a case, none when there is nothing to keep.

    A long text is added to what already stands there; any other value takes its place.

    Raises:
        Stop: the dossier does not open, or holds something that cannot be changed.
    """
    if private is None or not private.fields:
        return ()
    from bb.actions.dossier_change import key_of  # noqa: PLC0415 - only when there is something to seal
    from bb.vault.dossier import seal  # noqa: PLC0415 - same

    held = read(private.vault, CASUS, id_)
    text = held.text
    for place, value in private.fields.items():
        new = with_value(text, place, as_written(_added(text, place, value)))
        if new is None:
            raise Stop(f"In het dossier past {'.'.join(place)} niet. Kijk met: bb dossier edit {id_}")
        text = new
    if text == held.text:
        return ()
    _, key = key_of(private.vault, held)
    return (Change(path=held.path, old=held.sealed, new=seal(id_, key, text.encode())),)


def _added(text: str, place: Place, value: Value) -> Value:
    key = field_at(CASUS, place)
    before = value_at(text, place) if key is not None and key.type is LANG else None
    return f"{before}\n{value}" if isinstance(before, str) and before != value else value
