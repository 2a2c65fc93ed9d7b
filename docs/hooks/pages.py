"""What MkDocs does to pages of this site: the help of every command, and Dutch pages that say that they are Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netgraph.cli.main import cli

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

HELP_OF_EVERY_COMMAND = "<!-- help of every command -->"
DUTCH = ("kaart_lezen.md", "privacy_nl.md")
WIDTH = 100


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the help of the command line where a page asks for it: it is never written twice, so it cannot drift."""
    if HELP_OF_EVERY_COMMAND not in markdown:
        return markdown
    return markdown.replace(HELP_OF_EVERY_COMMAND, help_of_every_command())


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Say that a Dutch page is Dutch, so that a screen reader reads it aloud as Dutch."""
    return f'<div lang="nl">\n{html}\n</div>' if page.file.src_uri in DUTCH else html


def help_of_every_command() -> str:
    """Return a section a command, with what ``netgraph COMMAND --help`` prints on a line of a hundred signs."""
    names = ["netgraph", *(f"netgraph {name}" for name in sorted(cli.commands))]
    commands = [cli, *(cli.commands[name] for name in sorted(cli.commands))]
    return "\n\n".join(
        f"## {name}\n\n```text\n{_help(command, name)}\n```" for name, command in zip(names, commands, strict=True)
    )


def _help(command: click.Command, name: str) -> str:
    """Return what a command prints about itself."""
    settings = cli.context_settings | {"terminal_width": WIDTH}
    with click.Context(command, info_name=name, **settings) as context:
        return command.get_help(context)
