"""Who calls again is recognised however the address or the number was written before."""

from __future__ import annotations

from itertools import permutations

import pytest

from bb.actions.returning import Sought
from bb.domain.dossier import PartijDossier

SAME = (
    ("IJsselstraat 12", "Ysselstraat 12", "ijsselstr. 12, 1234 AB Waterstad"),
    ("Beuken ln 3", "Beukenlaan 3", "beukenlaan nr 03"),
    ("Noorstraat 4", "Norstraat 4", "NOORSTRAAT\u00a04"),
    ("Oefenstraat 12-1", "Oefenstr 12 1"),
    ("v.d. Oefenweg 7 bis", "van de Oefenwg 7bis"),
)
PHONES = (
    "0600123456",
    "06 - 0012 3456",
    "06\u20130012\u20133456",
    "+31 6\u00a000\u00a012\u00a034\u00a056",
    "0031600123456",
)


@pytest.mark.parametrize(("one", "two"), [pair for of_one in SAME for pair in permutations(of_one, 2)])
def test_an_address(one: str, two: str) -> None:
    sought, other = Sought.of(PartijDossier(adres=one)), Sought.of(PartijDossier(adres=two))
    assert sought.same_as(other) == ("adres",)
    assert sought.may_stand_in(f"partijen:\n  A: {{adres: {two}}}\n")


@pytest.mark.parametrize(("one", "two"), list(permutations(PHONES, 2)))
def test_a_telephone_number(one: str, two: str) -> None:
    sought, other = Sought.of(PartijDossier(telefoon=(one,))), Sought.of(PartijDossier(telefoon=(two,)))
    assert sought.same_as(other) == ("telefoon",)
    assert sought.may_stand_in(f"telefoon: [{two}]")


@pytest.mark.parametrize(
    ("one", "two"), [("Oefenstraat 12-1", "Oefenstraat 121"), ("Oefenstraat 12", "Proefstraat 12")]
)
def test_another_front_door(one: str, two: str) -> None:
    assert Sought.of(PartijDossier(adres=one)).same_as(Sought.of(PartijDossier(adres=two))) == ()
