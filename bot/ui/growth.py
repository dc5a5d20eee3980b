"""Cards of a growing catalogue: what a change would do, what it did, what members suggest."""

from collections.abc import Sequence

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.data import done_card
from bot.ui.safe import safe
from bot.ui.stamps import stamp
from core.catalog.labels import shorten
from core.catalog.model import Catalogue
from core.charts.imports import Import
from core.growth.model import Proposal, Suggestion, as_catalogue
from core.growth.telling import said
from core.text import plural

MOST_STEPS = 8
"""Things that a preview lists; more are counted."""

LONGEST_FACT = 120
"""Characters of one fact in a preview."""

_GREEN, _RED = discord.ButtonStyle.success, discord.ButtonStyle.danger


def proposal_card(proposal: Proposal, catalogue: Catalogue) -> Card:
    """What *proposal* would do, before and after, and the two ways on."""
    removes = any(step.after is None for step in proposal.steps)
    return card(
        f"## {_heading(proposal)}",
        _steps(proposal, catalogue),
        "\n".join(safe(note) for note in proposal.notes),
        "-# Nothing is stored yet. Only this server will see it, and /data undo takes it back.",
        buttons=[
            button("Save", f"own:v1:keep:{proposal.token}", style=_RED if removes else _GREEN),
            button("Drop", f"own:v1:drop:{proposal.token}"),
        ],
    )


def kept_card(proposal: Proposal) -> Card:
    """What was done, and the way back."""
    told = f"{_heading(proposal)}. It is change {proposal.number} in /data log."
    return card(told, buttons=[button("Undo", f"undo:v1:{proposal.number}", style=_RED)])


def undone_card(done: Import | Proposal) -> Card:
    """What taking a change back did."""
    return done_card(done) if isinstance(done, Import) else kept_card(done)


def queue_card(waiting: Sequence[Suggestion], at: int, shown: Proposal | str, catalogue: Catalogue) -> Card:
    """The suggestion number *at* of those that wait: in its maker's words, and what it would become.

    *shown* is that, or why it cannot become anything.
    """
    if not waiting:
        return card("## Suggestions", "Nothing waits: /ost suggest is how members suggest dramas, songs and names.")
    suggestion = waiting[at]
    facts = [
        ("Drama", suggestion.wish.drama),
        ("Another name for it" if suggestion.about else "Title", suggestion.wish.title),
        ("Artist", suggestion.wish.artist),
        ("Part", suggestion.wish.part),
        ("Link", suggestion.wish.link),
    ]
    lines = [f"{name}: {safe(text)}" for name, text in facts if text]
    refused = isinstance(shown, str)
    becomes = safe(shown) if isinstance(shown, str) else _steps(shown, catalogue, shown.notes)
    by = f"by <@{suggestion.member}>" if suggestion.member else "by somebody who has deleted their data"
    return card(
        f"## Suggestion {at + 1} of {len(waiting)}",
        "\n".join([*lines, f"-# {by} {stamp(suggestion.at, 'R')}"]),
        f"**{'It cannot be accepted as it is' if refused else 'Accepted, it becomes'}**\n{becomes}",
        buttons=[
            button("Accept", _queue_id("accept", suggestion.id), style=_GREEN, disabled=refused),
            button("Reject", _queue_id("reject", suggestion.id), style=_RED),
            *([] if suggestion.about else [button("Rewrite", _queue_id("rewrite", suggestion.id))]),
            *_turns(waiting, at),
        ],
    )


def _turns(waiting: Sequence[Suggestion], at: int) -> list[Button]:
    found = []
    if at > 0:
        found.append(button("Back", _queue_id("show", waiting[at - 1].id)))
    if at + 1 < len(waiting):
        found.append(button("Next", _queue_id("show", waiting[at + 1].id)))
    return found


def _queue_id(verb: str, suggestion: int) -> str:
    return f"queue:v1:{verb}:{suggestion}"


def _heading(proposal: Proposal) -> str:
    about = safe(shorten(proposal.about, 120))
    return f"{proposal.what[:1].upper()}{proposal.what[1:]}: {about}" if about else proposal.what


def _steps(proposal: Proposal, catalogue: Catalogue, notes: Sequence[str] = ()) -> str:
    """Each step with the facts it changes; singers and dramas that come along are named too."""
    known = catalogue | as_catalogue(thing for step in proposal.steps for thing in (step.before, step.after))
    lines = []
    for step in proposal.steps[:MOST_STEPS]:
        sentence, facts = said(step, known)
        lines.append(f"**{safe(shorten(sentence, 200))}**")
        lines += [f"· {name}: {_fact(before, after)}" for name, before, after in facts]
    more = len(proposal.steps) - MOST_STEPS
    if more > 0:
        lines.append(f"-# and {plural(more, 'more change')}")
    if proposal.moved is not None:
        lines.append("Chart listings, follows and track lists of the one that goes count for the one that stays.")
    return "\n".join([*lines, *(f"-# {safe(note)}" for note in notes)])


def _fact(before: str, after: str) -> str:
    new = safe(shorten(after, LONGEST_FACT)) if after else "unknown"
    return f"{safe(shorten(before, LONGEST_FACT))} → {new}" if before else new
