"""Making the annual overview: the page people read, the lists behind it, and the same figures for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from bb import __version__
from bb.actions.own_text import OwnText, path_of_text, read_own_text
from bb.actions.reading import open_readable
from bb.actions.report_material import Material
from bb.actions.stop import Status, Stop
from bb.domain.detectors import mask, quoted
from bb.domain.register import Register
from bb.figures import (
    Figure,
    Overview,
    Period,
    Place,
    Scope,
    opened,
    period_figures,
    public_overview,
    year_overview,
    year_period,
)
from bb.figures.improvements import VERBETERING, topic
from bb.files import disk
from bb.files.collector import collector_paused
from bb.files.processes import spread
from bb.files.templates import find_template
from bb.report import cases, csv, markdown
from bb.report.content import Extras, content
from bb.report.html import TEMPLATE, TemplateMistake, page
from bb.report.json import Frozen, document, read_frozen
from bb.text.plurals import count_nl
from bb.text.suggest import closest

FORMATS = ("html", "json", "md", "csv")
DEFAULT_FORMATS = ("html", "json")
GEMEENTE = "gemeente"
ADD_CASES = "zaken"
"""The page of lists beside the internal page; it comes along with `html`."""
REASONS = ("fout-hersteld", "gegevens-aangevuld", "anders")
"""Why settled figures may be replaced."""
_FEW = 1000
"""Cases for which a second process takes more time than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked: the year, or other days; one part of the cases; what may leave the organisation; which version.

    `part` is the kind of part (`gemeente`, `wijk`, `partner`) and its name as typed.
    """

    jaar: int
    today: date
    first: date | None = None
    last: date | None = None
    part: tuple[str, str] | None = None
    public: bool = False
    as_of: str | None = None

    @property
    def period(self) -> Period:
        """The days the report is about."""
        year = year_period(self.jaar, self.today)
        return replace(year, first=self.first or year.first, last=self.last or year.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of a report by format, and what its maker should know (Dutch sentences)."""

    files: Mapping[str, Path]
    notes: tuple[str, ...] = field(default=())


@collector_paused()
def make_report(
    start: Path, wanted: Wanted, formats: tuple[str, ...] = DEFAULT_FORMATS, out: Path | None = None
) -> Made:
    """Write a report in the formats asked, into the organisation's folder or `out`.

    Raises:
        Stop: there is no organisation, what was asked cannot be made, or the files cannot be written.
    """
    material = gather(start, wanted)
    own = _own_text(material, wanted)
    made = _public(material, wanted) if wanted.public else _internal(material, wanted)
    texts, strange = own.by_chapter({c.id: c.title for c in content(made).hoofdstukken})
    if wanted.public:
        settled = _settled_texts(material, wanted)
        extras = Extras(texts=texts if settled is None else settled)
    else:
        extras = Extras(texts=texts, benchmark=own.benchmark, topics=_topics(material.register))
    written = {name: render(material, made, extras, name) for name in _parts(formats, public=wanted.public)}
    folder = out or material.root
    stem = f"rapport-{wanted.jaar}-openbaar" if wanted.public else f"rapport-{wanted.jaar}"
    paths = {name: folder / (f"{stem}-zaken.html" if name == ADD_CASES else f"{stem}.{name}") for name in written}
    _write(folder, {paths[name]: text for name, text in written.items()})
    return Made(files=paths, notes=(*_unread(material.register), *own.troubles, *(_no_chapter(h) for h in strange)))


def open_figure(start: Path, wanted: Wanted, name: str) -> tuple[Figure, tuple[Place, ...]]:
    """Return one figure with the file and line of each thing it counts.

    Raises:
        Stop: there is no such figure in this period.
    """
    material = gather(start, wanted)
    period = replace(wanted, today=material.today).period
    figures = {f.name: f for f in period_figures(material.register, period, _scope(material, wanted))}
    if name not in figures:
        meant = closest(name, figures)
        hint = f" Bedoelde u {meant}?" if meant else f" Alle namen staan in rapport-{wanted.jaar}.json."
        raise Stop(f"Het cijfer '{quoted(name)}' is er niet.{hint}", Status.USAGE)
    return figures[name], opened([figures[name]], material.register, period)[name]


