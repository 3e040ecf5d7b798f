"""Reading dossiers: ciphertext on disk, text in memory. How one is changed is in `bb.actions.dossier_change`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bb.actions.key_reading import KeyRing, sentences
from bb.actions.stop import Status, Stop
from bb.domain.kinds import WITH_DOSSIER
from bb.files import disk
from bb.files.disk import Why
from bb.files.places import SUFFIX, dossier_of, dossier_path
from bb.vault.dossier import key_id, open_dossier
from bb.vault.errors import DossierError

if TYPE_CHECKING:
    from bb.actions.vault import Vault
    from bb.files.dossier import Written

NO_DOSSIER = "Bij een activiteit hoort geen dossier; wel bij een zaak, een vrijwilliger en een partner."


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A dossier as it was read: of which record, its text (empty when there is none yet) and the sealed bytes."""

    kind: str
    id: str
    text: str = field(default="", repr=False)
    sealed: bytes | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        """Where it stands, encrypted."""
        return dossier_path(self.kind, self.id)

    @property
    def written(self) -> Written:
        """What its text says."""
        from bb.files.dossier import read_dossier  # noqa: PLC0415 - searching reads no fields

        return read_dossier(self.kind, self.path, self.text)


def read(vault: Vault, kind: str, id_: str) -> Held:
    """Return the dossier of a record; an empty one when it has none.

    Raises:
        Stop: the kind has no dossiers, or this one does not open; everything else works.
    """
    if kind not in WITH_DOSSIER:
        raise Stop(NO_DOSSIER, Status.USAGE)
    if id_ in vault.ring.forgotten:
        raise Stop(f"{id_} is vergeten: het dossier is vernietigd en er komt geen nieuw.")
    path = dossier_path(kind, id_)
    data = disk.read(vault.root, path)
    if isinstance(data, disk.Unreadable):
        if data.why is Why.GONE:
            return Held(kind=kind, id=id_)
        raise Stop(f"{path} kan niet worden gelezen. Alles buiten dit dossier werkt gewoon.")
    with sentences():
        return Held(kind=kind, id=id_, text=opened_text(vault, id_, data), sealed=data)


def opened_text(vault: KeyRing, id_: str, data: bytes) -> str:
    """Return the text in the sealed bytes of a record's dossier.

    Raises:
        DossierError: it does not open with a key of the ring.
    """
    known = vault.ring.keys.get(key_id(data))
    if known is None:
        raise DossierError
    return open_dossier(id_, known[1], data).decode("utf-8", "replace")


def read_all(vault: KeyRing) -> Iterator[Held]:
    """Yield every dossier that opens, in the order of the files; `unopened` tells of the others."""
    yield from (held for held in each(vault) if isinstance(held, Held))


def unopened(vault: Vault) -> tuple[str, ...]:
    """Return the paths of the dossiers that do not open: damaged, or sealed with a key that is not in the ring."""
    return tuple(held for held in each(vault) if isinstance(held, str))


def each(vault: KeyRing, paths: Sequence[str] | None = None) -> Iterator[Held | str]:
    """Yield every dossier, or those at `paths`; of one that does not open the path."""
    wanted = disk.ending_in(vault.root, SUFFIX) if paths is None else paths
    for path, data in disk.read_many(vault.root, wanted):
        place = dossier_of(path)
        if place is None or not isinstance(data, bytes):
            yield path
            continue
        try:
            text = opened_text(vault, place[1], data)
        except DossierError:
            yield path
        else:
            yield Held(kind=place[0], id=place[1], text=text, sealed=data)
