"""netgraph catalogue: every figure with its meaning, definition and source."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import click

from netgraph.cli.options import debug_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netgraph.metrics import Metric, PersonColumn

__all__ = ["catalogue"]


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@debug_option
def catalogue(form: str) -> None:
    """Print every figure: id, label, definition, source."""
    from netgraph.cli.catalogue_page import catalogue_page  # noqa: PLC0415 - pandas loads only when a command runs
    from netgraph.metrics import PERSON_COLUMNS, Choices, choose  # noqa: PLC0415

    figures = choose(None, Choices(bridge_by="bridge_by"))
    if form == "md":
        click.echo(catalogue_page(figures))
    elif form == "json":
        click.echo(_json(figures, PERSON_COLUMNS))
    else:
        click.echo(_text(figures, PERSON_COLUMNS))


def _text(metrics: Sequence[Metric], columns: Mapping[str, PersonColumn]) -> str:
    """Write a paragraph a figure, then one a person column."""
    figures = [
        f"{metric.id}  [{metric.theme}, {metric.unit}, worse: {metric.worse}, needs: {metric.needs}"
        f"{', signal' if metric.signal else ''}{', internal only' if metric.internal else ''}]\n"
        f"  {metric.label.nl} — {metric.label.en}\n"
        f"  {metric.definition}\n"
        f"  {metric.explanation.en}\n"
        f"  Undefined {metric.undefined}.\n"
        f"  Source: {metric.citation}"
        for metric in metrics
    ]
    persons = [
        f"{name}  [person column, {column.unit}, needs: {column.needs}]\n"
        f"  {column.label.nl} — {column.label.en}\n"
        f"  {column.definition}\n"
        f"  {column.explanation.en}\n"
        f"  Source: {column.citation}"
        for name, column in columns.items()
    ]
    return "\n\n".join([*figures, *persons])


def _json(metrics: Sequence[Metric], columns: Mapping[str, PersonColumn]) -> str:
    """Write a list: every figure of groups, then every person column, told apart by ``level``."""
    texts = ("label", "explanation", "caution", "reading", "per_population")
    plain = (
        "definition",
        "undefined",
        "unit",
        "range",
        "worse",
        "theme",
        "needs",
        "directions",
        "alter_roles",
        "shape",
        "internal",
    )
    listed = [
        {"id": name, "level": level, **_known(one, texts, plain)}
        for level, declared in (("group", {metric.id: metric for metric in metrics}), ("person", columns))
        for name, one in declared.items()
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def _known(one: Metric | PersonColumn, texts: tuple[str, ...], plain: tuple[str, ...]) -> dict[str, object]:
    """Return what is declared of a figure or person column; infinite bounds become null."""
    from netgraph.metrics import CARER_DEFINITIONS, PersonColumn  # noqa: PLC0415 - only when the command runs

    said = {name: text for name in texts if (text := getattr(one, name, None)) is not None}
    known: dict[str, object] = {name: {"nl": text.nl, "en": text.en} for name, text in said.items()}
    known |= {name: getattr(one, name) for name in (*plain, "citation", "choice") if hasattr(one, name)}
    if isinstance(one, PersonColumn):
        return known
    known["range"] = [bound if math.isfinite(bound) else None for bound in one.range]
    known["identities"] = dict(one.identities)
    if one.choice == "carer_definition":
        definitions = CARER_DEFINITIONS.items()
        known["choices"] = {name: {"nl": words.phrase.nl, "en": words.phrase.en} for name, words in definitions}
    return known if one.signal is None else {**known, "margin": one.signal.margin, "everyday": one.signal.everyday}
