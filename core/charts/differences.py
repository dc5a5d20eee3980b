"""What a later import changed in what was published: every figure that came out differently, and why."""

from collections.abc import Collection, Iterable
from datetime import date

from core.charts.model import Chart, Figures, Week
from core.charts.ports import Correction


def because(held: Collection[date], fresh: Collection[date]) -> str:
    """Why figures of the weeks *held* change when those of *fresh* come in."""
    newest = max(held, default=date.min)
    late = [end for end in fresh if end not in held and end < newest]
    revised = [end for end in fresh if end in held]
    parts = [f"week to {end} came in late" for end in sorted(late)[:3]]
    parts += [f"week to {end} was corrected" for end in sorted(revised)[:3]]
    more = len(late) + len(revised) - len(parts)
    return "; ".join(parts) + (f"; and {more} more" if more > 0 else "") or "the catalogue placed a song"


def differences(chart: Chart, old: Week, new: Week, why: str) -> Iterable[Correction]:
    """What *new* says otherwise than *old*, and *why*."""
    before = {figures.entry.song: figures for figures in old.figures}
    after = {figures.entry.song: figures for figures in new.figures}
    for song in before.keys() | after.keys():
        was, now = _told(before.get(song)), _told(after.get(song))
        for name in was:
            if was[name] != now[name]:
                yield Correction(chart, new.issue.end, song, name, was[name], now[name], why)


def _told(figures: Figures | None) -> dict[str, str | None]:
    """What a reader was told of an entry, by name; nothing of one that is not there."""
    if figures is None:
        return dict.fromkeys(("rank", "last week", "peak", "weeks", "mark"))
    last = None if figures.last_week is None else str(figures.last_week)
    return {
        "rank": str(figures.entry.rank),
        "last week": last,
        "peak": str(figures.peak),
        "weeks": f"{'≥' if figures.weeks_at_least else ''}{figures.weeks}",
        "mark": figures.mark.value,
    }
