"""A case in a few words, without anything personal: what it was about, and how far it is or how it ended."""

from __future__ import annotations

from datetime import date

from bb.domain.journal import state_of
from bb.domain.register import Register
from bb.text.dates import short_day_nl


def case_nl(register: Register, id_: str, today: date) -> str:
    """Return the id of a case with what there is to say: `2024-0117 (geluid-personen, opgelost, gesloten 3 mrt 2025)`.

    Of a case that was forgotten only that it was; of one that cannot be read nothing.
    """
    casus = register.casus.get(id_)
    if casus is None:
        return id_
    state = state_of(casus, today)
    if state.forgotten:
        return f"{id_} (vergeten)"
    how = f"loopt nog, fase {state.fase}"
    if state.status == "gesloten" and state.afsluiting:
        how = f"{state.resultaat}, gesloten {short_day_nl(state.afsluiting)}"
    return f"{id_} ({casus.klachten[0]}, {how})"
