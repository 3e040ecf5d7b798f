"""The schema accepts what the reader accepts, and refuses what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bb.domain.events import EVENTS
from bb.domain.records import KINDS, Organisatie
from bb.domain.types import Either, Many, Scalar, Shape, Table, Type, keys_of
from bb.files import convert
from bb.files.places import kind_and_id
from bb.files.schema import DIALECT, NAMES, schema, schemas
from bb.files.store import load
from bb.files.verify import data_in, opened
from tests.rules.organisation import clean

ORGANISATIE = load((path, text.encode()) for path, text in clean().items()).register.organisatie
FILES = [(path, *(kind_and_id(path) or ("organisatie", ""))) for path in clean()]
CASE = "casus/2026/2026-0001.md"


def as_text(text: str, path: str) -> Any:
    """Front matter with every value as text, tuples as lists: as our own reader has it."""
    found = opened(text, settings=path == "bb.yaml")
    assert found is not None
    return json.loads(json.dumps(data_in(found[1])))


class Loader(yaml.SafeLoader):
    """YAML as other programs have it since version 1.2: numbers are numbers, days are text."""


Loader.yaml_implicit_resolvers = {
    sign: [one for one in found if one[0].endswith((":int", ":float", ":null"))]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_yaml(text: str, path: str) -> Any:
    """Front matter as another program reads it."""
    header = text if path == "bb.yaml" else text.split("---\n")[1]
    header = header.replace("19:30", "'19:30'")  # a number only in YAML 1.1
    return json.loads(json.dumps(yaml.load(header, Loader)))  # noqa: S506 - a SafeLoader


def errors(name: str, data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(name, ORGANISATIE)).iter_errors(data)]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_sound_schema_of_2020_12(name: str) -> None:
    made = schema(name, ORGANISATIE)
    assert made["$schema"] == DIALECT
    Draft202012Validator.check_schema(made)
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize(("path", "name", "_"), FILES)
def test_the_clean_organisation_fits(path: str, name: str, _: str) -> None:
    text = clean()[path]
    assert errors(name, as_text(text, path)) == []
    assert errors(name, as_yaml(text, path)) == []


def test_one_schema_for_all_kinds() -> None:
    whole = schemas(ORGANISATIE)
    Draft202012Validator.check_schema(whole)
    assert set(whole["$defs"]) == set(NAMES)
    for path, _, _ in FILES:
        assert Draft202012Validator(whole).is_valid(as_text(clean()[path], path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("klachten: [geluid-personen, relatie]", "klachten: [getoeter]"),
        ("klachten: [geluid-personen, relatie]", "klachten: []"),
        ("urgentie: voorrang", "urgentie: haast"),
        ("coordinator: c-1", "coordinator: c-9"),
        ("coordinator: c-1\n", ""),
        ("A: {wijk: noord,", "A: {wijk: nergens,"),
        ("A: {wijk: noord, ", "A: {"),
        ("eigen: {woningtype: flat}", "eigen: {kleur: rood}"),
        ("wat: melding, via: telefoon", "wat: melding"),
        ("wat: melding, via: telefoon", "wat: koffie"),
        ("wat: melding, via: telefoon", "wat: melding, via: telefoon, kleur: rood"),
        ("minuten: 15", "minuten: veel"),
        ("minuten: 15", "minuten: 6001"),
        ("op: 2026-02-02", "op: 2-2-2026"),
        ("tevreden: 8", "tevreden: 11"),
        ("verloop:", "verlop:"),
    ],
)
def test_what_the_reader_refuses_does_not_fit(old: str, new: str) -> None:
    text = clean()[CASE].replace(old, new, 1)
    assert text != clean()[CASE]
    assert errors("casus", as_yaml(text, CASE)) != []


TEXTS = (
    *("{zz: yy}", "[]", "{}", "[a, b]", "[v-001, 77]", "xyzzy", "77", "0", "-1", "1", "1.5", "12.0", "85.50", "85.5"),
    *("99999", "6000", "6001", "0061", "2026-02-30", "2026-13-01", "2026-06-01", "20260101", "ja", "JA", "true", '""'),
    *("19:30", "19:61", "25:00", "A", "AA", "AB", "A B", "v-1", "v-012", "c-0", "c-1", "2026-0001", "2026-00001"),
    *("100%", "101%", "80 %", "5 dag", "0 dagen", "8 weken", "1000 weken", "1e3", "0x10", "'7'", "1-499", "5-9999"),
    *("2026-12-24..2026-12-31", "2026-12-24..2026-02-30", "a_b", "a b", "a-b", "A-B", "b@c", "b@c.d", "di-avond"),
)
"""Values as hands write them: for each type some are right, and some nearly."""

KEYS = {(name, "", key.name): key for name, cls in KINDS.items() for key in keys_of(cls).values()}
KEYS |= {("organisatie", "", key.name): key for key in keys_of(Organisatie).values()}
KEYS |= {(name, row.wat, key.name): key for name in KINDS for row in EVENTS[name].values() for key in row.every_key}


def test_of_each_key_the_schema_accepts_what_the_reader_does() -> None:
    made = {name: schema(name, ORGANISATIE) for name in NAMES}
    lines = {
        (name, case["if"]["properties"]["wat"]["const"]): case["then"]
        for name in KINDS
        for case in made[name]["properties"]["verloop"]["items"]["allOf"]
    }
    different = []
    for (name, wat, key), declared in KEYS.items():
        if key in {"wat", "eigen", "formaat"}:
            continue  # each has a test of its own
        where = lines[name, wat] if wat else made[name]
        valid = Draft202012Validator(where["properties"][key]).is_valid
        for text in TEXTS:
            found = opened(f"x: {text}", settings=True)
            assert found is not None
            node = found[1].get("x")
            assert node is not None
            data = json.loads(json.dumps(data_in(found[1])))["x"]
            value = convert.value(node, declared.type, key)
            reads = value is not None and not (declared.required and value in ((), {}))
            if valid(data) and not reads:
                different.append((name, wat, key, text, "only the schema"))
            if reads and not valid(data) and not named(declared.type):
                different.append((name, wat, key, text, "only the reader"))
    assert different == []


def named(type_: Type) -> bool:
    """Whether the schema knows more: which words and names this organisation has."""
    match type_:
        case Scalar():
            return bool(type_.words or type_.refers)
        case Many(of=of):
            return named(of)
        case Table(key=key, of=of):
            return named(key) or named(of)
        case _:
            return isinstance(type_, Shape | Either)


def test_the_words_of_the_organisation_are_the_ones() -> None:
    klachten = schema("casus", ORGANISATIE)["properties"]["klachten"]["items"]["enum"]
    assert klachten == ["geluid-personen", "geluid-apparaten", "relatie", "tuin", "satelliet", "dieren"]
