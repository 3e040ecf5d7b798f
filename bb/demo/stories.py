"""What a case can come to. Each story is one situation as coördinatoren know it, told from start to end.

A story that is not over by today is simply cut off there. `bb.demo.present` has the stories that
are made to be under way today.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bb.demo.days import workday
from bb.demo.plot import CONSENT, FULL_CONSENT, Plot
from bb.demo.steps import (
    Told,
    aangemeld,
    afsluiting,
    at_the_door,
    eerste,
    gesprekken,
    intake,
    koppeling,
    melding,
    nazorg,
    no_answer,
    opgelost,
    samen,
    team_gezocht,
    terugkoppeling,
    tweede,
    voorstel,
)


def opgelost_na_bemiddeling(p: Plot) -> Told:
    """The road as the method means it: two visits, a talk, agreements that hold."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    if p.verwijzer != "zelf" and "terugkoppeling" in p.consent and p.maybe(0.25):
        yield p.say("terugkoppeling", aan=p.verwijzer, over="opgepakt", minuten=5)
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)


def verbeterd_na_bemiddeling(p: Plot) -> Told:
    """Agreements that hold in part; better than it was."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p, standen=("deels", "houdt"))
    yield from afsluiting(p, "verbeterd")
    yield from terugkoppeling(p)


def bemiddeling_zonder_afspraken(p: Plot) -> Told:
    """They sat together and did not agree."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p)
    yield from tweede(p)
    yield from samen(p, afspraken="nee")
    yield from nazorg(p, standen=("geen-afspraken",), weeks=(4, 10))
    yield from afsluiting(p, "niet-opgelost", "geen-afspraken")
    yield from terugkoppeling(p)


def advies_was_genoeg(p: Plot) -> Told:
    """Ended at intake: a good conversation was all it took."""
    yield from aangemeld(p)
    p.later(6, 14)
    minutes = p.minutes(10, 20)
    yield p.say("contact", met="A", via="telefoon", bereikt="ja", minuten=minutes)
    note = p.notes.about("advies", p.klachten[0])
    yield from afsluiting(p, "opgelost", "advies", note=note, within=(0, 2))
    yield from terugkoppeling(p)


def vanzelf_over(p: Plot) -> Told:
    """It faded while a team was sought."""
    yield from aangemeld(p)
    p.later(5, 9)
    yield p.say("contact", met="A", via="telefoon", bereikt="ja", minuten=10)
    yield from afsluiting(p, "opgelost", "vanzelf", note=p.notes.about("vanzelf"), within=(0, 1))
    yield from terugkoppeling(p)


def tweede_partij_niet_bereikt(p: Plot) -> Told:
    """Three attempts and nobody opens."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p)
    yield from at_the_door(p)
    yield from nazorg(p, "A", standen=("geen-afspraken",), weeks=(8, 12))
    yield from afsluiting(p, "niet-opgelost", "niet-bereikt", note=p.notes.about("niet-bereikt"))
    yield from terugkoppeling(p)


def tweede_partij_weigert(p: Plot) -> Told:
    """The other party says no, and that is their right."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p)
    p.evening(4, 10)
    yield p.say("contact", met="B", via="deur", bereikt="ja", wil="nee", minuten=p.minutes(15, 30), late=True)
    yield from nazorg(p, "A", standen=("geen-afspraken",), weeks=(5, 10))
    yield from afsluiting(p, "niet-opgelost", "weigert", note=p.notes.about("weigert"))
    yield from terugkoppeling(p)


def niet_geschikt(p: Plot) -> Told:
    """Not for us; told where it does belong."""
    contra = p.rng.choice(("juridisch", "geen-buren", "te-ver", "zorg-veiligheid"))
    note = p.notes.about({"juridisch": "procedure", "geen-buren": "geen-buren"}.get(contra, "niet-geschikt"))
    yield from melding(p)
    feedback = ("opslag", "terugkoppeling") if p.verwijzer != "zelf" else ("opslag",)
    yield from intake(p, geschikt=False, contra=contra, consent=feedback, note=note)
    yield from afsluiting(p, "niet-in-behandeling", "contra", within=(0, 5))
    yield from terugkoppeling(p)


