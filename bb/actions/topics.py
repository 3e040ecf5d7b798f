"""Topics for an intervisie, anonymous, from the cases of an organisation."""

from __future__ import annotations

from bb.figures.topics import MONTHS, Topic, topics

__all__ = ["INTERVISIE", "MONTHS", "Topic", "topics"]

INTERVISIE = "intervisie"
