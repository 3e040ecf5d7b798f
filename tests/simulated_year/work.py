"""The work of a coördinator: she does what `bb followups` says, and nothing else makes a case go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tests.simulated_year.desk import Desk
from tests.simulated_year.office import Office
from tests.simulated_year.talks import asked, close

Row = Mapping[str, Any]
Doing = Callable[[Office, Desk, str, Row], None]

PATIENCE = 0.8
"""How likely she does today what is due; the rest waits until tomorrow, and is shown late then."""


def work(office: Office, desk: Desk) -> None:
    """Do what is due at one desk today."""
    mine = [row for row in desk.rows("followups") if (row["coordinator"] or "c-1") == desk.who]
    match_now = [row for row in mine if row["soort"] == "koppeling"]
    if match_now and office.day.weekday() in office.size.teams:
        match(office, desk, [str(row["casus"]) for row in match_now])
    done: set[str] = set()
    for row in mine:
        id_ = next(str(row[kind]) for kind in ("casus", "vrijwilliger", "partner", "activiteit") if kind in row)
        soort = row["soort"]
        early = soort == "intake"
        if (row["dagen_te_laat"] < 0 and not early) or office.dice.random() > PATIENCE:
            continue
        doing = DOINGS.get(soort)
        if doing is None:
            office.unknown.add(soort)
        elif id_ not in done:
            doing(office, desk, id_, row)
            done |= {id_} if soort in ("intake", "afsluiting") else set()  # what else was due may be so no more


def match(office: Office, desk: Desk, ids: list[str]) -> None:
    """Ask `bb match` for a team for each of these cases, and ask the volunteers."""
    free = [id_ for id_ in ids if not _open_proposal(desk, id_)]
    if not free:
        return
    desk.share()
    shown = desk.bb("match", *free, "--propose", fine=(0, 1))
    for line in shown.out.splitlines():
        if "voorstel aan" in line:
            id_ = line.split()[2].rstrip(":")
            team = [word.strip(",.") for word in line.partition("voorstel aan")[2].split() if word[1:2] == "-"]
            office.later(office.dice.randrange(1, 4), lambda id_=id_, team=team: asked(office, id_, team))  # type: ignore[misc]
    desk.share()


def _open_proposal(desk: Desk, id_: str) -> bool:
    (row,) = desk.rows("show", id_)
    told = [event["wat"] for event in row["verloop"] if event["wat"] in ("voorstel", "kan-niet", "koppeling")]
    return bool(told) and told[-1] == "voorstel"


def intake(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Hold the intake, early or on the last day; what needs no team is closed soon."""
    fate = office.fates[id_]
    if row["dagen_te_laat"] < 0 and office.dice.random() < 0.6:
        return
    consent = f"toestemming={','.join(fate.toestemming)}"
    if fate.end == "ongeschikt":
        desk.bb("log", id_, "intake", "geschikt=nee", "contra=zorg-veiligheid", consent, "minuten=35")
        desk.bb("log", id_, "doorverwijzing", "van=A", "naar=wijkteam", fine=(0, 1))
        return
    aanpak = f"aanpak={fate.aanpak}"
    if fate.end == "dubbel":
        others = sorted(other for other in office.fates if other != id_ and other[5:6] == id_[5:6])
        if others:
            told = ("resultaat=dubbel", f"zie={others[0]}")
            desk.bb("log", id_, "afsluiting", *told)
            return
    desk.bb("log", id_, "intake", "geschikt=ja", aanpak, consent, "minuten=40")
    if fate.end in ("advies", "ingetrokken", "dubbel"):
        if fate.end == "dubbel":
            desk.bb("log", id_, "afsluiting", "resultaat=opgelost", "reden=advies")
        else:
            close(office, desk, id_)


