"""Personal data that must not stand in a file that is copied and kept: whole files, comments as well."""

from __future__ import annotations
