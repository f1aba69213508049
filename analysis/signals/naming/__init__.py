"""Naming: every expression for the people, groups and things of a story."""

from analysis.signals.naming.cast import Referent, of_study
from analysis.signals.naming.census import choose, count, learn
from analysis.signals.naming.table import find, firsts

__all__ = ["Referent", "choose", "count", "find", "firsts", "learn", "of_study"]
