"""A calibrated synthetic Almere with planted answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.network import from_tables
from netgraph.synthetic.tables import SyntheticTables, synthetic_tables

if TYPE_CHECKING:
    import numpy as np

    from netgraph.network import SupportNetwork

__all__ = ["SyntheticTables", "synthetic_network", "synthetic_tables"]


def synthetic_network(
    people: int = 5_000, seed: int | np.random.Generator = 1, *, planted: bool = True
) -> SupportNetwork:
    """Draw a support network of adults in a synthetic Almere, with some networks known to be thin.

    People, ties and borders are made up; names and codes of the districts are those of the Wijk- en
    Buurtkaart 2016. The city is a miniature, not a sample: with 3,000 people every tie has both its ends
    among those 3,000 and the professionals and organisations that serve them.

    Calibrated on figures of Almere, exactly or nearly so at every size:

    - households: 32 % one person, 25 % without and 43 % with children (CBS key figures);
    - age groups of adults: 18-24 12 %, 25-44 36 %, 45-64 36 %, 65+ 16 % (CBS key figures);
    - 25 % of adults are carers, for 17 hours a week on average (Almere in de Peiling 2024); half of them for
      more than 8 hours a week and more than 3 months (VMCA radar 2019);
    - 34 % of adults volunteer, 7.5 hours a week on average (Almere in de Peiling 2024); 38 % of the
      volunteers in their own buurt, more of the adults in Haven and Hout, fewer in Poort, more of those over
      65 (Almere in de Peiling 2014).

    Everything else is assumed, to resemble studies of support networks: 4 to 6 contacts a resident, 6 %
    without any, a sixth with at most one supporter, six in ten everyday contacts both ways, a quarter of the
    carers alone, one carer in eight with respite. Contacts are likelier between people who live near, and of
    one age group or education. The buurten differ a little by nature.

    Parameters
    ----------
    people : int
        Adult residents, at least 50; exactly so many live in the city. Professionals and organisations come
        on top.
    seed : int or numpy.random.Generator
        The same number gives the same network, to the last byte when written.
    planted : bool
        Whether to make the networks of some larger buurten thin: ``isolated``, ``one_sided`` (everyday
        support is seldom returned), ``carers_alone`` or ``leans_on_one_volunteer`` (one volunteer is the only
        support of up to 20 people). A buurt with fewer than 30 residents is left as it is. ``False`` gives a
        city in which all differences are chance and natural variation.

    Returns
    -------
    SupportNetwork
        ``network.truth`` has one row for everything planted: ``district``, ``planted``, the ``figure`` it
        moves, its ``usual`` value and the value ``aimed`` at, the ``residents`` of the district and how many
        of them were ``steered``. It has no rows when nothing is planted.

    Raises
    ------
    NetgraphError
        When ``people`` or ``seed`` is not as above.

    Examples
    --------
    >>> network = synthetic_network(people=1_000, seed=1)
    >>> network.truth[["district", "planted"]].head(2)
         district       planted
    0  BU00340207     one_sided
    1  BU00340210      isolated
    >>> synthetic_network(people=10)
    Traceback (most recent call last):
    netgraph.errors.NetgraphError: people must be a whole number of 50 or more; found 10.
    """
    tables = synthetic_tables(people, seed, planted=planted)
    network = from_tables(tables.people, tables.ties, districts=tables.districts, about=tables.about)
    return network.with_truth(tables.truth)
