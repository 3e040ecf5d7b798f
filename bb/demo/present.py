"""The stories that are under way today: what waits for a team, what is due, late, or coming."""

from __future__ import annotations

from datetime import date, timedelta

from bb.demo.days import workday, workday_before
from bb.demo.plot import CONSENT, FULL_CONSENT, Plot
from bb.demo.steps import (
    Told,
    afsluiting,
    coming_talk,
    intake,
    koppeling,
    melding,
    nazorg,
    voorstel,
)
from bb.demo.stories import Situation

MANY = 8
"""More volunteers than this nobody writes down as staying out of a case."""


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _intake_on(p: Plot, days_ago: int, *, aanpak: str = "", note: str = "", consent: tuple[str, ...] = CONSENT) -> Told:
    """Melding today's clock, intake so many days ago."""
    yield from melding(p)
    p.days_ago(days_ago)
    yield from intake(p, aanpak=aanpak, note=note, consent=consent, within=(0, 0))


def _only_a_says_when(p: Plot) -> None:
    """Nothing is known yet of when the others can."""
    for letter, party in p.parties.items():
        party.kan = party.kan if letter == "A" else ()


def _talks_on(p: Plot, *, intake_ago: int, team_ago: int, first_ago: int, aanpak: str = "") -> Told:
    """Up to and with the visit to A."""
    yield from _intake_on(p, intake_ago, consent=FULL_CONSENT if p.verwijzer != "zelf" else CONSENT)
    p.days_ago(team_ago)
    yield from koppeling(p, aanpak=aanpak, within=(0, 0))
    p.talk_days_ago(first_ago)
    yield p.say("gesprek", met="A", minuten=p.minutes(60, 90), late=True, note=p.notes.about("eerste", p.klachten[0]))


def _second_on(p: Plot, ago: int) -> Told:
    p.talk_days_ago(ago)
    yield p.say("gesprek", met="B", toestemming=CONSENT, minuten=p.minutes(50, 75), late=True)


# ---- fase aanmelding


def net_binnen(p: Plot) -> Told:
    """Came in this morning."""
    yield from melding(p)


def intake_vandaag(p: Plot) -> Told:
    """Five working days old: the intake is due today."""
    yield from melding(p)


def intake_te_laat(p: Plot) -> Told:
    """Called twice, not reached; the intake is late."""
    p.urgentie = "voorrang"
    yield from melding(p)
    p.days_ago(9)
    yield p.say("contact", met="A", via="telefoon", bereikt="nee", minuten=5)
    p.days_ago(4)
    yield p.say("contact", met="A", via="telefoon", bereikt="nee", minuten=5)


# ---- waiting for a team


def wacht_met_spoed(p: Plot) -> Told:
    """Urgent, and only a few moments possible."""
    _only_a_says_when(p)
    p.urgentie, p.klachten = "spoed", ("intimidatie", "geluid-personen")
    p.parties["A"].kan = ("ma-avond", "wo-avond", "do-avond")
    yield from _intake_on(p, 6, note=f"{p.notes.situation('intimidatie')} Haast is gewenst: de spanning loopt op.")


def wacht_na_een_nee(p: Plot) -> Told:
    """A proposal was made and one of the two cannot."""
    _only_a_says_when(p)
    p.klachten, p.urgentie = ("geluid-personen",), "gewoon"
    yield from _intake_on(p, 16)
    p.days_ago(7)
    yield from voorstel(p, ("@1", "@9"), decline="@9")


def wacht_al_lang(p: Plot) -> Told:
    """Longer than the term."""
    _only_a_says_when(p)
    p.klachten, p.urgentie = ("erfafscheiding", "relatie"), "gewoon"
    p.parties["A"].kan = ("za-ochtend", "di-avond")
    yield from _intake_on(p, 34, note=f"{p.notes.situation('erfafscheiding')} {p.notes.about('zoeken')}")


def wacht_op_pendelaars(p: Plot) -> Told:
    """Meant for a shuttle, so for those who were trained for it."""
    p.klachten, p.urgentie = ("pesten",), "voorrang"
    for party in p.parties.values():
        party.kan = ()
    yield from _intake_on(p, 11, aanpak="pendel")


def niemand_past(p: Plot) -> Told:
    """A porch where those trained for groups know people: nobody fits."""
    p.households(5)
    p.klachten, p.complex, p.urgentie = ("rommel", "relatie"), True, "gewoon"
    p.woningtype = "portiekwoning"
    for letter in ("A", "B", "C"):
        p.parties[letter].kan = ("zo-ochtend",)
    p.niet = p.group_trained[:MANY]
    yield from _intake_on(p, 20, aanpak="groep", note=p.notes.about("niemand"))


def wacht_op_een_coach(p: Plot) -> Told:
    """Coaching for one party."""
    p.klachten, p.urgentie = ("relatie",), "gewoon"
    p.parties["A"].kan, p.parties["B"].kan = ("ma-avond", "di-avond", "do-avond", "wo-middag"), ()
    yield from _intake_on(p, 8, aanpak="coaching")


