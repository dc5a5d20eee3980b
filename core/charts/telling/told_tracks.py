"""Songs in words: a track's run, a comparison, a drama's week."""

from core.charts.asking.answered import Comparison, DramaWeek, On, TrackRun
from core.charts.model import Figures
from core.charts.rules.points import written
from core.charts.rules.runs import Run
from core.charts.telling.speech import Speech, Teller
from core.charts.telling.told import Data, Row, Section, Told, at_data, figures_data, joined, name_data
from core.charts.telling.words import last_week, weeks
from core.language import Language

MOST_SONGS = 8
"""Songs of a drama that are told."""


def tell_track(answer: TrackRun, language: Language = Language.EN) -> Told:
    """Where the track stands, and its whole way."""
    on, track, name, speech = answer.on, answer.track, answer.name, Speech(language)
    of, say = Teller(on, speech), speech.say
    sections = [Section(of.title, _run_rows(answer.run, of, answer))]
    if on.source is not None:
        whole = Teller(On(on.source), speech)
        title = say(f"{whole.title}, whole list", f"{whole.title} 전체 목록")
        sections.append(Section(title, _run_rows(answer.on_source, whole, answer)))
    shown = {each.id for each in (on.chart, on.source) if each}
    others = [each for each in answer.places if each.chart.id not in shown]
    if others:
        rows = [
            Row(
                f"{speech.title(each.chart)}: {speech.place(each.figures)} ({speech.day(each.end)})",
                joined(speech.peak(each.figures.peak), _weeks(each.figures, Teller(On(each.chart), speech))),
            )
            for each in others[:MOST_SONGS]
        ]
        title = say("Other charts, when it was last there", "다른 차트(마지막으로 있었을 때)")
        sections.append(Section(title, (*rows, *speech.more(MOST_SONGS, len(others)))))
    drama = f"{speech.both(name.drama.title)}, {track.release}" if name.drama else say("drama unknown", "드라마 미상")
    unsure = say(
        "Nobody could confirm this track's entry in the catalogue.", "카탈로그의 이 곡 정보는 아직 확인되지 않았습니다."
    )
    data = {
        **name_data(name),
        "chart": on.chart.key,
        "run": _run_data(answer.run),
        "on_source": _run_data(answer.on_source) if on.source else None,
        "places": [{"chart": p.chart.key, "week": p.end, **figures_data(p.figures)} for p in answer.places],
    }
    lead = (drama,) if track.verified else (drama, unsure)
    return Told(speech.who(name), lead, tuple(sections), (of.source,), data)


def tell_comparison(answer: Comparison, language: Language = Language.EN) -> Told:
    """The tracks' figures on one chart, a row each."""
    on, speech = answer.on, Speech(language)
    of, say = Teller(on, speech), speech.say
    depths = {run.depth for _, _, run in answer.runs if run}

    def row(run: Run | None) -> str:
        if run is None:
            return say("never on this chart in our data", "보유 자료에서 이 차트에 오른 적 없음")
        figures, there = run.figures, of.count(run.figures.weeks_at_peak)
        on_day = speech.day(figures.peak_on)
        return joined(
            _now(run, of, answer.newest != run.last),
            say(f"peak {figures.peak} ({on_day}, {there} there)", f"최고 {figures.peak}위({on_day}, {there})"),
            of.weeks(figures),
            say(f"first seen {speech.day(run.first)}", f"첫 등장 {speech.day(run.first)}"),
            speech.points(written(run.points)) if len(depths) == 1 else "",
        )

    rows = tuple(Row(speech.who(name), row(run)) for _, name, run in answer.runs)
    note = say(
        f"Points: {min(depths, default=0)} for No. 1 on the whole list, one less for each place below.",
        f"점수: 전체 목록 1위가 {min(depths, default=0)}점이고 한 계단마다 1점씩 줄어듭니다.",
    )
    data = {
        "chart": on.chart.key,
        "tracks": [{**name_data(name), "run": _run_data(run)} for _, name, run in answer.runs],
    }
    newest = speech.day(answer.newest)
    lead = say(f"{of.title}, up to the {of.one} to {newest}", f"{of.title}, {newest}까지")
    notes = (note, of.source) if len(depths) == 1 else (of.source,)
    return Told(say("Side by side", "나란히 보기"), (lead,), (Section("", rows),), notes, data)


