"""netgraph pseudonymise: a data folder in which nobody is called as in the source, for an analyst."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netgraph.cli.options import debug_option, open_network, steps
from netgraph.schema.formats import FORMATS, Format

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

__all__ = ["pseudonymise"]

BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
LARGEST_KEY_FILE = 4_096
OTHERS = 0o077
"""What a group and everybody else may do with a file, on POSIX."""


@click.command("pseudonymise")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="Where to write: a new or empty folder."
)
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="File with the key, for your own account only, outside the data. One line end after it does not count.",
)
@click.option("--key-env", metavar="NAME", help="Environment variable with the key, instead of a file.")
@click.option(
    "--keep",
    multiple=True,
    metavar="COLUMN",
    help="Column of your own to keep, age_group say; repeat it for more. All others are left out.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="csv",
    show_default=True,
    help="How to write the tables.",
)
@click.option(
    "--on-fault",
    type=click.Choice(["raise", "set_aside"]),
    default="raise",
    show_default=True,
    help="What to do with rows that are wrong: stop, or leave them out.",
)
@debug_option
def pseudonymise(
    folder: Path,
    output: Path,
    key_file: Path | None,
    key_env: str | None,
    keep: tuple[str, ...],
    form: Format,
    on_fault: str,
) -> None:
    """Replace the identifiers of people by keyed hashes, so that data can be handed to an analyst.

    The key is never written or shown; keep it apart from the data, and use another one for another purpose.
    The result is still personal data: docs/privacy.md says what that means.
    """
    from netgraph.disclosure import pseudonymise as with_pseudonyms  # noqa: PLC0415 - heavy libraries load only now
    from netgraph.disclosure.pseudonym_keys import check_key  # noqa: PLC0415

    source = folder.parent if folder.is_file() else folder
    key = _key(key_file, key_env, (source, output))
    _check_output(folder, output)
    check_key(key)
    with steps("Pseudonyms", 3) as progress:
        network = open_network(folder, on_fault, None, None)
        progress.update(1)
        made = with_pseudonyms(network, key, keep)
        progress.update(1)
        _write(made, output, form)
        progress.update(1)
    _tell(network, made, output)


def _key(key_file: Path | None, key_env: str | None, data: tuple[Path, ...]) -> bytes:
    """Return the key without one line end after it; what was given may be the key itself, so it is not repeated."""
    if (key_file is None) == (key_env is None):
        raise click.UsageError("Give the key by --key-file or by --key-env: one of the two.")
    if key_file is not None:
        key = _key_of_file(key_file, data)
    else:
        value = os.environ.get(key_env or "")
        if value is None:
            raise click.BadParameter("there is no environment variable of that name.", param_hint="--key-env")
        key = os.fsencode(value)
    return key.removesuffix(b"\n").removesuffix(b"\r") if key.endswith(b"\n") else key


def _key_of_file(key_file: Path, data: tuple[Path, ...]) -> bytes:
    """Read a key file that lies apart from the data, and that only this user may read."""

    def refused(why: str) -> click.BadParameter:
        return click.BadParameter(why, param_hint="--key-file")

    if any(
        place.is_relative_to(folder)
        for folder in (given.resolve() for given in data)
        for place in (key_file.resolve(), key_file.parent.resolve() / key_file.name)
    ):
        raise refused("the key lies among the data: who gets these would get it too. Move it elsewhere.")
    try:
        if not key_file.is_file():
            raise refused("this is a folder, not a file." if key_file.is_dir() else "there is no such file.")
        # Windows has no such bits: there the rights of the folder decide.
        if os.name == "posix" and key_file.stat().st_mode & OTHERS:
            raise refused("others may read or change the key file. Keep it to yourself: chmod 600, then its name.")
        with key_file.open("rb") as stream:
            key = stream.read(LARGEST_KEY_FILE + 1)
    except OSError as error:
        raise refused(f"the key file cannot be opened: {error.strerror or type(error).__name__}.") from error
    if len(key) > LARGEST_KEY_FILE:
        raise refused(f"this is no key: the file is larger than {LARGEST_KEY_FILE:,} bytes.")
    if key.startswith(BYTE_ORDER_MARKS):
        raise refused("the file starts with a byte order mark. Save it as plain UTF-8, or make another key.")
    return key


def _check_output(folder: Path, output: Path) -> None:
    """Refuse a place where something is, where nothing can be made, or that lies in the source."""
    out, source = output.resolve(), folder.resolve()
    if out == source or (folder.is_dir() and out.is_relative_to(source)):
        why = "lies in the folder that is read, so they could be handed on together"
    elif output.exists() and not output.is_dir():
        why = "is a file"
    elif output.is_dir() and any(output.iterdir()):
        why = "is not empty"
    elif not output.parent.is_dir():
        why = "cannot be made: the folder above it does not exist"
    else:
        return
    raise click.BadParameter(f"{output} {why}. Choose a new folder.", param_hint="-o")


def _write(network: SupportNetwork, output: Path, form: Format) -> None:
    """Write the folder whole or not at all: a new folder that stayed empty goes again."""
    was_there = output.exists()
    try:
        network.write(output, form)
    except BaseException:
        if not was_there:
            with suppress(OSError):  # there is none
                output.rmdir()
        raise
    if not was_there:
        output.chmod(0o700)


def _tell(network: SupportNetwork, made: SupportNetwork, output: Path) -> None:
    """Say what was left out, and what may still tell who somebody is."""
    from netgraph.disclosure.identifying_columns import few_alike, rare_values  # noqa: PLC0415 - heavy
    from netgraph.disclosure.pseudonyms import left_out  # noqa: PLC0415
    from netgraph.schema.faults import shown  # noqa: PLC0415
    from netgraph.schema.thresholds import MINIMUM  # noqa: PLC0415

    click.echo(f"{output}: {made}")
    for table, columns in left_out(network, made).items():
        click.echo(f"Left out of {table}: {', '.join(map(shown, columns))}.")
    rare = rare_values(made)
    if rare["rare"].any():
        click.echo(f"Values that fewer than {MINIMUM} people or ties have:")
    for row in rare[rare["rare"] > 0].itertuples():
        click.echo(f"  {row.table}, {shown(row.column)}: {row.rare:,} of {row.values:,} values")
    alike = f"{few_alike(made):,} of {len(made.people):,} people"
    click.echo(f"{alike} have fewer than {MINIMUM - 1} others who are the same in every column of people.")
    click.echo("Dates of ties are kept to the day, and the pattern of ties can give people away.")
    click.echo("So these are still personal data (GDPR, recital 26). See docs/privacy.md.")
