"""The proof of erasure: every object is opened that can be opened, with every key that can be found.

Nothing is believed: not which reference leads where, nor which ring is the newest. What is given is a sequence of
objects, what is told is what opened. It never holds a value, a name or a key.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from bb.text.fold import folded
from bb.vault.dossier import MAGIC, DossierKey, key_id, open_dossier
from bb.vault.errors import DossierError, VaultError
from bb.vault.ring import Ring, read_ring

AGE = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing to look at: what it is called (an object's id, a path), its kind and its bytes."""

    name: str
    kind: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What must be gone: the records, their keys as far as known, and what names their people (`pattern_of`)."""

    records: frozenset[str]
    key_ids: frozenset[bytes] = frozenset()
    secrets: frozenset[bytes] = field(default=frozenset(), repr=False)
    pattern: re.Pattern[str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found in one place.

    `objects` were looked at; of them `sealed` were age files, of which `opened` opened with our identities and `rings`
    were key rings; `with_key` names the objects in which a key of the record is left. `keys` were tried. `versions` is
    how many versions of the forgotten dossiers are there, `readable` names those that opened. Of all other dossiers
    `others` are there and `others_opened` opened. `plain` names where something stands that was in the dossier.
    """

    objects: int = 0
    sealed: int = 0
    opened: int = 0
    rings: int = 0
    keys: int = 0
    versions: int = 0
    others: int = 0
    others_opened: int = 0
    with_key: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()

    @property
    def shut(self) -> int:
        """How many sealed files did not open with our identities: what is in them is not known."""
        return self.sealed - self.opened

    @property
    def clean(self) -> bool:
        """Whether no key was found, no version opened, and nothing stands anywhere as plain text."""
        return not (self.with_key or self.readable or self.plain)


@dataclass(slots=True)
class _Found:
    marks: tuple[bytes, ...] = field(default=(), repr=False)
    names: set[bytes] = field(default_factory=set)  # of files and folders that were looked at
    objects: int = 0
    sealed: int = 0
    opened: int = 0
    rings: list[Ring] = field(default_factory=list)
    dossiers: list[tuple[str, bytes]] = field(default_factory=list)
    with_key: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)


def scan(
    things: Iterable[Thing],
    sought: Sought,
    *,
    keys: Ring,
    identities: Collection[str],
) -> Scan:
    """Look at every thing, then try every key on every dossier.

    Args:
        things: all objects of a repository, or all files of a place.
        sought: what must be gone.
        keys: the ring in use, whose keys are tried as well.
        identities: age secrets (`AGE-SECRET-KEY-1…`) with which to open what is sealed.
    """
    found = _Found(marks=_marks(sought.secrets))
    for thing in things:
        found.objects += 1
        if thing.body.startswith(MAGIC):
            found.dossiers.append((thing.name, thing.body))
        elif thing.kind == "tree":
            if sought.pattern and sought.pattern.search(_new_names(thing.body, found.names)):
                found.plain.append(thing.name)
        else:
            _look(found, thing, sought, identities)
    return _judged(found, sought, keys)


def _look(found: _Found, thing: Thing, sought: Sought, identities: Collection[str]) -> None:
    """Open what is sealed, and look for keys and for what names somebody."""
    text = thing.body
    if text.startswith(AGE):
        found.sealed += 1
        opened = _opened(text, identities)
        if opened is None:
            return
        found.opened += 1
        text = opened
        ring = _ring(opened)
        if ring is not None:
            found.rings.append(ring)
            if any(record in sought.records for record, _ in ring.keys.values()):
                found.with_key.append(thing.name)
                return
    if any(mark in text for mark in found.marks):
        found.with_key.append(thing.name)
    elif sought.pattern and sought.pattern.search(folded(text.decode("utf-8", "replace"))):
        found.plain.append(thing.name)


def _judged(found: _Found, sought: Sought, keys: Ring) -> Scan:
    tried: dict[bytes, list[DossierKey]] = {}
    for ring in (keys, *found.rings):
        for id_, (_, key) in ring.keys.items():
            known = tried.setdefault(id_, [])
            if key not in known:
                known.append(key)
    records = {id_: record for ring in (keys, *found.rings) for id_, (record, _) in ring.keys.items()}
    versions: list[str] = []
    readable: list[str] = []
    others = others_opened = 0
    for name, data in found.dossiers:
        id_ = _key_id(data)
        mine = id_ in sought.key_ids or records.get(id_) in sought.records
        wanted = sought.records if mine else [records[id_]] if id_ in records else ()
        opens = any(_opens(record, key, data) for key in tried.get(id_, ()) for record in wanted)
        if mine:
            versions.append(name)
            readable += [name] if opens else []
        else:
            others += 1
            others_opened += opens
    return Scan(
        objects=found.objects,
        sealed=found.sealed,
        opened=found.opened,
        rings=len(found.rings),
        keys=sum(map(len, tried.values())),
        versions=len(versions),
        others=others,
        others_opened=others_opened,
        with_key=tuple(found.with_key),
        readable=tuple(readable),
        plain=tuple(found.plain),
    )


_ENTRY = re.compile(rb"[0-7]{5,6} ([^\0/]+)\0")


def _new_names(tree: bytes, seen: set[bytes]) -> str:
    """Return the names in a folder that were in none before, folded; most trees differ from others in one."""
    fresh = set(_ENTRY.findall(tree)) - seen
    seen |= fresh
    return folded(b"\n".join(fresh).decode("utf-8", "replace")) if fresh else ""


def _marks(secrets: Collection[bytes]) -> tuple[bytes, ...]:
    """Return how a key may be written: as it is, in Base64 and in hexadecimal digits."""
    return tuple(
        mark for secret in secrets for mark in (secret, base64.b64encode(secret).rstrip(b"="), secret.hex().encode())
    )


def _opened(data: bytes, identities: Collection[str]) -> bytes | None:
    import pyrage  # noqa: PLC0415 - only who touches keys pays for loading it

    if data.startswith(AGE[1]):
        try:
            data = base64.b64decode(b"".join(data.strip().splitlines()[1:-1]), validate=True)
        except ValueError:
            return None
    for secret in identities:
        try:
            return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
        except (pyrage.DecryptError, pyrage.IdentityError):
            continue
    return None


def _ring(text: bytes) -> Ring | None:
    try:
        return read_ring(text)
    except VaultError:
        return None


def _key_id(data: bytes) -> bytes:
    try:
        return key_id(data)
    except DossierError:
        return b""


def _opens(record: str, key: DossierKey, data: bytes) -> bool:
    try:
        open_dossier(record, key, data)
    except DossierError:
        return False
    return True
