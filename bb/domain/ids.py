"""The form of ids. Apart from the other types, so that finding a file by its id loads nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

FORMS: Mapping[str, tuple[str, str]] = {
    "casus": ("een zaaknummer, zoals 2026-0123", r"[0-9]{4}-[0-9]{4}"),
    "vrijwilliger": ("een vrijwilliger, zoals v-012", r"[vg]-[0-9]{3,5}"),
    "coordinator": ("een coördinator, zoals c-1", r"c-[1-9][0-9]{0,2}"),
    "partner": ("de naam van een partner, zoals woonstad", r"[a-z0-9]+(?:-[a-z0-9]+)*"),
    "activiteit": ("een activiteit, zoals 2026-intervisie-3", r"[0-9]{4}-[a-z0-9]+(?:-[a-z0-9]+)*"),
    "wijk": ("een wijk uit bb.yaml", r"['a-z0-9]+(?:['-]+[a-z0-9]+)*"),
    "gemeente": ("een gemeente, zoals Waterstad", r"\S(?:[^\n]{0,60}\S)?"),
}
"""Each kind of id: what it is in Dutch, to be read after "hier hoort", and its form as a regular expression."""

ZELF = "zelf"
"""Who reported the case when it was no partner; so no partner may be called that."""


def is_id(kind: str, text: str) -> bool:
    r"""Tell whether `text` has the form of an id of `kind`.

    >>> is_id("casus", "2026-0123"), is_id("casus", "2026-0123\n")
    (True, False)
    """
    return re.fullmatch(FORMS[kind][1], text) is not None


def kind_of_id(text: str) -> str:
    """Return the kind of record an id looks like; a bare number is a case.

    >>> [kind_of_id(id_) for id_ in ("25", "v-012", "2026-intervisie-3", "woonstad")]
    ['casus', 'vrijwilliger', 'activiteit', 'partner']
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{4}|[0-9]+", text):
        return "casus"
    if re.fullmatch(r"[vg]-[0-9]+", text):
        return "vrijwilliger"
    return "activiteit" if re.match(r"[0-9]{4}-", text) else "partner"


def is_guest(id_: str) -> bool:
    """Tell whether a volunteer is a guest from another organisation."""
    return id_.startswith("g-")
