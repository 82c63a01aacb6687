"""The usual level of a series of daily counts, and whether what came now lies above or below it.

The question is: had nothing changed since the baseline, how often would the last 1, 2 or 3 days together bring so many?

- *Baseline*: eight whole weeks that end a week before the newest day, so that a rise does not raise its own level (the
  guard band of EARS: Hutwagner et al. 2003, J. Urban Health 80, i89-i96); days without any crawl are left out.
- *Level*: mean of the baseline with days far above it weighted down by their Anscombe residual (Farrington et al. 1996,
  J. R. Stat. Soc. A 159, 547-563; the bound of 2.58 is that of Noufaily et al. 2013, Stat. Med. 32, 1206-1222).
- *Weekdays*: a factor for each, drawn towards 1 as far as the differences may be chance (empirical Bayes, by moments).
- *Spread*: quasi-Poisson as in Farrington, estimated from the baseline's own sums of 1, 2 and 3 days, so that news that
  goes on for days counts too; never less than Poisson's.
- *Tail*: negative binomial with that mean and variance, the uncertainty of level and weekday included (with no spread
  above Poisson's and no weekday this is the exact predictive distribution of a gamma-Poisson model).

The bounds of ``LIMITS`` share out one false alarm per series and year; ``benchmarks/alerts.py`` measures them.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.models import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WEEK = 7
BASELINE_DAYS = 56
GUARD_DAYS = 7
LEAST_DAYS = 28
# For each window in days: how improbable its sum must be.
LIMITS = {1: 0.0002, 2: 0.0004, 3: 0.0026}
LEAST_STORIES = 5
_OUTLIER = 2.58
_ROUNDS = 5
_PRIOR = 0.5
_LEAST_MEAN = 1e-9


class Level(Record):
    """What is usual: stories a day, a factor per weekday with its variance, the spread per window."""

    rate: float
    total: float
    factors: tuple[float, ...]
    variances: tuple[float, ...]
    spreads: dict[int, float]

    def expected(self, days: Sequence[date]) -> float:
        """Return how many stories *days* together usually bring."""
        return sum(self.rate * self.factors[day.weekday()] for day in days)

    def variance(self, days: Sequence[date]) -> float:
        """Return the variance of that sum, the uncertainty of the level itself included."""
        mean, spread = self.expected(days), self.spreads[min(len(days), max(self.spreads))]
        weekdays = sum(self.rate**2 * self.variances[day.weekday()] for day in days)
        return spread * mean + self.spreads[1] * (mean**2 / self.total + weekdays)


class Spike(Record):
    """The last *days* days together brought *stories* where *expected* are usual; *chance* is how rare that is."""

    day: date
    days: int
    stories: int
    expected: float
    chance: float


def find_spike(counts: Mapping[date, int], day: date, silent: frozenset[date] = frozenset()) -> Spike | None:
    """Return the most improbable rise that ends on *day*, None where there is none or the history is too short.

    *counts* begins with the first day that was watched; a later day that it lacks counts 0. *silent* days, on which
    nothing was crawled, say nothing about the level.
    """
    level = usual_level(counts, day - timedelta(days=GUARD_DAYS), silent)
    if level is None:
        return None
    found = []
    for size, limit in LIMITS.items():
        days = [day - timedelta(days=back) for back in range(size)]
        stories = sum(counts.get(one, 0) for one in days)
        expected = level.expected(days)
        if stories < LEAST_STORIES or stories <= expected:
            continue
        chance = upper_tail(stories, expected, level.variance(days))
        if chance < limit:
            found.append((chance / limit, Spike(day=day, days=size, stories=stories, expected=expected, chance=chance)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def usual_level(counts: Mapping[date, int], last: date, silent: frozenset[date] = frozenset()) -> Level | None:
    """Return the level of the eight weeks up to *last*, None where fewer than four of them were watched."""
    if not counts:
        return None
    first = max(min(counts), last - timedelta(days=BASELINE_DAYS - 1))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    days = [day for day in days if day not in silent]
    if len(days) < LEAST_DAYS:
        return None
    values = [counts.get(day, 0) for day in days]
    weights = [1.0] * len(days)
    level = _fit(days, values, weights)
    for _ in range(_ROUNDS):
        weights = _weights(days, values, level)
        if min(weights) == 1.0:
            break
        level = _fit(days, values, weights)
    return level


def _fit(days: Sequence[date], values: Sequence[int], weights: Sequence[float]) -> Level:
    size = sum(weights)
    total = sum(weight * value for weight, value in zip(weights, values, strict=True)) + _PRIOR
    rate = total / size
    flat = Level(
        rate=rate, total=total, factors=(1.0,) * WEEK, variances=(0.0,) * WEEK, spreads=dict.fromkeys(LIMITS, 1.0)
    )
    spread = 1.0
    level = flat
    for _ in range(2):
        level = _with_weekdays(flat, days, values, weights, spread)
        spread = _spread(level, days, values, weights, 1)
    spreads = {window: _spread(level, days, values, weights, window) for window in LIMITS}
    return level.model_copy(update={"spreads": spreads})


def _with_weekdays(
    flat: Level, days: Sequence[date], values: Sequence[int], weights: Sequence[float], spread: float
) -> Level:
    """Give *flat* a factor per weekday: what was seen, drawn towards 1 by how much chance alone would scatter it."""
    seen, wanted = [0.0] * WEEK, [0.0] * WEEK
    for day, value, weight in zip(days, values, weights, strict=True):
        seen[day.weekday()] += weight * value
        wanted[day.weekday()] += weight * flat.rate
    scatter = sum((s / w - 1) ** 2 for s, w in zip(seen, wanted, strict=True)) / (WEEK - 1)
    chance = sum(spread / w for w in wanted) / WEEK
    true = scatter - chance
    if true <= 0:
        return flat
    pull = spread / true
    factors = [(s + pull) / (w + pull) for s, w in zip(seen, wanted, strict=True)]
    variances = tuple(1 / (w + pull) for w in wanted)
    mean = sum(factors) / WEEK
    return flat.model_copy(update={"factors": tuple(factor / mean for factor in factors), "variances": variances})


def _spread(level: Level, days: Sequence[date], values: Sequence[int], weights: Sequence[float], window: int) -> float:
    """Return Pearson's statistic per degree of freedom of the sums of *window* neighbouring days, at least 1."""
    squares = freedom = 0.0
    for start in range(len(days) - window + 1):
        some = days[start : start + window]
        if (some[-1] - some[0]).days != window - 1:
            continue
        mean = max(level.expected(some), _LEAST_MEAN)
        weight = min(weights[start : start + window])
        squares += weight * (sum(values[start : start + window]) - mean) ** 2 / mean
        freedom += weight
    used = 1 + sum(1 for variance in level.variances if variance) * (WEEK - 1) / WEEK
    spread = squares / max(freedom - used, 1.0)
    # What chance alone gives Poisson counts now and then is no reason to expect more.
    chance = math.sqrt(2 * window / max(freedom, 1.0))
    return spread if spread > 1 + chance else 1.0


