"""Cards of the data: what an import would change, what it changed, what was done lately."""

from collections.abc import Sequence
from datetime import UTC, datetime

import discord

from bot.ui.card import Button, Card, button, card
from bot.ui.drafts import Draft, Edit
from bot.ui.safe import safe
from bot.ui.stamps import stamp
from core.catalog.labels import shorten
from core.charts.imports import Import
from core.charts.loading import Loaded, Plan
from core.charts.matching.suspects import Why
from core.charts.ports import Change, Correction
from core.charts.previews import Preview
from core.charts.telling.doubts import doubt_words
from core.charts.telling.words import day, movement
from core.text import plural
from core.values import SongId

SHOWN = 8
"""Lines of a list in a preview."""

MOST_OSTS = 10
"""OSTs of the new week that a preview names."""

_WHY = {
    Why.NAMES_DRAMA: "It names the drama.",
    Why.SLIP: "The same singer, nearly the same title.",
    Why.OTHER_ARTIST: "The same title, another singer.",
    Why.OTHER_SCRIPT: "The same singer; that title is known in its own script alone.",
}

_PRIMARY, _DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger


def draft_card(draft: Draft) -> Card:
    """What publishing *draft* would do, what is doubtful about it, the questions it leaves, and the two ways on."""
    lines = [line for plan in draft.plans for line in _weeks(plan)]
    corrections = [correction for plan in draft.plans for correction in plan.corrections]
    doubts = draft.preview.doubts
    buttons = []
    if any(plan.loaded for plan in draft.plans):
        label, style = ("Publish anyway", _DANGER) if doubts else ("Publish", _PRIMARY)
        buttons.append(button(label, f"draft:v1:publish:{draft.token}", style=style))
    buttons.append(button("Drop", f"draft:v1:drop:{draft.token}"))
    question, answers = _question(draft)
    return card(
        f"## Preview of {safe(shorten(draft.name, 80))}",
        "\n".join(f"**{doubt_words(doubt)}** Is that right?" for doubt in doubts),
        "\n".join(lines[:SHOWN]) + _more(len(lines) - SHOWN),
        _osts(draft.preview),
        _changed(corrections, draft.plans),
        question or "-# Nothing is stored yet.",
        buttons=[*buttons, *answers],
    )


def _osts(preview: Preview) -> str:
    newest = preview.osts
    if newest is None:
        return ""
    if not newest.listed:
        return f"No K-drama OST was found in the week to {day(newest.end)}."
    lines = [
        f"{each.figures.entry.rank}. {safe(shorten(each.name.title.both, 60))} – {safe(shorten(each.name.artist, 40))}"
        f" · #{each.figures.entry.source_rank} {movement(each.figures)}".rstrip()
        for each in newest.listed[:MOST_OSTS]
    ]
    heading = f"**The OSTs found, week to {day(newest.end)}**"
    return "\n".join([heading, *lines]) + _more(len(newest.listed) - MOST_OSTS)


def _question(draft: Draft) -> tuple[str, list[Button]]:
    """The first listing that nobody has decided on, and the buttons that do."""
    waiting = [suspect for suspect in draft.suspects if (suspect.title, suspect.artist) not in draft.decided]
    if not waiting:
        return "", []
    asked, number = waiting[0], list(draft.suspects).index(waiting[0])
    listing = f"“{safe(shorten(asked.title, 100))}” by {safe(shorten(asked.artist, 100))}"
    left = f"{len(waiting)} to decide; the answer is remembered."
    yes, no = f"suspect:v1:{draft.token}:{number}:yes", button("No", f"suspect:v1:{draft.token}:{number}:no")
    green = discord.ButtonStyle.success
    if asked.track is not None:
        text = f"**Is {listing} the OST “{safe(asked.track.title.both)}”?** {_WHY[asked.why]} {left}"
        return text, [button("Yes, it is", yes, style=green), no]
    drama = safe(asked.drama.title.both) if asked.drama else ""
    text = (
        f"**Is {listing} a song of “{drama}”?** It says so, and the catalogue does not know it. *Add it* puts it among "
        f"this server's own songs at once (/data undo takes it back). {left}"
    )
    return text, [button("Add it", yes, style=green), no]


def edit_card(edit: Edit) -> Card:
    """What a correction or an undo would change in published weeks, and the two ways on."""
    corrections = [correction for plan in edit.plans for correction in plan.corrections]
    lines = [line for plan in edit.plans for line in _weeks(plan)]
    notes = [safe(shorten(note, 300)) for plan in edit.plans for note in plan.notes]
    return card(
        f"## {safe(shorten(edit.heading, 200))}",
        "\n".join(notes),
        "\n".join(lines[:SHOWN]) + _more(len(lines) - SHOWN),
        _changed(corrections, edit.plans) or "No figure of a published week would change.",
        "-# Nothing is stored yet.",
        buttons=[
            button("Publish", f"edit:v1:publish:{edit.token}", style=_PRIMARY),
            button("Drop", f"edit:v1:drop:{edit.token}"),
        ],
    )


