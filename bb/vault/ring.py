"""The key ring as a value: every dossier's keys, and what was destroyed.

Two rings merge without asking anyone: all keys of both, minus what either destroyed. So a copy that stayed behind keeps
the keys it made, and never brings back one that is gone.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bb.vault.dossier import DossierKey
from bb.vault.errors import NewerRingError, RingError, StaleRingError

FORMAT = 1
TAMPERED = (
    "In de sleutelring van de gedeelde plek is een sleutel een andere dan hier: daarmee is geknoeid.\n"
    "Er is niets gedeeld. Bel uw collega's, en kijk wie bij de gedeelde plek kan."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """The keys of the dossiers.

    `keys`: by key id, the record and the key; `destroyed`: ids of keys that were replaced; `forgotten`: ids of records
    whose every key is destroyed, also one that is made elsewhere later.
    """

    keys: Mapping[bytes, tuple[str, DossierKey]] = field(default_factory=dict, repr=False)
    destroyed: frozenset[bytes] = frozenset()
    forgotten: frozenset[str] = frozenset()

    def key_for(self, id_: bytes) -> DossierKey | None:
        """Return the key with this id; None when the ring does not have it."""
        found = self.keys.get(id_)
        return found[1] if found else None

    def key_of(self, record: str) -> DossierKey | None:
        """Return a key that was made for a record; None when there is none yet."""
        return next((key for whose, key in self.keys.values() if whose == record), None)

    def with_key(self, record: str, key: DossierKey) -> Ring:
        """Return the ring with one key more.

        Raises:
            RingError: the record was forgotten: it gets no dossier again.
        """
        return self.with_keys([(record, key)])

    def with_keys(self, keys: Iterable[tuple[str, DossierKey]]) -> Ring:
        """Return the ring with a key more for each of these records.

        Raises:
            RingError: one of them was forgotten.
        """
        added = {}
        for record, key in keys:
            if record in self.forgotten or key.id in self.destroyed:
                raise RingError(f"{record} is vergeten en krijgt geen dossier meer.")
            added[key.id] = (record, key)
        return replace(self, keys={**self.keys, **added})

    def without_key(self, id_: bytes) -> Ring:
        """Return the ring with one key destroyed, its tombstone kept."""
        return _pruned(replace(self, destroyed=self.destroyed | {id_}))

    def forget(self, record: str) -> Ring:
        """Return the ring with every key of a record destroyed, its tombstone kept."""
        return _pruned(replace(self, forgotten=self.forgotten | {record}))


def merge(ours: Ring, theirs: Ring) -> Ring:
    """Return all keys of both rings minus the tombstones of both. The order does not matter, nor does doing it twice.

    Raises:
        RingError: the rings give one key id two meanings, so one of them was tampered with.
    """
    if any(ours.keys[id_] != theirs.keys[id_] for id_ in ours.keys.keys() & theirs.keys.keys()):
        raise RingError(TAMPERED)
    return _pruned(
        Ring(
            keys={**ours.keys, **theirs.keys},
            destroyed=ours.destroyed | theirs.destroyed,
            forgotten=ours.forgotten | theirs.forgotten,
        )
    )


def refuse_stale(ring: Ring, forgotten: Iterable[str]) -> None:
    """Raise when the ring does not know of a record that the plain files call forgotten: an old ring came back.

    Raises:
        StaleRingError: do not use this ring.
    """
    if not ring.forgotten.issuperset(forgotten):
        raise StaleRingError


def write_ring(ring: Ring) -> bytes:
    """Return the ring as JSON, the same bytes for the same ring. This is the secret itself: seal it before keeping."""
    told = {
        "formaat": FORMAT,
        "sleutels": {
            id_.hex(): {"van": record, "sleutel": base64.b64encode(key.secret).decode()}
            for id_, (record, key) in sorted(ring.keys.items())
        },
        "vernietigd": sorted(id_.hex() for id_ in ring.destroyed),
        "vergeten": sorted(ring.forgotten),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def read_ring(data: bytes) -> Ring:
    """Return the ring that JSON holds; a key that is also a tombstone is left out.

    Raises:
        RingError: it is no ring, or one of a newer format.
    """
    try:
        told = json.loads(data)
        if isinstance(told["formaat"], int) and told["formaat"] > FORMAT:
            raise NewerRingError
        if told["formaat"] != FORMAT:
            raise RingError
        return _pruned(
            Ring(
                keys=dict(_key(id_, one) for id_, one in told["sleutels"].items()),
                destroyed=frozenset(bytes.fromhex(id_) for id_ in told["vernietigd"]),
                forgotten=frozenset(_text(record) for record in told["vergeten"]),
            )
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise RingError from None  # the cause would show what it could not read


def _key(id_: str, told: Mapping[str, str]) -> tuple[bytes, tuple[str, DossierKey]]:
    key = DossierKey(id=bytes.fromhex(id_), secret=binascii.a2b_base64(told["sleutel"], strict_mode=True))
    return key.id, (_text(told["van"]), key)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _pruned(ring: Ring) -> Ring:
    kept = {
        id_: (record, key)
        for id_, (record, key) in ring.keys.items()
        if id_ not in ring.destroyed and record not in ring.forgotten
    }
    return replace(ring, keys=kept)
