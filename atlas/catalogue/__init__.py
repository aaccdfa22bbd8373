"""Tables and territories joined once: every question starts here."""

from atlas.catalogue.catalogue import Catalogue, enlarge, kept, load_catalogue, redrawn
from atlas.catalogue.measures import Answer

__all__ = ["Answer", "Catalogue", "enlarge", "kept", "load_catalogue", "redrawn"]
