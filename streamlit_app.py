"""The atlas: navigation over pages."""

from atlas.ui.frame import run

run()
