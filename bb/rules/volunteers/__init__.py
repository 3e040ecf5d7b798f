"""Volunteers: agreement and training before the work."""

from __future__ import annotations
