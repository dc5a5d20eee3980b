"""Instants as Discord shows them: on the clock and in the language of whoever reads."""

from datetime import datetime


def stamp(value: datetime, style: str) -> str:
    """An instant in the reader's own clock."""
    return f"<t:{int(value.timestamp())}:{style}>"


def moment(value: datetime) -> str:
    """An instant in the reader's own clock, and how far away it is."""
    return f"{stamp(value, 'F')} ({stamp(value, 'R')})"
