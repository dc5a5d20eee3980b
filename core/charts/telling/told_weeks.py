"""A week of a chart in words: its movers, its momentum."""

from collections.abc import Sequence

from core.charts.asking.answered import WeekMomentum, WeekMovers
from core.charts.model import Exit, Figures
from core.charts.rules.momentum import RULES, Momentum, Pace, Quadrant
from core.charts.rules.momentum import pace as pace_of
from core.charts.telling.speech import Speech, Teller
from core.charts.telling.told import Data, Row, Section, Told, at_data, figures_data, joined, name_data
from core.language import Language, Words

MOST = 8
"""Rows of one kind that are told."""

MOST_OF_A_QUADRANT = 12

_QUADRANTS: dict[Quadrant | None, Words] = {
    Quadrant.POWERHOUSE: Words("Powerhouse: rising, and strong for weeks", "강세 상승: 오르면서 꾸준히 강한 곡"),
    Quadrant.BREAKOUT: Words("Breakout: rising now", "급부상: 지금 오르는 곡"),
    Quadrant.EVERGREEN: Words("Evergreen: steady, and strong for weeks", "스테디셀러: 변동이 적고 꾸준히 강한 곡"),
    Quadrant.STEADY: Words("Steady: little change", "보합: 변동이 적은 곡"),
    Quadrant.FADING: Words("Fading: going down", "하락세: 내려가는 곡"),
    Quadrant.DEBUT: Words("Debut: its first week, so no momentum yet", "신규 진입: 첫 주라 아직 모멘텀이 없는 곡"),
    None: Words("Momentum unknown: the place last week is not known", "모멘텀 미상: 지난주 순위를 알 수 없는 곡"),
}

_COUNTED = {
    "spotify": Words("streams", "스트리밍"),
    "youtube": Words("views", "조회 수"),
    "lastfm": Words("listens", "청취 수"),
    "listenbrainz": Words("listens", "청취 수"),
}
"""What a platform counts."""

_PACES = {
    Pace.RISING_FAST: "급상승",
    Pace.RISING: "상승",
    Pace.STEADY: "보합",
    Pace.EASING: "완만한 하락",
    Pace.FALLING: "하락",
}


def tell_movers(answer: WeekMovers, language: Language = Language.EN) -> Told:
    """Climbers, fallers, debuts, returns and exits."""
    moved, speech = answer.movers, Speech(language)
    of, say = Teller(answer.at.on, speech), speech.say

    def moves(figures: Figures) -> Row:
        way = say(
            f"from No. {figures.last_week} to No. {figures.entry.rank}",
            f"{figures.last_week}위 → {figures.entry.rank}위",
        )
        song = speech.who(answer.names[figures.entry.song])
        return Row(f"{speech.movement(figures)} {song}", joined(way, of.on_source(figures)))

    def comes(figures: Figures) -> Row:
        sure = say("in our data", "보유 자료 기준") if figures.in_our_data else ""
        back = speech.peak(figures.peak) if figures.weeks > 1 else ""
        return Row(
            f"{speech.rank(figures.entry.rank)} {speech.who(answer.names[figures.entry.song])}",
            joined(sure, back, of.on_source(figures)),
        )

    def goes(gone: Exit) -> Row:
        was = say(f"was No. {gone.last_rank} {of.last}", f"{of.last} {gone.last_rank}위")
        maybe = say("; may be below the published list", "; 공개된 순위보다 아래일 수 있음")
        return Row(speech.who(answer.names[gone.song]), was if gone.known else f"{was}{maybe}")

    kinds = (
        (say("Climbed", "상승"), speech.rows(moved.climbers, moves, MOST)),
        (say("Fell", "하락"), speech.rows(moved.fallers, moves, MOST)),
        (say("New on the chart", "신규 진입"), speech.rows(moved.debuts, comes, MOST)),
        (say("Back on the chart", "재진입"), speech.rows(moved.returns, comes, MOST)),
        (say("New or back, nobody knows", "신규 또는 재진입(알 수 없음)"), speech.rows(moved.unknown, comes, MOST)),
        (say("Left the chart", "이탈"), speech.rows(moved.exits, goes, MOST)),
    )
    sections = tuple(Section(title, rows) for title, rows in kinds if rows)
    nothing = say(f"Nothing moved {of.now}, as far as is known.", f"{of.now} 알려진 순위 변동이 없습니다.")
    lead = [of.issue(answer.at), *([] if sections else [nothing])]
    if moved.gain and moved.greatest_gains:
        most = speech.who(answer.names[moved.greatest_gains[0].entry.song])
        counted = _COUNTED.get(of.on.chart.platform, Words("in the chart's count", "(차트 집계 수치)")).said(language)
        lead.append(say("Greatest gain", "최대 증가") + f": {most}, +{moved.gain:,} {counted}")
    heading = say(f"Movers: {of.title}", f"순위 변동: {of.title}")
    return Told(heading, tuple(lead), sections, (of.source,), _movers_data(answer))


