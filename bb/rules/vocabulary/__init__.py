"""Words: those of the organisation's own lists, and its own fields."""

from __future__ import annotations
