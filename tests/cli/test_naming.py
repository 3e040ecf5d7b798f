"""Where a name may be typed instead of an id."""

from __future__ import annotations

from bb.cli.naming import NAMING, named_by
from bb.domain.records import KINDS
from bb.domain.rows import DERIVED
from bb.domain.types import keys_of


def test_the_fields_of_rows_that_name_people_are_known_without_the_records() -> None:
    of_keys = {kind: {name: named_by(key) for name, key in keys_of(cls).items()} for kind, cls in KINDS.items()}
    for kind, naming in NAMING.items():
        assert {name: kinds for name, kinds in of_keys[kind].items() if kinds}.items() <= naming.items()
        assert naming.keys() <= of_keys[kind].keys() | {*DERIVED[kind]}
    assert NAMING.keys() == KINDS.keys()
