"""The types a key can have: how its text is read, and how that type is called in Dutch.

Everything in the files is text until a type says otherwise, and a type reads the whole text or
refuses it: `1_2`, `12.0` and other scripts' digits are no numbers (FORMAT: Reading and writing).
Nothing here knows about files; `bb.files.convert` walks a tree of text along these types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from keyword import iskeyword
from typing import Any

from bb.domain.ids import FORMS

_PLURAL = {"werkdag": "werkdagen", "dag": "dagen", "week": "weken", "maand": "maanden", "kwartaal": "kwartalen"}
_SINGULAR = {plural: singular for singular, plural in _PLURAL.items()}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as people agree it: a number and a unit, `5 werkdagen`, `2 weken`."""

    number: int
    unit: str

    def __str__(self) -> str:
        """Return it as it is written in the files."""
        return f"{self.number} {_SINGULAR.get(self.unit, self.unit) if self.number == 1 else self.unit}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A norm: a count (`8`) or a share of all (`80%`)."""

    number: int
    percent: bool = False

    def __str__(self) -> str:
        """Return it as it is written in the files."""
        return f"{self.number}%" if self.percent else str(self.number)


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends and all between: closed days, or a block of case numbers. Both ends count."""

    first: Any
    last: Any

    def __contains__(self, item: object) -> bool:
        """Tell whether `item` lies in the range."""
        return bool(self.first <= item <= self.last)


Value = Any
"""What reading yields: str, int, bool, date, time, Decimal, Duration, Amount, Range, tuples, maps."""


class StandIn(str):
    """A word that nobody wrote: it stands where something could not be read, to see what would hold all the same."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A type of a single value.

    `says` names it in Dutch, to be read after "hier hoort" ("een datum, zoals 2026-06-01").
    `parse` gets the text and returns the value, or None when the text is not of this type.
    `choices` is the closed list of words, `words` the vocabulary of the organisation that holds
    them, `refers` the kind of record (or `wijk`, `coordinator`, `gemeente`) a value must exist as.
    `pattern` is the form of the text as a regular expression and `between` the ends of a number,
    for programs that check by themselves; `parse` decides.
    """

    name: str
    says: str
    parse: Callable[[str], Value | None]
    choices: tuple[str, ...] = ()
    words: str | None = None
    refers: tuple[str, ...] = ()
    pattern: str = ""
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list of values of one type. With `lone`, one value without brackets is a list of one."""

    of: Type
    lone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A map whose keys are free, each of the type `key`, with values of the type `of`."""

    key: Scalar
    of: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A map with the keys of a dataclass declared with `key()`."""

    of: type


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """One of some types, told apart by their form: a single value, a list, or a map."""

    scalar: Scalar | None = None
    items: Many | None = None
    keys: Table | Shape | None = None


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value, kept as plain text, tuples and dicts: the organisation's own fields."""


Type = Scalar | Many | Table | Shape | Either | Anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a record or an event, as the files and every table of it know it.

    `asks` is the Dutch question for it, and its explanation in the reference; `why` the purpose it is kept for
    (`bb.domain.purposes`), empty where nothing of it is about a person.
    """

    name: str
    type: Type
    required: bool = False
    asks: str = ""
    why: str = ""

    @property
    def attribute(self) -> str:
        """The name of the field in Python: the key itself, but for words Python keeps (`in`)."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


def key(type_: Type, *, required: bool = False, default: Value = None, asks: str = "", why: str = "") -> Value:
    """Declare a field of a record class as a key of the files.

    An absent key gives `default`; maps default to an empty map, lists to an empty tuple. Without `why` it is kept for
    the purpose its class names (`WHY`).
    """
    metadata = {"key": (type_, required, asks), "why": why}
    if required:
        return field(metadata=metadata)
    if default is None and isinstance(type_, Table):
        return field(default_factory=dict, metadata=metadata)
    if default is None and isinstance(type_, Many):
        return field(default=(), metadata=metadata)
    return field(default=default, metadata=metadata)


