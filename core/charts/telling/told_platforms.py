"""All platforms of a week side by side, in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.charts.asking.answered import PlatformWeek
from core.charts.model import Chart
from core.charts.naming import market_name, platform_name
from core.charts.rules.composite import LEAST_FOR_ALL_KILL, Place
from core.charts.rules.freezing import Revision
from core.charts.telling import words, words_ko
from core.charts.telling.speech import Speech
from core.charts.telling.told import Data, Row, Section, Told, figures_data, joined, name_data
from core.language import Language
from core.values import ChartKey

MOST = 20


def tell_platforms(answer: PlatformWeek, language: Language = Language.EN) -> Told:
    """The composite with each song's score, its own run and its place on every platform."""
    whole, speech, labels = answer.composite, Speech(language), _labels(answer)
    say = speech.say

    def row(each: Place) -> Row:
        rank = f"={each.rank}" if each.tied else f"{each.rank}"
        on = [
            f"{labels[source.chart]} "
            + (say("not here", "자료 없음") if not source.loaded else "–" if found is None else f"#{found}")
            for source, found in zip(whole.sources, each.scored, strict=True)
        ]
        score, figures = f"{float(each.score):.2f}", answer.figures[each.song]
        return Row(
            f"{rank} {speech.who(answer.names[each.song])}",
            joined(
                say(f"score {score}", f"{score}점"),
                "ALL-KILL" if each.all_kill else "",
                *on,
                speech.movement(figures),
                say(words.numbers(figures), words_ko.numbers(figures)),
            ),
        )

    none = say("No K-drama OST is on these lists.", "이 목록들에는 한국 드라마 OST가 없습니다.")
    section = Section("", speech.rows(whole.places, row, MOST) or (Row(none),))
    heading = say("K-drama OSTs on all platforms", "모든 플랫폼의 한국 드라마 OST")
    return Told(heading, _lead(answer, labels, speech), (section,), _notes(answer, labels, speech), _data(answer))


def _lead(answer: PlatformWeek, labels: Mapping[ChartKey, str], speech: Speech) -> tuple[str, ...]:
    whole, first, last = answer.composite, speech.day(answer.first), speech.day(answer.last)
    loaded, every = len(whole.loaded), len(whole.sources)
    title_ko = f"일부: 플랫폼 {every}개 가운데 {loaded}개" if whole.partial else f"플랫폼 {every}개"
    span = speech.say(f"week from {first} to {last}", f"{first}부터 {last}까지")
    lead = [joined(span, speech.say(whole.title, title_ko))]
    if answer.provisional:
        until = f"{answer.frozen:%H:%M} ({answer.frozen.tzinfo})"
        lead.append(
            speech.say(f"Provisional: it is frozen on {last} at {until}.", f"잠정: {last} {until}에 확정됩니다.")
        )
    lead += [_revised(each, answer, labels, speech) for each in answer.revisions]
    if answer.new_weights:
        since, table = answer.new_weights
        named = ", ".join(f"{platform_name(platform)} × {weight}" for platform, weight in table.items())
        lead.append(
            speech.say(
                f"New weights since {speech.day(since)}: {named}, any other × 1.",
                f"{speech.day(since)}부터 새 가중치: {named}, 그 밖은 × 1.",
            )
        )
    return tuple(lead)


def _revised(revision: Revision, answer: PlatformWeek, labels: Mapping[ChartKey, str], speech: Speech) -> str:
    came, corrected = (", ".join(labels[each] for each in some) for some in (revision.came, revision.corrected))
    on = speech.day(datetime.fromtimestamp(revision.at, answer.frozen.tzinfo).date())
    what = [
        *([speech.say(f"{came} came in on {on}", f"{on} {came} 추가")] if came else []),
        *([speech.say(f"{corrected} was corrected on {on}", f"{on} {corrected} 정정")] if corrected else []),
    ]
    why = ", ".join(what) or speech.say(f"the catalogue was corrected on {on}", f"{on} 카탈로그 정정")
    return speech.say(f"revision {revision.number}: {why}", f"수정본 {revision.number}: {why}")


def _notes(answer: PlatformWeek, labels: Mapping[ChartKey, str], speech: Speech) -> tuple[str, ...]:
    whole, say = answer.composite, speech.say
    issues = []
    for source in whole.sources:
        weighs = say(f"weight {source.weight}", f"가중치 {source.weight}")
        end = speech.day(source.loaded.end) if source.loaded else ""
        here = say(f"issue to {end}", f"{end}까지의 차트") if end else say("no issue this week", "이번 주 차트 없음")
        if source.loaded in whole.shallow:
            depth = source.loaded.depth if source.loaded else 0
            here += say(
                f", known to No. {depth} only: below that it gives nothing",
                f", {depth}위까지만 알려져 있어 그 아래는 점수가 없습니다",
            )
        issues.append(f"{labels[source.chart]}, {weighs}: {here}")
    window = say(
        "Last week, peak and weeks are the composite's own, reckoned over its last 52 weeks and this one.",
        "지난주, 최고, 주 수는 종합 차트 자체의 것으로, 최근 52주와 이번 주로 계산합니다.",
    )
    return (
        say(
            f"“#” is the place on the platform's whole list; each gives {whole.depth + 1} − place (No. 1 to "
            f"{whole.depth}) times its weight, and the score is their part of the most possible, out of 100. “–” is "
            f"not on that list. All-kill: first of the K-drama OSTs on every platform, at least {LEAST_FOR_ALL_KILL} "
            "(this server's own, weekly).",
            f"“#”는 플랫폼 전체 목록의 순위입니다. 1~{whole.depth}위는 {whole.depth + 1} − 순위에 가중치를 곱해 "
            f"더하며, 점수는 가능한 최고점에 대한 비율(100점 만점)입니다. “–”는 그 목록에 없다는 뜻입니다. 올킬: 모든 "
            f"플랫폼({LEAST_FOR_ALL_KILL}개 이상)에서 한국 드라마 OST 가운데 1위(이 서버의 주간 기준).",
        ),
        *([window] if answer.longer else []),
        *issues,
    )


def _data(answer: PlatformWeek) -> Data:
    whole = answer.composite
    return {
        "first": answer.first,
        "last": answer.last,
        "partial": whole.partial,
        "provisional": answer.provisional,
        "revision": answer.revisions[-1].number if answer.revisions else 1,
        "depth": whole.depth,
        "platforms": [
            {
                "chart": source.chart,
                "weight": source.weight,
                "week": source.loaded.end if source.loaded else None,
                "depth": source.loaded.depth if source.loaded else None,
            }
            for source in whole.sources
        ],
        "entries": [
            {
                **name_data(answer.names[each.song]),
                **figures_data(answer.figures[each.song]),
                "score": float(each.score),
                "ranks": each.ranks,
                "source_ranks": each.scored,
                "all_kill": each.all_kill,
            }
            for each in whole.places
        ],
    }


def _labels(answer: PlatformWeek) -> dict[ChartKey, str]:
    return {key: _label(chart, [*answer.charts.values()]) for key, chart in answer.charts.items()}


def _label(chart: Chart, among: Sequence[Chart]) -> str:
    """``Spotify``, with its market where the platform has several charts."""
    platform = platform_name(chart.platform)
    same = [each for each in among if each.platform == chart.platform]
    return platform if len(same) == 1 else f"{platform} {market_name(chart.market)} {chart.cadence}"
