"""The protocol: the steps of each aanpak, who does them, within what time, and how often that was met."""

from __future__ import annotations

from bb.domain.protocol import COORDINATOR, protocol_of, steps
from bb.domain.suitability import CONTRA, VOORWAARDE, explained
from bb.domain.task import term_nl
from bb.domain.vocabulary import AANPAKKEN
from bb.report.document import Document, Part
from bb.report.handbook.facts import Facts
from bb.text.plurals import join_nl

_WHO = {COORDINATOR: "coördinator", "team": "bemiddelaars"}
_KEPT = ("intake", "koppeling", "gesprek", "nazorg", "afsluiting", "terugkoppeling")


def protocol(facts: Facts) -> Document:
    """Return the page about the steps of a case."""
    here = facts.organisatie
    conditions = [f"{one.vraag or one.woord} {one.betekent}" for one in explained(here, VOORWAARDE, facts.today)]
    against = [(one.woord, one.betekent, one.advies) for one in explained(here, CONTRA, facts.today)]
    same = [name for name in AANPAKKEN if protocol_of(here, name) == protocol_of(here, AANPAKKEN[0])]
    others = [name for name in AANPAKKEN if name not in same]
    return facts.page(
        "Protocol",
        Part(title="Voor we beginnen", sentences=("Bij het eerste gesprek vragen wij:",), items=tuple(conditions)),
        Part(
            title="Wanneer het niet past",
            sentences=("Dit zijn waarschuwingen. Wie toch doorgaat, legt vast waarom.",),
            headers=("woord", "wat het betekent", "wat dan gebruikelijk is"),
            rows=tuple(against),
        ),
        *(_steps(facts, f"De stappen bij {join_nl(names)}", names[0]) for names in (same, *([n] for n in others))),
        Part(
            title="Hoe vaak het op tijd was",
            sentences=("Geteld wat in het jaar is gedaan, en hoeveel daarvan binnen de termijn.",),
            headers=facts.columns,
            rows=tuple(facts.row(term_nl(name), f"termijn.{name}") for name in _KEPT),
        ),
        Part(
            title="Hoe wij erop letten",
            sentences=(
                (
                    "bb houdt elke zaak tegen deze stappen. Ontbreekt er een stap bij het afsluiten, dan "
                    "meldt bb dat; wie afwijkt, zet de reden erbij. Wat te laat is, staat elke dag bovenaan "
                    "de lijst van de coördinator."
                ),
            ),
        ),
    )


def _steps(facts: Facts, title: str, aanpak: str) -> Part:
    told = steps(facts.organisatie, aanpak, (), facts.today)
    rows = [(one.stap, _WHO.get(one.wie, one.wie), str(one.binnen or "-"), one.wat) for one in told]
    return Part(title=title, headers=("stap", "wie", "binnen", "wat"), rows=tuple(rows))
