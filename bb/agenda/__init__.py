"""What is due, why, and for whom: terms and journals on one day, for every kind of record."""

from bb.agenda.agenda import Agenda, agenda, assembled, other_items, progress_of, record_items
from bb.agenda.items import Item
from bb.agenda.norms import Progress, practice, volunteer_progress
from bb.agenda.private import SHEET, SLEUTEL
from bb.agenda.year_plan import JAARPLAN

__all__ = [
    "JAARPLAN",
    "SHEET",
    "SLEUTEL",
    "Agenda",
    "Item",
    "Progress",
    "agenda",
    "assembled",
    "other_items",
    "practice",
    "progress_of",
    "record_items",
    "volunteer_progress",
]