def doorverwezen_naar_zorg(p: Plot) -> Told:
    """Other help is needed, and with consent the way there is opened."""
    yield from melding(p)
    consent = ("opslag", "terugkoppeling", "doorverwijzing") if p.verwijzer != "zelf" else ("opslag", "doorverwijzing")
    note = p.notes.about("doorverwezen")
    yield from intake(p, geschikt=False, contra="zorg-veiligheid", consent=consent, note=note)
    p.later(1, 4)
    yield p.say("doorverwijzing", van="A", naar=p.rng.choice(("zorg", "zorg", "wijkteam")), minuten=20)
    yield from afsluiting(p, "niet-in-behandeling", "doorverwezen", within=(0, 3))
    yield from terugkoppeling(p)


def bemiddeld_en_doorverwezen(p: Plot) -> Told:
    """Solved between the neighbours, and one of them is helped further by the wijkteam."""
    yield from melding(p)
    yield from intake(p, consent=(*FULL_CONSENT, "doorverwijzing"))
    yield from team_gezocht(p)
    yield from eerste(p)
    p.later(1, 4)
    yield p.say("doorverwijzing", van="A", naar=p.rng.choice(("wijkteam", "wonen")), minuten=15)
    yield from tweede(p)
    yield from samen(p)
    yield from nazorg(p)
    yield from opgelost(p)


def geen_toestemming(p: Plot) -> Told:
    """Without consent to tell mediators anything, it ends here."""
    yield from melding(p)
    note = p.notes.about("geen-toestemming")
    yield from intake(p, geschikt=False, contra="anders", consent=("opslag",), note=note)
    yield from afsluiting(p, "niet-in-behandeling", "geen-toestemming", within=(0, 4))


def pendelen(p: Plot) -> Told:
    """Never at one table: the team goes to and fro, and both agree."""
    yield from melding(p)
    yield from intake(p, aanpak="pendel" if p.maybe(0.5) else "")
    yield from koppeling(p, aanpak="pendel", reden="methode", within=(3, 12))
    yield from eerste(p)
    yield from tweede(p)
    p.evening(4, 9)
    yield p.say("gesprek", met="A", minuten=p.minutes(40, 60), late=True, note=p.notes.about("pendel"))
    p.evening(3, 8)
    yield p.say("gesprek", met="B", afspraken="ja", minuten=p.minutes(40, 60), late=True)
    yield from nazorg(p)
    yield from opgelost(p)


def coaching_van_een_partij(p: Plot) -> Told:
    """Only one side takes part: two talks on what can be done from there."""
    yield from melding(p)
    yield from intake(p, aanpak="coaching" if p.maybe(0.5) else "")
    seats = ("@1", "@2") if p.maybe(0.4) else ("@1",)
    yield from koppeling(p, seats, aanpak="coaching", met="A", reden="methode", within=(3, 12))
    yield from eerste(p, note=p.notes.about("coaching"))
    p.evening(10, 18)
    yield p.say("gesprek", met="A", afspraken="ja", minuten=p.minutes(55, 75), late=True)
    yield from nazorg(p, "A")
    yield from afsluiting(p, "opgelost" if p.maybe(0.7) else "verbeterd")
    yield from terugkoppeling(p)


def portiek_van_vijf(p: Plot) -> Told:
    """Five households on one staircase."""
    p.households(5)
    p.complex = True
    p.woningtype = "portiekwoning"
    yield from melding(p)
    yield from intake(p, aanpak="groep")
    yield from koppeling(p, ("@1", "@2"), aanpak="groep", reden="methode", within=(4, 14))
    yield from eerste(p)
    for letter in ("B", "C", "D", "E"):
        yield from tweede(p, letter, within=(2, 5))
    yield from samen(p, "ABCDE", afspraken="", note=p.notes.about("groep"))
    yield from samen(p, "ABCDE", afspraken="ja", note=p.notes.about("groep"))
    yield from nazorg(p, "ABCDE", standen=("houdt", "houdt", "deels", "houdt"))
    yield from opgelost(p)


def op_de_plank_en_hervat(p: Plot) -> Told:
    """On hold for a while by agreement, and taken up again."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p)
    p.later(2, 6)
    until = workday(date.fromordinal(p.day.toordinal() + p.rng.randint(28, 70)))
    reden = p.rng.choice(("vakantie", "rust", "op-verzoek"))
    yield p.say("wacht", tot=until, reden=reden, note=p.notes.about("wacht"))
    p.day = until
    yield p.say("hervat", minuten=10)
    yield from tweede(p)
    yield from samen(p)
    yield from nazorg(p)
    yield from opgelost(p)


def verhuisd(p: Plot) -> Told:
    """Somebody moves, and with that it is over."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p)
    p.later(6, 20)
    yield p.say("contact", met="A", via="telefoon", bereikt="ja", minuten=10)
    yield from afsluiting(p, "ingetrokken", "verhuisd", note=p.notes.about("verhuisd"), within=(0, 3))
    yield from terugkoppeling(p)