def tell_drama(answer: DramaWeek, language: Language = Language.EN) -> Told:
    """What the drama has on the chart, its songs' best, and what came after the finale."""
    at, drama, speech = answer.at, answer.drama, Speech(language)
    of, say = Teller(at.on, speech), speech.say
    now = [
        Row(
            f"{speech.place(figures)} {speech.who(answer.names[figures.entry.song])}",
            of.standing(figures),
        )
        for figures in answer.entries[:MOST_SONGS]
    ]
    songs = [
        Row(
            f"{_release(answer, run, speech)}: {speech.both(answer.names[run.song].title)}",
            joined(
                f"{speech.peak(run.figures.peak)} ({speech.day(run.figures.peak_on)})",
                of.weeks(run.figures),
                f"{speech.day(run.first)} – {speech.day(run.last)}",
            ),
        )
        for run in sorted(answer.runs[:MOST_SONGS], key=lambda run: _part(answer, run))
    ]
    on_now = Section(say("On the chart now", "현재 차트"), (*now, *speech.more(MOST_SONGS, len(answer.entries))))
    parts = say("Part by part, all it had on this chart", "파트별 전체 기록")
    sections = [
        *([on_now] if now else []),
        Section(parts, (*songs, *speech.more(MOST_SONGS, len(answer.runs)))),
        Section(say("Afterglow", "여운"), (_glow(answer, of),)),
    ]
    data = {
        **at_data(at),
        "drama": drama.key,
        "entries": [{**name_data(answer.names[f.entry.song]), **figures_data(f)} for f in answer.entries],
        "points": float(answer.points),
        "all_points": float(answer.all_points),
        "songs": [{**name_data(answer.names[run.song]), "run": _run_data(run)} for run in answer.runs],
    }
    note = say(
        "Points: one more for each place up the source's whole list; afterglow is what comes after the finale.",
        "점수: 출처 전체 목록에서 한 계단 높을수록 1점씩 늘어나며, 여운은 종영 후의 기록입니다.",
    )
    title = speech.both(drama.title)
    heading = say(f"{title} on the chart", f"{title} 차트 기록")
    return Told(heading, _drama_lead(answer, of), tuple(sections), (note, of.source), data)


def _drama_lead(answer: DramaWeek, of: Teller) -> tuple[str, ...]:
    speech, say = of.speech, of.speech.say
    lead = [f"{of.title}, {of.issue(answer.at)}"]
    if answer.entries and answer.all_points:
        share = f"{float(100 * answer.points / answer.all_points):.0f}%"
        mine, all_ = written(answer.points), written(answer.all_points)
        songs = speech.songs(len(answer.entries))
        lead.append(
            say(
                f"{songs} on the chart, {share} of all points {of.now} ({mine} of {all_})",
                f"차트에 {songs}, {of.now} 전체 점수의 {share}({all_}점 가운데 {mine}점)",
            )
        )
    else:
        lead.append(say(f"No song of it is on the chart {of.now}.", f"{of.now} 차트에 이 드라마의 곡이 없습니다."))
    best = answer.runs[0]
    who = f"{speech.who(answer.names[best.song])}, {speech.day(best.figures.peak_on)}"
    rank = speech.rank(best.figures.peak)
    lead.append(say(f"Best place so far: {rank}, {who}", f"지금까지 최고 순위: {rank}, {who}"))
    return tuple(lead)


