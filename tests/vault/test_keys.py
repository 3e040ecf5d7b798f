from __future__ import annotations

from datetime import date

import pytest

from bb.actions.keys import rotate
from bb.agenda.private import key_items
from bb.domain.workdays import calendar_of
from tests.vault.world import PASSPHRASE, Desk, quick_keys


def test_the_day_of_a_key_is_kept_and_a_new_one_falls_due(noor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch, 2)
    settings = noor.root / "bb.yaml"
    settings.write_text(settings.read_text() + "bewaren: {sleutel: 1 jaar}\n")
    vault, _ = rotate(noor.vault, "c-1", PASSPHRASE, today=date(2026, 3, 2))
    (item,) = key_items(vault.organisatie, calendar_of(()))
    assert (item.id, item.day) == ("c-1", date(2027, 3, 2))
