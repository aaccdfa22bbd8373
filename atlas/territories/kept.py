"""Answers about territories kept once for all geographies that share the official ones."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from atlas.territories.geography import Geography
from atlas.vocabulary import OWN_LEVEL, PERIMETER

_Question = ParamSpec("_Question")
_Reply = TypeVar("_Reply")


def _brought(asked: object) -> bool:
    """Check whether a level or a place is a reader's own."""
    return (asked if isinstance(asked, str) else getattr(asked, "level", "")) in {PERIMETER, OWN_LEVEL}


def kept_of(
    maxsize: int,
) -> Callable[
    [Callable[Concatenate[Geography, _Question], _Reply]],
    Callable[Concatenate[Geography, _Question], _Reply],
]:
    """Keep the last answers of a function of a geography.

    Answers about official territories are kept once for every geography that adds perimeters to them. What
    is asked of a perimeter is worked out anew: a cache of the process would hold what readers brought who
    have left.
    """

    def decorate(
        function: Callable[Concatenate[Geography, _Question], _Reply],
    ) -> Callable[Concatenate[Geography, _Question], _Reply]:
        memory = lru_cache(maxsize=maxsize)(function)

        def ask(geography: Geography, /, *args: _Question.args, **kwargs: _Question.kwargs) -> _Reply:
            if any(map(_brought, (*args, *kwargs.values()))):
                return function(geography, *args, **kwargs)
            return memory(geography.official, *args, **kwargs)  # type: ignore[arg-type]

        update_wrapper(ask, function)
        return ask

    return decorate
