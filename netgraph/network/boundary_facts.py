"""Year and maker of boundaries: they travel with a table of districts, because codes are reused between years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.schema.faults import shown

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.schema.about import About
    from netgraph.schema.faults import Faults

__all__ = ["BOUNDARY_FACTS", "about_boundaries"]

BOUNDARY_FACTS = ("boundary_year", "boundary_source")
"""Keys of about.toml that a table of districts may tell too, in columns of these names."""


def about_boundaries(about: About, districts: pd.DataFrame | None, faults: Faults) -> About:
    """Fill in what a table of districts tells of its boundaries; contradicting itself or about.toml is a fault.

    Parameters
    ----------
    about : About
        What is known.
    districts : DataFrame, optional
        The checked table; empty cells of these columns are no contradiction.
    faults : Faults
        Where contradictions are recorded.

    Examples
    --------
    >>> import pandas as pd
    >>> from netgraph.schema.about import About
    >>> from netgraph.schema.faults import Faults
    >>> districts = pd.DataFrame({"district": ["west", "east"], "boundary_year": 2025})
    >>> about_boundaries(About(), districts, Faults()).boundary_year
    2025
    """
    told: dict[str, Any] = {}
    for fact in BOUNDARY_FACTS:
        given = [] if districts is None or fact not in districts else districts[fact].dropna().unique().tolist()
        if len(given) > 1:
            message = f"districts of one map have one value here; found {' and '.join(map(shown, sorted(given)[:3]))}."
            faults.of_table("districts", fact, "boundary_fact", message)
        elif given and (value := _typed(fact, given[0])) is None:
            faults.of_table("districts", fact, "boundary_fact", f"this is no year: {shown(given[0])}.")
        elif given and getattr(about, fact) not in (None, value):
            message = f"the table says {shown(value)}, and about.toml {shown(getattr(about, fact))}. One is wrong."
            faults.of_table("districts", fact, "boundary_fact", message)
        elif given:
            told[fact] = value
    return about.model_copy(update=told)


def _typed(fact: str, value: object) -> str | int | None:
    """Return a value as about.toml holds it; None where it cannot."""
    if fact != "boundary_year":
        return str(value)
    text = str(value).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and 1900 <= int(text) <= 2200 else None
