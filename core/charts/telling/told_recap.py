"""A period in words: who gathered most, how it was reckoned, and how sure it is."""

from core.charts.asking.answered import PeriodRecap, RecapPlace, Table
from core.charts.rules.complete import Complete
from core.charts.rules.periods import Period
from core.charts.rules.points import Measure, written
from core.charts.rules.standings import Beyond, Standing
from core.charts.telling.speech import Speech, Teller
from core.charts.telling.told import Data, Row, Section, Told, joined, name_data
from core.charts.telling.units import unit_of
from core.language import Language, Words
from core.values import SongId

MOST_PLACES = 10
MOST_CHANGED = 5
MOST_EVERGREENS = 3

_BY = {
    Table.SONGS: Words("", ""),
    Table.DRAMAS: Words(" by drama", " 드라마별"),
    Table.ARTISTS: Words(" by artist", " 가수별"),
}


def by_table(table: Table, language: Language = Language.EN) -> str:
    """What follows a recap's name where it is not a list of songs: `` by drama``."""
    return _BY[table].said(language)


def period_name(period: Period, language: Language) -> str:
    """What *period* is called."""
    return language.say(str(period), period.korean)


def covered(here: Complete, language: Language) -> str:
    """How much of a period is here: ``12 of 13 weeks (week to 5 Mar missing)``."""
    unit = unit_of({"day": "daily", "week": "weekly", "month": "monthly"}.get(here.unit, "")).ko
    missing = f", {len(here.missing)}{unit} 누락" if here.missing else ""
    coming = f", {here.coming}{unit} 예정" if here.coming else ""
    return language.say(str(here), f"{here.due}{unit} 가운데 {here.known}{unit} 보유{missing}{coming}")


def status(answer: PeriodRecap, language: Language) -> str:
    """``provisional``, or ``final v1``."""
    return language.say(answer.status, f"확정 v{answer.version}" if answer.recap.final else "잠정")


def tell_recap(answer: PeriodRecap, language: Language = Language.EN) -> Told:
    """The standings of the period, best first, and how sure they are."""
    found, speech = answer.recap, Speech(language)
    of, say = Teller(answer.on, speech), speech.say
    rows = speech.rows(answer.places, lambda place: _row(place, answer, of), MOST_PLACES)
    state = say(", it may still change", ": 바뀔 수 있습니다") if not found.final else ""
    name, by = period_name(found.period, language), by_table(answer.table, language)
    sections = [Section("", rows or (Row(of.nothing(say("in this period", "이 기간"))),))]
    if answer.evergreens:
        title = say("Evergreen: most points after the finale", "에버그린: 종영 후 최다 점수")
        sections.append(Section(title, _evergreens(answer, of)))
    return Told(
        say(f"Recap of {name}{by}: {of.title}", f"{name} 결산{by}: {of.title}"),
        (f"{covered(found.complete, language)} · {status(answer, language)}{state}",),
        tuple(sections),
        (*_notes(answer, of), of.source),
        _data(answer),
    )


def _row(place: RecapPlace, answer: PeriodRecap, of: Teller) -> Row:
    each, say = place.standing, of.speech.say
    songs = answer.table is Table.SONGS
    detail = of.speech.by(place.detail, place.detail_ko) if songs else of.speech.songs(len(each.songs))
    whole = of.count(each.weeks)
    if answer.table is not Table.SONGS:
        whole = say(f"{each.weeks:,} song {of.one}{'' if each.weeks == 1 else 's'}", f"모두 {whole}")
    at_one = of.count(each.weeks_at_one)
    return Row(
        f"{'=' if each.tied else ''}{each.rank} {of.speech.both(place.title)} – {detail}",
        joined(
            _gathered(each, answer.recap.measure, of.speech),
            of.speech.peak(each.best) if each.best else "",
            say(f"{at_one} at No. 1", f"1위 {at_one}") if each.weeks_at_one else "",
            whole,
            *(_beyond(one, of.speech) for one in each.beyond),
        ),
    )


