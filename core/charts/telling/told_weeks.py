"""A week of a chart in words: its movers, its momentum, its platforms side by side."""

from collections.abc import Callable, Sequence

from core.charts.asking.answered import PlatformWeek, WeekMomentum, WeekMovers
from core.charts.model import Chart, Exit, Figures
from core.charts.naming import market_name, platform_name
from core.charts.rules.composite import LEAST_FOR_ALL_KILL, Place
from core.charts.rules.momentum import RULES, Momentum, Quadrant
from core.charts.telling.told import (
    Row,
    Section,
    Told,
    at_data,
    day,
    figures_data,
    issue_of,
    joined,
    more,
    name_data,
    nothing,
    on_source,
    place,
    sources,
    time_of,
    who,
)
from core.charts.telling.words import movement

MOST = 8
"""Rows of one kind that are told."""

MOST_OF_A_QUADRANT = 12

_QUADRANTS: dict[Quadrant | None, str] = {
    Quadrant.POWERHOUSE: "Powerhouse: rising, and strong for weeks",
    Quadrant.BREAKOUT: "Breakout: rising now",
    Quadrant.EVERGREEN: "Evergreen: steady, and strong for weeks",
    Quadrant.STEADY: "Steady: little change",
    Quadrant.FADING: "Fading: going down",
    Quadrant.DEBUT: "Debut: its first week, so no momentum yet",
    None: "Momentum unknown: the place last week is not known",
}


def tell_movers(answer: WeekMovers) -> Told:
    """Climbers, fallers, debuts, returns and exits."""
    moved, on = answer.movers, answer.at.on

    def moves(figures: Figures) -> Row:
        facts = joined(f"from No. {figures.last_week} to No. {figures.entry.rank}", on_source(figures, on))
        return Row(f"{movement(figures)} {who(answer.names[figures.entry.song])}", facts)

    def comes(figures: Figures) -> Row:
        mark = movement(figures)
        back = f"peak {figures.peak}" if figures.weeks > 1 else ""
        return Row(
            f"No. {figures.entry.rank} {who(answer.names[figures.entry.song])}",
            joined("in our data" if mark == "NEW in our data" else "", back, on_source(figures, on)),
        )

    def goes(gone: Exit) -> Row:
        facts = f"was No. {gone.last_rank} {time_of(on).last}"
        return Row(who(answer.names[gone.song]), facts if gone.known else f"{facts}; may be below the published list")

    kinds = (
        ("Climbed", _rows(moved.climbers, moves)),
        ("Fell", _rows(moved.fallers, moves)),
        ("New on the chart", _rows(moved.debuts, comes)),
        ("Back on the chart", _rows(moved.returns, comes)),
        ("New or back, nobody knows", _rows(moved.unknown, comes)),
        ("Left the chart", _rows(moved.exits, goes)),
    )
    sections = tuple(Section(title, rows) for title, rows in kinds if rows)
    still = () if sections else (f"Nothing moved {time_of(on).now}, as far as is known.",)
    gain: tuple[str, ...] = ()
    if moved.gain and moved.greatest_gains:
        most = answer.names[moved.greatest_gains[0].entry.song]
        gain = (f"Greatest gain: {who(most)}, +{moved.gain:,} in the chart's count.",)
    entry = _entry(answer)
    data = {
        **at_data(answer.at),
        "climbers": [entry(each) for each in moved.climbers],
        "fallers": [entry(each) for each in moved.fallers],
        "debuts": [entry(each) for each in moved.debuts],
        "returns": [entry(each) for each in moved.returns],
        "unknown": [entry(each) for each in moved.unknown],
        "exits": [
            {**name_data(answer.names[each.song]), "last_rank": each.last_rank, "known": each.known}
            for each in moved.exits
        ],
    }
    return Told(f"Movers: {on.chart.title}", (issue_of(answer.at), *still, *gain), sections, (sources(on),), data)


