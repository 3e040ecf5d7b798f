"""The register of processing is complete: whatever key there is about a person has a purpose in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from bb.domain.dossier import DOSSIERS
from bb.domain.events import EVENTS
from bb.domain.processing import GROUPS, kept, purposes_of
from bb.domain.purposes import PURPOSES
from bb.domain.records import Bewaren, Casus, Coordinator, Record, Vrijwilliger
from bb.domain.types import Duration, Either, Many, Shape, Table, Type, keys_of

ABOUT_PEOPLE = (Casus, Vrijwilliger, Coordinator, *DOSSIERS.values())


def below(cls: type[object]) -> Iterator[type[object]]:
    """The class itself, and each class its keys lead to."""
    yield cls
    for key in keys_of(cls).values():
        yield from (found for inner in shapes(key.type) for found in below(inner))


def shapes(type_: Type) -> Iterator[type[object]]:
    match type_:
        case Shape(of=of):
            yield of
        case Table(of=of) | Many(of=of):
            yield from shapes(of)
        case Either():
            yield from (found for one in (type_.scalar, type_.items, type_.keys) if one for found in shapes(one))


@pytest.mark.parametrize("cls", ABOUT_PEOPLE, ids=lambda cls: cls.__name__)
def test_every_class_that_is_about_people_is_in_a_group(cls: type[object]) -> None:
    exceptions = {"Uitzondering"}  # a date or a rule for one record: nothing about a person
    grouped = {one for group in GROUPS for one in group.of}
    assert {one.__name__ for one in below(cls) if one not in grouped} <= exceptions


def test_every_key_and_every_event_has_a_purpose() -> None:
    for group in GROUPS:
        told = {name for names in purposes_of(group).values() for name in names}
        for cls in group.of:
            for key in keys_of(cls).values():
                leads = any(one in group.of for one in shapes(key.type))
                assert leads or (key.name in told and key.why in PURPOSES), (cls.__name__, key.name)
        assert {row.wat for row in EVENTS.get(group.verloop, {}).values()} <= told


def test_a_key_that_is_added_stands_in_the_register() -> None:
    assert not [f.name for f in fields(Record) if "key" in f.metadata and not keys_of(Casus)[f.name].why]
    assert all(is_dataclass(cls) for group in GROUPS for cls in group.of)
    assert {group.verloop for group in GROUPS} >= {"casus", "vrijwilliger", "activiteit"}
    (case,) = [group for group in GROUPS if Casus in group.of]
    assert "urgentie" in purposes_of(case)["de zaak beoordelen en bemiddelen"]


def test_how_long_is_what_the_organisation_says() -> None:
    case, volunteer = GROUPS[0], GROUPS[2]
    assert kept(case, Bewaren()).startswith("na de afsluiting: 2 jaar")
    assert kept(case, Bewaren(casus=Duration(1, "jaar"))).startswith("na de afsluiting: 1 jaar")
    assert "nog niet bepaald" in kept(volunteer, Bewaren())
    assert kept(volunteer, Bewaren(vrijwilliger=Duration(2, "jaar"), afgewezen=Duration(3, "maanden"))) == (
        "na het stoppen: 2 jaar; wie niet is aangenomen: 3 maanden"
    )
