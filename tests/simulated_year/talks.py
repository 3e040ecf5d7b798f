"""What happens to a case in the world: the call itself, the answers of volunteers, and the talks a team holds."""

from __future__ import annotations

from collections.abc import Callable

from tests.simulated_year.desk import Desk
from tests.simulated_year.fate import MEANT, WIJKEN, draw
from tests.simulated_year.office import Office

CONSENT = "toestemming=opslag,bemiddelaars"


def call(office: Office) -> str:
    """Let someone call: a new case. What was told goes into the dossier."""
    fate = draw(office.dice, office.partners)
    desk = office.desks[WIJKEN[fate.wijk]]
    told = [f"klachten={fate.klacht}", f"verwijzer={fate.verwijzer}", f"via={fate.via}", f"urgentie={fate.urgentie}"]
    told += [f"tip_van={fate.tip}"] if fate.tip else []
    told += [f"A.wijk={fate.wijk}", f"B.wijk={fate.buurwijk}", f"A.bezit={'huur' if fate.huur else 'koop'}"]
    told += [f"C.wijk={fate.buurwijk}"] if fate.aanpak == "groep" else []
    made = desk.bb("new", "casus", *told, "minuten=15", "toestemming=opslag")
    id_ = made.out.split()[1].rstrip(",")
    office.fates[id_], office.with_[id_] = fate, desk.who
    if office.size.dossiers:
        tell(desk, id_)
    if fate.request:
        office.later(office.dice.randrange(10, 60), lambda: ask(office, id_))
    return id_


def tell(desk: Desk, id_: str) -> None:
    """Put into the dossier who the parties are, and what was told."""
    number = id_.replace("-", "")
    names = {f"partijen.{letter}.naam": f"Bewoner {letter}{number} Verzonnen" for letter in "AB"}
    fields = {**names, "partijen.A.telefoon": f"06-00{number[-6:]}", "verhaal": "Er is al een tijd ruzie."}
    desk.bb("dossier", "set", id_, *fields, stdin="".join(f"{value}\n" for value in fields.values()))


def desk_of(office: Office, id_: str) -> Desk:
    """Return the desk of the coördinator whose case it is now."""
    return office.desks[office.with_[id_]]


def asked(office: Office, id_: str, team: list[str]) -> None:
    """A few days after a team was asked: each says yes or no."""
    desk = desk_of(office, id_)
    no = [member for member in team if office.dice.random() < 0.1]
    for member in no[:1]:
        desk.bb("match", id_, "--decline", member, "--reason", "geen-tijd")
    if no:
        return
    if office.dice.random() < 0.3:
        desk.bb("log", id_, "akkoord", f"wie={team[0]}")
    if desk.bb(
        "match", id_, "--accept", fine=(0, 1)
    ).status:  # meanwhile someone has no room left: they go all the same
        desk.bb("match", id_, "--choose", ",".join(team), "--reason", "beschikbaar")
    for member in team if office.size.dossiers else ():
        path = desk.home / f"blad-{id_}-{member}.age"
        desk.bb("handover", id_, "--to", member, "--output", str(path))
        path.unlink()
    talks(office, id_)


def talks(office: Office, id_: str) -> None:  # noqa: C901 - talks take many turns
    """Plan what a team does in the weeks after it was formed; each part is told to the coördinator on its day."""
    fate, dice = office.fates[id_], office.dice
    after = dice.randrange(3, 11)

    def then(*words: str, days: tuple[int, int] = (5, 12)) -> None:
        nonlocal after
        office.later(after, log(office, id_, *words))
        after += dice.randrange(*days)

    def meet(met: str, *more: str) -> None:
        nonlocal after
        if dice.random() < 0.5:
            due = after
            office.later(max(1, after - 3), lambda: agree(office, id_, met, due))
        tolk = ("tolk=ja", "kosten=45.00") if fate.tolk else ()
        then("gesprek", f"met={met}", f"minuten={dice.choice((45, 60, 75, 90))}", *tolk, *more)

    agreed = "afspraken=ja" if fate.end == "afspraken" else "afspraken=nee"
    meet("A")
    if fate.aanpak == "coaching":
        meet("A", agreed)
        return
    if fate.pause:
        until = dice.randrange(14, 35)
        office.later(after, lambda: wait(office, id_, until))
        after += until + 1
    others = "BC" if fate.aanpak == "groep" else "B"
    for met in (others if fate.end == "niet-bereikt" else "B") * fate.attempts:
        then("contact", f"met={met}", f"via={dice.choice(('deur', 'brief', 'telefoon'))}", "bereikt=nee", "minuten=10")
    if fate.end == "geweigerd":
        for met in others:
            then("contact", f"met={met}", "via=deur", "bereikt=ja", "wil=nee", "minuten=15")
    elif fate.end != "niet-bereikt":
        meet("B", CONSENT)
        for met in {"pendel": ("A",), "groep": ("C",)}.get(fate.aanpak, ()):
            meet(met, *((CONSENT,) if met == "C" else ()))
        meet({"pendel": "B", "groep": "ABC"}.get(fate.aanpak, "AB"), agreed)


def log(office: Office, id_: str, *words: str) -> Callable[[], None]:
    """Return what a coördinator does when a team tells her something: she records it."""

    def tell() -> None:
        desk_of(office, id_).bb("log", id_, *words)

    return tell


def agree(office: Office, id_: str, met: str, days: int) -> None:
    """A team and a party agree on a day."""
    day = office.day.fromordinal(office.day.toordinal() + min(days, 3))
    desk_of(office, id_).bb("log", id_, "gepland", "voor=gesprek", f"met={met}", f"datum={day}", "tijd=19:30")


def wait(office: Office, id_: str, days: int) -> None:
    """A party is away for some weeks."""
    until = office.day.fromordinal(office.day.toordinal() + days)
    desk_of(office, id_).bb("log", id_, "wacht", f"tot={until}", "reden=vakantie")


def close(office: Office, desk: Desk, id_: str) -> None:
    """Close a case with the result it has."""
    fate = office.fates[id_]
    resultaat, reden = MEANT[fate.end]
    answers = [fate.standen[letter] for letter in ("AB" if fate.aanpak != "coaching" else "A")]
    if fate.end == "afspraken" and "niet" in answers:
        resultaat, reden = "niet-opgelost", "anders"
    elif fate.end == "afspraken" and "deels" in answers:
        resultaat = "verbeterd"
    desk.bb("log", id_, "afsluiting", f"resultaat={resultaat}", f"reden={reden}")
    if fate.again and fate.end == "afspraken":
        office.later(office.dice.randrange(10, 30), lambda: reopen(office, id_))


def reopen(office: Office, id_: str) -> None:
    """A party calls again: it went wrong after all. The same team talks once more."""
    desk_of(office, id_).bb("log", id_, "heropening", "reden=afspraken-geschonden")
    office.later(office.dice.randrange(5, 10), log(office, id_, "gesprek", "met=AB", "minuten=60", "afspraken=ja"))


def ask(office: Office, id_: str) -> None:
    """A party makes a request; it is acknowledged a few days later."""
    soort = f"soort={office.fates[id_].request}"
    desk_of(office, id_).bb("log", id_, "verzoek", soort, "stap=ontvangen", "van=A")
    office.later(3, log(office, id_, "verzoek", soort, "stap=bevestigd", "van=A"))
