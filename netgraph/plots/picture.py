"""A layer of districts as the bytes of a picture: the same for the same input, whatever Matplotlib is set to."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from netgraph.network.areas import mapped_areas
from netgraph.plots.extra import needs_matplotlib
from netgraph.plots.shapes import drawn_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.network import SupportNetwork
    from netgraph.plots.captions import Captions
    from netgraph.plots.shapes import Shapes
    from netgraph.schema.levels import Level
    from netgraph.symbology import Layer

__all__ = ["PictureKind", "areas_to_draw", "map_picture"]

PictureKind = Literal["svg", "png"]

# The same input gives the same file: neither the moment nor random names, which Matplotlib writes by default.
SAME_EVERY_TIME: Mapping[Any, str] = {"svg.hashsalt": "netgraph", "svg.fonttype": "path"}
METADATA: Mapping[PictureKind, Mapping[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}
DOTS = 160  # an inch
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
"""Matplotlib writes every text of an SVG in a comment too, where one control character makes all of it unreadable."""


def areas_to_draw(network: SupportNetwork, by: Level) -> Shapes:
    """Return the shapes of the areas of a network that has boundaries.

    Raises
    ------
    MissingExtraError
        Matplotlib is not installed; told here, before figures are made.
    """
    with needs_matplotlib("a report with a map"):
        import matplotlib as mpl  # noqa: F401, PLC0415 - need not be installed
    names = network.districts.set_index("district")["name"]
    return drawn_shapes(mapped_areas(network.districts, by), names, network.about.place or "")


def map_picture(layer: Layer, shapes: Shapes, texts: Captions, kind: PictureKind) -> bytes:
    """Draw a layer with its legend.

    Parameters
    ----------
    layer : Layer
        Legend, and the mark of every area.
    shapes : Shapes
        The areas, in the same order.
    texts : Captions
        What stands around the map on a picture that is taken out of its report.
    kind : {"svg", "png"}
        What to write.

    Returns
    -------
    bytes
        The same for the same input.
    """
    with needs_matplotlib("a report with a map"):
        import matplotlib.pyplot as plt  # noqa: PLC0415 - need not be installed

        from netgraph.plots.drawing import draw  # noqa: PLC0415
    stream = BytesIO()
    with plt.rc_context(), warnings.catch_warnings():
        plt.rcdefaults()
        plt.rcParams.update(SAME_EVERY_TIME)
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)  # a sign is then drawn as a box
        axes = draw(layer, shapes, texts, None)
        figure: Any = axes.figure
        try:
            figure.savefig(stream, format=kind, dpi=DOTS, metadata=dict(METADATA[kind]))
        finally:
            plt.close(figure)
    return COMMENT.sub(b"", stream.getvalue()) if kind == "svg" else stream.getvalue()
