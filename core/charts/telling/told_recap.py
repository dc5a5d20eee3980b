"""A period in words: who gathered most, how it was reckoned, and how sure it is."""

from core.charts.asking.answered import PeriodRecap, RecapPlace, Table
from core.charts.rules.points import Measure
from core.charts.telling.told import (
    Data,
    Row,
    Section,
    Told,
    count,
    joined,
    more,
    name_data,
    nothing,
    sources,
    unit,
)

MOST_PLACES = 10
MOST_CHANGED = 5

_BY = {Table.SONGS: "", Table.DRAMAS: " by drama", Table.ARTISTS: " by artist"}


def by_table(table: Table) -> str:
    """What follows a recap's name where it is not a list of songs: `` by drama``."""
    return _BY[table]


def tell_recap(answer: PeriodRecap) -> Told:
    """The standings of the period, best first, and how sure they are."""
    found, on = answer.recap, answer.on
    rows = tuple(_row(place, answer) for place in answer.places[:MOST_PLACES])
    places = (*(rows or (Row(nothing(on, "in this period")),)), *more(MOST_PLACES, len(answer.places)))
    state = answer.status if found.final else "provisional, it may still change"
    return Told(
        f"Recap of {found.period}{by_table(answer.table)}: {on.chart.title}",
        (f"{found.complete} · {state}",),
        (Section("", places),),
        (*_notes(answer), sources(on)),
        _data(answer),
    )


def _row(place: RecapPlace, answer: PeriodRecap) -> Row:
    each, on = place.standing, answer.on
    points = "streams" if answer.recap.measure is Measure.STREAMS else "points"
    return Row(
        f"{'=' if each.tied else ''}{each.rank} {place.title.both} – {place.detail or 'artist unknown'}",
        joined(
            f"{each.said} {points}",
            f"peak {each.best}" if each.best else "",
            f"{count(each.weeks_at_one, unit(on))} at No. 1" if each.weeks_at_one else "",
            count(each.weeks, unit(on) if answer.table is Table.SONGS else f"song {unit(on)}"),
            *map(str, each.beyond),
        ),
    )


def _notes(answer: PeriodRecap) -> list[str]:
    found, one = answer.recap, unit(answer.on)
    notes = [_measured(found.measure, found.depth, one)]
    if answer.table is Table.DRAMAS:
        notes.append(f"Points and {one}s of all songs of a drama are added up; a collaboration counts once.")
    if answer.table is Table.ARTISTS:
        notes.append(
            f"Points and {one}s of all songs of an artist are added up; "
            "a collaboration counts in full for each main artist."
        )
    if found.whole_run:
        notes.append("Whole runs: each song's entire run counts for the period of its peak.")
    if answer.estimate:
        notes.append(f"A missing {one} counts as the mean of its two neighbours, marked “est.”.")
    if answer.changed:
        moved = [
            f"{answer.names[song].title.both} {_place(old)} → {_place(new)}"
            for song, (old, new) in sorted(answer.changed.items(), key=lambda item: item[1][1] or 10**6)
        ]
        rest = f" and {len(moved) - MOST_CHANGED} more" if len(moved) > MOST_CHANGED else ""
        notes.append(f"Changed by the last correction: {', '.join(moved[:MOST_CHANGED])}{rest}.")
    return notes


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _measured(measure: Measure, depth: int, one: str) -> str:
    match measure:
        case Measure.STREAMS:
            return "By the streams that the source counts."
        case Measure.STEEP:
            return f"By the steep formula, which favours the very top of the {depth} places that count: /chart method."
    return f"Points: {depth} for No. 1 on the whole list, one less for each place below; every {one} weighs the same."


def _data(answer: PeriodRecap) -> Data:
    found = answer.recap
    return {
        "chart": answer.on.chart.key,
        "period": found.period.key,
        "first": found.period.first,
        "last": found.period.last,
        "table": answer.table,
        "measure": found.measure,
        "whole_run": found.whole_run,
        "depth": found.depth,
        "coverage": str(found.complete),
        "final": found.final,
        "status": answer.status,
        "standings": [_place_data(place, answer) for place in answer.places],
        "changed": [
            {**name_data(answer.names[song]), "old": old, "new": new} for song, (old, new) in answer.changed.items()
        ],
    }


def _place_data(place: RecapPlace, answer: PeriodRecap) -> Data:
    each = place.standing
    named = (
        name_data(answer.names[each.who])
        if answer.table is Table.SONGS
        else {"title": str(place.title), "titles": place.title.all, "songs": len(each.songs)}
    )
    return {
        "rank": each.rank,
        **named,
        "points": float(each.points),
        "estimated": float(each.estimated),
        "peak": each.best,
        "weeks": each.weeks,
        "weeks_at_one": each.weeks_at_one,
    }
