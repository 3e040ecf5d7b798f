"""The handbook of an organisation: how it works, one page each, from its settings and what it did.

For a board, a new colleague, or who assesses the quality of the work. A page is a function of the handbook's facts; a
new page is one module and one row of `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bb.report.document import Document
from bb.report.handbook.aftercare import aftercare
from bb.report.handbook.facts import Facts
from bb.report.handbook.method import method
from bb.report.handbook.privacy import privacy
from bb.report.handbook.protocol import protocol
from bb.report.handbook.register import register
from bb.report.handbook.training import training

__all__ = ["PAGES", "Facts"]

PAGES: Mapping[str, tuple[str, Callable[[Facts], Document]]] = {
    "protocol": ("welke stappen een zaak gaat, wie ze doet en binnen welke tijd", protocol),
    "privacy": ("wat er wordt bewaard, waar, hoe lang, en wie erbij kan", privacy),
    "nazorg": ("hoe er wordt nagevraagd of afspraken houden, en wat eruit kwam", aftercare),
    "training": ("wat vrijwilligers leren, en wie wat volgde", training),
    "methode": ("welke aanpakken er zijn, wanneer welke past, en wat ze opleveren", method),
    "register": ("het register van verwerkingen (AVG, artikel 30)", register),
}
"""Every page: its name, what it tells, and what makes it."""