def gather(start: Path, wanted: Wanted) -> Material:
    """Read the organisation as it stands, or as it was in a version.

    Raises:
        Stop: there is none, or no such version.
    """
    if wanted.as_of is None:
        return _gather_folder(start, wanted)
    from bb.actions.report_version import gather_version  # noqa: PLC0415 - only for an earlier version

    return gather_version(start, wanted.as_of)


def _gather_folder(start: Path, wanted: Wanted) -> Material:
    found = open_readable(start)

    def read(path: str) -> bytes | None:
        data = disk.read(found.root, path)
        return data if isinstance(data, bytes) else None

    return Material(root=found.root, register=found.register, read=read, today=wanted.today)


def _internal(material: Material, wanted: Wanted) -> Overview:
    period = replace(wanted, today=material.today).period
    if period.first > period.last:
        raise Stop("De eerste dag ligt na de laatste. Draai --from en --to om.", Status.USAGE)
    few = len(material.register.casus) < _FEW
    each = partial(spread, helpers=0) if few else spread
    made = year_overview(material.register, period, _scope(material, wanted), wanted.jaar, each)
    return replace(made, commit=material.commit)


def _scope(material: Material, wanted: Wanted) -> Scope | None:
    """Return the part that was asked, its name as it is written in the files.

    Raises:
        Stop: nothing here has that name.
    """
    if wanted.part is None:
        return None
    kind, typed = wanted.part
    organisatie = material.register.organisatie
    known: list[str] = {
        "gemeente": gemeenten(material.register),
        "wijk": list(organisatie.wijken),
        "partner": ["zelf", *material.register.partner],
    }[kind]
    found = next((one for one in known if one.casefold() == typed.casefold()), None)
    if found is None:
        meant = closest(typed, known)
        hint = f" Bedoelde u {meant}?" if meant else ""
        raise Stop(f"De {kind} '{quoted(typed)}' is hier niet bekend.{hint}", Status.USAGE)
    return Scope(kind=kind, name=found)


def gemeenten(register: Register) -> list[str]:
    """Return the gemeenten the organisation works in."""
    return list(dict.fromkeys(wijk.gemeente for wijk in register.organisatie.wijken.values()))


def frozen_of(material: Material, jaar: int) -> Frozen | None:
    """Return the figures of a year as they were settled, None when they were not.

    Raises:
        Stop: the file is broken: then nothing may be published from other figures.
    """
    path = path_of_frozen(jaar)
    data = material.read(path)
    if data is None:
        return None
    try:
        return read_frozen(data.decode("utf-8"))
    except ValueError as error:
        raise Stop(f"{path} is beschadigd. Zet het terug zoals het was; daarin staan vastgestelde cijfers.") from error


def path_of_frozen(jaar: int) -> str:
    """Return where the settled figures of a year stand."""
    return f"rapporten/{jaar}.json"


def require_public(wanted: Wanted) -> None:
    """Raise Stop when this year, these days or this part may not be published."""
    if wanted.first or wanted.last or wanted.as_of or (wanted.part and wanted.part[0] != GEMEENTE):
        raise Stop(
            "Een openbaar verslag gaat over één heel jaar, zoals het er nu ligt. Andere keuzes erbij kunnen mensen "
            "herkenbaar maken.\nLaat --wijk, --partner, --from, --to en --as-of weg.",
            Status.USAGE,
        )
    if not wanted.period.over:
        raise Stop(f"{wanted.jaar} is nog niet voorbij. Openbaar maken kan vanaf 1 januari {wanted.jaar + 1}.")


