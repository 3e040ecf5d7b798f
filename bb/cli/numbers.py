"""Whole numbers on the command line, their limits said in words."""

from __future__ import annotations

import click


class Whole(click.IntRange):
    """A whole number from `min` up to and including `max`, if there is one."""

    def _describe_range(self) -> str:
        """Return the limits as help and messages show them; click itself writes `1<=x<=9`."""
        return f"{self.min} of meer" if self.max is None else f"{self.min} tot en met {self.max}"
