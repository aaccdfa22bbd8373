"""Where next: the places from which an initiative would reach the most people who have none near."""

from atlas.next.plan import FAR, MOST_PLACES, WEIGHTS, Plan, Wish, suggest
from atlas.next.reach import MOST_KM

__all__ = ["FAR", "MOST_KM", "MOST_PLACES", "WEIGHTS", "Plan", "Wish", "suggest"]
