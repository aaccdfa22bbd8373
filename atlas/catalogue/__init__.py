"""Tables and territories joined once: every question starts here."""

from atlas.catalogue.catalogue import Catalogue, enlarge, load_catalogue, redrawn
from atlas.catalogue.keeping import kept
from atlas.catalogue.measures import Answer

__all__ = ["Answer", "Catalogue", "enlarge", "kept", "load_catalogue", "redrawn"]
