"""Tables and territories joined once: every question starts here."""

from atlas.catalogue.catalogue import Answer
from atlas.catalogue.catalogue import Catalogue
from atlas.catalogue.catalogue import enlarge
from atlas.catalogue.catalogue import kept
from atlas.catalogue.catalogue import load_catalogue

__all__ = ["Answer", "Catalogue", "enlarge", "kept", "load_catalogue"]
