"""What a public name stands for when a module bears the same name: the function, as for who imports it."""

from __future__ import annotations

import re

import griffe

MATHS_BLOCK = re.compile(r"^( *)\.\. math:: *(.+)$", re.MULTILINE)
MATHS = re.compile(r":math:`([^`]+)`")
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
        """Show formulas as they are written, for a program that draws them is another host's; and columns as a list."""
        if obj.docstring is not None:
            text = MATHS_BLOCK.sub(r"\1```text\n\1\2\n\1```", obj.docstring.value)
            obj.docstring.value = COLUMN.sub(r"\1- `\2` (\3): ", MATHS.sub(r"`\1`", text))
