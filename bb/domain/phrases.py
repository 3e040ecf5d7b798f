"""Events and dues in plain Dutch, for every screen, mail and page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from types import MappingProxyType

from bb.domain.events import Event
from bb.domain.types import Range, Value
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl, join_nl


def written(value: Value) -> str:
    """Return a value in words: `ja` for True, `2 jun 2026` for a date, `A en B` for two parties."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return short_day_nl(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, tuple | list):
        return join_nl([written(one) for one in value])
    if isinstance(value, Range):
        return f"{written(value.first)} tot en met {written(value.last)}"
    return "" if value is None else str(value)


_BY: Mapping[str, Callable[[Event], str]] = MappingProxyType(
    {
        "melding": lambda e: f"melding via {written(e.get('via'))}",
        "intake": lambda e: "intake: " + ("geschikt" if e.get("geschikt") else "niet geschikt"),
        "voorstel": lambda e: f"voorstel aan {written(e.get('team'))}",
        "akkoord": lambda e: f"{written(e.get('wie'))} doet mee",
        "kan-niet": lambda e: f"{written(e.get('wie'))} kan niet",
        "koppeling": lambda e: f"koppeling aan {written(e.get('team'))}",
        "overdracht": lambda e: f"overdrachtsblad gegeven aan {written(e.get('aan'))}",
        "vernietigd": lambda e: f"overdrachtsblad vernietigd door {written(e.get('wie'))}",
        "contact": lambda e: (
            (f"contact met {written(e.get('met'))} via {written(e.get('via'))}" if e.met else "contact")
            + {False: ", niet bereikt", True: ", bereikt", None: ""}[e.get("bereikt")]
            + (", wil niet" if e.get("wil") is False else "")
        ),
        "gesprek": lambda e: (
            f"gesprek met {written(e.get('met'))}"
            + {False: ", geen afspraken", True: ", afspraken gemaakt", None: ""}[e.get("afspraken")]
        ),
        "nazorg": lambda e: (
            f"nazorg met {written(e.get('met'))}"
            + (
                f": {written(e.get('stand'))}"
                if e.get("stand")
                else ", niet bereikt"
                if e.get("bereikt") is False
                else ""
            )
        ),
        "overeenkomst": lambda e: f"overeenkomst tot {written(e.get('tot'))}",
        "gepland": lambda e: (
            f"{written(e.get('voor'))} met {written(e.get('met'))} gepland op {written(e.get('datum'))}"
            if e.met
            else f"gepland op {written(e.get('datum'))}"
        ),
        "zaal": lambda e: f"zaal geregeld: {written(e.get('plek'))}",
        "gehouden": lambda _: "activiteit gehouden",
        "voortgang": lambda _: "gevraagd hoe het gaat",
        "nabespreking": lambda e: "nabespreking" + (f" met {written(e.get('wie'))}" if e.get("wie") else ""),
        "wacht": lambda e: f"in de wacht tot {written(e.get('tot'))}",
        "hervat": lambda _: "weer opgepakt",
        "doorverwijzing": lambda e: f"{written(e.get('van'))} doorverwezen naar {written(e.get('naar'))}",
        "afsluiting": lambda e: (
            f"afgesloten: {written(e.get('resultaat'))}" + (f", {e.get('reden')}" if e.get("reden") else "")
        ),
        "terugkoppeling": lambda e: f"terugkoppeling aan {written(e.get('aan'))}",
        "heropening": lambda _: "heropend",
        "overname": lambda e: f"overgenomen door {written(e.get('naar'))}",
        "verzoek": lambda e: f"verzoek ({written(e.get('soort'))}): {written(e.get('stap'))}",
        "vergeten": lambda _: "persoonsgegevens vernietigd",
    }
)

_SAID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "melding": ("via",),
        "intake": ("geschikt",),
        "voorstel": ("team",),
        "akkoord": ("wie",),
        "kan-niet": ("wie",),
        "koppeling": ("team",),
        "overdracht": ("aan",),
        "vernietigd": ("wie",),
        "contact": ("met", "via", "bereikt", "wil"),
        "gesprek": ("met", "afspraken"),
        "nazorg": ("met", "stand", "bereikt"),
        "overeenkomst": ("tot",),
        "gepland": ("datum", "voor", "met"),
        "nabespreking": ("wie",),
        "zaal": ("plek",),
        "wacht": ("tot",),
        "doorverwijzing": ("van", "naar"),
        "afsluiting": ("resultaat", "reden"),
        "terugkoppeling": ("aan",),
        "overname": ("naar",),
        "verzoek": ("soort", "stap"),
    }
)
"""The keys the sentence of an event already tells."""


def phrase(event: Event) -> str:
    """Return one line of a journal as a short sentence with all it says, without its day.

    >>> phrase(Event(op=date(2026, 6, 11), wat="gesprek", keys={"met": ("A",), "minuten": 75}))
    'gesprek met A, 75 minuten'
    """
    said = _SAID.get(event.wat, ())
    rest = [_detail(key, value) for key, value in event.keys.items() if key not in said]
    return ", ".join((brief(event), *rest))


def brief(event: Event) -> str:
    """Return what happened in a few words: the sentence of `phrase` without the details.

    >>> brief(Event(op=date(2026, 6, 11), wat="gesprek", keys={"met": ("A",), "minuten": 75}))
    'gesprek met A'
    """
    say = _BY.get(event.wat)
    return say(event) if say else event.wat


_DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "door": "door {}",
        "tijd": "om {}",
        "met": "met {}",
        "voor": "voor {}",
        "datum": "op {}",
        "casus": "over zaak {}",
    }
)


def _detail(key: str, value: Value) -> str:
    if key == "minuten":
        return count_nl(value, "minuut", "minuten", none="0")
    if key == "toestemming":
        return f"toestemming voor {written(value)}" if value else "geen toestemming"
    return _DETAILS.get(key, f"{key.replace('_', ' ')} {{}}").format(written(value))
