"""The option that says in which language a command speaks."""

from collections.abc import Callable

import click


def language_option(
    told: str | None = None, *also: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option `--lang`, and what else it is called; `told` says of what."""
    return click.option(
        "--lang",
        *also,
        "language",
        default="fr",
        show_default=True,
        type=click.Choice(["fr", "en"]),
        help=told,
    )
