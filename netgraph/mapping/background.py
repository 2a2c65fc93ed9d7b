"""Background maps: shown only when asked for, because they ask an outside host."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.errors import UnknownNameError
from netgraph.schema.map_vocabulary import BASEMAPS, NO_BASEMAP
from netgraph.words import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.pages.escape import Json
    from netgraph.schema.map_vocabulary import Basemap
    from netgraph.words.wording import Wording

__all__ = ["BACKGROUNDS", "OVER_BACKGROUND", "Background", "check_basemap"]

OVER_BACKGROUND = 0.72
"""How far districts cover the background map, on the map and in its legend."""


@dataclass(frozen=True, slots=True)
class Background:
    """A background map of tiles.

    Attributes
    ----------
    host : str
        The only host that the page may then ask, and only for images.
    path : str
        Where a tile is on that host, with ``{z}``, ``{x}`` and ``{y}``.
    credit : str
        Whose map it is.
    deepest : int
        Highest zoom level that has tiles.
    """

    host: str
    path: str
    credit: str
    deepest: int

    def notice(self, wording: Wording) -> str:
        """Say on the page that it asks this host."""
        return wording.of(page.BACKGROUND_MAP, host=self.host)

    def data(self, wording: Wording) -> dict[str, Json]:
        """Return what the page's script needs."""
        return {
            "url": f"https://{self.host}{self.path}",
            "deepest": self.deepest,
            "opacity": OVER_BACKGROUND,
            "failed": wording.of(page.BACKGROUND_MAP_OFF_LINE),
        }


BACKGROUNDS: Mapping[str, Background] = MappingProxyType(
    {
        # BRT Achtergrondkaart, CC BY 4.0.
        "pdok": Background(
            host="service.pdok.nl",
            path="/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png",
            credit="Kadaster",
            deepest=19,
        )
    }
)


def check_basemap(basemap: str | None) -> Basemap:
    """Return the background map, or say which exist; none by default, because it asks an outside host.

    Raises
    ------
    UnknownNameError
        There is no such background map.
    """
    for known in BASEMAPS:
        if (basemap or NO_BASEMAP) == known:
            return known
    raise UnknownNameError(f"basemap: there is no background map {basemap!r}. Valid: {', '.join(BASEMAPS)}.")
