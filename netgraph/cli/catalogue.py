"""netgraph catalogue: every figure with its meaning, definition and source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from netgraph.cli.options import debug_option

if TYPE_CHECKING:
    from netgraph.metrics import Metric

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
    from netgraph.metrics import METRICS  # noqa: PLC0415 - pandas loads only when a command runs

    writer = {"text": _text, "md": _markdown, "json": _json}[form]
    click.echo(writer(list(METRICS.values())))


def _text(metrics: list[Metric]) -> str:
    return "\n\n".join(
        f"{metric.id}  [{metric.theme}, {metric.unit}, worse: {metric.worse}, needs: {metric.needs}"
        f"{', signal' if metric.signal else ''}]\n"
        f"  {metric.label.nl} — {metric.label.en}\n"
        f"  {metric.definition}\n"
        f"  {metric.explanation.en}\n"
        f"  Source: {metric.citation}"
        for metric in metrics
    )


def _markdown(metrics: list[Metric]) -> str:
    parts = [
        "# Catalogue of figures",
        "",
        (
            "C(i): contacts of person i; in(i), out(i): whom i gets support from and gives it to; M(i): both; "
            "R: residents who were asked."
        ),
    ]
    for metric in metrics:
        parts += [
            "",
            f"## {metric.id}",
            "",
            f"**{metric.label.nl}** — **{metric.label.en}**",
            "",
            metric.explanation.nl,
            "",
            metric.explanation.en,
            "",
        ]
        parts += [
            f"- Definition: `{metric.definition}`",
            f"- Theme: {metric.theme}; unit: {metric.unit}; worse: {metric.worse}; needs: {metric.needs}",
        ]
        if metric.signal:
            everyday = ", everyday kinds only" if metric.signal.everyday else ""
            parts.append(f"- Signal: when worse than the rest of the city by at least {metric.signal.margin}{everyday}")
        if metric.caution:
            parts.append(f"- Caution: {metric.caution.nl} — {metric.caution.en}")
        parts.append(f"- Source: {metric.citation}")
    return "\n".join(parts)


def _json(metrics: list[Metric]) -> str:
    def words(metric: Metric) -> dict[str, object]:
        both = {
            name: {"nl": text.nl, "en": text.en}
            for name in ("label", "explanation", "caution")
            if (text := getattr(metric, name))
        }
        plain = {
            name: getattr(metric, name)
            for name in ("definition", "theme", "unit", "worse", "needs", "directions", "shape", "citation")
        }
        return {"id": metric.id, **both, **plain, "margin": metric.signal.margin if metric.signal else None}

    return json.dumps([words(metric) for metric in metrics], ensure_ascii=False, indent=2)
