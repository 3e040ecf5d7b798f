"""Filling a template of ours, or the organisation's own of that name, with exactly the values it is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bb.actions.stop import Stop
from bb.files.templates import find_template


def filled(root: Path, name: str, values: Mapping[str, Any], otherwise: str) -> str:
    """Return a template as text.

    It knows these values and nothing else: what it asks besides is an error, not an empty place.

    Raises:
        Stop: the template is wrong. The message holds none of the values and ends in `otherwise`: what did not happen.
    """
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415 - only when a template is filled
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - same

    environment = ImmutableSandboxedEnvironment(
        autoescape=name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        template = find_template(name, root).read_text("utf-8")
        return environment.from_string(template).render(values)
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError) as error:
        line = getattr(error, "lineno", None)
        where = f", regel {line}" if line else ""
        raise Stop(f"Het sjabloon templates/{name} klopt niet{where}. {otherwise}") from None