def _public(material: Material, wanted: Wanted) -> Overview:
    require_public(wanted)
    frozen = frozen_of(material, wanted.jaar)
    gemeente = _public_gemeente(material, wanted, frozen)
    earlier = frozen_of(material, wanted.jaar - 1)
    part = earlier.deel(gemeente) if earlier else None
    before = part.figures if part else ()
    if frozen:
        settled = frozen.overview(gemeente, before)
        if settled:
            return settled
    return replace(public_overview(material.register, wanted.period, gemeente), before=before)


def _public_gemeente(material: Material, wanted: Wanted, frozen: Frozen | None) -> str | None:
    """Return the gemeente a public report is about, None for the organisation: one or the other, never both."""
    parts = [part.gemeente for part in frozen.delen] if frozen else None
    if parts is None:
        per_gemeente = material.register.organisatie.openbaar == GEMEENTE
        parts = list(gemeenten(material.register)) if per_gemeente else [None]
    scope = _scope(material, wanted)
    if parts == [None]:
        if scope:
            raise Stop(
                "Het openbare verslag gaat hier over de hele organisatie (openbaar: organisatie in bb.yaml). "
                "Laat --gemeente weg.",
                Status.USAGE,
            )
        return None
    if scope is None or scope.name not in parts:
        raise Stop(
            "Het openbare verslag gaat hier per gemeente (openbaar: gemeente in bb.yaml). "
            f"Zeg erbij welke: --gemeente {parts[0]}",
            Status.USAGE,
        )
    return scope.name


def _settled_texts(material: Material, wanted: Wanted) -> Mapping[str, str] | None:
    frozen = frozen_of(material, wanted.jaar)
    part = frozen.deel(_public_gemeente(material, wanted, frozen)) if frozen else None
    return part.texts if part else None


def render(material: Material, overview: Overview, extras: Extras, name: str) -> str:
    """Return one of the files of a report.

    Raises:
        Stop: the organisation's own template is wrong.
    """
    match name:
        case "html":
            try:
                text = _template(material)
                return page(overview, text, version=__version__, extras=extras, links=overview.openbaar is None)
            except TemplateMistake as mistake:
                raise Stop(str(mistake)) from mistake
        case "json":
            return document(overview)
        case "md":
            return markdown.document(content(overview, extras))
        case "csv":
            return csv.document(overview)
        case _:
            places = opened(overview.figures, material.register, overview.period, headers=False)
            return cases.page(overview, places, cases.STYLE)


def _parts(formats: tuple[str, ...], *, public: bool) -> list[str]:
    chosen = [name for name in FORMATS if name in formats]
    return [*chosen, *([ADD_CASES] if "html" in chosen and not public else [])]


def _template(material: Material) -> str:
    own = material.read(f"templates/{TEMPLATE}")
    if own is None:
        return find_template(TEMPLATE, None).read_text("utf-8")
    try:
        return own.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TemplateMistake(f"Het sjabloon templates/{TEMPLATE} is geen gewone tekst (UTF-8).") from error


def _own_text(material: Material, wanted: Wanted) -> OwnText:
    path = path_of_text(wanted.jaar, public=wanted.public)
    data = material.read(path)
    return OwnText() if data is None else read_own_text(data, path)


def _topics(register: Register) -> dict[str, str]:
    improved = ((id_, a) for id_, a in register.activiteit.items() if a.soort == VERBETERING)
    return {id_: mask(found) for id_, activiteit in improved if (found := topic(activiteit))}


def _unread(register: Register) -> list[str]:
    number = sum(len(ids) for ids in register.unread.values())
    if not number:
        return []
    files = count_nl(
        number, "bestand kon niet worden gelezen en telt", "bestanden konden niet worden gelezen en tellen"
    )
    return [f"Let op: {files} niet mee. Zie wat er is met: bb validate"]


def _no_chapter(heading: str) -> str:
    return f"Er is geen hoofdstuk '{quoted(heading)}', dus die tekst staat niet in het verslag."


def _write(folder: Path, files: Mapping[Path, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Stop(f"Het verslag kan niet worden geschreven in {folder}.") from error