def keys_of(cls: type[object]) -> Mapping[str, Key]:
    """Return the keys a record class declares, by name, in order; none for any other class.

    >>> from bb.domain.records import Partij
    >>> list(keys_of(Partij))[:2]
    ['wijk', 'bezit']
    """
    if cls not in _KEYS:
        declared = {f.name.rstrip("_"): f.metadata for f in _fields(cls) if "key" in f.metadata}
        _KEYS[cls] = {
            name: Key(name=name, type=type_, required=required, asks=asks, why=told["why"] or getattr(cls, "WHY", ""))
            for name, told in declared.items()
            for type_, required, asks in (told["key"],)
        }
    return _KEYS[cls]


_KEYS: dict[type[object], Mapping[str, Key]] = {}  # what `keys_of` worked out before; classes never change


def _fields(cls: type[object]) -> tuple[Field[Value], ...]:
    return fields(cls) if is_dataclass(cls) else ()


def defaults_of(cls: type[object]) -> Mapping[str, Value]:
    """Return the value each optional key of `cls` has when it is left out."""
    return {
        f.name: f.default_factory() if f.default_factory is not MISSING else f.default
        for f in _fields(cls)
        if "key" in f.metadata and not f.metadata["key"][1]
    }


def _matching(pattern: str, make: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """Return a parser that makes a value of a text that matches `pattern` as a whole."""
    compiled = re.compile(pattern)

    def parse(text: str) -> Value | None:
        if not compiled.fullmatch(text):
            return None
        try:
            return make(text)
        except ValueError:  # a date that does not exist: 2026-02-30
            return None

    return parse


def _duration(text: str) -> Duration:
    number, unit = text.split() if " " in text else ("1", text)
    return Duration(int(number), _PLURAL.get(unit, unit))


def _range(make: Callable[[str], Value], separator: str) -> Callable[[str], Range]:
    def parse(text: str) -> Range:
        first, _, last = text.partition(separator)
        found = Range(make(first), make(last or first))
        if found.first > found.last:
            raise ValueError(text)
        return found

    return parse


_LONG, _SHORT = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_DATE = f"(?:19|20)[0-9]{{2}}-(?:{_LONG}|{_SHORT}|02-[0-2][0-9])"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_CODE = r"[a-z0-9]+(?:[-+.][a-z0-9]+)*\+?"
_DURATION = r"[1-9][0-9]{0,2} (?:werkdag(?:en)?|dag(?:en)?|week|weken|maand(?:en)?|kwartaal|kwartalen|jaar)"
_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_PARTS = ("ochtend", "middag", "avond")
SLOTS = tuple(f"{day}-{part}" for day in _DAYS for part in _PARTS)

TEKST = Scalar(name="tekst", says="een tekst", parse=lambda text: text or None)
DATUM = Scalar(
    name="datum", says="een datum, zoals 2026-06-01", parse=_matching(_DATE, date.fromisoformat), pattern=_DATE
)
TIJD = Scalar(
    name="tijd",
    says="een tijd, zoals 19:30",
    parse=_matching(_TIME, time.fromisoformat),
    pattern=_TIME,
)
DUUR = Scalar(
    name="duur",
    says="een duur, zoals 5 werkdagen of 2 weken",
    parse=_matching(_DURATION, _duration),
    pattern=_DURATION,
)
RITME = Scalar(
    name="ritme",
    says="een ritme, zoals kwartaal of 8 weken",
    parse=_matching(rf"(?:week|maand|kwartaal|jaar)|{_DURATION}", _duration),
    pattern=rf"(?:week|maand|kwartaal|jaar)|{_DURATION}",
)
JA_NEE = Scalar(
    name="ja of nee",
    says="ja of nee",
    parse=_matching("ja|nee", lambda text: text == "ja"),
    pattern="ja|nee",
    choices=("ja", "nee"),
)
BEDRAG = Scalar(
    name="bedrag",
    says="een bedrag, zoals 85 of 85.50",
    parse=_matching(r"[0-9]{1,9}(?:\.[0-9]{2})?", Decimal),
    pattern=r"[0-9]{1,9}(?:\.[0-9]{2})?",
)
NORM = Scalar(
    name="norm",
    says="een aantal of een deel, zoals 8 of 80%",
    parse=_matching(r"[0-9]{1,6}|(?:[0-9]{1,2}|100)%", lambda t: Amount(int(t.rstrip("%")), t.endswith("%"))),
    pattern=r"[0-9]{1,6}|(?:[0-9]{1,2}|100)%",
)
LETTERS = Scalar(
    name="partijen",
    says="een of meer letters van partijen, zoals A of AB",
    parse=_matching(r"[A-Z]+", lambda text: tuple(dict.fromkeys(text)) if len(set(text)) == len(text) else None),
    pattern=r"(?!.*(.).*\1)[A-Z]+",
)
LETTER = Scalar(name="partij", says="de letter van een partij, zoals A", parse=_matching("[A-Z]", str), pattern="[A-Z]")
DAGEN = Scalar(
    name="dagen",
    says="een dag of een reeks dagen, zoals 2026-12-24..2027-01-02",
    parse=_matching(rf"{_DATE}(?:\.\.{_DATE})?", _range(date.fromisoformat, "..")),
    pattern=rf"{_DATE}(?:\.\.{_DATE})?",
)
NUMMERS = Scalar(
    name="nummers",
    says="een reeks zaaknummers, zoals 1-4999",
    parse=_matching(r"[1-9][0-9]{0,3}-[1-9][0-9]{0,3}", _range(int, "-")),
    pattern=r"[1-9][0-9]{0,3}-[1-9][0-9]{0,3}",
)
JAAR = Scalar(
    name="jaar", says="een jaar, zoals 2026", parse=_matching("(?:19|20)[0-9]{2}", int), pattern="(?:19|20)[0-9]{2}"
)
WOORD = Scalar(name="sleutelwoord", says="een kort woord in kleine letters", parse=_matching(_CODE, str), pattern=_CODE)
GEHEEL = Scalar(
    name="getal", says="een heel getal", parse=_matching("0|[1-9][0-9]{0,6}", int), pattern="0|[1-9][0-9]{0,6}"
)
MAIL = Scalar(
    name="mailadres",
    says="een mailadres",
    parse=_matching(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", str),
    pattern=r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
)

_AGE = "age1[02-9ac-hj-np-z]{58}"
AGE = Scalar(name="sleutel", says="een sleutel die met age1 begint", parse=_matching(_AGE, str), pattern=_AGE)


def number(low: int, high: int) -> Scalar:
    """Return the type of whole numbers from `low` to `high`."""

    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return Scalar(
        name="getal",
        says=f"een heel getal van {low} tot en met {high}",
        parse=_matching("0|[1-9][0-9]{0,8}", parse),
        pattern="0|[1-9][0-9]{0,8}",
        between=(low, high),
    )


def one_of(*choices: str) -> Scalar:
    """Return the type of a closed list of words that belongs to the format itself."""
    says = "dit woord: " + choices[0] if len(choices) == 1 else "een van deze woorden: " + ", ".join(choices)
    return Scalar(name="woord", says=says, parse=lambda text: text if text in choices else None, choices=choices)


def word(words: str) -> Scalar:
    """Return the type of a word from the organisation's vocabulary `words` (bb.yaml, `woorden`)."""
    return Scalar(
        name="woord", says="een woord uit de eigen lijst", parse=_matching(_CODE, str), pattern=_CODE, words=words
    )


def id_of(*kinds: str) -> Scalar:
    """Return the type of an id of one of `kinds`; that it exists is for a rule to check."""
    says = " of ".join(FORMS[kind][0] for kind in kinds)
    pattern = "|".join(f"(?:{FORMS[kind][1]})" for kind in kinds)
    return Scalar(name=" of ".join(kinds), says=says, parse=_matching(pattern, str), pattern=pattern, refers=kinds)


def many(of: Type, *, lone: bool = False) -> Many:
    """Return the type of a list of `of`."""
    return Many(of=of, lone=lone)