def wacht_en_iemand_blijft_erbuiten(p: Plot) -> Told:
    """Fresh, with a volunteer and a coördinator who know somebody there."""
    _only_a_says_when(p)
    p.klachten, p.urgentie = ("tuin",), "gewoon"
    p.niet = (*p.niet_candidates[:1], "c-2" if p.coordinator == "c-1" else "c-1")
    yield from _intake_on(p, 2)


def team_viel_weg(p: Plot) -> Told:
    """There was a team, until one of them could not go on."""
    _only_a_says_when(p)
    p.klachten, p.urgentie = ("geluid-apparaten",), "gewoon"
    yield from _intake_on(p, 30)
    p.days_ago(22)
    yield from koppeling(p, within=(0, 0))
    p.days_ago(5)
    yield p.say("kan-niet", wie="@2", note=p.notes.about("gewisseld"))


# ---- with a team


def net_gekoppeld(p: Plot) -> Told:
    """The team knows since last week."""
    yield from _intake_on(p, 12)
    p.days_ago(4)
    yield from koppeling(p, within=(0, 0))


def tweede_poging_nodig(p: Plot) -> Told:
    """A was visited; B was not at home, and the next attempt is due."""
    yield from _talks_on(p, intake_ago=31, team_ago=25, first_ago=17)
    p.talk_days_ago(8)
    yield p.say("contact", met="B", via="deur", bereikt="nee", minuten=20, late=True)


def alleen_eerste_gesprek(p: Plot) -> Told:
    """A was visited, B comes next."""
    yield from _talks_on(p, intake_ago=15, team_ago=10, first_ago=4)


def gesprek_in_de_agenda(p: Plot) -> Told:
    """Both were visited; the talk together stands in the calendar."""
    yield from _talks_on(p, intake_ago=38, team_ago=32, first_ago=24)
    yield from _second_on(p, 11)
    p.days_ago(5)
    yield coming_talk(p, 3)


def vervolggesprek_nodig(p: Plot) -> Told:
    """One talk together was not enough."""
    yield from _talks_on(p, intake_ago=52, team_ago=46, first_ago=38)
    yield from _second_on(p, 27)
    p.talk_days_ago(7)
    yield p.say("gesprek", met="AB", minuten=100, late=True, note=p.notes.about("samen"))
    p.days_ago(3)
    yield coming_talk(p, 9, tijd="20:00")


def stil_bij_het_team(p: Plot) -> Told:
    """Nothing heard from the team for over a month."""
    yield from _talks_on(p, intake_ago=62, team_ago=55, first_ago=41)


# ---- nazorg


def _until_agreed(p: Plot, agreed_ago: int) -> Told:
    yield from _talks_on(p, intake_ago=agreed_ago + 40, team_ago=agreed_ago + 34, first_ago=agreed_ago + 26)
    yield from _second_on(p, agreed_ago + 15)
    p.talk_days_ago(agreed_ago)
    note = p.notes.about("afspraken", p.klachten[0])
    yield p.say("gesprek", met="AB", afspraken="ja", minuten=p.minutes(80, 115), late=True, note=note)


def nazorg_te_laat(p: Plot) -> Told:
    """Nobody has called yet, two weeks after the term."""
    yield from _until_agreed(p, 57)


def nazorg_vandaag(p: Plot) -> Told:
    """Six weeks ago today."""
    yield from _until_agreed(p, 42)


def nazorg_komt_eraan(p: Plot) -> Told:
    """Agreed three weeks ago; the aftercare is agreed for a day of its own."""
    yield from _until_agreed(p, 22)
    p.days_ago(20)
    yield p.say("gepland", voor="nazorg", met="A", datum=workday(_plus(p.today, 12)))


def nazorg_halverwege(p: Plot) -> Told:
    """A is content; B did not answer."""
    yield from _until_agreed(p, 50)
    p.days_ago(6)
    yield p.say("nazorg", met="A", stand="houdt", tevreden=8, minuten=15)
    yield p.say("nazorg", met="B", bereikt="nee", minuten=5)


def klaar_om_te_sluiten(p: Plot) -> Told:
    """Aftercare is done; closing was forgotten."""
    yield from _until_agreed(p, 58)
    p.days_ago(13)
    yield p.say("nazorg", met="A", stand="houdt", tevreden=7, minuten=15)
    yield p.say("nazorg", met="B", stand="houdt", tevreden=8, minuten=10, note=p.notes.about("nazorg", p.klachten[0]))


# ---- on hold, closed, reopened


def op_de_plank(p: Plot) -> Told:
    """On hold until after the holidays."""
    yield from _talks_on(p, intake_ago=45, team_ago=38, first_ago=30)
    p.days_ago(24)
    yield p.say("wacht", tot=workday(_plus(p.today, 30)), reden="rust", note=p.notes.about("wacht"))