def tell_momentum(answer: WeekMomentum) -> Told:
    """Who surges and who stays, by quadrant, with the thresholds."""
    on = answer.at.on

    def row(each: tuple[Figures, Momentum]) -> Row:
        figures, one = each
        surge = "" if one.value is None else f"momentum {one.value:+.2f} ({one.pace}{', by streams' * one.by_metric})"
        stays = "" if one.sustain is None else f"staying power {float(one.sustain):.0f} of 100"
        return Row(who(answer.names[one.song]), joined(place(figures), surge, stays, on_source(figures, on)))

    sections = []
    for quadrant, title in _QUADRANTS.items():
        group = [each for each in answer.entries if each[1].quadrant is quadrant]
        if group:
            sections.append(Section(title, _rows(group, row, most=MOST_OF_A_QUADRANT)))
    notes = [
        f"Steady is up to ±{RULES.steady:.2f}, fast is beyond ±{RULES.fast:.2f}; strong is the best third by staying "
        f"power. Momentum looks at {RULES.changes} changes, staying power at {RULES.sustain_issues} issues. These "
        "numbers are ostbot's own choice: /chart method. Both look at places on the source's whole list."
    ]
    if answer.known < RULES.sustain_needs:
        notes.insert(
            0,
            f"Too early for staying power: it needs {RULES.sustain_needs} issues, and {answer.known} "
            f"{'is' if answer.known == 1 else 'are'} here.",
        )
    empty = () if answer.entries else (nothing(on, time_of(on).now),)
    entry = _entry(answer)
    data = {
        **at_data(answer.at),
        "entries": [
            {
                **entry(figures),
                "momentum": one.value,
                "by_streams": one.by_metric,
                "staying_power": None if one.sustain is None else float(one.sustain),
                "quadrant": one.quadrant,
            }
            for figures, one in answer.entries
        ],
    }
    lead = (issue_of(answer.at), *empty)
    return Told(f"Momentum: {on.chart.title}", lead, tuple(sections), (*notes, sources(on)), data)


def tell_platforms(answer: PlatformWeek) -> Told:
    """A track a row: its score, and its place on every platform."""
    whole = answer.composite
    labels = [_label(answer.charts[source.chart], [*answer.charts.values()]) for source in whole.sources]

    def row(each: Place) -> Row:
        rank = f"={each.rank}" if each.tied else f"{each.rank}"
        on = [
            f"{label} {'not here' if not source.loaded else '–' if found is None else found}"
            for label, source, found in zip(labels, whole.sources, each.ranks, strict=True)
        ]
        kill = " · ALL-KILL" if each.all_kill else ""
        return Row(f"{rank} {who(answer.names[each.song])}", joined(f"score {float(each.score):.2f}{kill}", *on))

    issues = [
        f"{label}, weight {source.weight}: "
        + (f"issue to {day(source.loaded.end)}" if source.loaded else "no issue this week")
        for label, source in zip(labels, whole.sources, strict=True)
    ]
    notes = (
        f"Score: places 1 to {whole.depth} on each whole list, out of 100. The places shown are those among the "
        f"K-drama OSTs; “–” is not on that list. All-kill: No. 1 on every platform, at least {LEAST_FOR_ALL_KILL} "
        "(this server's own, weekly).",
        *issues,
    )
    data = {
        "first": answer.first,
        "last": answer.last,
        "partial": whole.partial,
        "depth": whole.depth,
        "platforms": [
            {"chart": source.chart, "weight": source.weight, "week": source.loaded.end if source.loaded else None}
            for source in whole.sources
        ],
        "entries": [
            {
                **name_data(answer.names[each.song]),
                "rank": each.rank,
                "score": float(each.score),
                "ranks": each.ranks,
                "all_kill": each.all_kill,
            }
            for each in whole.places
        ],
    }
    lead = f"week from {day(answer.first)} to {day(answer.last)} · {whole.title}"
    section = Section("", _rows(whole.places, row, most=20) or (Row("No K-drama OST is on these lists."),))
    return Told("K-drama OSTs on all platforms", (lead,), (section,), notes, data)


def _label(chart: Chart, among: Sequence[Chart]) -> str:
    """``Spotify``, with its market where the platform has several charts."""
    platform = platform_name(chart.platform)
    same = [each for each in among if each.platform == chart.platform]
    return platform if len(same) == 1 else f"{platform} {market_name(chart.market)} {chart.cadence}"


def _rows(things: Sequence[object], row: Callable[..., Row], most: int = MOST) -> tuple[Row, ...]:
    return (*(row(thing) for thing in things[:most]), *more(most, len(things)))


def _entry(answer: WeekMovers | WeekMomentum) -> Callable[[Figures], dict[str, object]]:
    return lambda figures: {**name_data(answer.names[figures.entry.song]), **figures_data(figures)}
