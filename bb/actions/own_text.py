"""An organisation's own words in a report: `rapporten/YEAR.md`, a heading per chapter, and figures to compare with.

    ---
    vergelijking: {bron: landelijke cijfers 2025, cijfers: {opgelost.behandeld: 70%, doorlooptijd: 60}}
    ---
    ## Samenvatting
    Wat wij over dit jaar willen zeggen.

The public report has a file of its own (`rapporten/YEAR-openbaar.md`): what is fit to print for a steering group need
not be fit for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bb.domain.detectors import mask
from bb.domain.source import Keys, Text
from bb.report.model import Benchmark

_HEADING = re.compile(r"^#{1,3}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """The texts by heading as typed, the figures to compare with, and what could not be used (Dutch sentences)."""

    texts: Mapping[str, str] = field(default_factory=dict)
    benchmark: Benchmark | None = None
    troubles: tuple[str, ...] = ()

    def by_chapter(self, titles: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        """Return the texts by id of their chapter, and the headings that are no chapter; `titles` has id and title."""
        ids = {name.casefold(): id_ for id_, title in titles.items() for name in (id_, title)}
        known = {ids[h.casefold()]: text for h, text in self.texts.items() if h.casefold() in ids}
        return known, [h for h in self.texts if h.casefold() not in ids]


def path_of_text(jaar: int, *, public: bool) -> str:
    """Return where the texts of a year stand."""
    return f"rapporten/{jaar}-openbaar.md" if public else f"rapporten/{jaar}.md"


def read_own_text(data: bytes, path: str) -> OwnText:
    """Read the texts of a year. Whatever seems personal is masked, as on every screen."""
    from bb.files.frontmatter import Split, split, whole  # noqa: PLC0415 - only where there is such a text
    from bb.files.tree import read  # noqa: PLC0415 - same

    fronted = data.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    cut = split(data, path) if fronted else whole(data, path)
    if not isinstance(cut, Split):
        return OwnText(troubles=(f"{path} kan niet worden gelezen: {cut[0].message}",))
    keys = read(cut.header, path)[0] if fronted else None
    benchmark, troubles = _benchmark(keys, path)
    parts = _HEADING.split(cut.body if fronted else cut.text)
    texts = {heading: mask(text.strip()) for heading, text in zip(parts[1::2], parts[2::2], strict=True)}
    if parts[0].strip():
        texts = {"samenvatting": mask(parts[0].strip()), **texts}
    return OwnText(texts=texts, benchmark=benchmark, troubles=troubles)


def _benchmark(keys: Keys | None, path: str) -> tuple[Benchmark | None, tuple[str, ...]]:
    compared = keys.get("vergelijking") if keys else None
    if compared is None:
        return None, ()
    bron = compared.get("bron") if isinstance(compared, Keys) else None
    figures = compared.get("cijfers") if isinstance(compared, Keys) else None
    if not isinstance(bron, Text) or not isinstance(figures, Keys):
        return None, (f"{path}: bij vergelijking horen een bron en cijfers, dus die vergelijking staat er niet in.",)
    told = {e.key.text: mask(e.value.text) for e in figures.entries if isinstance(e.value, Text)}
    return Benchmark(bron=mask(bron.text), cijfers=told), ()