def edited_card(edit: Edit, done: Import) -> Card:
    """What a correction or an undo did, and the way back; an undo says that it was one."""
    if edit.undoes is None:
        return done_card(done)
    return done_card(done, heading=f"Change {edit.undoes} was taken back", back="Bring it back")


def placed_card(told: str, change: int) -> Card:
    """What a listing was said to be, and the way back."""
    return card(told, buttons=[button("Undo", f"undo:v1:{change}", style=_DANGER)])


def done_card(done: Import, *, heading: str = "Published", back: str = "Undo", main: str = "") -> Card:
    """What was stored, under a *heading*, and the way *back*; *main* is the chart that is the server's main one now."""
    lines = [_loaded(week) + (f", revision {week.revision}" if week.revision > 1 else "") for week in done.loaded]
    lines += [
        f"{safe(chart.title)}, week to {day(end)}: here already, nothing changed" for chart, end in done.unchanged
    ]
    figures = f"{plural(done.corrections, 'figure')} of published weeks changed; /chart corrections lists them."
    changed = done.change is not None
    return card(
        f"## {heading}" if changed else "## Nothing changed",
        "\n".join(lines[:SHOWN]) + _more(len(lines) - SHOWN),
        figures if done.corrections else "",
        f"{safe(main)} is what charts show now where nobody names one; /setup chart chooses another." if main else "",
        buttons=[button(back, f"undo:v1:{done.change}", style=_DANGER)] if changed else None,
    )


def merge_card(plans: Sequence[Plan], kept: SongId, gone: SongId, names: tuple[str, str]) -> Card:
    """What making two listings one would change."""
    corrections = [correction for plan in plans for correction in plan.corrections]
    weeks = sum(len(plan.loaded) for plan in plans)
    return card(
        f"## Make “{safe(names[1])}” the same as “{safe(names[0])}”?",
        f"{plural(weeks, 'week')} would get a new revision. Where both are listed, the better place stays.",
        _changed(corrections, plans),
        buttons=[button("Merge", f"merge:v1:{kept}:{gone}", style=_DANGER)],
    )


def log_card(changes: list[Change]) -> Card:
    """What was done lately, newest first."""
    lines = [
        f"**{change.id}.** {change.what} {stamp(datetime.fromtimestamp(change.at, UTC), 'f')}{_by(change)}{_of(change)}"
        for change in changes
    ]
    return card(
        "## What was done", "\n".join(lines) or "Nothing yet.", "-# /data undo takes a change back by its number."
    )


def _loaded(week: Loaded, strong: str = "") -> str:
    title = f"{safe(week.chart.title)}, week to {day(week.end)}"
    if not week.rows:
        return f"{title}: no longer here"
    return f"{title}: {plural(week.rows, 'row')}, {strong}{plural(week.osts, 'K-drama OST')}{strong}"


def _weeks(plan: Plan) -> list[str]:
    title = safe(plan.chart.title)
    lines = [
        _loaded(week, "**") + (f" – replaces what is published (revision {week.revision})" if week.revision > 1 else "")
        for week in plan.loaded
    ]
    return lines + [f"{title}, week to {day(end)}: here already, row for row" for end in plan.unchanged]


def _changed(corrections: Sequence[Correction], plans: Sequence[Plan]) -> str:
    if not corrections:
        return ""
    names = {song.id: song.title for plan in plans for song in plan.names}
    lines = [
        f"· {day(each.end)}, {safe(names.get(each.song, 'a song'))}: {each.field} {each.old or '–'} → {each.new or '–'}"
        for each in corrections[:SHOWN]
    ]
    return (
        f"**{plural(len(corrections), 'figure')} of published weeks would change**\n"
        + "\n".join(lines)
        + _more(len(corrections) - SHOWN)
    )


def told_change(change: Change) -> str:
    """What a change was, short: ``import · spotify-kr-weekly, week to 25 Jul 2024``."""
    return f"{change.what}{_of(change)}"


def _by(change: Change) -> str:
    return f" by <@{change.by}>" if change.by else ""


def _of(change: Change) -> str:
    if not change.issues:
        return f" · {safe(shorten(change.detail, 80))}" if change.detail else ""
    key, end, _ = change.issues[0]
    return f" · {key}, week to {day(end)}" + (f" and {len(change.issues) - 1} more" if len(change.issues) > 1 else "")


def _more(number: int) -> str:
    return f"\n-# and {number} more" if number > 0 else ""
