"""Files on disk: front matter, splices, the store, templates."""

from __future__ import annotations
