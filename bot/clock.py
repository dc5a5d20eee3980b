"""The machine's clock."""

from datetime import UTC, datetime


def machine() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)
