"""Training: what volunteers learn before and after they begin, what is expected, and who followed what."""

from __future__ import annotations

from collections import Counter

from bb.domain.criteria import CRITERIA, SELECTIE
from bb.domain.journal import IN_POOL
from bb.domain.team import BASISTRAINING, TRAINED_AANPAK, standings
from bb.report.document import Document, Part
from bb.report.handbook.facts import Facts
from bb.text.plurals import join_nl


def training(facts: Facts) -> Document:
    """Return the page about training and support of volunteers."""
    here = facts.organisatie
    active = [one for one in standings(facts.register, facts.today).values() if one.status in IN_POOL]
    followed = Counter(soort for one in active for soort in one.trainings)
    asked = [(norm, f"{what.minstens} per {what.per}") for norm, what in here.normen.items()]
    criteria = here.criteria.get(SELECTIE) or CRITERIA[SELECTIE]
    looked_at = [one if isinstance(one, str) else one.vraag for one in criteria.values()]
    return facts.page(
        "Training en begeleiding",
        Part(
            title="Voor iemand begint",
            sentences=(
                "Elke vrijwilliger heeft een kennismakingsgesprek, een overeenkomst en de basistraining. Zonder "
                "basistraining stelt bb niemand voor bij een zaak."
                + (" Een VOG is nodig." if here.vrijwilligers.vog else ""),
                "In het kennismakingsgesprek kijken wij naar:",
            ),
            items=tuple(looked_at),
        ),
        Part(
            title="Wie wat volgde",
            sentences=(
                f"Voor {join_nl(TRAINED_AANPAK)} is een eigen training nodig.",
                f"Nu actief: {len(active)} vrijwilligers.",
            ),
            headers=("training", "hoeveel vrijwilligers"),
            rows=tuple((soort, f"{followed[soort]} van {len(active)}") for soort in _kinds(followed)),
        ),
        Part(title="Wat wij verwachten", headers=("norm", "minstens"), rows=tuple(asked)),
        Part(
            title="Wat er was",
            headers=facts.columns,
            rows=(
                *facts.family("activiteit"),
                facts.row("aanwezig bij intervisie", "opkomst.intervisie"),
                *((f"haalde de norm {row[0]}", *row[1:]) for row in facts.family("norm")),
            ),
        ),
        Part(
            title="Begeleiding",
            sentences=(
                (
                    "Na een zaak bespreken wij die na met het team. Van elk gesprek onder vier ogen staat de "
                    "dag vast; wat is besproken, staat versleuteld in het dossier. Vrijwilligers worden niet "
                    "met elkaar vergeleken."
                ),
            ),
        ),
    )


def _kinds(followed: Counter[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((BASISTRAINING, *TRAINED_AANPAK, *sorted(followed))))
