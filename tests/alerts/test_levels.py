"""The usual level: false alarms and missed rises on simulated counts."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest

from tracker.alerts.levels import LIMITS, find_spike, lower_tail, upper_tail, usual_level

FIRST = date(2025, 1, 6)
HISTORY = 66
YEAR = 365
QUIET = 7


def by_day(values: np.ndarray) -> dict[date, int]:
    """Return *values* as counts of days one after the other."""
    return {FIRST + timedelta(days=number): int(value) for number, value in enumerate(values)}


def alarms(values: np.ndarray, first: int, last: int) -> list[int]:
    """Return the days on which the detector speaks, each alarm followed by a week of quiet, as `tracker watch` does."""
    counts, found = by_day(values), []
    for number in range(first, last):
        if found and number < found[-1] + QUIET:
            continue
        day = FIRST + timedelta(days=number)
        if find_spike({d: n for d, n in counts.items() if d <= day}, day) is not None:
            found.append(number)
    return found


@pytest.mark.parametrize("rate", [0.3, 3.0, 12.0])
def test_false_alarms_stay_within_the_budget(rate: float) -> None:
    """On Poisson counts at most one alarm per series and year (three years here; many in benchmarks/alerts.py)."""
    rng = np.random.default_rng(5)
    years = 3
    found = sum(len(alarms(rng.poisson(rate, HISTORY + YEAR), HISTORY, HISTORY + YEAR)) for _ in range(years))
    assert found <= years


@pytest.mark.parametrize("rate", [10, 20, 60])
def test_a_doubling_is_found_within_three_days(rate: int) -> None:
    """From ten stories a day on; at ten exactly chance hides about one of fifteen."""
    rng = np.random.default_rng(6)
    series = 40
    found = 0
    for number in range(series):
        begin = HISTORY + number % 7
        values = rng.poisson(rate, begin + 3)
        values[begin:] += rng.poisson(rate, 3)
        found += bool(alarms(values, begin, begin + 3))
    assert found >= series * 0.85


def test_a_quiet_weekend_is_usual_and_a_loud_one_is_not() -> None:
    """Weekday factors are learnt: a weekday's count on a Sunday is news."""
    rng = np.random.default_rng(7)
    shape = np.tile([1.3, 1.3, 1.3, 1.3, 1.2, 0.3, 0.3], 20)
    values = rng.poisson(30 * shape)
    counts = by_day(values[:70])
    level = usual_level(counts, FIRST + timedelta(days=62))
    assert level is not None
    assert level.factors[6] < 0.5
    assert level.factors[0] > 1.1
    assert alarms(values, HISTORY, 130) == []
    sunday = FIRST + timedelta(days=69)
    assert sunday.weekday() == 6
    spike = find_spike(counts | {sunday: 39}, sunday)
    assert spike is not None
    assert (spike.day, spike.days) == (sunday, 1)


def test_news_in_waves_is_not_a_spike_each_time() -> None:
    """Counts that scatter more than Poisson's widen the bounds."""
    rng = np.random.default_rng(8)
    years = 2
    found = sum(
        len(alarms(rng.negative_binomial(10, 0.5, HISTORY + YEAR), HISTORY, HISTORY + YEAR)) for _ in range(years)
    )
    assert found <= 2 * years


def test_one_huge_day_does_not_blind_the_weeks_after_it() -> None:
    """A day far above the level is weighted down in the baseline of those that follow."""
    rng = np.random.default_rng(9)
    values = rng.poisson(12, 80)
    values[40] = 150
    values[77:80] += rng.poisson(14, 3)
    assert alarms(values, 77, 80)


def test_too_short_a_history_says_nothing() -> None:
    """Four weeks at least, counted without the days on which nothing was crawled."""
    values = by_day(np.array([3] * 33 + [90]))
    assert find_spike(values, FIRST + timedelta(days=33)) is None
    values = by_day(np.array([3] * 36 + [90]))
    assert find_spike(values, FIRST + timedelta(days=36)) is not None
    silent = frozenset({FIRST, FIRST + timedelta(days=3), FIRST + timedelta(days=9)})
    assert find_spike(values, FIRST + timedelta(days=36), silent) is None
    assert find_spike({}, FIRST) is None


def test_a_few_stories_are_no_spike() -> None:
    """Where nothing ever came, four stories are news by themselves, no spike."""
    counts = {FIRST: 0, FIRST + timedelta(days=70): 4}
    assert find_spike(counts, FIRST + timedelta(days=70)) is None
    assert find_spike(counts | {FIRST + timedelta(days=70): 9}, FIRST + timedelta(days=70)) is not None


def test_tails_are_those_of_the_distributions() -> None:
    """Poisson and negative binomial, against sums done by hand."""
    poisson = [math.exp(-3) * 3**k / math.factorial(k) for k in range(5)]
    assert lower_tail(4, 3.0, 3.0) == pytest.approx(sum(poisson))
    assert upper_tail(5, 3.0, 3.0) == pytest.approx(1 - sum(poisson))
    # size 2, probability 0.4: mean 3, variance 7.5
    negative = [math.comb(k + 1, k) * 0.4**2 * 0.6**k for k in range(5)]
    assert lower_tail(4, 3.0, 7.5) == pytest.approx(sum(negative))
    assert (lower_tail(-1, 3.0, 3.0), upper_tail(0, 3.0, 3.0)) == (0.0, 1.0)
    assert upper_tail(5000, 4000.0, 4000.0) < 1e-9
    assert set(LIMITS) == {1, 2, 3}
