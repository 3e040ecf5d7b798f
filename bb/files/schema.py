"""The declared keys as JSON Schema (2020-12), with the words of one organisation: for editors and other programs.

A schema speaks of front matter as YAML gives it. Where YAML makes a number of what is text to us
(`organisatie: 12345678`), or may keep a number as text, both are allowed. Only two things a schema cannot say: that
a range goes up, and which years have a 29th of February.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bb.domain.events import EVENTS, Kind
from bb.domain.records import KINDS, Organisatie, Partij
from bb.domain.types import (
    BEDRAG,
    DATUM,
    GEHEEL,
    NORM,
    TEKST,
    WOORD,
    Anything,
    Either,
    Key,
    Many,
    Scalar,
    Shape,
    Table,
    Type,
    keys_of,
)
from bb.domain.words import EIGEN_TYPEN, words

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ORGANISATIE: Final = "organisatie"
"""The name of the schema of `bb.yaml`."""

NAMES: Final = (*KINDS, ORGANISATIE)

Schema = dict[str, Any]

_NUMBERS: Final = {GEHEEL.name: "integer", BEDRAG.name: "number", NORM.name: "integer"}
_ALSO_NUMBERS: Final = (TEKST.name, WOORD.name)


def schema(name: str, organisatie: Organisatie) -> Schema:
    """Return the schema of one kind of file, or of `bb.yaml` (ORGANISATIE), with this organisation's words."""
    return {"$schema": DIALECT, **_file(name, organisatie)}


def schemas(organisatie: Organisatie) -> Schema:
    """Return one schema for a file of any kind; those of each kind stand under `$defs`."""
    return {
        "$schema": DIALECT,
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in NAMES],
        "$defs": {name: _file(name, organisatie) for name in NAMES},
    }


def _file(name: str, organisatie: Organisatie) -> Schema:
    if name == ORGANISATIE:
        # Words, wijken and people are declared here, so nothing that is declared can be asked of them.
        shape = _Writer(None).shape(keys_of(Organisatie).values())
        shape["properties"]["formaat"]["enum"] = [1, "1"]
        return {"title": "bb.yaml", **shape}
    writer = _Writer(organisatie)
    shape = writer.shape(keys_of(KINDS[name]).values())
    shape["properties"]["eigen"] = writer.own(organisatie.eigen.get(name, {}))
    shape["properties"]["verloop"] = writer.journal(EVENTS[name].values())
    shape["required"].append("verloop")
    if name == "casus":
        a = writer.type(Shape(of=Partij)) | {"required": ["wijk"]}
        shape["properties"]["partijen"] |= {"required": ["A"], "properties": {"A": a}}
    return {"title": name, **shape}


class _Writer:
    """Writes types as schemas; with an organisation, its words and the names it declares are the only ones."""

    def __init__(self, organisatie: Organisatie | None) -> None:
        self.organisatie = organisatie

    def type(self, type_: Type) -> Schema:
        match type_:
            case Scalar():
                return self.scalar(type_)
            case Many(of=of, lone=lone):
                items = {"type": "array", "items": self.type(of)}
                return {"anyOf": [self.type(of), items]} if lone else items
            case Table(key=key, of=of):
                return {"type": "object", "propertyNames": self.name(key), "additionalProperties": self.type(of)}
            case Shape(of=of):
                return self.shape(keys_of(of).values())
            case Either(scalar=scalar, items=items, keys=keys):
                return {"anyOf": [self.type(form) for form in (scalar, items, keys) if form is not None]}
            case Anything():
                return {}

    def scalar(self, type_: Scalar) -> Schema:
        if known := self.known(type_):
            return {"enum": list(known)}
        form = {"pattern": f"^(?:{type_.pattern})$"} if type_.pattern else {}
        if type_.between:
            low, high = type_.between
            as_text = {"type": "string", "pattern": f"^(?:{'' if low else '0|'}{_up_to(high)})$"}
            return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, as_text]}
        if type_.name in _NUMBERS:
            return {"type": [_NUMBERS[type_.name], "string"], "minimum": 0, **form}
        if type_.name in _ALSO_NUMBERS:
            return {"type": ["string", "number"], "minLength": 1, **form}
        return {"type": "string", **form, **({"format": "date"} if type_ is DATUM else {})}

    def name(self, type_: Scalar) -> Schema:
        """Return the schema of the name in `name: value`, which is always text."""
        known = self.known(type_)
        return {"enum": list(known)} if known else {"pattern": f"^(?:{type_.pattern})$"}

    def known(self, type_: Scalar) -> tuple[str, ...]:
        """Return the only values there are, none when the form is all that counts."""
        here = self.organisatie
        if type_.choices or here is None:
            return type_.choices
        if type_.words:
            return tuple(words(here, type_.words))
        declared: dict[tuple[str, ...], tuple[str, ...]] = {
            ("wijk",): tuple(here.wijken),
            ("coordinator",): tuple(one.id for one in here.coordinatoren),
            ("gemeente",): tuple(dict.fromkeys(wijk.gemeente for wijk in here.wijken.values())),
        }
        return declared.get(type_.refers, ())

    def shape(self, keys: Iterable[Key]) -> Schema:
        """Return the schema of a map with these keys and no other."""
        told = tuple(keys)
        return {
            "type": "object",
            "properties": {key.name: self.key(key) for key in told},
            "required": [key.name for key in told if key.required],
            "additionalProperties": False,
        }

    def key(self, key: Key) -> Schema:
        made = self.type(key.type)
        if key.required and made.get("type") == "array":
            made["minItems"] = 1
        if key.required and isinstance(key.type, Many) and key.type.lone:
            made["anyOf"][1]["minItems"] = 1
        if key.required and isinstance(key.type, Table):
            made["minProperties"] = 1
        return {**made, "description": key.asks} if key.asks else made

    def journal(self, rows: Iterable[Kind]) -> Schema:
        """Return the schema of `verloop`: what one line may hold depends on its `wat`."""
        told = tuple(rows)
        cases = [
            {
                "if": {"properties": {"wat": {"const": row.wat}}, "required": ["wat"]},
                "then": {"description": row.effect, **self.shape(row.every_key)},
            }
            for row in told
        ]
        line = {
            "type": "object",
            "properties": {"wat": {"enum": [row.wat for row in told]}},
            "required": ["op", "wat"],
            "allOf": cases,
        }
        return {"type": "array", "items": line}

    def own(self, declared: Mapping[str, str]) -> Schema:
        """Return the schema of `eigen`, with the fields `bb.yaml` declares."""
        known = {name: self.scalar(EIGEN_TYPEN[type_]) for name, type_ in declared.items() if type_ in EIGEN_TYPEN}
        return {"type": "object", "properties": known, "additionalProperties": False, "description": "Eigen velden"}


def _up_to(high: int) -> str:
    """Return a pattern of the whole numbers from 1 to `high`, as text.

    >>> _up_to(120)
    '[1-9][0-9]{0,1}|1[0-1][0-9]|120'
    """
    digits = str(high)
    parts = [f"[1-9][0-9]{{0,{len(digits) - 2}}}"] if len(digits) > 1 else []
    for place, digit in enumerate(map(int, digits)):
        lowest, left = int(place == 0), len(digits) - place - 1
        if digit > lowest:
            parts.append(f"{digits[:place]}[{lowest}-{digit - 1}]{'[0-9]' * left}")
    return "|".join((*parts, digits))
