"""Answers kept beside the catalogue that they are about."""

from collections.abc import Callable
from functools import lru_cache, partial, update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast
from weakref import ref

_Question = ParamSpec("_Question")
_Reply = TypeVar("_Reply")


class Keeper(Protocol):
    """What answers are kept beside: `atlas.catalogue.Catalogue`."""

    @property
    def memory(self) -> dict[Callable[..., Any], Callable[..., Any]]:
        """The functions that were asked, each with its last answers."""


_Kept = TypeVar("_Kept", bound=Keeper)


def _asked(
    function: Callable[Concatenate[_Kept, _Question], _Reply],
    catalogue: "ref[_Kept]",
    /,
    *args: _Question.args,
    **kwargs: _Question.kwargs,
) -> _Reply:
    """Ask a catalogue that its answers do not hold: it is then freed with its last reader, not much later."""
    return function(cast("_Kept", catalogue()), *args, **kwargs)


def kept(
    maxsize: int,
) -> Callable[
    [Callable[Concatenate[_Kept, _Question], _Reply]], Callable[Concatenate[_Kept, _Question], _Reply]
]:
    """Keep the last answers of a function beside the catalogue that they are about.

    A cache of the whole process would hold on to the catalogues of readers who have left, and let one
    reader's questions push out another's.

    Returns
    -------
    callable
        A decorator for functions of a catalogue and of what can be hashed.
    """

    def decorate(
        function: Callable[Concatenate[_Kept, _Question], _Reply],
    ) -> Callable[Concatenate[_Kept, _Question], _Reply]:
        def ask(catalogue: _Kept, /, *args: _Question.args, **kwargs: _Question.kwargs) -> _Reply:
            if function not in catalogue.memory:
                catalogue.memory[function] = lru_cache(maxsize=maxsize)(
                    partial(_asked, function, ref(catalogue))
                )
            return cast("_Reply", catalogue.memory[function](*args, **kwargs))

        update_wrapper(ask, function)
        return ask

    return decorate
