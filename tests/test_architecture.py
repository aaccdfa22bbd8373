"""Imports run one way: what `docs/architecture.md` says of the rooms, read in the code."""

import ast
from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ATLAS = Path(__file__).parents[1] / "atlas"
# Commands lie side by side: each is found by its name.
MOST_MODULES = 16
MOST_LINES = 450

# From the ground up: a room imports those before it. `geobuild` and the two doors stand beside each other.
FLOORS = [
    ("typography", "vocabulary", "errors", "settings", "records", "sphere", "files", "fetch"),
    ("words", "streams", "tables"),
    ("territories",),
    ("locate",),
    ("maps", "funding", "exports", "readers"),
    ("catalogue",),
    ("workspace", "account", "gaps", "peers", "scales", "spread", "refresh"),
    ("portrait", "lessons", "geobuild", "next", "indicator"),
    ("views",),
    ("ui", "cli"),
]

# Of `readers`: the ground, each part on those before it, and the stages on the ground; what is beside them
# says the order.
GROUND = ("told", "model", "cells")
STAGES = ("files", "table", "columns", "places", "rows")


def name(path):
    parts = path.relative_to(ATLAS.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name(path): path for path in ATLAS.rglob("*.py")}


def imported(path):
    """Yield the modules that a file names, and for each whether it is ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


ARROWS = {module: set(imported(path)) - {module} for module, path in MODULES.items()}


def room(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def stage(module):
    return ".".join(module.split(".")[2:3])


def test_only_pages_ui_and_the_starting_command_reach_streamlit():
    reach = {m for m, named in ARROWS.items() if any(n.split(".")[0].startswith("streamlit") for n in named)}
    assert [m for m in sorted(reach) if room(m) != "ui" and m != "atlas.cli.app"] == []


def test_nobody_imports_ui_but_the_starting_command():
    assert [
        module
        for module, named in sorted(ARROWS.items())
        if room(module) != "ui" and module != "atlas.cli.app" and any(n.startswith("atlas.ui") for n in named)
    ] == []


def test_no_room_imports_one_above_it():
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    assert set(floor) == {room(m) for m in MODULES if room(m) not in ("", "__main__")}
    up = [
        (module, target)
        for module, named in sorted(ARROWS.items())
        for target in sorted(named)
        if room(module) in floor and room(target) in floor and floor[room(target)] > floor[room(module)]
    ]
    assert up == []


def test_no_stage_of_readers_imports_another():
    allowed = {one: {*GROUND[: rank + 1]} for rank, one in enumerate(GROUND)}
    allowed |= {stage: {stage, *GROUND} for stage in STAGES}
    assert {path.parent.name for path in (ATLAS / "readers").glob("*/__init__.py")} == allowed.keys()
    across = [
        (module, target)
        for module, named in sorted(ARROWS.items())
        for target in sorted(named)
        if room(module) == room(target) == "readers" and stage(module) in allowed
        if stage(target) not in allowed[stage(module)]
    ]
    assert across == []


@pytest.mark.parametrize("of", ["module", "room"])
def test_nothing_goes_round_in_a_circle(of):
    graph = defaultdict(set)
    for module, named in ARROWS.items():
        for target in named & MODULES.keys():
            here, there = (module, target) if of == "module" else (room(module), room(target))
            if here != there:
                graph[here].add(there)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"{error.args[1]}")


def test_no_folder_holds_more_than_one_can_take_in():
    counts = Counter(path.parent for path in MODULES.values() if path.parent.name != "cli")
    assert {folder.name: n for folder, n in counts.items() if n > MOST_MODULES and folder != ATLAS} == {}


def test_no_module_is_longer_than_one_can_read():
    long = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}