def _glow(answer: DramaWeek, of: Teller) -> Row:
    glow, say = answer.afterglow, of.speech.say
    if glow is None:
        return Row(say("Not defined: the date of the finale is not known.", "종영일을 알 수 없어 정할 수 없습니다."))
    finale, points = of.speech.day(glow.finale), of.speech.points(written(glow.points))
    if not glow.issues:
        return Row(
            say(
                f"The finale was on {finale}; no issue after it is here yet.",
                f"종영일은 {finale}이고, 그 뒤의 차트는 아직 없습니다.",
            )
        )
    return Row(
        say(
            f"Since the finale on {finale}: on the chart in {glow.weeks} of {of.count(glow.issues)}, {points}",
            f"{finale} 종영 후: {of.count(glow.issues)} 가운데 {of.count(glow.weeks)} 차트인, {points}",
        )
    )


def _release(answer: DramaWeek, run: Run, speech: Speech) -> str:
    track = answer.names[run.song].track
    if track is None:
        return speech.say("part unknown", "파트 미상")
    day = track.release.released
    return f"{track.release}, {speech.day(day)}" if day else str(track.release)


def _part(answer: DramaWeek, run: Run) -> tuple[int, object]:
    track = answer.names[run.song].track
    return (track.release.part if track else None) or 10_000, run.first


def _now(run: Run, of: Teller, gone: bool) -> str:
    rank, last = of.speech.rank(run.figures.entry.rank), of.speech.day(run.last)
    place = of.speech.place(run.figures)
    if gone:
        return of.speech.say(f"not on it now, last {rank} on {last}", f"현재 차트 밖, 마지막 {rank}({last})")
    return of.speech.say(f"now {place}", f"현재 {place}")


def _run_rows(run: Run | None, of: Teller, answer: TrackRun) -> tuple[Row, ...]:
    speech, say = of.speech, of.speech.say
    if run is None:
        return (Row(say("Never on this chart in our data.", "보유 자료에서 이 차트에 오른 적이 없습니다.")),)
    figures, newest = run.figures, run.last == answer.newest
    place, rank, last = speech.place(figures), speech.rank(figures.entry.rank), speech.day(run.last)
    now = joined(
        say(f"Now {place}", f"현재 {place}") if newest else say("Not on the chart now", "현재 차트 밖"),
        f"{of.last} {last_week(figures)}" if newest else say(f"last seen at {rank}", f"마지막 순위 {rank}"),
        say(f"{of.one} to {last}", f"{last}까지"),
    )
    first_on, there = speech.day(figures.peak_on), of.count(figures.weeks_at_peak)
    streak = f"{'≥' if figures.streak_at_least else ''}{figures.streak}"
    ended = "" if newest else say(" at the end", "(마지막까지)")
    number = weeks(figures)
    return (
        Row(now),
        Row(
            say(
                f"Peak {_peak(run, speech)}, first on {first_on}, {there} there",
                f"최고 {_peak(run, speech)}, 처음 {first_on}, 모두 {there}",
            )
        ),
        Row(
            say(
                f"{_weeks(figures, of)} on the chart, {streak} in a row",
                f"차트인 {number}{of.one}, 연속 {streak}{of.one}",
            )
            + ended
        ),
        Row(
            say(
                f"First seen {speech.day(run.first)}, last seen {last}",
                f"첫 등장 {speech.day(run.first)}, 마지막 등장 {last}",
            )
        ),
    )


def _peak(run: Run, speech: Speech) -> str:
    ours, claimed = run.figures.peak, run.figures.source_peak
    if claimed is None:
        return speech.say(f"{ours}", f"{ours}위")
    return speech.say(f"{ours} (the source says {claimed})", f"{ours}위(출처 기준 {claimed}위)")


def _weeks(figures: Figures, of: Teller) -> str:
    """``7 weeks``, as it is said of a chart in passing."""
    return of.speech.say(
        f"{weeks(figures)} {of.one}{'' if weeks(figures) == '1' else 's'}", f"{weeks(figures)}{of.one}"
    )


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
