"""Rings merge without losing a key and without bringing one back; only the coördinators open them."""

from __future__ import annotations

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.vault.armour import open_ring, seal_ring
from bb.vault.dossier import DossierKey, new_key
from bb.vault.errors import ClosedError, RingError, StaleRingError
from bb.vault.ring import Ring, merge, read_ring, refuse_stale, write_ring

RECORDS = ("2026-0001", "2026-0002", "v-001")
POOL = [
    (record, DossierKey(id=bytes([n, place]) + bytes(14), secret=bytes([n]) * 32))
    for place, record in enumerate(RECORDS)
    for n in range(3)
]


@st.composite
def rings(draw: st.DrawFn) -> Ring:
    """Give a ring as a coördinator's copy may have it: some keys, then some destroyed."""
    ring = Ring()
    for record, key in draw(st.lists(st.sampled_from(POOL))):
        ring = ring.with_key(record, key)
    for _, key in draw(st.lists(st.sampled_from(POOL), max_size=3)):
        ring = ring.without_key(key.id)
    for record in draw(st.sets(st.sampled_from(RECORDS))):
        ring = ring.forget(record)
    return ring


@given(rings(), rings(), rings())
def test_merging_in_any_order_gives_one_ring(a: Ring, b: Ring, c: Ring) -> None:
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, a) == a


@given(rings(), rings())
def test_nothing_destroyed_comes_back_and_nothing_else_is_lost(a: Ring, b: Ring) -> None:
    both = merge(a, b)
    for id_, (record, _) in {**a.keys, **b.keys}.items():
        gone = id_ in a.destroyed | b.destroyed or record in a.forgotten | b.forgotten
        assert (id_ in both.keys) != gone


@given(rings())
def test_a_ring_reads_back(ring: Ring) -> None:
    assert read_ring(write_ring(ring)) == ring


def test_a_copy_that_stayed_behind_keeps_its_own_key_and_brings_none_back() -> None:
    shared = Ring().with_key("2026-0001", new_key())
    offline_key = new_key()
    offline = shared.with_key("2026-0002", offline_key).with_key("2026-0001", new_key())
    both = merge(shared.forget("2026-0001"), offline)
    assert list(both.keys) == [offline_key.id]
    with pytest.raises(RingError):
        both.with_key("2026-0001", new_key())


def test_a_ring_older_than_what_was_forgotten_is_refused() -> None:
    old = Ring().with_key("2026-0001", new_key())
    refuse_stale(old.forget("2026-0001"), ["2026-0001"])
    with pytest.raises(StaleRingError):
        refuse_stale(old, ["2026-0001"])


def test_one_key_id_with_two_meanings_is_refused() -> None:
    key = new_key()
    with pytest.raises(RingError):
        merge(Ring().with_key("2026-0001", key), Ring().with_key("2026-0002", key))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"formaat": 2, "sleutels": {}, "vernietigd": [], "vergeten": []}',
        b'{"formaat": 1, "sleutels": {}, "vernietigd": [], "vergeten": [1]}',
        b'{"formaat": 1, "sleutels": {"00": {"van": "x", "sleutel": "geheim"}}, "vernietigd": [], "vergeten": []}',
    ],
)
def test_what_is_no_ring_is_refused_without_showing_it(data: bytes) -> None:
    with pytest.raises(RingError) as refused:
        read_ring(data)
    assert "geheim" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_both_coordinators_open_the_ring_and_a_leaver_does_not() -> None:
    noor, sam, leaver = (pyrage.x25519.Identity.generate() for _ in range(3))
    ring = Ring().with_key("2026-0001", new_key()).forget("2025-0009")
    data = seal_ring(ring, [str(noor.to_public()), str(sam.to_public())])
    assert open_ring(data, str(noor)) == open_ring(data, str(sam) + "\n") == ring
    for identity in (str(leaver), "geen sleutel"):
        with pytest.raises(ClosedError):
            open_ring(data, identity)


def test_every_flipped_byte_of_a_sealed_ring_is_refused() -> None:
    noor = pyrage.x25519.Identity.generate()
    data = seal_ring(Ring().with_key("2026-0001", new_key()), [str(noor.to_public())])
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 0x01
        with pytest.raises(RingError):
            open_ring(bytes(changed), str(noor))


def test_a_ring_for_nobody_is_not_made() -> None:
    with pytest.raises(RingError, match="geen ontvanger"):
        seal_ring(Ring(), [])
    with pytest.raises(RingError, match="geen age-sleutel"):
        seal_ring(Ring(), ["age1geen"])


def test_no_secret_in_what_is_shown_of_a_ring() -> None:
    key = DossierKey(id=bytes(16), secret=b"geheim-geheim-geheim-geheim-1234")
    assert "geheim" not in repr(Ring().with_key("2026-0001", key))
