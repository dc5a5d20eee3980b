"""What the heart asks of a store, so that it never sees SQL."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)

Clock = Callable[[], datetime]
"""The time, always aware and in UTC; injected, so that a test or a sandbox can move it."""


class Shelf(Protocol[T_co]):
    """One feature's rows, opened for reading or for one all-or-nothing unit of writing."""

    def reading(self) -> AbstractAsyncContextManager[T_co]:
        """The rows as last committed; nothing can be written."""
        ...

    def writing(self) -> AbstractAsyncContextManager[T_co]:
        """The rows inside one transaction: leaving normally returns only once it is durable, an exception undoes it."""
        ...
