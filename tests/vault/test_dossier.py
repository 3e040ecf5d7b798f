"""A dossier opens with its own key, under its own record, unchanged; otherwise it gives nothing."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.vault.dossier import DossierKey, key_id, new_key, open_dossier, seal, seal_with
from bb.vault.errors import DossierError

NAAM = b"naam A: Sam Voorbeeld\n"


@given(st.binary(max_size=3000))
def test_what_was_sealed_opens_again(text: bytes) -> None:
    key = new_key()
    data = seal("2026-0123", key, text)
    assert open_dossier("2026-0123", key, data) == text
    assert key_id(data) == key.id
    assert (len(data) - 60) % 1024 == 0


@pytest.mark.parametrize("size", [0, 1, 1022, 1023])
def test_short_and_long_texts_look_the_same(size: int) -> None:
    assert len(seal("2026-0123", new_key(), b"x" * size)) == 1084


def test_one_byte_more_than_fits_takes_another_kilobyte() -> None:
    assert len(seal("2026-0123", new_key(), b"x" * 1024)) == 2108


def test_every_flipped_byte_is_refused() -> None:
    key = new_key()
    data = seal("2026-0123", key, NAAM * 60)
    assert len(data) == 2108
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 0x01
        with pytest.raises(DossierError):
            open_dossier("2026-0123", key, bytes(changed))


def test_every_shortened_dossier_is_refused() -> None:
    key = new_key()
    data = seal("2026-0123", key, NAAM)
    for size in range(len(data)):
        with pytest.raises(DossierError):
            open_dossier("2026-0123", key, data[:size])
    with pytest.raises(DossierError):
        open_dossier("2026-0123", key, data + b"\0")


def test_two_dossiers_that_changed_places_are_refused() -> None:
    ours, theirs = new_key(), new_key()
    data, other = seal("2026-0123", ours, NAAM), seal("2026-0124", theirs, NAAM)
    for record, key, swapped in (("2026-0123", ours, other), ("2026-0124", theirs, data), ("2026-0124", ours, data)):
        with pytest.raises(DossierError):
            open_dossier(record, key, swapped)


def test_the_same_text_never_looks_the_same() -> None:
    key = new_key()
    assert seal("2026-0123", key, NAAM) != seal("2026-0123", key, NAAM)


def test_no_secret_in_what_is_shown_of_a_key_or_an_error() -> None:
    key = DossierKey(id=bytes(16), secret=b"geheim-geheim-geheim-geheim-1234")
    assert "geheim" not in repr(key)
    with pytest.raises(ValueError, match="size") as refused:
        DossierKey(id=b"", secret=b"geheim")
    assert "geheim" not in str(refused.value)


def test_the_vectors_of_the_manual() -> None:
    key = DossierKey(id=bytes(range(16)), secret=bytes(range(32)))
    data = seal_with("2026-0123", key, b"naam: Sam Voorbeeld\n", bytes(range(24)))
    assert data[:44].hex() == "62626431" + bytes(range(16)).hex() + bytes(range(24)).hex()
    assert hashlib.sha256(data).hexdigest() == "dd7094a11d46f36fbdb8ed2fb8bcb4d45fa4aef05e8a2e94cc6022a3203a7530"
    assert open_dossier("2026-0123", key, data) == b"naam: Sam Voorbeeld\n"
