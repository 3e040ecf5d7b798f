"""The files of an organisation as JSON Schema, for an editor that checks while one types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.domain.detectors import quoted
from bb.domain.kinds import KIND_NAMES
from bb.files.schema import NAMES, schema, schemas


def schema_of(start: Path, typed: str | None) -> dict[str, Any]:
    """Return the schema of one kind of file with the organisation's own words; without a kind, of all.

    Raises:
        Stop: there is no organisation, or no such kind.
    """
    organisatie = open_readable(start).register.organisatie
    if typed is None:
        return schemas(organisatie)
    name = KIND_NAMES.get(typed, typed)
    if name not in NAMES:
        raise Stop(f"'{quoted(typed)}' is geen soort bestand. Kies uit: {', '.join(NAMES)}.", Status.USAGE)
    return schema(name, organisatie)
