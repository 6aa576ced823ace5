"""Time expressions: the words of a text that tell when, how long or how often, and their TimeML value."""

from sayso.language.times.bounds import bound_publication
from sayso.language.times.finder import find_times

__all__ = ["bound_publication", "find_times"]