def ingetrokken(p: Plot) -> Told:
    """The one who called does not want to go on."""
    yield from aangemeld(p)
    if p.maybe(0.5):
        yield from team_gezocht(p)
    p.later(4, 12)
    yield p.say("contact", met="A", via="telefoon", bereikt="ja", wil="nee", minuten=10)
    yield from afsluiting(p, "ingetrokken", "wil-niet-meer", note=p.notes.about("ingetrokken"), within=(0, 3))
    yield from terugkoppeling(p)


def heropend_na_nazorg(p: Plot) -> Told:
    """Closed as solved, and weeks later the agreements turn out not to hold: once more round the table."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from afsluiting(p, "opgelost")
    p.later(20, 50)
    yield p.say("nazorg", met="A", stand="niet", minuten=20, note=p.notes.about("heropend"))
    yield p.say("heropening", reden=p.rng.choice(("afspraken-geschonden", "nieuw-voorval")))
    p.evening(7, 13)
    note = p.notes.about("heropend-gesprek")
    yield p.say("gesprek", met="AB", afspraken="ja", minuten=p.minutes(70, 100), late=True, note=note)
    yield from nazorg(p)
    yield from opgelost(p)


def ondanks_contra_indicatie(p: Plot) -> Told:
    """A contra-indication is a warning; the coördinator may decide otherwise and says why (in the dossier)."""
    p.complex = True
    yield from melding(p)
    contra = p.rng.choice(("te-ver", "zorg-veiligheid"))
    yield from intake(p, contra=contra, toch=True, note=p.notes.about("toch"))
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)


def team_gewisseld(p: Plot) -> Told:
    """One of the two drops out half-way; the other stays."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p)
    p.later(2, 6)
    yield p.say("kan-niet", wie="@2", note=p.notes.about("gewisseld"))
    p.later(2, 7)
    yield p.say("koppeling", team=("@1", "@3"), reden="wissel")
    if p.handed:
        yield p.say("vernietigd", wie=("@2",))
        p.handed = ("@1",)
    yield from tweede(p)
    yield from samen(p)
    yield from nazorg(p)
    yield from opgelost(p)


def vrijwilliger_kan_niet(p: Plot) -> Told:
    """Asked, declined, and somebody else found."""
    yield from aangemeld(p)
    yield from voorstel(p, ("@1", "@9"), decline="@9")
    yield from koppeling(p, ("@1", "@2"), reden="beschikbaar")
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)


def dubbele_melding(p: Plot) -> Told:
    """The same matter reported twice; counted once."""
    yield from melding(p)
    yield from afsluiting(p, "dubbel", note=p.notes.about("dubbel"), within=(0, 3))


def over_de_gemeentegrens(p: Plot) -> Told:
    """A lives in one gemeente, B in the next."""
    p.across_the_border()
    yield from melding(p)
    yield from intake(p, note=f"{p.notes.situation(p.klachten[0])} {p.notes.about('gemeenten')}")
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)


def over_drie_jaren(p: Plot) -> Told:
    """Reported at the end of one year, closed in the year after next."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from eerste(p, within=(12, 20))
    year = p.day.year if p.day.month < 6 else p.day.year + 1
    p.later(3, 6)
    until = workday(date(year, 9, 4))
    yield p.say("wacht", tot=until, reden="op-verzoek", note=p.notes.about("drie-jaar"))
    p.day = until
    yield p.say("hervat", minuten=10)
    yield from tweede(p, within=(14, 20))
    p.day = date(year, 11, 9)
    yield from samen(p)
    yield from nazorg(p, weeks=(44, 50))
    yield from opgelost(p)


def met_een_gast(p: Plot) -> Told:
    """A mediator of the organisation next door helps out."""
    yield from aangemeld(p)
    yield from koppeling(p, ("@1", "@g"), reden="anders", note=p.notes.about("gast"), within=(4, 12))
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)


def nazorg_door_bemiddelaars(p: Plot) -> Told:
    """The mediators make the aftercare calls themselves."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p, door="@1")
    yield from opgelost(p)


