"""What is due, why, and for whom: terms and journals on one day, for every kind of record."""

from bb.agenda.agenda import Agenda, agenda, record_items
from bb.agenda.items import Item
from bb.agenda.norms import Progress

__all__ = ["Agenda", "Item", "Progress", "agenda", "record_items"]
