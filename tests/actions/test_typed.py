from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.actions.stop import Stop
from bb.actions.typed import assignments, known, still_missing, value_of
from bb.domain.events import EVENTS
from bb.domain.types import Key, Value
from tests.actions.organisation import TODAY


def key(wat: str, name: str) -> Key:
    found = EVENTS["casus"][wat].key(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("wat", "name", "typed", "value"),
    [
        ("gesprek", "op", "gisteren", date(2026, 11, 22)),
        ("gesprek", "op", "2-10", date(2026, 10, 2)),
        ("gesprek", "op", "ma", date(2026, 11, 16)),
        ("gesprek", "met", "ab", ("A", "B")),
        ("gesprek", "met", "A, b", ("A", "B")),
        ("gesprek", "afspraken", "nee", False),
        ("gesprek", "minuten", " 75 ", 75),
        ("gesprek", "door", "v2", ("v-002",)),
        ("koppeling", "team", "v2,V-12", ("v-002", "v-012")),
        ("koppeling", "team", "[v-002, g-1]", ("v-002", "g-001")),
        ("intake", "toestemming", "opslag,bemiddelaars", ("opslag", "bemiddelaars")),
        ("intake", "toestemming", "", ()),
        ("gepland", "tijd", "19:30", time(19, 30)),
        ("afsluiting", "zie", "2026-12", "2026-0012"),
    ],
)
def test_values_as_people_type_them(wat: str, name: str, typed: str, value: Value) -> None:
    assert value_of(key(wat, name), typed, TODAY) == value


@pytest.mark.parametrize(
    ("wat", "name", "typed", "says"),
    [
        ("gesprek", "op", "31-2", "Bij 'op' hoort"),
        ("gesprek", "minuten", "veel", "een heel getal"),
        ("gesprek", "minuten", "1_0", "een heel getal"),
        ("gesprek", "met", "1", "Bij 'met' hoort"),
        ("koppeling", "team", "v2,jan", "met komma's ertussen"),
        ("afsluiting", "resultaat", "klaar", "opgelost"),
        ("gepland", "tijd", "half acht", "Bij 'tijd' hoort"),
        ("gesprek", "met", "A\nB", "een teken dat niet te lezen is"),
        ("gesprek", "met", "\udcff", "een teken dat niet te lezen is"),
    ],
)
def test_what_is_no_value_is_answered_with_what_belongs_there(wat: str, name: str, typed: str, says: str) -> None:
    with pytest.raises(Stop, match=says):
        value_of(key(wat, name), typed, TODAY)


KEYS = [found for rows in EVENTS.values() for row in rows.values() for found in row.keys]


@given(st.sampled_from(KEYS), st.text())
def test_whatever_is_typed_is_a_value_or_is_refused_in_a_sentence(asked: Key, typed: str) -> None:
    try:
        value_of(asked, typed, TODAY)
    except Stop as stop:
        assert stop.message.startswith(f"Bij '{asked.name}' ")  # noqa: PT017 - a value is as good as a refusal


def test_assignments_keep_their_order_and_whatever_stands_behind_the_sign() -> None:
    assert assignments(["naam=a=b", "x= 's-Gravenhage: # [1]"]) == {"naam": "a=b", "x": " 's-Gravenhage: # [1]"}
    with pytest.raises(Stop, match="'75' begrijpen we niet"):
        assignments(["75"])
    with pytest.raises(Stop, match="twee keer"):
        assignments(["met=A", "met=B"])


def test_a_field_that_is_not_there_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(Stop, match=r"'minuut' hoort niet bij 'gesprek'\. Bedoelde u 'minuten'\? Er is: "):
        known(["minuut"], {"met": key("gesprek", "met"), "minuten": key("gesprek", "minuten")}, "'gesprek'")


def test_what_is_missing_stands_below_each_other() -> None:
    told = still_missing([("met", key("gesprek", "met")), ("datum", key("gepland", "datum"))])
    assert told == "  met=…    Met welke partijen?\n  datum=…  Op welke dag is het afgesproken?"
