"""The annual overview for people to read and for programs: HTML and JSON, from figures that are already counted."""

from __future__ import annotations
