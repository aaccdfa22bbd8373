"""The yearly build of `data/geo` from the official files; the app never imports it."""

from atlas.geobuild.build import build_geo
from atlas.geobuild.millesimes import MILLESIMES

__all__ = ["MILLESIMES", "build_geo"]
