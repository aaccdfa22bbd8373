"""The join: rows of any table -> commune -> every level and setting, with how or why not on each row.

Roles name what a column holds: code (INSEE commune code), epci (SIREN), lon and lat, x and y (in the given
`crs`), point (both in one cell, or a WKT point), postal_code, name (of the commune), address (with its postal
code), departement (code or name), siren (or SIRET: of communes and EPCI only). `guess_columns` recognises the
usual headers. Where a row fills several roles, the most trusted one that finds one commune decides, and the
others can only contradict it:

1. code, current or former, or without its leading zero;
2. postal code and name;
3. name and département (the postal code's, where no département is given), or a name that the EPCI has once;
4. coordinates;
5. postal code alone, or name alone (not beside an unknown code), where only one commune has it;
6. the SIREN of a commune, inside the epci and departement that are given;
7. epci, then departement: the row gets that level and what all its communes share, but no commune.

Names come before coordinates because published coordinates are often those of a geocoder that gave up at the
middle of a région, or of a map inset; a name that a département has once is what its author wrote.

`located_by` is a word of `vocabulary.LOCATED_BY`, `problem` of `vocabulary.PROBLEMS`. A row may have both:
a contradiction is reported, never settled in silence. `candidates` are commune codes separated by "|": those
an ambiguous row may mean, the commune that a contradicting name or point gives, the one that swapped
longitude and latitude would give, all communes that meet at a point on a border.
"""

from atlas.locate.columns import ROLES, guess_columns
from atlas.locate.files import Summary, locate_file
from atlas.locate.rows import locate

__all__ = ["ROLES", "Summary", "guess_columns", "locate", "locate_file"]
