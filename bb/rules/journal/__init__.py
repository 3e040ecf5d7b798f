"""The journal: what can happen, in which order, and when."""

from __future__ import annotations
