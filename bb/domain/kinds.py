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

KIND_IN: Mapping[str, str] = {folder: kind for kind, folder in FOLDERS.items()}
"""The kind of record that lives in each folder."""

WITH_DOSSIER = ("casus", "vrijwilliger", "partner")
"""The kinds that have a dossier (`bb.domain.dossier`); an activity has none."""

KIND_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("casus", "casussen", "zaak", "zaken"), "casus"),
    **dict.fromkeys(("vrijwilliger", "vrijwilligers", "bemiddelaar", "bemiddelaars"), "vrijwilliger"),
    **dict.fromkeys(("partner", "partners", "netwerk"), "partner"),
    **dict.fromkeys(("activiteit", "activiteiten"), "activiteit"),
}
"""The words people use for a kind of record, and the kind they mean."""
