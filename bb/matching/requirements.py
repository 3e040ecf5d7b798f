"""The requirements: what must hold for a team, each one small function.

A function returns None when the requirement is met, else the reason in Dutch, with ids and never
with anything about where someone comes from. What a function looks at decides its form: one
member and the case (`OfMember`), the team only (`OfTeam`), or the parts of the week (`OfWeek`).
A new requirement is one function and one row of `REQUIREMENTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bb.domain.records import Organisatie
from bb.domain.team import (
    BASISTRAINING,
    EXPERIENCED_AFTER,
    TRAINED_AANPAK,
    coach_conflict,
    excluded,
    own_wijk,
    rather_not,
    team_size,
)
from bb.matching.plan import Objection
from bb.matching.situation import ALWAYS, Team, Volunteer, WaitingCase, slots
from bb.text.plurals import join_nl


def actief(_: WaitingCase, member: Volunteer) -> str | None:
    """Only active volunteers go: no candidates, nobody who is away or has stopped."""
    status = member.standing.status
    return None if status == "actief" else f"{member.id} is {status}"


def plaats(case: WaitingCase, member: Volunteer) -> str | None:
    """There is room beside the cases and open proposals they have (`max`), or they have this case already."""
    if member.capacity > 0 or member.id in case.keepers:
        return None
    return f"{member.id} heeft geen plaats voor nog een zaak (max {member.facts.max})"


def basistraining(_: WaitingCase, member: Volunteer) -> str | None:
    """Nobody goes before the basistraining."""
    return None if BASISTRAINING in member.standing.trainings else f"{member.id} deed de basistraining nog niet"


def training(case: WaitingCase, member: Volunteer) -> str | None:
    """Pendel, coaching and groep ask a training of their own."""
    if case.aanpak not in TRAINED_AANPAK or case.aanpak in member.standing.trainings:
        return None
    return f"{member.id} volgde de training {case.aanpak} niet"


def uitgesloten(case: WaitingCase, member: Volunteer) -> str | None:
    """Who is named under `niet` stays out of the case."""
    return f"{member.id} blijft buiten deze zaak" if excluded(case.casus, member.id) else None


def eigen_wijk(case: WaitingCase, member: Volunteer) -> str | None:
    """Nobody mediates in the wijk where they live."""
    return f"{member.id} woont in dezelfde wijk als een partij" if own_wijk(case.casus, member.facts) else None


def zei_nee(case: WaitingCase, member: Volunteer) -> str | None:
    """Who said they cannot take this case is not asked again in the same search."""
    return f"{member.id} kan deze zaak niet doen" if member.id in case.declined else None


def coach(case: WaitingCase, member: Volunteer) -> str | None:
    """Nobody is coach and mediator of the same party."""
    if not coach_conflict(case.casus, member.id, case.aanpak, until=case.day):
        return None
    earlier, now = ("bemiddelaar", "coach") if case.aanpak == "coaching" else ("coach", "bemiddelaar")
    return f"{member.id} was eerder {earlier} in deze zaak en kan nu geen {now} zijn"


def niet_met(team: Team) -> str | None:
    """Two who would rather not go together do not; who of the two said so is not told."""
    for place, one in enumerate(team):
        for other in team[place + 1 :]:
            if rather_not(one.facts, other.facts):
                return f"{one.id} en {other.id} gaan niet samen"
    return None


def ervaren(team: Team) -> str | None:
    """A newcomer goes only with someone experienced."""
    if any(member.standing.experienced for member in team):
        return None
    return f"{join_nl([m.id for m in team])}: niemand van hen deed al {EXPERIENCED_AFTER} zaken"


def man_vrouw(team: Team) -> str | None:
    """A team has a man and a woman; asked only where the organisation says so, and not of one person."""
    if len(team) < 2 or {"man", "vrouw"} <= {member.facts.geslacht for member in team}:
        return None
    return f"{join_nl([m.id for m in team])} zijn niet een man en een vrouw, of gaven het niet op"


def common_slots(team: Sequence[Volunteer]) -> int:
    """Return the parts of the week all members can, as bits."""
    common = ALWAYS
    for member in team:
        common &= slots(member.facts.kan)
    return common


def party_slots(case: WaitingCase) -> tuple[tuple[str, int], ...]:
    """Return the parts of the week of each party, as bits. One that named none still needs one of them."""
    return tuple((letter, slots(p.kan)) for letter, p in sorted(case.casus.partijen.items()))


def dagdeel(case: WaitingCase, team: Team) -> str | None:
    """The members share a part of the week with each other, and with each party that named its own."""
    common = common_slots(team)
    ids = join_nl([member.id for member in team])
    if not common:
        return f"{ids} kunnen nooit op hetzelfde dagdeel"
    missing = [letter for letter, bits in party_slots(case) if not common & bits]
    if not missing:
        return None
    verb = "heeft" if len(team) == 1 else "hebben samen"
    return f"{ids} {verb} geen dagdeel met partij {join_nl(missing)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A requirement: its name (the code in `toch` and in bb.yaml), and what it asks in Dutch.

    `default` is None when it always holds; else an organisation may switch it under
    `koppelen.eisen`, and this is how it stands when they do not.
    """

    name: str
    title: str
    default: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMember(Requirement):
    """Asked of each member apart."""

    reason: Callable[[WaitingCase, Volunteer], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTeam(Requirement):
    """Asked of the members together, whatever the case."""

    reason: Callable[[Team], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWeek(Requirement):
    """Asked of the parts of the week. Over many teams at once `common_slots` and `party_slots` decide."""

    reason: Callable[[WaitingCase, Team], str | None]


REQUIREMENTS: tuple[OfMember | OfTeam | OfWeek, ...] = (
    OfMember(name="actief", title="de vrijwilliger is actief", reason=actief),
    OfMember(name="plaats", title="de vrijwilliger heeft plaats voor nog een zaak", reason=plaats),
    OfMember(name="basistraining", title="de vrijwilliger deed de basistraining", reason=basistraining),
    OfMember(name="training", title="de vrijwilliger volgde de training voor deze aanpak", reason=training),
    OfMember(name="uitgesloten", title="de vrijwilliger hoeft niet buiten deze zaak te blijven", reason=uitgesloten),
    OfMember(name="zei-nee", title="de vrijwilliger zei geen nee tegen deze zaak", reason=zei_nee),
    OfMember(name="coach", title="niemand is coach en bemiddelaar van dezelfde partij", reason=coach),
    OfMember(name="eigen-wijk", title="niemand bemiddelt in de eigen wijk", reason=eigen_wijk, default=True),
    OfTeam(name="niet-met", title="de vrijwilligers gaan met elkaar", reason=niet_met),
    OfTeam(name="ervaren", title="een nieuwe gaat alleen met een ervaren vrijwilliger", reason=ervaren, default=True),
    OfTeam(name="man-vrouw", title="het team is een man en een vrouw", reason=man_vrouw, default=False),
    OfWeek(name="dagdeel", title="er is een dagdeel met elke partij", reason=dagdeel, default=True),
)
"""Every requirement, in the order they are told."""

SWITCHES = tuple(r.name for r in REQUIREMENTS if r.default is not None)
"""The names an organisation may set under `koppelen.eisen`."""


def requirements_of(organisatie: Organisatie) -> tuple[OfMember | OfTeam | OfWeek, ...]:
    """Return the requirements that hold in this organisation. A switch on one without a default does nothing."""
    eisen = organisatie.koppelen.eisen
    return tuple(r for r in REQUIREMENTS if r.default is None or eisen.get(r.name, r.default))


def reasons(requirement: OfMember | OfTeam | OfWeek, case: WaitingCase, team: Team) -> Iterator[str]:
    """Yield why a team does not meet one requirement; nothing when it does."""
    if isinstance(requirement, OfMember):
        found = [requirement.reason(case, member) for member in team]
    elif isinstance(requirement, OfTeam):
        found = [requirement.reason(team)]
    else:
        found = [requirement.reason(case, team)]
    yield from (reason for reason in found if reason)


def objections(holding: Sequence[OfMember | OfTeam | OfWeek], case: WaitingCase, team: Team) -> tuple[Objection, ...]:
    """Return everything that stands against a team, in the order of `holding`."""
    return tuple(
        Objection(eis=requirement.name, title=requirement.title, reason=reason)
        for requirement in holding
        for reason in reasons(requirement, case, team)
    )


def grootte(case: WaitingCase, team: Sequence[str]) -> Objection | None:
    """Return the objection against the size of a team chosen by hand; planned teams have the right one."""
    if team_size(case.aanpak, tuple(team)):
        return None
    asks = {"coaching": "minstens één vrijwilliger", "groep": "minstens twee vrijwilligers"}.get(
        case.aanpak, "precies twee vrijwilligers"
    )
    return Objection(eis="grootte", title="het team heeft de goede grootte", reason=f"bij {case.aanpak} horen {asks}")
