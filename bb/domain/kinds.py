"""The kinds of record: the folder each lives in, and the words people use for it."""

from __future__ import annotations

from collections.abc import Mapping

FOLDERS: Mapping[str, str] = {
    "casus": "casus",
    "vrijwilliger": "vrijwilligers",
    "partner": "netwerk",
    "activiteit": "activiteiten",
}
"""The folder each kind of record lives in."""

KIND_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("casus", "casussen", "zaak", "zaken"), "casus"),
    **dict.fromkeys(("vrijwilliger", "vrijwilligers", "bemiddelaar", "bemiddelaars"), "vrijwilliger"),
    **dict.fromkeys(("partner", "partners", "netwerk"), "partner"),
    **dict.fromkeys(("activiteit", "activiteiten"), "activiteit"),
}
"""The words people use for a kind of record, and the kind they mean."""
