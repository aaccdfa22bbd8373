"""`python -m atlas`, the same as the command `atlas`."""

from atlas.cli import main

main()
