"""The spike detector: false alarms a year, and how many doublings and triplings are found within three days.

Counts are simulated: Poisson, and in the shape of real news (quiet weekends, a level that drifts for days, twice
Poisson's variance). An alarm is followed by a week of quiet, as in `tracker watch`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from tracker.alerts.levels import find_spike

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST = date(2025, 1, 6)
HISTORY = 66
YEAR = 365
QUIET = 7
SERIES = 40
RISES = 120
WEEK = (1.1, 1.15, 1.15, 1.1, 1.05, 0.7, 0.75)
RATES = (0.3, 2, 10, 20, 100)


def counts(rng: np.random.Generator, shape: str, rate: float, days: int) -> NDArray[np.int64]:
    """Return *days* of counts around *rate*."""
    if shape == "poisson":
        return rng.poisson(rate, days)
    drift = np.zeros(days)
    for number in range(1, days):
        drift[number] = 0.8 * drift[number - 1] + rng.normal(0, 0.12)
    level = rate * np.resize(WEEK, days) * np.exp(drift)
    return rng.negative_binomial(level, 0.5)


def alarms(values: NDArray[np.int64], first: int) -> int:
    """Count the alarms from day *first* on."""
    days = [FIRST + timedelta(days=number) for number in range(len(values))]
    found, quiet_until = 0, 0
    for number in range(first, len(values)):
        if number < quiet_until:
            continue
        known = {days[n]: int(values[n]) for n in range(max(0, number - HISTORY - 7), number + 1)}
        if find_spike(known, days[number]) is not None:
            found, quiet_until = found + 1, number + QUIET
    return found


def found_share(rng: np.random.Generator, shape: str, rate: float, factor: int) -> float:
    """Return the share of rises to *factor* times the level that are found within three days."""
    found = 0
    for number in range(RISES):
        begin = HISTORY + number % 7
        values = counts(rng, shape, rate, begin + 3)
        values[begin:] += counts(rng, shape, rate * (factor - 1), begin + 3)[begin:]
        found += bool(alarms(values, begin))
    return found / RISES


def main() -> None:
    """Measure and print the table."""
    rng = np.random.default_rng(1)
    print("counts    stories/day  false alarms/year  doubling found  tripling found")
    for shape in ("poisson", "real"):
        for rate in RATES:
            false = sum(alarms(counts(rng, shape, rate, HISTORY + YEAR), HISTORY) for _ in range(SERIES)) / SERIES
            shares = [found_share(rng, shape, rate, factor) for factor in (2, 3)]
            print(f"{shape:<9} {rate:>11} {false:>18.2f} {shares[0]:>15.0%} {shares[1]:>15.0%}")


if __name__ == "__main__":
    main()
