"""`bb pool`: the volunteers against the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import click

from bb.actions.pool import Advice, Candidate, Capacity, Channel, Pool, PoolNow, Share, Supply, pool_now
from bb.cli.app import App, json_option, pass_app
from bb.cli.matches import advice_lines
from bb.cli.output import note, say, say_heading, say_json, say_table, width, wrapped
from bb.cli.who import names_now
from bb.domain.types import SLOTS, Value
from bb.text.dates import SHORT_MONTHS, short_day_nl
from bb.text.plurals import count_nl, join_nl


@click.command("pool")
@json_option
@pass_app
def command(app: App, *, as_json: bool) -> None:
    """Leg de vrijwilligers naast het werk.

    Hoeveel zaken kunnen ze nu aan, en hoeveel vroeg dezelfde maand vorig jaar? Wie kan welke aanpak,
    en wie heeft ervaring met welke klacht? Lijken de vrijwilligers op de bewoners (bevolking in
    bb.yaml), en wat leverde elk kanaal van de werving op? Onderaan staat welke nieuwe vrijwilliger of
    training de meeste wachtende zaken aan een team helpt; daarvoor maakt bb elk plan opnieuw.

    Eén plaats is één vrijwilliger in één zaak.
    """
    found = pool_now(app.folder, app.today)
    if as_json:
        _say_json(found)
        return
    pool = found.pool
    for line in _capacity(pool.capacity):
        _say(line)
    _table(app, "Komende twaalf maanden, in plaatsen", _months(pool))
    _table(app, "Aanpak, laatste twaalf maanden", [_supply("aanpak", "getraind", one) for one in pool.aanpak])
    _table(app, "Klacht, laatste twaalf maanden", [_supply("klacht", "ervaren", one) for one in pool.klacht])
    _lines("Talen", [_languages(pool)])
    _table(app, "Wie er nog een zaak bij kan hebben, naar deel van de week", _week(pool.slots))
    _lines("Bij geen enkel uitje, in twee jaar", _never(pool.nooit))
    _lines("Vrijwilligers naast de bevolking", _mirror(pool.mirror))
    _table(app, "Werving", [_channel(one) for one in pool.channels])
    _lines("Kandidaten, met de volgende stap", [_candidate(one) for one in pool.candidates])
    _lines("Wat nu het meest helpt", _advice(found.advice))
    if all(share.bevolking is None for share in pool.mirror):
        note("Zet in bb.yaml bij bevolking hoe de bewoners zijn samengesteld, dan legt bb dat ernaast.")


def _say(line: str) -> None:
    say(wrapped(names_now().beside(line), width()) if line else "")


def _lines(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    say()
    say_heading(title)
    for line in lines:
        _say(line)


def _table(app: App, title: str, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        return
    say()
    say_heading(title)
    say_table(app, rows, list(rows[0]))


def _capacity(of: Capacity) -> list[str]:
    weg = f"{join_nl(of.weg)} {'is' if len(of.weg) == 1 else 'zijn'} er nu niet"
    untrained = f"{join_nl(of.ongetraind)} {'heeft' if len(of.ongetraind) == 1 else 'hebben'} geen basistraining"
    besides = join_nl([*([weg] if of.weg else []), *([untrained] if of.ongetraind else [])])
    lines = [
        f"Er zijn {count_nl(len(of.mensen), 'vrijwilliger', 'vrijwilligers')}" + (f"; {besides}." if besides else ".")
    ]
    if of.gasten:
        lines.append(f"Te gast van een andere organisatie: {join_nl(of.gasten)}.")
    lines.append(f"Samen hebben ze {count_nl(of.plaatsen, 'plaats', 'plaatsen')}; daarvan zijn er {of.vrij} vrij.")
    short = of.nodig - of.vrij
    waits = f"Zonder team: {count_nl(len(of.wachten), 'zaak', 'zaken')}"
    if of.wachten:
        waits += f", samen {count_nl(of.nodig, 'plaats', 'plaatsen')}"
        waits += f"; {short} te weinig" if short > 0 else ""
    return [*lines, f"{waits}."]


def _months(pool: Pool) -> list[dict[str, object]]:
    return [
        {
            "maand": f"{SHORT_MONTHS[month.maand.month - 1]} {month.maand.year}",
            "nodig": month.nodig,
            "er_zijn": month.plaatsen,
            "tekort": month.tekort or None,
        }
        for month in pool.months
    ]


def _supply(kind: str, people: str, of: Supply) -> dict[str, object]:
    return {
        kind: of.woord,
        "zaken": len(of.zaken),
        "wachten": len(of.wachten),
        people: len(of.mensen),
        "vrije_plaatsen": of.vrij,
        "tekort": "ja" if of.short else None,
    }


def _languages(pool: Pool) -> str:
    told = ", ".join(f"{taal} {count}" for taal, count in pool.talen.items()) or "niemand gaf een taal op"
    return f"  {told}. Zaken met een tolk in de laatste twaalf maanden: {len(pool.tolk) or 'geen'}."


def _never(of: Mapping[str, int]) -> list[str]:
    return [f"  {', '.join(f'{id_} (0 van {possible})' for id_, possible in of.items())}"] if of else []


def _week(slots: Mapping[str, int]) -> list[dict[str, object]]:
    days = tuple(dict.fromkeys(slot.partition("-")[0] for slot in SLOTS))
    parts = tuple(dict.fromkeys(slot.partition("-")[2] for slot in SLOTS))
    return [{"dagdeel": part, **{day: slots[f"{day}-{part}"] for day in days}} for part in parts]


def _mirror(shares: Sequence[Share]) -> list[str]:
    lines = []
    for feit in dict.fromkeys(share.feit for share in shares):
        told = [
            f"{s.woord} {s.percent}%" + (f" (bevolking {s.bevolking}%)" if s.bevolking is not None else "")
            for s in shares
            if s.feit == feit
        ]
        lines.append(f"  {feit}: {', '.join(told)}")
    return lines


def _channel(of: Channel) -> dict[str, object]:
    return {
        "kanaal": of.kanaal,
        "aangemeld": len(of.aangemeld),
        "gesprek": len(of.gesprek),
        "begonnen": len(of.begonnen),
        "nu": len(of.nu),
    }


def _candidate(of: Candidate) -> str:
    step = "kan beginnen" if of.stap == "start" else of.stap
    return (
        f"  {of.vrijwilliger}  {step}; aangemeld op {short_day_nl(of.sinds)}, laatste stap {short_day_nl(of.laatste)}"
    )


def _advice(found: Advice | None) -> list[str]:
    if found is None:
        return ["  Dat uitrekenen duurt hier te lang voor deze bladzijde. Vraag het apart: bb match --advice"]
    return [f"  {line.strip()}" for line in advice_lines(found)]


def _say_json(found: PoolNow) -> None:
    pool, advice = found.pool, found.advice
    more: dict[str, Value] = {
        "plaatsen": asdict(pool.capacity),
        "aanpak": [{**asdict(one), "te_weinig": one.short} for one in pool.aanpak],
        "klacht": [{**asdict(one), "te_weinig": one.short} for one in pool.klacht],
        "talen": pool.talen,
        "tolk": pool.tolk,
        "week": pool.slots,
        "nooit_bij_uitje": pool.nooit,
        "spiegel": [{**asdict(one), "procent": one.percent} for one in pool.mirror],
        "werving": [asdict(one) for one in pool.channels],
        "kandidaten": [asdict(one) for one in pool.candidates],
        "advies": advice
        and {
            "wachten": advice.waiting,
            "team": advice.now,
            "helpt": [
                {"wie": one.wie or None, "trainingen": one.trainings, "team": one.matched, "erbij": one.gaining}
                for one in advice.best
            ],
        },
    }
    rows = [{**asdict(month), "tekort": month.tekort} for month in pool.months]
    say_json(rows, vandaag=pool.day, **more)
