"""Where the templates are: reports, mails, letters, forms and new records.

In a checkout and an editable install they lie beside the package, where people edit them; a wheel carries them inside.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import bb


def templates_root() -> Path:
    """The folder of templates that came with `bb`.

    Raises:
        FileNotFoundError: the installation is incomplete; the message is Dutch and says what to do.
    """
    package = Path(bb.__file__).resolve().parent
    for folder in (package / "templates", package.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("De sjablonen van bb ontbreken. Installeer bb opnieuw.")


def find_template(name: str, organisation_root: Path | None) -> Path:
    """The template to use: the organisation's own copy, else the one that came with `bb`.

    Args:
        name: path below `templates/` with forward slashes, such as `rapport/jaaroverzicht.md.j2`.
        organisation_root: the folder that holds `bb.yaml`; `None` when there is no organisation.

    Raises:
        FileNotFoundError: neither has it; the message is Dutch.
        ValueError: the name leads out of the folder of templates.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"Het sjabloon {name!r} ligt buiten de map templates.")
    own = [] if organisation_root is None else [organisation_root / "templates"]
    for folder in (*own, templates_root()):
        if (folder / path).is_file():
            return folder / path
    raise FileNotFoundError(f"Het sjabloon {name!r} bestaat niet.")
