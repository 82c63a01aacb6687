"""Tracks what the news says about sanctions, drones, fighter jets and arms transfers, with the words that say it."""

__version__ = "0.1.0"
