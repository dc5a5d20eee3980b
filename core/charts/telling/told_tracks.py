"""Songs in words: a track's run, a comparison, a drama's week."""

from core.charts.asking.answered import Comparison, DramaWeek, On, TrackRun
from core.charts.model import Figures
from core.charts.rules.points import written
from core.charts.rules.runs import Run
from core.charts.telling.told import (
    Data,
    Row,
    Section,
    Told,
    at_data,
    count,
    day,
    figures_data,
    issue_of,
    joined,
    more,
    name_data,
    place,
    sources,
    standing,
    time_of,
    unit,
    who,
)
from core.charts.telling.words import last_week, movement, weeks

MOST_SONGS = 8
"""Songs of a drama that are told."""


def tell_track(answer: TrackRun) -> Told:
    """Where the track stands, and its whole way."""
    on, track, name = answer.on, answer.track, answer.name
    sections = [Section(on.chart.title, _run_rows(answer.run, on, answer))]
    if on.source is not None:
        whole = On(on.source)
        sections.append(Section(f"{on.source.title}, whole list", _run_rows(answer.on_source, whole, answer)))
    shown = {each.id for each in (on.chart, on.source) if each}
    others = [each for each in answer.places if each.chart.id not in shown]
    if others:
        rows = tuple(
            Row(
                f"{each.chart.title}: {place(each.figures)} ({day(each.end)})",
                joined(f"peak {each.figures.peak}", f"{weeks(each.figures)} {unit(On(each.chart))}s"),
            )
            for each in others[:MOST_SONGS]
        )
        sections.append(Section("Other charts, when it was last there", (*rows, *more(MOST_SONGS, len(others)))))
    drama = f"{name.drama.title.both}, {track.release}" if name.drama else "drama unknown"
    doubt = () if track.verified else ("Nobody could confirm this track's entry in the catalogue.",)
    data = {
        **name_data(name),
        "chart": on.chart.key,
        "run": _run_data(answer.run),
        "on_source": _run_data(answer.on_source) if on.source else None,
        "places": [{"chart": p.chart.key, "week": p.end, **figures_data(p.figures)} for p in answer.places],
    }
    return Told(who(name), (drama, *doubt), tuple(sections), (sources(on),), data)


def tell_comparison(answer: Comparison) -> Told:
    """The tracks' figures on one chart, a row each."""
    on = answer.on
    depths = {run.depth for _, _, run in answer.runs if run}

    def row(run: Run | None) -> str:
        if run is None:
            return "never on this chart in our data"
        points = f"{written(run.points)} points" if len(depths) == 1 else ""
        at_peak = f"{count(run.figures.weeks_at_peak, unit(on))} there"
        return joined(
            _now(run, on, answer.newest != run.last),
            f"peak {run.figures.peak} ({day(run.figures.peak_on)}, {at_peak})",
            f"{unit(on)}s {weeks(run.figures)}",
            f"first seen {day(run.first)}",
            points,
        )

    rows = tuple(Row(who(name), row(run)) for _, name, run in answer.runs)
    notes = (
        (f"Points: {min(depths)} for No. 1 on the whole list, one less for each place below.",)
        if len(depths) == 1
        else ()
    )
    data = {
        "chart": on.chart.key,
        "tracks": [{**name_data(name), "run": _run_data(run)} for _, name, run in answer.runs],
    }
    lead = (f"{on.chart.title}, up to the {unit(on)} to {day(answer.newest)}",)
    return Told("Side by side", lead, (Section("", rows),), (*notes, sources(on)), data)