def progress(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Ask the team how it goes."""
    del office, row
    desk.bb("log", id_, "voortgang", "minuten=10")


def aftercare(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Call one party about the agreements; now and then nobody answers."""
    party = row["partij"]
    if office.dice.random() < 0.25:
        desk.bb("log", id_, "nazorg", f"met={party}", "bereikt=nee", "minuten=5")
        return
    fate = office.fates[id_]
    stand = fate.standen[party]
    mark = {"houdt": 8, "deels": 6, "niet": 4}[stand] + office.dice.choice((0, 0, 1))
    desk.bb("log", id_, "nazorg", f"met={party}", f"stand={stand}", f"tevreden={mark}", "minuten=20")


def closing(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Close a case when that is due."""
    del row
    close(office, desk, id_)


def feedback(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Write to who referred it, and record that."""
    del office, row
    about = desk.bb("letter", id_).err.split(": bb ")[1].split()
    desk.bb(*about)


def request(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Settle a request; who asks to see what is held, gets a page."""
    soort = str(row["partij"]).split()[0]
    if soort == "inzage" and office.size.dossiers:
        page = desk.home / f"inzage-{id_}.md"
        desk.bb("access", id_, "--party", "A", "--output", str(page))
        page.unlink()
    desk.bb("log", id_, "verzoek", f"soort={soort}", "stap=afgehandeld", "van=A", "minuten=30")


def answer(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Answer a volunteer."""
    del office, row
    desk.bb("log", id_, "antwoord", "minuten=10")


def renew(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Renew an agreement for two years."""
    until = office.day + timedelta(days=730)
    more = ("bijdrage=12500", "per=jaar", "opzegtermijn=3 maanden") if "partner" in row else ()
    desk.bb("log", id_, "overeenkomst", f"van={office.day}", f"tot={until}", *more)


def contact(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """See a partner, or a volunteer."""
    if "vrijwilliger" in row:
        desk.bb("log", id_, "begeleiding", "minuten=45")
        return
    desk.bb("log", id_, "contact", f"vorm={office.dice.choice(('overleg', 'telefoon', 'bezoek'))}", "minuten=45")


def account(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Send a partner its figures, and record that."""
    del row
    desk.bb("report", str(office.day.year), "--partner", id_, "--out", str(desk.home / "verslagen"))
    desk.bb("log", id_, "rapportage", "minuten=60")


def destroyed(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Hear from the team that their sheets are destroyed."""
    del office
    for member in row["team"]:
        desk.bb("log", id_, "vernietigd", f"wie={member}")


def held(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Record who came; a goal or an improvement is done."""
    del row
    if "leerdoel" in id_ or "verbetering" in id_:
        desk.bb("log", id_, "klaar")
        return
    there = [row["vrijwilliger"] for row in desk.rows("list", "vrijwilligers", "--where", "status=actief")]
    came = [one for one in there if office.dice.random() < 0.75] or there[:1]
    cost = f"kosten={office.dice.choice((0, 60, 85, 120))}.50"
    told = (f"aanwezig={','.join(came)},c-1", "minuten=120", cost, "cijfer=8")
    reach = ("bereik=40",) if "voorlichting" in id_ else ()
    desk.bb("log", id_, "gehouden", *told, *reach)


def resume(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Take up a case again after its pause."""
    del office, row
    desk.bb("log", id_, "hervat")


def talk(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Speak with a candidate or a volunteer."""
    del office
    wat = str(row["soort"])
    more = {"selectiegesprek": ("besluit=nee",), "waardering": ("vorm=kaart", "kosten=12.50")}.get(wat, ())
    desk.bb("log", id_, wat, *more, "minuten=45")


def forget(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Forget all that is due, on one day of the month."""
    del id_, row
    if office.forgot.get(desk.who) != office.day.month:
        office.forgot[desk.who] = office.day.month
        desk.bb("forget", "--due", "--yes", fine=(0, 1))


def leave(office: Office, desk: Desk, id_: str, row: Row) -> None:
    """Nothing to do at the desk: it is the team's turn."""
    del office, desk, id_, row


DOINGS: Mapping[str, Doing] = {
    "intake": intake,
    "koppeling": leave,
    "gesprek": leave,
    "voortgang": progress,
    "nazorg": aftercare,
    "afsluiting": closing,
    "terugkoppeling": feedback,
    "verzoek": request,
    "vraag": answer,
    "overeenkomst": renew,
    "contact": contact,
    "rapportage": account,
    "vernietigd": destroyed,
    "gehouden": held,
    "hervat": resume,
    "selectiegesprek": talk,
    "begeleiding": talk,
    "waardering": talk,
    "vergeten": forget,
}
"""What she does for each kind of thing that is due."""
