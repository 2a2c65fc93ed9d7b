"""How QGIS draws a figure: a style (QML) that goes along in a GeoPackage, with classes and colours like the map's."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from netgraph.symbology.classes import figure_classes
from netgraph.symbology.palette import FILLS, INTERFACE
from netgraph.words import page
from netgraph.words.areas import at_level
from netgraph.words.numbers import DIGITS, UNITS
from netgraph.words.report import NOT_SHOWN_OR_NO_DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netgraph.symbology.classes import Classes
    from netgraph.symbology.coverage import Drawable
    from netgraph.words.wording import Wording

__all__ = ["qgis_styles"]

QGIS = "3.22"
"""The oldest version that these styles were drawn with; later ones read them."""
BORDER_WIDTH = "0.2"  # millimetres
NOT_SHOWN = "hidden"
CATEGORIES = "Symbology|Fields"


def qgis_styles(figures: Sequence[Drawable], values: Mapping[str, Sequence[float]], wording: Wording) -> dict[str, str]:
    """Return one style a figure, with classes made as those of the map, in its colours and words.

    Parameters
    ----------
    figures : sequence of Metric or Drawable
        The figures, each a column of the layer called by its id.
    values : mapping of str to sequence of float
        By id the figures shown, NaN excluded: a class break would tell something of any other. A figure without any
        has no style.
    wording : Wording
        How the legend speaks.

    Returns
    -------
    dict of str to str
        By id a document of QML. Every style calls all of the figures by their names.
    """
    shown = [figure for figure in figures if len(values[figure.id])]
    aliases = {figure.id: _heading(figure, wording) for figure in shown}
    return {
        figure.id: _style(figure, figure_classes(figure, values[figure.id], wording), aliases, wording)
        for figure in shown
    }


def _heading(figure: Drawable, wording: Wording) -> str:
    """Return what a figure is called, with its unit."""
    label = at_level(figure.label, wording.area).in_(wording.language)
    return wording.of(page.LEGEND_HEADING_FIGURE, label=label, unit=UNITS[figure.unit].in_(wording.language))


def _style(figure: Drawable, classes: Classes, aliases: Mapping[str, str], wording: Wording) -> str:
    """Write one style: a rule a class, and one for what is not shown."""
    root = ET.Element("qgis", version=QGIS, styleCategories=CATEGORIES)
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0")
    rules, symbols = ET.SubElement(renderer, "rules", key="{rules}"), ET.SubElement(renderer, "symbols")
    lacking = wording.of(NOT_SHOWN_OR_NO_DATA)
    for number, (where, label, fill) in enumerate(_rules(figure, classes, lacking)):
        ET.SubElement(rules, "rule", key=f"{{{number}}}", filter=where, label=label, symbol=str(number))
        _add_symbol(symbols, str(number), fill)
    named = ET.SubElement(root, "aliases")
    for number, (field, name) in enumerate(aliases.items()):
        ET.SubElement(named, "alias", field=field, index=str(number), name=name)
    return '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n' + ET.tostring(root, encoding="unicode")


def _rules(figure: Drawable, classes: Classes, lacking: str) -> Iterator[tuple[str, str, str]]:
    """Give for each class, and for what is not shown, when it holds, what it is called, and its fill.

    What is printed decides, as on the map: a figure is rounded before it is compared with where classes begin. A little
    more than 100 steps, because a half such as 0.145 lies a little below itself in a computer.
    """
    steps = f'round("{figure.id}" * {10 ** DIGITS[figure.unit]}.0000001)'
    ends = [None, *classes.breaks, None]
    for (low, high), label, fill in zip(pairwise(ends), classes.labels, classes.fills, strict=True):
        bounds = [f"{steps} >= {low}"] * (low is not None) + [f"{steps} < {high}"] * (high is not None)
        yield " AND ".join(bounds or [f'"{figure.id}" IS NOT NULL']), label, fill
    yield f'"{figure.id}" IS NULL', lacking, NOT_SHOWN


def _add_symbol(symbols: ET.Element, name: str, fill: str) -> None:
    """Add how areas of a class are filled; what is not shown has a hatch, so that it is no class."""
    symbol = ET.SubElement(symbols, "symbol", name=name, type="fill", alpha="1", clip_to_extent="1", force_rhr="0")
    layer = ET.SubElement(symbol, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"})
    look = FILLS[fill]
    properties = {
        "color": _rgba(look.mark or look.ground),
        "outline_color": _rgba(INTERFACE["border"]),
        "outline_style": "solid",
        "outline_width": BORDER_WIDTH,
        "outline_width_unit": "MM",
        "style": "f_diagonal" if look.mark else "solid",
    }
    _add_properties(layer, properties.items())


def _add_properties(layer: ET.Element, properties: Iterable[tuple[str, str]]) -> None:
    options = ET.SubElement(layer, "Option", type="Map")
    for name, value in properties:
        ET.SubElement(options, "Option", name=name, type="QString", value=value)


def _rgba(colour: str) -> str:
    """Write a colour as QGIS does: #0b4f82 is 11,79,130,255."""
    return ",".join([*(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)), "255"])
