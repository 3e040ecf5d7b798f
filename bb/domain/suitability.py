"""What speaks for and against a case: conditions and contra-indications with what each means, and where to refer.

The texts here are those of the words that come with `bb`; an organisation says it in its own words in `bb.yaml`
(`woorden`), and names its own places to refer to (`verwijzen`). Sources: the conditions and contra-indications that
organisations publish; a contra-indication is a warning that a coördinator may go against with a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bb.domain.records import Organisatie, Verwijsadres, Woord
from bb.domain.words import words

CONTRA, VOORWAARDE = "contra", "voorwaarde"
"""The vocabularies of what speaks against a case, and of what it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitleg:
    """A word of one of the two lists, with what it means, what is usual then, and how a condition is asked after."""

    woord: str
    betekent: str = ""
    advies: str = ""
    vraag: str = ""


_TEXTS: Mapping[str, Mapping[str, Uitleg]] = MappingProxyType({
    VOORWAARDE: {
        "gesproken": Uitleg(
            woord="gesproken",
            vraag="Is er al met de buur over gesproken?",
            betekent="De melder heeft het zelf al bij de buur aangekaart. Praten met een ander telt niet.",
            advies="Meestal eerst zelf proberen: geef tips, en vraag terug te bellen. Durft iemand niet, dan mag het.",
        ),
        "bereid": Uitleg(
            woord="bereid",
            vraag="Wil de melder praten, en zoeken naar wat voor beiden goed is?",
            betekent="Meedoen is vrijwillig: praten, meedenken over een oplossing en u houden aan wat u afspreekt.",
            advies="Wie alleen gelijk of een maatregel wil, heeft meer aan verhuurder, wijkagent of rechter.",
        ),
    },
    CONTRA: {
        "zorg-veiligheid": Uitleg(
            woord="zorg-veiligheid",
            betekent="geweld, dreiging, verslaving of grote zorgen: praten is niet veilig of lukt niet",
            advies="Stuur geen bemiddelaars. Gevaar nu: 112. Verwijs naar wijkteam, zorg of wijkagent. Een ziekte of "
            "beperking alleen is geen reden; met hulp erbij kan bemiddelen soms toch.",
        ),
        "juridisch": Uitleg(
            woord="juridisch",
            betekent="er loopt een rechtszaak of aangifte, of er is een advocaat bezig",
            advies="Wacht tot dat klaar is, of tot beiden het stilleggen. Verwezen zijn door de politie telt niet.",
        ),
        "geen-buren": Uitleg(
            woord="geen-buren",
            betekent="het gaat niet tussen buren: binnen een familie, of met een bedrijf, verhuurder, VvE of gemeente",
            advies="Verwijs naar een mediator, of naar de klachtenregeling van die organisatie.",
        ),
        "te-ver": Uitleg(
            woord="te-ver",
            betekent="het duurt zo lang of is zo hoog opgelopen dat een gesprek niets meer verandert",
            advies="Vraag wat er al is geprobeerd. Soms past coaching van één partij nog, anders een mediator.",
        ),
        "anders": Uitleg(
            woord="anders",
            betekent="iets anders waardoor het hier niet past",
            advies="Zet in het dossier wat het is. Overleg bij twijfel met een collega.",
        ),
    },
})  # fmt: skip

_USUAL: Mapping[str, Verwijsadres] = MappingProxyType({
    "wijkteam": Verwijsadres(naar="wijkteam", naam="Sociaal wijkteam", bij=("zorg-veiligheid",)),
    "zorg": Verwijsadres(naar="zorg", naam="Huisarts of geestelijke gezondheidszorg", bij=("zorg-veiligheid",)),
    "wijkagent": Verwijsadres(naar="politie", naam="Wijkagent", bij=("zorg-veiligheid",)),
    "juridisch-loket": Verwijsadres(naar="juridisch", naam="Juridisch Loket", bij=("juridisch",)),
    "mediator": Verwijsadres(naar="mediator", naam="Mediator", bij=("geen-buren", "te-ver")),
    "verhuurder": Verwijsadres(naar="wonen", naam="Verhuurder of VvE", bij=("geen-buren", "te-ver")),
    "anders": Verwijsadres(naar="anders", naam="Iets anders"),
})  # fmt: skip
"""Where to refer to as long as `bb.yaml` has no list of its own."""


def explained(organisatie: Organisatie, list_: str, today: date) -> tuple[Uitleg, ...]:
    """Return the words of a list that are in use on a day, each with its texts; the organisation's own come first.

    Args:
        organisatie: the settings.
        list_: CONTRA or VOORWAARDE.
        today: the day.

    >>> here = Organisatie(formaat=1, organisatie="x", naam="X", coordinatoren=(), wijken={})
    >>> [one.woord for one in explained(here, VOORWAARDE, date(2026, 6, 1))]
    ['gesproken', 'bereid']
    """
    known = words(organisatie, list_)
    return tuple(_explained(organisatie, list_, word) for word, end in known.items() if end is None or end > today)


def _explained(organisatie: Organisatie, list_: str, word: str) -> Uitleg:
    usual = _TEXTS[list_].get(word, Uitleg(woord=word))
    own = organisatie.woorden.get(list_)
    said = own.get(word) if isinstance(own, Mapping) else None
    if not isinstance(said, Woord):
        return usual
    return Uitleg(
        woord=word,
        betekent=said.betekent or usual.betekent,
        advies=said.advies or usual.advies,
        vraag=said.vraag or usual.vraag,
    )


def places(organisatie: Organisatie, contra: Collection[str], gemeente: str | None) -> Mapping[str, Verwijsadres]:
    """Return where a caller may be referred to, by name: what is meant for these contra-indications comes first.

    What is there for another gemeente only is left out.
    """
    known = all_places(organisatie)
    here = {name: one for name, one in known.items() if not one.gemeenten or gemeente in one.gemeenten}
    return dict(sorted(here.items(), key=lambda item: not set(contra) & set(item[1].bij)))


def all_places(organisatie: Organisatie) -> Mapping[str, Verwijsadres]:
    """Return everywhere one may refer to, by name: the organisation's own list, or the usual one."""
    return organisatie.verwijzen or _USUAL