def plank_voorbij(p: Plot) -> Told:
    """On hold until a day that has passed."""
    yield from _intake_on(p, 70)
    p.days_ago(60)
    yield p.say("wacht", tot=workday_before(_plus(p.today, -5)), reden="vakantie", note=p.notes.about("wacht"))


def verwijzer_wacht_op_bericht(p: Plot) -> Told:
    """Closed three weeks ago; the referrer has heard nothing yet."""
    p.referred_by("woonstad")
    yield from _until_agreed(p, 80)
    p.days_ago(30)
    yield from nazorg(p, weeks=(0, 0))
    p.days_ago(22)
    yield from afsluiting(p, "opgelost", "afspraken", within=(0, 0))


def pas_gesloten(p: Plot) -> Told:
    """Closed two days ago; telling the referrer comes next. Meanwhile somebody asked for their data."""
    p.referred_by("politie-waterstad")
    yield from _until_agreed(p, 60)
    p.days_ago(25)
    yield p.say("verzoek", soort="inzage", stap="ontvangen", van="B")
    p.days_ago(10)
    yield from nazorg(p, weeks=(0, 0))
    p.days_ago(2)
    yield from afsluiting(p, "opgelost", within=(0, 0))


def klacht_loopt(p: Plot) -> Told:
    """Closed as not solved, and there is a complaint about it."""
    p.referred_by("zelf")
    yield from _talks_on(p, intake_ago=80, team_ago=72, first_ago=63)
    p.talk_days_ago(53)
    yield p.say("contact", met="B", via="deur", bereikt="ja", wil="nee", minuten=20, late=True)
    p.days_ago(47)
    yield from nazorg(p, "A", standen=("geen-afspraken",), weeks=(0, 0))
    p.days_ago(44)
    yield from afsluiting(p, "niet-opgelost", "weigert", note=p.notes.about("weigert"), within=(0, 0))
    p.days_ago(33)
    yield p.say("verzoek", soort="klacht", stap="ontvangen", van="A")
    p.days_ago(31)
    yield p.say("verzoek", soort="klacht", stap="bevestigd", van="A", minuten=10)


def weer_open(p: Plot) -> Told:
    """Reopened last week; the team goes back."""
    yield from _until_agreed(p, 120)
    p.days_ago(76)
    yield from nazorg(p, weeks=(0, 0))
    p.days_ago(68)
    yield from afsluiting(p, "opgelost", within=(0, 0))
    p.days_ago(9)
    yield p.say("nazorg", met="B", stand="niet", minuten=20, note=p.notes.about("heropend"))
    p.days_ago(7)
    yield p.say("heropening", reden="afspraken-geschonden")
    p.days_ago(5)
    yield coming_talk(p, 6)


PRESENT: tuple[Situation, ...] = (
    Situation(tell=wacht_met_spoed, days_ago=8, place="Waterstad"),
    Situation(tell=nazorg_te_laat, days_ago=102),
    Situation(tell=net_binnen, days_ago=0),
    Situation(tell=wacht_na_een_nee, days_ago=19, place="Waterstad"),
    Situation(tell=gesprek_in_de_agenda, days_ago=41),
    Situation(tell=niemand_past, days_ago=23, place="Waterstad"),
    Situation(tell=op_de_plank, days_ago=48),
    Situation(tell=pas_gesloten, days_ago=104, place="Waterstad"),
    Situation(tell=intake_te_laat, days_ago=15),
    Situation(tell=tweede_poging_nodig, days_ago=34),
    Situation(tell=nazorg_vandaag, days_ago=86),
    Situation(tell=wacht_op_pendelaars, days_ago=13, place="Polderdam"),
    Situation(tell=net_gekoppeld, days_ago=15),
    Situation(tell=alleen_eerste_gesprek, days_ago=18),
    Situation(tell=vervolggesprek_nodig, days_ago=55),
    Situation(tell=wacht_al_lang, days_ago=38, place="Waterstad"),
    Situation(tell=weer_open, days_ago=165),
    Situation(tell=nazorg_halverwege, days_ago=94),
    Situation(tell=verwijzer_wacht_op_bericht, days_ago=124, place="Waterstad"),
    Situation(tell=plank_voorbij, days_ago=73),
    Situation(tell=wacht_op_een_coach, days_ago=10, place="Waterstad"),
    Situation(tell=klacht_loopt, days_ago=83),
    Situation(tell=stil_bij_het_team, days_ago=65),
    Situation(tell=klaar_om_te_sluiten, days_ago=102),
    Situation(tell=wacht_en_iemand_blijft_erbuiten, days_ago=4, place="Polderdam"),
    Situation(tell=team_viel_weg, days_ago=33),
    Situation(tell=nazorg_komt_eraan, days_ago=66),
    Situation(tell=intake_vandaag, days_ago=7, workdays_ago=5),
)
"""The stories of today, in the order in which a small organisation takes them."""
