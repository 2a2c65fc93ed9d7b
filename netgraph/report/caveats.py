"""What a reader of a report has to keep in mind, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.symbology.coverage import COVERAGE_FIGURE
from netgraph.words import page, report
from netgraph.words.numbers import join_words
from netgraph.words.states import ATTENTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netgraph.content import MapContent
    from netgraph.symbology import Layer

__all__ = ["caveats"]


def caveats(content: MapContent, layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """Return what to keep in mind: what signals are, what margins mean, what is not shown, and what cannot be seen.

    Parameters
    ----------
    content : MapContent
        What the report shows.
    layers : tuple of Layer
        Its figures.

    Returns
    -------
    tuple of str
        Sentences, the most important first.
    """
    return tuple(dict.fromkeys(filter(None, _all(content, layers))))


def _all(content: MapContent, layers: tuple[Layer, ...]) -> Iterator[str]:
    """Give the sentences one by one."""
    say, fills = content.wording.of, {row.fill for row in content.districts}
    yield say(report.REPORT_CAUTION)
    yield say(report.REPORT_IS_ABOUT)
    yield content.design
    yield content.layers[0].footnote
    yield say(report.REPORT_FEW_OF_MANY)
    if any(content.figures[layer.id]["low"].notna().any() for layer in layers):
        yield say(page.PANEL_WHAT_THE_MARGIN_IS)
        yield say(report.REPORT_MARGINS)
    for state in ("none", "too_little_data"):
        if state in fills:
            yield f"{say(ATTENTION[state].label)}: {say(ATTENTION[state].explanation, rest=content.wording.rest)}"
    if any("hidden" in (layer.marks[number].fill for number in layer.marked) for layer in layers):
        yield say(ATTENTION["hidden"].explanation)
    unseen = [layer.label for layer in layers if _never_seen(layer)]
    if unseen:
        yield say(report.REPORT_NOT_OBSERVABLE, label=join_words(unseen, content.wording.language))
    yield from (say(text) for text in (page.SUPPORTER_DEFINITION, page.CONTACT_DEFINITION, page.PAID_HELP_DEFINITION))
    if content.head.privacy:
        yield say(report.REPORT_PRIVACY_SURVEY if content.survey else report.REPORT_PRIVACY)


def _never_seen(layer: Layer) -> bool:
    """Whether the data cannot show a figure of any area."""
    if layer.id == COVERAGE_FIGURE.id:
        return False
    shown = {layer.marks[number].fill for number in layer.marked}
    return "not_observable" in shown and shown <= {"not_observable", "missing"}
