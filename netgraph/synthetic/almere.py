"""The map of the synthetic Almere as data: names, codes, schematic outlines, rough centres and sizes.

Real are only the names and codes of the Wijk- en Buurtkaart 2016 (Kadaster / Centraal Bureau voor de
Statistiek). Outlines are drawn by hand on a grid of 0.01 degree and centres on one of 0.001 degree, to
resemble the city. ``inhabitants`` only set how large one buurt is beside another. Those of Almere Poort add
up to its 16,755 inhabitants (encyclopedia figure), all together to about the 214,715 of the city (CBS key
figures); how they are divided within a wijk, and over the other wijken, is a plausible guess and no
statistic.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BUURTEN", "WEERWATER", "WIJKEN", "Buurt", "Wijk"]


class Wijk(NamedTuple):
    """A larger area (in Almere a stadsdeel); ``outline`` is an open ring of (longitude, latitude)."""

    code: str
    name: str
    outline: tuple[tuple[float, float], ...]


class Buurt(NamedTuple):
    """A small area; its parent is in the code, its cell grows around (longitude, latitude)."""

    code: str
    name: str
    lon: float
    lat: float
    inhabitants: int

    @property
    def wijk(self) -> str:
        """Code of the wijk that the buurt lies in: ``BU00340211`` lies in ``WK003402``."""
        return "WK" + self.code[2:8]


WIJKEN = (
    Wijk(
        "WK003401",
        "Almere Haven",
        (
            (5.15, 52.33), (5.18, 52.34), (5.20, 52.35), (5.22, 52.36), (5.24, 52.35), (5.26, 52.35),
            (5.27, 52.34), (5.30, 52.33), (5.33, 52.31), (5.32, 52.30), (5.30, 52.31), (5.27, 52.32),
            (5.24, 52.33), (5.22, 52.33), (5.21, 52.33), (5.18, 52.33),
        ),
    ),
    Wijk(
        "WK003402",
        "Almere Stad",
        (
            (5.18, 52.34), (5.17, 52.35), (5.17, 52.37), (5.18, 52.38), (5.16, 52.40), (5.21, 52.42),
            (5.22, 52.42), (5.24, 52.40), (5.25, 52.39), (5.26, 52.38), (5.29, 52.37), (5.28, 52.36),
            (5.26, 52.35), (5.24, 52.35), (5.22, 52.36), (5.20, 52.35),
        ),
    ),
    Wijk(
        "WK003403",
        "Almere Buiten",
        (
            (5.22, 52.42), (5.26, 52.44), (5.28, 52.42), (5.33, 52.41), (5.35, 52.40), (5.34, 52.39),
            (5.30, 52.38), (5.29, 52.37), (5.26, 52.38), (5.25, 52.39), (5.24, 52.40),
        ),
    ),
    Wijk(
        "WK003404",
        "Almere Poort",
        (
            (5.13, 52.36), (5.16, 52.37), (5.17, 52.37), (5.17, 52.35), (5.18, 52.34), (5.15, 52.33),
            (5.14, 52.33), (5.13, 52.34),
        ),
    ),
    Wijk(
        "WK003405",
        "Almere Hout",
        (
            (5.26, 52.35), (5.28, 52.36), (5.29, 52.37), (5.30, 52.38), (5.38, 52.32), (5.35, 52.31),
            (5.33, 52.31), (5.30, 52.33), (5.27, 52.34),
        ),
    ),
    Wijk(
        "WK003406",
        "Almere Pampus",
        (
            (5.13, 52.36), (5.12, 52.37), (5.12, 52.38), (5.16, 52.40), (5.18, 52.38), (5.17, 52.37),
            (5.16, 52.37),
        ),
    ),
)  # fmt: skip

# The lake in the middle of Almere Stad: nobody lives there, and no cell covers it.
WEERWATER = (
    (5.212, 52.365), (5.216, 52.369), (5.226, 52.370), (5.232, 52.366), (5.228, 52.362), (5.218, 52.362),
)  # fmt: skip

BUURTEN = (
    Buurt("BU00340101", "Centrum Almere Haven", 5.215, 52.333, 2_100),
    Buurt("BU00340102", "De Werven", 5.225, 52.338, 3_400),
    Buurt("BU00340103", "De Hoven", 5.214, 52.340, 2_500),
    Buurt("BU00340104", "De Meenten", 5.234, 52.333, 2_700),
    Buurt("BU00340105", "De Grienden", 5.241, 52.340, 3_300),
    Buurt("BU00340106", "De Marken", 5.231, 52.346, 5_000),
    Buurt("BU00340107", "De Gouwen", 5.211, 52.347, 2_700),
    Buurt("BU00340108", "De Wierden", 5.203, 52.340, 3_400),
    Buurt("BU00340109", "De Velden", 5.191, 52.338, 900),
    Buurt("BU00340110", "Overgooi", 5.272, 52.328, 800),
    Buurt("BU00340171", "De Steiger", 5.221, 52.353, 0),
    Buurt("BU00340173", "Stichtsekant", 5.317, 52.311, 0),
    Buurt("BU00340199", "Overig Almere Haven", 5.170, 52.333, 0),
    Buurt("BU00340201", "Centrum Almere Stad", 5.220, 52.372, 6_000),
    Buurt("BU00340202", "Filmwijk", 5.238, 52.365, 9_400),
    Buurt("BU00340203", "Danswijk", 5.257, 52.365, 3_500),
    Buurt("BU00340204", "Parkwijk", 5.248, 52.373, 7_500),
    Buurt("BU00340205", "Verzetswijk", 5.239, 52.380, 5_000),
    Buurt("BU00340206", "Waterwijk", 5.230, 52.389, 6_500),
    Buurt("BU00340207", "Tussen de Vaarten Noord", 5.247, 52.387, 7_600),
    Buurt("BU00340208", "Tussen de Vaarten Zuid", 5.263, 52.374, 6_500),
    Buurt("BU00340209", "Staatsliedenwijk", 5.211, 52.378, 3_700),
    Buurt("BU00340210", "Kruidenwijk", 5.199, 52.382, 9_000),
    Buurt("BU00340211", "Stedenwijk", 5.207, 52.365, 9_800),
    Buurt("BU00340212", "Muziekwijk Noord", 5.187, 52.374, 8_700),
    Buurt("BU00340213", "Muziekwijk Zuid", 5.195, 52.366, 6_300),
    Buurt("BU00340214", "Literatuurwijk", 5.186, 52.357, 7_000),
    Buurt("BU00340215", "Noorderplassen", 5.192, 52.393, 6_500),
    Buurt("BU00340271", "Randstad", 5.227, 52.378, 0),
    Buurt("BU00340272", "Markerkant", 5.217, 52.385, 0),
    Buurt("BU00340273", "Hollandsekant", 5.175, 52.362, 0),
    Buurt("BU00340274", "Gooisekant", 5.184, 52.348, 0),
    Buurt("BU00340275", "Veluwsekant", 5.256, 52.357, 0),
    Buurt("BU00340276", "Sallandsekant", 5.275, 52.367, 0),
    Buurt("BU00340299", "Overig Almere Stad", 5.204, 52.407, 0),
    Buurt("BU00340301", "Centrum Almere Buiten", 5.278, 52.395, 3_500),
    Buurt("BU00340302", "Oostvaardersbuurt", 5.294, 52.407, 6_100),
    Buurt("BU00340303", "Seizoenenbuurt", 5.281, 52.404, 7_000),
    Buurt("BU00340304", "Molenbuurt", 5.269, 52.399, 4_100),
    Buurt("BU00340305", "Bouwmeesterbuurt", 5.257, 52.395, 5_900),
    Buurt("BU00340306", "Landgoederenbuurt", 5.264, 52.388, 4_300),
    Buurt("BU00340307", "Faunabuurt", 5.274, 52.385, 3_900),
    Buurt("BU00340308", "Bloemenbuurt", 5.285, 52.387, 5_000),
    Buurt("BU00340309", "Regenboogbuurt", 5.294, 52.393, 6_500),
    Buurt("BU00340310", "Indischebuurt", 5.299, 52.400, 2_800),
    Buurt("BU00340311", "Eilandenbuurt", 5.309, 52.396, 5_000),
    Buurt("BU00340312", "Stripheldenbuurt", 5.322, 52.402, 6_100),
    Buurt("BU00340313", "Sieradenbuurt", 5.308, 52.409, 2_800),
    Buurt("BU00340371", "Poldervlak", 5.266, 52.406, 0),
    Buurt("BU00340372", "De Vaart", 5.248, 52.410, 0),
    Buurt("BU00340373", "Buitenvaart", 5.262, 52.422, 0),
    Buurt("BU00340399", "Overig Almere Buiten", 5.338, 52.396, 0),
    Buurt("BU00340401", "Europakwartier", 5.153, 52.347, 4_600),
    Buurt("BU00340402", "Columbuskwartier", 5.142, 52.354, 4_400),
    Buurt("BU00340403", "Homeruskwartier", 5.154, 52.357, 5_600),
    Buurt("BU00340404", "Olympiakwartier", 5.155, 52.339, 955),
    Buurt("BU00340405", "Duin", 5.139, 52.342, 1_200),
    Buurt("BU00340471", "Hogekant", 5.168, 52.356, 0),
    Buurt("BU00340472", "Middenkant", 5.164, 52.350, 0),
    Buurt("BU00340473", "Lagekant", 5.167, 52.343, 0),
    Buurt("BU00340499", "Overig Almere Poort", 5.164, 52.364, 0),
    Buurt("BU00340502", "Vogelhorst", 5.302, 52.343, 1_900),
    Buurt("BU00340503", "Nobelhorst", 5.285, 52.356, 3_300),
    Buurt("BU00340571", "Twentsekant", 5.294, 52.367, 0),
    Buurt("BU00340599", "Overig Almere Hout", 5.326, 52.335, 0),
    Buurt("BU00340699", "Overig Almere Pampus", 5.150, 52.378, 0),
)
