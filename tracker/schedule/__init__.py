"""Runs sources when they are due: no run is skipped in silence, none overlaps another, each is recorded."""
