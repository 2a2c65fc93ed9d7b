"""Thresholds of the gate, of signals and of what is too little data: recipes and the command line may change them."""

from __future__ import annotations

__all__ = ["FALSE_DISCOVERY_RATE", "LARGEST_RATE", "LEAST_COVERAGE", "LEAST_PEOPLE", "MINIMUM"]

MINIMUM = 10
"""Fewest people a published figure may be about; callers can only ask for more."""
FALSE_DISCOVERY_RATE = 0.05
"""Of the districts that ask for attention, which part may on average do so by chance alone."""
LARGEST_RATE = 0.2
"""With more than one in five wrongly marked, the mark says too little to send anybody there."""
LEAST_PEOPLE = 10
"""On fewer people a figure is too little data: chance alone moves it too far."""
LEAST_COVERAGE = 0.0
"""Which part of the inhabitants must have been asked: any, because what is enough depends on how they were chosen."""
