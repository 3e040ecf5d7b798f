"""Reading and writing dossiers: ciphertext on disk, text in memory, one write is one action like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bb.actions.keeping import ChangedError
from bb.actions.save import hold, refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.vault import Vault, change_ring, sentences
from bb.domain.dossier import DOSSIERS
from bb.files import disk
from bb.files.disk import Why
from bb.files.dossier import SUFFIX, Written, dossier_of, dossier_path, read_dossier
from bb.git.commit import Change
from bb.vault.dossier import DossierKey, key_id, new_key, open_dossier, seal
from bb.vault.errors import DossierError

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
        return read_dossier(self.kind, self.path, self.text)


def read(vault: Vault, kind: str, id_: str) -> Held:
    """Return the dossier of a record; an empty one when it has none.

    Raises:
        Stop: the kind has no dossiers, or this one does not open; everything else works.
    """
    if kind not in DOSSIERS:
        raise Stop(NO_DOSSIER, Status.USAGE)
    if id_ in vault.ring.forgotten:
        raise Stop(f"{id_} is vergeten: het dossier is vernietigd en er komt geen nieuw.")
    path = dossier_path(kind, id_)
    data = disk.read(vault.opened.root, path)
    if isinstance(data, disk.Unreadable):
        if data.why is Why.GONE:
            return Held(kind=kind, id=id_)
        raise Stop(f"{path} kan niet worden gelezen. Alles buiten dit dossier werkt gewoon.")
    with sentences():
        return Held(kind=kind, id=id_, text=opened_text(vault, id_, data), sealed=data)


def opened_text(vault: Vault, id_: str, data: bytes) -> str:
    """Return the text in the sealed bytes of a record's dossier.

    Raises:
        DossierError: it does not open with a key of the ring.
    """
    key = vault.ring.key_for(key_id(data))
    if key is None:
        raise DossierError
    return open_dossier(id_, key, data).decode("utf-8", "replace")


def read_all(vault: Vault) -> Iterator[Held]:
    """Yield every dossier that opens, in the order of the files; `unopened` tells of the others."""
    yield from (held for held in _all(vault) if isinstance(held, Held))


def unopened(vault: Vault) -> tuple[str, ...]:
    """Return the paths of the dossiers that do not open: damaged, or sealed with a key that is not in the ring."""
    return tuple(held for held in _all(vault) if isinstance(held, str))


def _all(vault: Vault) -> Iterator[Held | str]:
    """Yield every dossier, or its path when it does not open."""
    for path, data in disk.read_all(vault.opened.root, SUFFIX):
        place = dossier_of(path)
        try:
            text = opened_text(vault, place[1], data) if place else None
        except DossierError:
            text = None
        yield path if place is None or text is None else Held(kind=place[0], id=place[1], text=text, sealed=data)


def change(
    vault: Vault, kind: str, id_: str, decide: Callable[[Held], str], *, command: str, message: str
) -> tuple[Vault, Held]:
    """Change the text of a dossier and keep it as one action; when it changed meanwhile, decide again.

    Returns the vault as well: a first dossier gets a key, and the ring it is in is another.

    Args:
        vault: opened.
        kind: the kind of the record.
        id_: its id.
        decide: the new text from the dossier as it is.
        command: what was typed, without arguments, for whoever has to wait: `bb dossier`.
        message: what history says: the id and what was done, nothing personal.

    Raises:
        Stop: it cannot be kept; then nothing has changed.
    """
    refuse_example(vault.organisatie)
    held = read(vault, kind, id_)
    try:
        return _keep(vault, held, decide(held), command, message, locked=False)
    except ChangedError:
        with hold(vault.opened.root, command):
            held = read(vault, kind, id_)
            return _keep(vault, held, decide(held), command, message, locked=True)


def _keep(vault: Vault, held: Held, text: str, command: str, message: str, *, locked: bool) -> tuple[Vault, Held]:
    if text == held.text and held.sealed is not None:
        return vault, held
    vault, key = key_of(vault, held)
    sealed = seal(held.id, key, text.encode())
    save(
        vault.opened.root,
        [Change(path=held.path, old=held.sealed, new=sealed)],
        message=message,
        coordinator=signer(vault.organisatie, None),
        command=command,
        commit=wants_commit(vault.organisatie, None),
        held=locked,
    )
    return vault, Held(kind=held.kind, id=held.id, text=text, sealed=sealed)


def key_of(vault: Vault, held: Held) -> tuple[Vault, DossierKey]:
    """Return the key of a dossier; a new one is in the ring, and kept, before anything is sealed with it."""
    known = vault.ring.key_for(key_id(held.sealed)) if held.sealed is not None else None
    if known:
        return vault, known
    key = new_key()
    return change_ring(vault, lambda ring: ring.with_key(held.id, key)), key
