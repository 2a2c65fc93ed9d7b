"""What a public name stands for when a module bears the same name: the function, as for who imports it."""

from __future__ import annotations

import re

import griffe

SEVERAL = re.compile(r"^(\w+(?:, \w+)+)\n((?: +\S.*\n?)+)", re.MULTILINE)
"""Parameters that are described together, and what is said of them."""
COLUMN = re.compile(r"^( {4,})(\w+) : (\w+)\n +", re.MULTILINE)
"""A column of a table that is returned: its name and type, and below it what it holds."""


class PublicNames(griffe.Extension):
    """Let ``netgraph.null_model`` be the function, not the module ``netgraph.chance.null_model`` that it lives in."""

    def on_package(self, *, pkg: griffe.Module, **_: object) -> None:
        """Point each imported name of a package that means a module of its own name to what is in there."""
        for name, member in list(pkg.members.items()):
            if not (member.is_alias and member.target_path.startswith(f"{pkg.path}.")):
                continue
            module = pkg.modules_collection[member.target_path]
            if module.is_module and not module.is_alias and name in module.members:
                pkg.set_member(name, griffe.Alias(name, f"{module.path}.{name}", parent=pkg))

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Show columns as a list, and each of several parameters with its own type."""
        if obj.docstring is not None:
            text = SEVERAL.sub(_one_by_one, obj.docstring.value)
            obj.docstring.value = COLUMN.sub(r"\1- `\2` (\3): ", text)


def _one_by_one(several: re.Match[str]) -> str:
    """Say of each parameter what is said of all of them."""
    said = several[2] if several[2].endswith("\n") else f"{several[2]}\n"
    return "".join(f"{name}\n{said}" for name in several[1].split(", "))
