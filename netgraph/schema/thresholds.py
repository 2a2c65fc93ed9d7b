"""Thresholds of the gate and of signals: recipes and the command line may ask for stricter ones, never for others."""

from __future__ import annotations

__all__ = ["FALSE_DISCOVERY_RATE", "LARGEST_RATE", "MINIMUM"]

MINIMUM = 10
"""Fewest people a published figure may be about; callers can only ask for more."""
FALSE_DISCOVERY_RATE = 0.05
"""Of the districts that ask for attention, which part may on average do so by chance alone."""
LARGEST_RATE = 0.2
"""With more than one in five wrongly marked, the mark says too little to send anybody there."""
