"""Wat: een team is te klein of te groot.

Waarom: bemiddelaars gaan met zijn tweeën, voor hun veiligheid en om van elkaar te leren. Bij groep mogen het er meer
zijn, bij coaching is een genoeg.

Voorbeeld, in casus/2026/2026-0008.md:

      - {op: 2026-08-20, wat: koppeling, team: [v-002]}

Beter:

      - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.finding import Finding, Severity
from bb.domain.team import team_size
from bb.rules.rule import Context
from bb.rules.teams import Linked

CODE = "BB502"
TITLE = "Team van de verkeerde grootte"
SEVERITY = Severity.ERROR
SETTINGS = frozenset({"koppelen"})

_ASKS = {"groep": "twee of meer vrijwilligers", "coaching": "minstens een vrijwilliger"}


def check(linked: Linked, context: Context) -> Iterator[Finding]:
    """Yield a finding when the team has not the size its aanpak asks; who stands there twice is told by BB501."""
    if not linked.team or not linked.asks("grootte", context.organisatie):
        return
    if len(set(linked.team)) == len(linked.team) and not team_size(linked.aanpak, linked.team):
        asks = _ASKS.get(linked.aanpak, "precies twee vrijwilligers")
        yield linked.at(
            CODE,
            SEVERITY,
            None,
            f"Bij de aanpak {linked.aanpak} horen {asks}.",
            f"Verbeter het team of de aanpak. {linked.toch('grootte')}",
        )
