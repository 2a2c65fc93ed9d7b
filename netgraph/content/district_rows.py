"""The list of districts below the map: by state, and by alphabet within a state."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from netgraph.content.parts import DistrictRow
from netgraph.symbology import STATES, state_label
from netgraph.words import page
from netgraph.words.reasons import REGISTERED_MEANS
from netgraph.words.states import THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netgraph.signals import Explanation
    from netgraph.words.wording import Wording

__all__ = ["alphabetical", "district_rows", "remarks"]


def district_rows(
    names: Sequence[str],
    part_of: Sequence[str],
    states: Sequence[str],
    explained: Sequence[Explanation],
    in_data: Sequence[str],
    wording: Wording,
) -> tuple[DistrictRow, ...]:
    """Make the list. It is no ranking: within a state the order is that of the alphabet.

    Parameters
    ----------
    names, part_of, states : sequence of str
        For every district in map order: its name, the larger area, and its state.
    explained : sequence of Explanation
        For every district in map order what was found, from protected figures.
    in_data : sequence of str
        For every district which part of its people is in the data.
    wording : Wording
        How the page speaks.

    Returns
    -------
    tuple of DistrictRow
        The most urgent state first.
    """
    rows = [
        DistrictRow(
            position=position,
            name=name,
            part_of=larger,
            fill=state,
            signal=state_label(state, wording),
            subject=_subjects(found, wording) if found.signals else "",
            reason=found.signals[0].reason if found.signals else "",
            in_data=part,
        )
        for position, (name, larger, state, found, part) in enumerate(
            zip(names, part_of, states, explained, in_data, strict=True)
        )
    ]
    return tuple(sorted(rows, key=lambda row: (STATES.index(row.fill), alphabetical(row.name))))


def remarks(
    states: Sequence[str], *, unknown_district: bool, wording: Wording, known_to: str | None = None
) -> tuple[str, ...]:
    """Say above the list what it cannot show.

    Parameters
    ----------
    states : sequence of str
        State of every district.
    unknown_district : bool
        Whether the data hold people of whom the district is not known.
    wording : Wording
        How the page speaks.
    known_to : str, optional
        Of a register: who keeps it. Reasons then speak of registered people, and this is what that means.
    """
    due = []
    known = set(states)
    if known == {"hidden"}:
        due.append(page.LIST_ALL_HIDDEN)
    elif known <= {"too_little_data", "not_observable", "hidden", "missing"}:
        due.append(page.LIST_NOTHING_CAN_BE_SAID)
    elif "attention" not in known:
        due.append(page.LIST_NO_ATTENTION)
    if unknown_district:
        due.append(page.LIST_UNKNOWN_DISTRICT)
    means = [] if known_to is None else [wording.of(REGISTERED_MEANS, source=known_to)]
    return (*(wording.of(text) for text in due), *means)


def alphabetical(name: str) -> tuple[str, str]:
    """Return the key by which names sort: letters without their accents and case first.

    Examples
    --------
    >>> sorted(["Zuid", "Échternach", "eiland"], key=alphabetical)
    ['Échternach', 'eiland', 'Zuid']
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return plain.casefold(), name


def _subjects(found: Explanation, wording: Wording) -> str:
    """Name the subjects of the signals, each once."""
    themes = dict.fromkeys(signal.theme for signal in found.signals)
    return " · ".join(THEMES[theme].label.in_(wording.language) for theme in themes)
