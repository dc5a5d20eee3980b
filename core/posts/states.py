"""The life of a delivery: what may follow what. Small enough to read, and the store asks it before every change."""

from collections.abc import Mapping

from core.posts.model import State

NEXT: Mapping[State, frozenset[State]] = {
    State.DUE: frozenset({State.SENDING, State.BLOCKED, State.EXPIRED, State.CANCELLED}),
    State.SENDING: frozenset(
        {State.SENT, State.FAILED, State.BLOCKED, State.UNSURE, State.EXPIRED, State.DUE, State.SENDING}
    ),
    State.BLOCKED: frozenset({State.DUE, State.EXPIRED, State.CANCELLED}),
    State.FAILED: frozenset({State.DUE}),
    State.EXPIRED: frozenset({State.DUE}),
    State.UNSURE: frozenset({State.DUE}),
    State.CANCELLED: frozenset({State.DUE}),
    State.SENT: frozenset(),
}
"""``due -> sending -> sent``, or an end that a manager may open again; what was sent stays sent.

``sending -> sending`` is another process taking over when the lease has run out; ``sending -> due`` a refusal that may
pass, after which it is known that nothing was sent.
"""

OPEN = frozenset({State.DUE, State.SENDING, State.BLOCKED})
"""Not at an end yet."""


def before(after: State) -> tuple[State, ...]:
    """The states that may become *after*."""
    return tuple(state for state, following in NEXT.items() if after in following)
