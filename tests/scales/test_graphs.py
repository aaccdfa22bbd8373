"""Graphs of contiguity, from the pairs that the build stored."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import GeographyError, UnknownTerritoryError
from atlas.scales import graph
from atlas.scales.graphs import from_pairs
from atlas.territories import load_geography
from atlas.territories.contiguity import contract, level_pairs, restrict


@pytest.mark.parametrize(
    ("level", "nodes", "edges", "islands"),
    [
        ("commune", 34_969, 102_215, 15 + 94),
        ("bassin_de_vie", 1_707, 4_721, 7),
        ("epci", 1_255, 3_498, 6),
        ("departement", 101, 238, 5),
        ("region", 18, 23, 6),
    ],
)
def test_graph_is_whole_symmetric_and_binary(level, nodes, edges, islands):
    found = graph(load_geography(), level)
    assert found.n == nodes
    assert found.n_edges == 2 * edges
    assert len(found.isolates) == islands
    matrix = found.sparse
    assert (matrix != matrix.T).nnz == 0
    # libpysal keeps an isolate as a weight of zero to itself.
    assert sorted(set(matrix.data)) == [0.0, 1.0]
    assert matrix.nnz == 2 * edges + islands
    assert matrix.diagonal().sum() == 0


def test_islands_are_in_the_lineage_and_not_dropped():
    geography = load_geography()
    told = geography.lineage["checks"]["neighbours"]
    for level in ("bassin_de_vie", "epci", "departement", "region"):
        alone = geography.level(level).index[graph(geography, level).isolates]
        assert sorted(alone) == told[level]["islands"]


def test_a_subset_keeps_its_order_and_its_lonely():
    # Finistère touches neither the Rhône nor the Loire; the last two touch.
    found = graph(load_geography(), "departement", pd.Index(["69", "29", "42"]))
    assert found.cardinalities.tolist() == [1, 0, 1]
    assert found.isolates.tolist() == [1]


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownTerritoryError, match="no departement has the code '00'"):
        graph(load_geography(), "departement", pd.Index(["29", "00"]))


@pytest.mark.parametrize(("content", "word"), [(None, "missing"), (b"nothing", "damaged")])
def test_a_missing_or_damaged_file_says_what_to_do(tmp_path, content, word):
    if content is not None:
        (tmp_path / "contiguity.parquet").write_bytes(content)
    elsewhere = dataclasses.replace(load_geography(), folder=tmp_path)
    with pytest.raises(GeographyError, match=f"is {word}.*atlas build-geo"):
        level_pairs(elsewhere, "region")


def test_pairs_of_no_commune_are_refused(tmp_path):
    pd.DataFrame({"left": ["01001"], "right": ["99999"]}).to_parquet(tmp_path / "contiguity.parquet")
    elsewhere = dataclasses.replace(load_geography(), folder=tmp_path)
    with pytest.raises(GeographyError, match="no commune's"):
        level_pairs(elsewhere, "region")


@given(st.data())
def test_contracted_pairs_are_those_of_some_parts(data):
    parts = data.draw(st.integers(2, 12))
    ends = st.tuples(st.integers(0, parts - 1), st.integers(0, parts - 1)).filter(lambda e: e[0] < e[1])
    pairs = np.array(sorted(data.draw(st.sets(ends, min_size=1))))
    zones = np.array(data.draw(st.lists(st.integers(-1, 3), min_size=parts, max_size=parts)))
    by_hand = {tuple(sorted((zones[a], zones[b]))) for a, b in pairs.tolist() if zones[a] != zones[b]}
    assert set(map(tuple, contract(pairs, zones).tolist())) == {p for p in by_hand if p[0] >= 0}


def test_restricting_renumbers():
    assert restrict(np.array([[0, 1], [1, 2], [2, 3]]), np.array([3, 2, 0]), 4).tolist() == [[1, 0]]
    assert from_pairs(np.empty((0, 2), dtype=int), 2).isolates.tolist() == [0, 1]
