"""Long work that lets others have their turn."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T]) -> T:
    """Run long *work* in a thread that gives way every half millisecond, so that answers go on meanwhile."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # at the usual 5 ms every hop of an answer would wait that long for its turn
    try:
        return await asyncio.to_thread(work)
    finally:
        sys.setswitchinterval(usual)


def slices(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """*things* in lists of *size*; the last may be shorter."""
    iterator = iter(things)
    while taken := list(islice(iterator, size)):
        yield taken