def nazorg_deels_niet_bereikt(p: Plot) -> Told:
    """A is content, B answers none of three calls: then it may be closed."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p, "A")
    yield from no_answer(p, "B", 3)
    yield from opgelost(p)


def afloop_onbekend(p: Plot) -> Told:
    """Agreements were made, and then nobody answered any more."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from gesprekken(p)
    p.later(38, 44)
    for _ in range(3):
        yield p.say("nazorg", met="A", bereikt="nee", minuten=5)
        yield p.say("nazorg", met="B", bereikt="nee", minuten=5)
        p.later(7, 9)
    yield from afsluiting(p, "onbekend", note=p.notes.about("onbekend"))
    yield from terugkoppeling(p)


def klacht_over_ons(p: Plot) -> Told:
    """A complaint about our work, confirmed and dealt with."""
    yield from aangemeld(p)
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)
    p.later(6, 20)
    yield p.say("verzoek", soort="klacht", stap="ontvangen", van="B")
    p.later(1, 4)
    yield p.say("verzoek", soort="klacht", stap="bevestigd", van="B", minuten=10)
    p.later(7, 14)
    yield p.say("verzoek", soort="klacht", stap="afgehandeld", van="B", minuten=45, note=p.notes.about("klacht"))


def inzage_gevraagd(p: Plot) -> Told:
    """Somebody wants to see what is kept about them."""
    yield from melding(p)
    yield from intake(p, consent=CONSENT)
    yield from team_gezocht(p)
    yield from eerste(p)
    p.later(2, 5)
    yield p.say("verzoek", soort="inzage", stap="ontvangen", van="A")
    yield from tweede(p)
    p.later(1, 3)
    yield p.say("verzoek", soort="inzage", stap="afgehandeld", van="A", minuten=40, note=p.notes.about("inzage"))
    yield from samen(p)
    yield from nazorg(p)
    yield from opgelost(p)


def overgenomen_door_collega(p: Plot) -> Told:
    """The other coördinator takes over."""
    yield from aangemeld(p)
    p.later(1, 4)
    yield p.say("overname", naar="c-2" if p.coordinator == "c-1" else "c-1")
    yield from team_gezocht(p)
    yield from gesprekken(p)
    yield from nazorg(p)
    yield from opgelost(p)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A story and how it comes in.

    `share` is its weight among the ordinary cases; `days_ago` (or `workdays_ago`) fixes the melding
    of a story that must be under way today; `place` fixes the gemeente where the story
    needs one; a `long` story takes most of a year.
    """

    tell: Callable[[Plot], Told]
    share: float = 0
    days_ago: int | None = None
    workdays_ago: int | None = None
    place: str = ""
    long: bool = False

    @property
    def name(self) -> str:
        """The name of the story."""
        return self.tell.__name__


PAST: tuple[Situation, ...] = (
    Situation(tell=heropend_na_nazorg, share=2.5, long=True),
    Situation(tell=tweede_partij_niet_bereikt, share=5),
    Situation(tell=pendelen, share=5),
    Situation(tell=advies_was_genoeg, share=17),
    Situation(tell=portiek_van_vijf, share=1, long=True),
    Situation(tell=verhuisd, share=3),
    Situation(tell=tweede_partij_weigert, share=5),
    Situation(tell=coaching_van_een_partij, share=5),
    Situation(tell=dubbele_melding, share=1.5),
    Situation(tell=op_de_plank_en_hervat, share=4, long=True),
    Situation(tell=over_drie_jaren),
    Situation(tell=ondanks_contra_indicatie, share=2),
    Situation(tell=doorverwezen_naar_zorg, share=2.5),
    Situation(tell=team_gewisseld, share=3),
    Situation(tell=vrijwilliger_kan_niet, share=4),
    Situation(tell=met_een_gast, share=1.5, place="Polderdam"),
    Situation(tell=over_de_gemeentegrens, share=2),
    Situation(tell=nazorg_door_bemiddelaars, share=5),
    Situation(tell=bemiddeling_zonder_afspraken, share=5),
    Situation(tell=nazorg_deels_niet_bereikt, share=3, long=True),
    Situation(tell=verbeterd_na_bemiddeling, share=5),
    Situation(tell=ingetrokken, share=3),
    Situation(tell=afloop_onbekend, share=1),
    Situation(tell=niet_geschikt, share=5),
    Situation(tell=geen_toestemming, share=1),
    Situation(tell=klacht_over_ons, share=1),
    Situation(tell=inzage_gevraagd, share=1),
    Situation(tell=overgenomen_door_collega, share=1.5),
    Situation(tell=bemiddeld_en_doorverwezen, share=1.5),
    Situation(tell=vanzelf_over, share=4),
    Situation(tell=opgelost_na_bemiddeling, share=26),
)
"""The stories of the past, the rarer ones first: a small organisation takes them in this order."""
