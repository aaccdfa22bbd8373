"""What the page of the reader's own data says of an import."""

import io

from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import Mapping
from atlas.views.own import cards


def test_a_file_of_unknown_amounts_has_an_unknown_total():
    raw = read_raw(io.BytesIO(b"code_insee;montant\n26108;\n75056;abc\n"))
    mapping = Mapping(kind="funding", columns={"code": "code_insee", "amount": "montant"})
    made = import_rows(raw, mapping)
    assert made.summary()["total_eur"] is None
    told = cards(made, "fr")
    assert "<strong>inconnu</strong><span>au total</span></div>" in told
    assert "<span>acceptée</span>" in told
    assert "<small>1 refusée</small>" in told