def _movers_data(answer: WeekMovers) -> Data:
    moved = answer.movers
    return {
        **at_data(answer.at),
        "climbers": _entries(moved.climbers, answer),
        "fallers": _entries(moved.fallers, answer),
        "debuts": _entries(moved.debuts, answer),
        "returns": _entries(moved.returns, answer),
        "unknown": _entries(moved.unknown, answer),
        "exits": [
            {**name_data(answer.names[each.song]), "last_rank": each.last_rank, "known": each.known}
            for each in moved.exits
        ],
    }


def tell_momentum(answer: WeekMomentum, language: Language = Language.EN) -> Told:
    """Who surges and who stays, by quadrant, with the thresholds."""
    speech = Speech(language)
    of, say = Teller(answer.at.on, speech), speech.say

    def row(each: tuple[Figures, Momentum]) -> Row:
        figures, one = each
        return Row(
            speech.who(answer.names[one.song]),
            joined(speech.place(figures), _surge(one, speech), _stays(one, speech), of.on_source(figures)),
        )

    sections = []
    for quadrant, title in _QUADRANTS.items():
        group = [each for each in answer.entries if each[1].quadrant is quadrant]
        if group:
            sections.append(Section(title.said(language), speech.rows(group, row, MOST_OF_A_QUADRANT)))
    lead = [of.issue(answer.at), *([] if answer.entries else [of.nothing(of.now)])]
    notes = (*_too_early(answer.known, speech), _thresholds(speech), of.source)
    heading = say(f"Momentum: {of.title}", f"모멘텀: {of.title}")
    data = {
        **at_data(answer.at),
        "entries": [
            {
                **_entry(figures, answer),
                "momentum": one.value,
                "by_streams": one.by_metric,
                "staying_power": None if one.sustain is None else float(one.sustain),
                "quadrant": one.quadrant,
            }
            for figures, one in answer.entries
        ],
    }
    return Told(heading, tuple(lead), tuple(sections), notes, data)


def _surge(one: Momentum, speech: Speech) -> str:
    if one.value is None or one.pace is None:
        return ""
    streams = speech.say(", by streams", ", 스트리밍 기준") if one.by_metric else ""
    number = f"{one.value:+.2f}" if pace_of(round(one.value, 2)) is one.pace else f"{one.value:+.3f}"
    pace = speech.say(one.pace, _PACES[one.pace])
    return speech.say(f"momentum {number} ({pace}{streams})", f"모멘텀 {number}({pace}{streams})")


def _stays(one: Momentum, speech: Speech) -> str:
    if one.sustain is None:
        return ""
    power = f"{float(one.sustain):.0f}"
    return speech.say(f"staying power {power} of 100", f"지속 지수 {power}점")


def _too_early(known: int, speech: Speech) -> tuple[str, ...]:
    if known >= RULES.sustain_needs:
        return ()
    said = speech.say(
        f"Too early for staying power: it needs {RULES.sustain_needs} issues, and {known} "
        f"{'is' if known == 1 else 'are'} here.",
        f"지속 지수를 말하기에는 이릅니다. 차트 {RULES.sustain_needs}회가 필요하고 {known}회가 있습니다.",
    )
    return (said,)


def _thresholds(speech: Speech) -> str:
    return speech.say(
        f"Steady is up to ±{RULES.steady:.2f}, fast is beyond ±{RULES.fast:.2f}; strong is the best third by staying "
        f"power. Momentum looks at {RULES.changes} changes, staying power at {RULES.sustain_issues} issues. These "
        "numbers are ostbot's own choice: /chart method. Both look at places on the source's whole list.",
        f"보합은 ±{RULES.steady:.2f}까지, 급상승과 하락은 ±{RULES.fast:.2f} 초과이고, 강한 곡은 지속 지수 상위 "
        f"3분의 1입니다. 모멘텀은 변동 {RULES.changes}회, 지속 지수는 차트 {RULES.sustain_issues}회를 봅니다. "
        "이 숫자는 ostbot이 정한 것입니다: /chart method. 둘 다 출처 전체 목록의 순위로 계산합니다.",
    )


def _entries(several: Sequence[Figures], answer: WeekMovers) -> list[Data]:
    return [_entry(each, answer) for each in several]


def _entry(figures: Figures, answer: WeekMovers | WeekMomentum) -> Data:
    return {**name_data(answer.names[figures.entry.song]), **figures_data(figures)}
