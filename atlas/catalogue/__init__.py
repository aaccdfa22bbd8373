"""Tables and territories joined once: every question starts here."""

from atlas.catalogue.catalogue import Answer, Catalogue, enlarge, kept, load_catalogue

__all__ = ["Answer", "Catalogue", "enlarge", "kept", "load_catalogue"]
