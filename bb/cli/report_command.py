"""`bb report`: the annual overview."""

from __future__ import annotations

from pathlib import Path

import click

from bb.actions.make_report import ADD_CASES, DEFAULT_FORMATS, FORMATS, REASONS, Made, Wanted, make_report, open_figure
from bb.cli.app import App, pass_app
from bb.cli.clock import read_day
from bb.cli.numbers import Whole
from bb.cli.output import note, say, say_json, say_table

_SAID = {
    "html": "Het jaaroverzicht staat in",
    "md": "Het jaaroverzicht als tekst:",
    "csv": "De cijfers voor een rekenblad:",
    "json": "Dezelfde cijfers voor een programma:",
    ADD_CASES: "De zaken achter elk cijfer:",
}


@click.command("report")
@click.argument("jaar", metavar="JAAR", type=Whole(1990, 2099))
@click.option("--gemeente", metavar="NAAM", help="Alleen zaken uit deze gemeente.")
@click.option("--wijk", metavar="NAAM", help="Alleen zaken uit deze wijk.")
@click.option("--partner", metavar="NAAM", help="Alleen zaken met deze verwijzer.")
@click.option("--from", "first", metavar="DAG", help="Vanaf deze dag (anders vanaf 1 januari).")
@click.option("--to", "last", metavar="DAG", help="Tot en met deze dag (anders tot en met 31 december).")
@click.option("--internal", is_flag=True, help="Voor intern gebruik: alle aantallen. Dit is de gewone manier.")
@click.option("--public", is_flag=True, help="Om te publiceren: zonder kleine aantallen, van een jaar dat voorbij is.")
@click.option("--final", is_flag=True, help="Bij --public: stel de cijfers vast. Later blijven ze dan zo.")
@click.option(
    "--reason", type=click.Choice(REASONS), metavar="REDEN", help="Waarom vastgestelde cijfers anders worden."
)
@click.option("--as-of", metavar="VERSIE", help="Zoals alles was in deze versie (het kenmerk ervan in git).")
@click.option("--figure", metavar="NAAM", help="Toon alleen dit cijfer, met bestand en regel van elke zaak.")
@click.option("--format", "formats", metavar="SOORTEN", help="Welke bestanden: html, json, md, csv (anders html,json).")
@click.option("--repo", "repos", multiple=True, metavar="MAP", help="Tel organisaties bij elkaar op. Mag vaker.")
@click.option("--out", metavar="MAP", help="Zet de bestanden in deze map (anders in de map van de organisatie).")
@pass_app
def command(
    app: App,
    jaar: int,
    gemeente: str | None,
    wijk: str | None,
    partner: str | None,
    first: str | None,
    last: str | None,
    reason: str | None,
    as_of: str | None,
    figure: str | None,
    formats: str | None,
    repos: tuple[str, ...],
    out: str | None,
    *,
    internal: bool,
    public: bool,
    final: bool,
) -> None:
    """Maak het jaaroverzicht van JAAR.

    U krijgt een pagina om te lezen en af te drukken (rapport-JAAR.html), de zaken achter elk cijfer
    (rapport-JAAR-zaken.html), en dezelfde cijfers voor een programma (rapport-JAAR.json). Dat is voor
    intern gebruik: kleine aantallen staan erin. Met --public komt er een verslag dat naar buiten kan.

    Eigen woorden per hoofdstuk schrijft u in rapporten/JAAR.md.

    \b
    Voorbeelden:
      bb report 2026
      bb report 2026 --gemeente Waterstad --out waterstad
      bb report 2026 --figure opgelost.behandeld
      bb report 2025 --public
      bb report 2025 --public --final
      bb report 2026 --repo waterstad --repo polderdam
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    parts = [(kind, name) for kind, name in (("gemeente", gemeente), ("wijk", wijk), ("partner", partner)) if name]
    _require(len(parts) < 2, "Kies één van --gemeente, --wijk en --partner.")
    _require(not (internal and public), "Kies --internal of --public.")
    _require(public or not final, "--final hoort bij --public.")
    _require(final or reason is None, "--reason hoort bij --public --final.")
    _require(not (public and figure), "--figure toont zaken, en die horen niet bij --public.")
    wanted = Wanted(
        jaar=jaar,
        today=app.today,
        first=read_day(first, app.today) if first else None,
        last=read_day(last, app.today) if last else None,
        part=parts[0] if parts else None,
        public=public,
        as_of=as_of,
    )
    if repos:
        alone = not (parts or public or as_of or figure or out) and formats in (None, "json")
        _require(alone, "Naast --repo kunnen alleen --from, --to en --format json staan.")
        _show_together(app, wanted, repos, as_json=formats == "json")
        return
    if figure:
        _show_figure(app, wanted, figure)
        return
    chosen = _formats(formats)
    if final:
        from bb.actions.freeze_report import freeze_report  # noqa: PLC0415 - only to settle figures

        settled = freeze_report(app.folder, wanted, reason)
        note(f"De cijfers van {jaar} zijn vastgesteld in {settled.path}")
        if settled.gemeenten and not parts:
            note(f"Maak nu het verslag van elke gemeente, met: --public --gemeente {settled.gemeenten[0]}")
            return
    _say_made(make_report(app.folder, wanted, chosen, Path(out) if out else None))


def _require(fine: bool, sentence: str) -> None:
    if not fine:
        raise click.UsageError(sentence)


def _formats(typed: str | None) -> tuple[str, ...]:
    chosen = tuple(part.strip().lower() for part in typed.split(",")) if typed else DEFAULT_FORMATS
    wrong = next((one for one in chosen if one not in FORMATS), None)
    _require(wrong is None, f"'{wrong}' is geen soort bestand. Kies uit: {', '.join(FORMATS)}.")
    return chosen


def _say_made(made: Made) -> None:
    order = [name for name in ("html", "md", "csv", "json", ADD_CASES) if name in made.files]
    for name in order:
        (say if name == order[0] else note)(f"{_SAID[name]} {made.files[name]}")
    for sentence in made.notes:
        note(sentence)


_TOGETHER = ("aanmeldingen", "behandeld", "afgesloten", "opgelost.alle", "lopend", "vrijwilligers")


def _show_together(app: App, wanted: Wanted, repos: tuple[str, ...], *, as_json: bool) -> None:
    from bb.actions.roll_up import roll_up  # noqa: PLC0415 - only for several organisations

    parts = roll_up([Path(repo) for repo in repos], wanted)
    if as_json:
        say_json([{"organisatie": part.naam, "cijfers": part.figures} for part in parts], jaar=wanted.jaar)
        return
    rows = [{"organisatie": p.naam, **{name: p.figures.get(name, 0) for name in _TOGETHER}} for p in parts]
    say_table(app, rows, ("organisatie", *_TOGETHER))
    note("Elk cijfer apart: --format json")


def _show_figure(app: App, wanted: Wanted, name: str) -> None:
    figure, places = open_figure(app.folder, wanted, name)
    of = f" van {figure.denominator.value} ({figure.denominator.name})" if figure.denominator else ""
    note(f"{figure.name}: {figure.value}{of}")
    note(figure.definition)
    say_table(app, [{"wat": p.id, "regel": f"{p.path}:{p.line}"} for p in places], ("wat", "regel"))
