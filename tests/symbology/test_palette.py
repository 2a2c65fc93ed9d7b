"""Colours told apart by eye, on paper and by people who see colours differently; hatches for what has a mark."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from netgraph.symbology.layers import STATES
from netgraph.symbology.palette import (
    CLASS_FILLS,
    COVERAGE_FILLS,
    COVERAGE_RAMP,
    FILLS,
    INTERFACE,
    RAMP,
    larger_fill,
)

# Machado, Oliveira & Fernandes 2009, A physiologically-based model for simulation of color vision deficiency, IEEE
# TVCG 15(6): the matrices for severity 1.0, on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Linear sRGB to CIE XYZ (IEC 61966-2-1), white point D65.
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
PLAIN = (*CLASS_FILLS, *COVERAGE_FILLS)
NOT_CLASSES = (*STATES, "undefined")


def linear(colour: str) -> np.ndarray:
    """Return linear RGB of a colour such as ``#0b4f82`` (IEC 61966-2-1)."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2: 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, deficiency: str) -> np.ndarray:
    """Return CIELAB (1976) of a colour as it is seen."""
    seen = np.clip(DEFICIENCIES[deficiency] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / (TO_XYZ @ np.ones(3))
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, deficiency: str) -> float:
    """Return the CIE76 difference between two colours; about 2.3 can just be told apart."""
    return float(np.linalg.norm(lab(one, deficiency) - lab(other, deficiency)))


def test_the_oracles_give_known_values() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)  # WCAG 2.2
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WebAIM: just below 4.5
    assert lab("#ff0000", "none") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)  # Lindbloom's calculator


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_signals_differ_by_ground_however_colours_are_seen(deficiency: str) -> None:
    grounds = [FILLS[name].ground for name in ("attention", "watch", "none")]
    assert min(difference(a, b, deficiency) for a, b in combinations(grounds, 2)) > 20


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_any_two_states_differ_by_their_mark_or_clearly_by_ground(deficiency: str) -> None:
    for one, other in combinations(NOT_CLASSES, 2):
        same_mark = FILLS[one].shape == FILLS[other].shape
        apart = difference(FILLS[one].ground, FILLS[other].ground, deficiency) > 20
        assert not same_mark or apart, (one, other)


@pytest.mark.parametrize("ramp", [RAMP, COVERAGE_RAMP], ids=["figures", "coverage"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_classes_are_told_apart_in_order(ramp: tuple[str, ...], deficiency: str) -> None:
    lightness = [lab(colour, deficiency)[0] for colour in ramp]
    assert np.all(np.diff(lightness) < -6)
    assert min(difference(a, b, deficiency) for a, b in pairwise(ramp)) > 9


def test_absent_figures_have_a_mark_and_classes_have_none() -> None:
    # Whoever sees a mark on a figure layer knows that no figure is shown there: zero is a class, the others are not.
    absent = ["hidden", "missing", "not_observable", "undefined", "too_little_data"]
    assert all(FILLS[name].shape for name in absent)
    assert len({FILLS[name].shape for name in absent}) == len(absent)
    assert not any(FILLS[name].shape for name in PLAIN)


def test_a_figure_of_a_larger_area_has_the_colour_of_its_class_and_a_mark() -> None:
    for name in CLASS_FILLS:
        larger = FILLS[larger_fill(name)]
        assert larger.ground == FILLS[name].ground
        assert larger.shape
        assert contrast(larger.mark, larger.ground) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("name", CLASS_FILLS)
def test_a_figure_of_a_larger_area_is_not_taken_for_one_that_is_absent(name: str) -> None:
    """Both can stand on one layer: their lines run differently, or their grounds clearly differ to everybody."""
    larger = FILLS[larger_fill(name)]
    for absent in ("hidden", "undefined", "not_observable", "missing"):
        other = FILLS[absent]
        same_mark = (other.hatch, other.turn) == (larger.hatch, larger.turn)
        apart = min(difference(larger.ground, other.ground, deficiency) for deficiency in DEFICIENCIES)
        assert not same_mark or apart > 20, absent


def test_who_is_in_the_data_has_no_colour_of_its_own() -> None:
    """Grey, darker where more are: never the blue of a figure, which says something of a district."""
    chroma = {colour: float(np.hypot(*lab(colour, "none")[1:])) for colour in (*COVERAGE_RAMP, *RAMP)}
    assert all(chroma[grey] < 10 for grey in COVERAGE_RAMP)
    assert all(chroma[blue] > 2 * chroma[grey] for blue, grey in zip(RAMP, COVERAGE_RAMP, strict=True))
    assert [FILLS[name].ground for name in COVERAGE_FILLS] == list(COVERAGE_RAMP)


def test_marks_and_controls_have_the_contrast_that_wcag_asks_of_graphics() -> None:
    marked = [fill for fill in FILLS.values() if fill.shape]
    assert min(contrast(fill.mark, fill.ground) for fill in marked) >= 3
    assert min(contrast(INTERFACE["border"], INTERFACE[other]) for other in ("page", "paper")) >= 3
    assert contrast(INTERFACE["edge"], INTERFACE["paper"]) >= 3


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "page"),
        ("ink", "tint"),
        ("ink", "notice"),
        ("soft", "paper"),
        ("soft", "page"),
        ("accent", "paper"),
        ("paper", "accent"),
        ("paper", "alarm"),
        ("paper", "ink"),
    ],
)
def test_text_has_the_contrast_that_wcag_asks(text: str, ground: str) -> None:
    assert contrast(INTERFACE[text], INTERFACE[ground]) >= 4.5


def test_grey_keeps_the_order_of_urgency() -> None:
    attention, watch, none = (luminance(FILLS[name].ground) for name in ("attention", "watch", "none"))
    assert attention < watch - 0.1
    assert watch < none - 0.1


def test_pictures_have_a_hatch_where_the_page_has_a_mark() -> None:
    """And hatches are told apart wherever marks are: a picture in grey reads like the page."""
    assert [name for name, fill in FILLS.items() if bool(fill.hatch) != bool(fill.shape)] == []
    marked = [FILLS[name] for name in NOT_CLASSES if FILLS[name].shape]
    assert len({fill.hatch for fill in marked}) == len({fill.shape for fill in marked})