def _gathered(each: Standing[object], measure: Measure, speech: Speech) -> str:
    if measure is Measure.STREAMS:
        return speech.say(f"{each.said} streams", f"스트리밍 {each.said}회")
    estimated = " est." if each.estimated else ""
    return speech.say(f"{each.said} points", f"{written(each.points)}점{estimated}")


def _beyond(one: Beyond, speech: Speech) -> str:
    there = f"{one.period.korean}{' 현재까지' if one.so_far else ''}"
    points = f"스트리밍 {written(one.points)}회" if one.unit == "streams" else f"{written(one.points)}점"
    return speech.say(str(one), f"{there} {points}")


def _evergreens(answer: PeriodRecap, of: Teller) -> tuple[Row, ...]:
    def row(each: Standing[SongId]) -> Row:
        name = answer.names[each.who]
        finale = name.drama.finale if name.drama else None
        on = of.speech.day(finale) if finale else ""
        points, weeks = of.speech.points(written(each.points)), of.count(each.weeks)
        ended = of.speech.say(f"in {weeks} since the finale on {on}", f"{on} 종영 후 {weeks}")
        return Row(f"{'=' if each.tied else ''}{each.rank} {of.speech.who(name)}", joined(points, ended))

    return tuple(map(row, answer.evergreens[:MOST_EVERGREENS]))


def _notes(answer: PeriodRecap, of: Teller) -> list[str]:
    found, say = answer.recap, of.speech.say
    notes = [_measured(found.measure, found.depth, of)]
    if answer.table is Table.DRAMAS:
        notes.append(
            say(
                f"Points and {of.one}s of all songs of a drama are added up; a collaboration counts once.",
                "드라마의 모든 곡의 점수와 기간을 더하며, 협업곡은 한 번만 셉니다.",
            )
        )
    if answer.table is Table.ARTISTS:
        notes.append(
            say(
                f"Points and {of.one}s of all songs of an artist are added up; a collaboration counts in full for each "
                "main artist.",
                "가수의 모든 곡의 점수와 기간을 더하며, 협업곡은 주요 가수 모두에게 온전히 셉니다.",
            )
        )
    if found.whole_run:
        notes.append(
            say(
                "Whole runs: each song's entire run counts for the period of its peak.",
                "전체 차트인: 곡의 모든 기록을 최고 순위를 기록한 기간에 셉니다.",
            )
        )
    if answer.estimate:
        notes.append(
            say(
                f"A missing {of.one} counts as the mean of its two neighbours, marked “est.”.",
                "빠진 차트는 앞뒤 두 차트의 평균으로 세고 “est.”로 표시합니다.",
            )
        )
    if answer.changed:
        moved = [
            f"{of.speech.both(answer.names[song].title)} {_place(old)} → {_place(new)}"
            for song, (old, new) in sorted(answer.changed.items(), key=lambda item: item[1][1] or 10**6)
        ]
        more = len(moved) - MOST_CHANGED
        rest = say(f" and {more} more", f" 외 {more}곡") if more > 0 else ""
        places = f"{', '.join(moved[:MOST_CHANGED])}{rest}"
        notes.append(say(f"Changed by the last correction: {places}.", f"마지막 정정으로 바뀐 순위: {places}."))
    return notes


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _measured(measure: Measure, depth: int, of: Teller) -> str:
    match measure:
        case Measure.STREAMS:
            return of.speech.say("By the streams that the source counts.", "출처가 집계한 스트리밍 기준입니다.")
        case Measure.STEEP:
            return of.speech.say(
                f"By the steep formula, which favours the very top of the {depth} places that count: /chart method.",
                f"{depth}위까지 세며 최상위에 유리한 급경사 공식 기준입니다: /chart method.",
            )
    every = {"daily": "날", "weekly": "주", "monthly": "달"}.get(of.on.chart.cadence, "회차")
    return of.speech.say(
        f"Points: {depth} for No. 1 on the whole list, one less for each place below; every {of.one} weighs the same.",
        f"점수: 전체 목록 1위가 {depth}점이고 한 계단마다 1점씩 줄며, 모든 {every}의 비중은 같습니다.",
    )


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
        "evergreens": [
            {**name_data(answer.names[each.who]), "points": float(each.points), "weeks": each.weeks}
            for each in answer.evergreens
        ],
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