def _weights(days: Sequence[date], values: Sequence[int], level: Level) -> list[float]:
    """Return 1 for each day, less for a day whose count lies far above the level."""
    weights = []
    for day, value in zip(days, values, strict=True):
        mean = max(level.expected([day]), _LEAST_MEAN)
        residual = 1.5 * (value ** (2 / 3) - mean ** (2 / 3)) / (mean ** (1 / 6) * math.sqrt(level.spreads[1]))
        weights.append(1.0 if residual <= _OUTLIER else (_OUTLIER / residual) ** 2)
    return weights


def upper_tail(count: int, mean: float, variance: float) -> float:
    """Return how probable *count* or more is: negative binomial, Poisson where the variance is not above the mean."""
    return max(0.0, 1.0 - lower_tail(count - 1, mean, variance))


def lower_tail(count: int, mean: float, variance: float) -> float:
    """Return how probable *count* or less is."""
    if count < 0:
        return 0.0
    mean = max(mean, _LEAST_MEAN)
    size = mean**2 / (variance - mean) if variance > mean * 1.0001 else math.inf
    odds = 0.0 if size == math.inf else mean / (size + mean)
    term = -mean if size == math.inf else size * math.log(size / (size + mean))
    total = 0.0
    for number in range(count + 1):
        if number:
            step = mean / number if size == math.inf else odds * (size + number - 1) / number
            term += math.log(step)
        total += math.exp(term)
    return min(total, 1.0)