def tell_drama(answer: DramaWeek) -> Told:
    """What the drama has on the chart, its songs' best, and what came after the finale."""
    at, drama, on = answer.at, answer.drama, answer.at.on
    lead = [f"{on.chart.title}, {issue_of(at)}"]
    if answer.entries and answer.all_points:
        share = 100 * answer.points / answer.all_points
        lead.append(
            f"{count(len(answer.entries), 'song')} on the chart, {float(share):.0f}% of all points {time_of(on).now} "
            f"({written(answer.points)} of {written(answer.all_points)})"
        )
    else:
        lead.append(f"No song of it is on the chart {time_of(on).now}.")
    best = answer.runs[0]
    lead.append(
        f"Best place so far: No. {best.figures.peak}, {who(answer.names[best.song])}, {day(best.figures.peak_on)}"
    )
    now = tuple(
        Row(f"{place(figures)} {who(answer.names[figures.entry.song])}", standing(figures, on))
        for figures in answer.entries[:MOST_SONGS]
    )
    songs = tuple(
        Row(
            f"{_release(answer, run)}: {answer.names[run.song].title.both}",
            joined(
                f"peak {run.figures.peak} ({day(run.figures.peak_on)})",
                f"{unit(on)}s {weeks(run.figures)}",
                f"{day(run.first)} – {day(run.last)}",
            ),
        )
        for run in sorted(answer.runs[:MOST_SONGS], key=lambda run: _part(answer, run))
    )
    sections = [
        *([Section("On the chart now", (*now, *more(MOST_SONGS, len(answer.entries))))] if now else []),
        Section("Part by part, all it had on this chart", (*songs, *more(MOST_SONGS, len(answer.runs)))),
        Section("Afterglow", (_glow(answer),)),
    ]
    data = {
        **at_data(at),
        "drama": drama.key,
        "entries": [{**name_data(answer.names[f.entry.song]), **figures_data(f)} for f in answer.entries],
        "points": float(answer.points),
        "all_points": float(answer.all_points),
        "songs": [{**name_data(answer.names[run.song]), "run": _run_data(run)} for run in answer.runs],
    }
    note = "Points: one more for each place up the source's whole list; afterglow is what comes after the finale."
    return Told(f"{drama.title.both} on the chart", tuple(lead), tuple(sections), (note, sources(on)), data)


def _glow(answer: DramaWeek) -> Row:
    glow, on = answer.afterglow, answer.at.on
    if glow is None:
        return Row("Not defined: the date of the finale is not known.")
    if not glow.issues:
        return Row(f"The finale was on {day(glow.finale)}; no issue after it is here yet.")
    return Row(
        f"Since the finale on {day(glow.finale)}: on the chart in {glow.weeks} of {count(glow.issues, unit(on))}, "
        f"{written(glow.points)} points"
    )


def _release(answer: DramaWeek, run: Run) -> str:
    track = answer.names[run.song].track
    if track is None:
        return "part unknown"
    return f"{track.release}, {day(track.release.released)}" if track.release.released else str(track.release)


def _part(answer: DramaWeek, run: Run) -> tuple[int, object]:
    track = answer.names[run.song].track
    return (track.release.part if track else None) or 10_000, run.first


def _now(run: Run, on: On, gone: bool) -> str:
    return (
        f"not on it now, last No. {run.figures.entry.rank} on {day(run.last)}" if gone else f"now {place(run.figures)}"
    )


def _run_rows(run: Run | None, on: On, answer: TrackRun) -> tuple[Row, ...]:
    if run is None:
        return (Row("Never on this chart in our data."),)
    figures, one = run.figures, unit(on)
    newest = run.last == answer.newest
    now = (
        f"Now No. {figures.entry.rank} {movement(figures)}".rstrip() + f" · {time_of(on).last} {last_week(figures)}"
        if newest
        else f"Not on the chart now · last seen at No. {figures.entry.rank}"
    )
    streak = f"{'≥' if figures.streak_at_least else ''}{figures.streak} in a row"
    return (
        Row(f"{now} · {one} to {day(run.last)}"),
        Row(f"Peak {_peak(figures)}, first on {day(figures.peak_on)}, {count(figures.weeks_at_peak, one)} there"),
        Row(f"{weeks(figures)} {one}s on the chart, {streak}{'' if newest else ' at the end'}"),
        Row(f"First seen {day(run.first)}, last seen {day(run.last)}"),
    )


def _peak(figures: Figures) -> str:
    claimed = figures.source_peak
    return f"{figures.peak}" if claimed is None else f"{figures.peak} (the source says {claimed})"


def _run_data(run: Run | None) -> Data | None:
    if run is None:
        return None
    ranks = [{"week": sight.end, "rank": sight.rank, "known": sight.known} for sight in run.sights]
    return {
        **figures_data(run.figures),
        "first": run.first,
        "last": run.last,
        "points": float(run.points),
        "weeks_seen": ranks,
    }
