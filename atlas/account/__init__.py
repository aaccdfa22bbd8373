"""Money received by a selection, over territories, to the cent."""
