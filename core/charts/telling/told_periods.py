"""A chart's whole past in words: its records, its rules, its corrections."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from core.charts.asking.answered import ChartCorrections, ChartRecords
from core.charts.model import Chart
from core.charts.ports import Correction
from core.charts.rules.records import Feat, Holder, Record
from core.charts.rules.weights import EQUAL, PlatformWeights
from core.charts.telling.method import method
from core.charts.telling.speech import Speech, Teller
from core.charts.telling.told import Row, Section, Told, joined
from core.language import Language, Words
from core.values import SongId

MOST_HOLDERS = 3

A_PAGE = 10
"""Songs on one page of corrections."""

_FEATS = {
    Feat.WEEKS_AT_ONE: "최장 1위",
    Feat.LONGEST_RUN: "최장 차트인",
    Feat.LONGEST_STREAK: "최장 연속 차트인",
    Feat.BIGGEST_JUMP: "최대 상승",
    Feat.BIGGEST_FALL: "최대 하락",
    Feat.HIGHEST_DEBUT: "최고 진입 순위",
    Feat.LONGEST_ABSENCE: "가장 오랜만의 재진입",
    Feat.LONGEST_WAY: "1위까지 가장 오래 걸린 곡",
    Feat.MOST_OF_A_DRAMA: "한 드라마의 최다 동시 차트인",
}

_FIELDS = {
    "rank": Words("rank", "순위"),
    "weeks": Words("weeks", "차트인 횟수"),
    "peak": Words("peak", "최고 순위"),
    "streak": Words("streak", "연속 차트인"),
    "weeks_at_peak": Words("weeks at peak", "최고 순위 횟수"),
    "last_week": Words("last week", "지난주 순위"),
    "last week": Words("last week", "지난주 순위"),
    "peak_on": Words("peak date", "최고 순위 날짜"),
    "mark": Words("sign", "표시"),
    "weeks_at_least": Words("whether weeks are a minimum", "차트인 횟수가 최소치인지"),
    "streak_at_least": Words("whether the streak is a minimum", "연속 차트인이 최소치인지"),
    "new_peak": Words("new peak", "최고 순위 경신"),
    "in_our_data": Words("“in our data”", "“보유 자료 기준”"),
}


def tell_records(answer: ChartRecords, language: Language = Language.EN) -> Told:
    """The records and who holds them."""
    speech = Speech(language)
    of, say = Teller(answer.on, speech), speech.say
    rows = tuple(_record_row(record, answer, of) for record in answer.records.values())
    first, last = speech.day(answer.first), speech.day(answer.last)
    issues = f"{answer.issues:,} issue{'' if answer.issues == 1 else 's'}"
    data = {
        "chart": answer.on.chart.key,
        "issues": answer.issues,
        "first": answer.first,
        "last": answer.last,
        "records": [
            {
                "record": record.feat,
                "value": record.value,
                "times_more": answer.more.get(record.feat, 0),
                "holders": [
                    {
                        "who": _holder_name(holder, answer, speech),
                        "week": holder.on,
                        "at_least": holder.at_least,
                        "rank": holder.rank,
                        "last_week": holder.last_week,
                    }
                    for holder in record.holders
                ],
            }
            for record in answer.records.values()
        ],
    }
    note = say(
        "Records of the weeks that are here; “≥” means that earlier weeks may add to it.",
        "보유한 차트의 기록이며, “≥”는 이전 차트가 더해질 수 있다는 뜻입니다.",
    )
    of_osts = say("Records among the OSTs", "OST 가운데 기록") if answer.among_osts else say("Records", "기록")
    return Told(
        f"{of_osts}: {of.title}",
        (say(f"{issues} here, from {first} to {last}", f"차트 {answer.issues:,}회 보유, {first}부터 {last}까지"),),
        (Section("", rows or (Row(of.nothing(say("so far", "아직"))),)),),
        (note, of.source),
        data,
    )


def _record_row(record: Record, answer: ChartRecords, of: Teller) -> Row:
    say = of.speech.say
    shown = "; ".join(_holder(holder, record, answer, of.speech) for holder in record.holders[:MOST_HOLDERS])
    rest = len(record.holders) - MOST_HOLDERS + answer.more.get(record.feat, 0)
    feat = say(record.feat[:1].upper() + record.feat[1:], _FEATS[record.feat])
    more = say(f"; and {rest} more times", f"; 외 {rest}번") if rest > 0 else ""
    return Row(f"{feat}: {_value(record, of)}", f"{shown}{more}")


def _value(record: Record, of: Teller) -> str:
    least, say = "≥" if record.holders[0].at_least else "", of.speech.say
    match record.feat:
        case Feat.BIGGEST_JUMP:
            return say(f"up {record.value}", f"{record.value}계단")
        case Feat.BIGGEST_FALL:
            return say(f"down {record.value}", f"{record.value}계단")
        case Feat.HIGHEST_DEBUT:
            return of.speech.rank(record.value)
        case Feat.MOST_OF_A_DRAMA:
            return of.speech.songs(record.value)
    return f"{least}{of.count(record.value)}"


def _holder(holder: Holder, record: Record, answer: ChartRecords, speech: Speech) -> str:
    way = ""
    if record.feat in (Feat.BIGGEST_JUMP, Feat.BIGGEST_FALL):
        way = speech.say(
            f"from No. {holder.last_week} to No. {holder.rank}, ", f"{holder.last_week}위 → {holder.rank}위, "
        )
    return f"{_holder_name(holder, answer, speech)} ({way}{speech.day(holder.on)})"


def _holder_name(holder: Holder, answer: ChartRecords, speech: Speech) -> str:
    if holder.song is not None:
        return speech.who(answer.names[holder.song])
    assert holder.drama is not None
    return speech.both(answer.dramas[holder.drama])


def tell_method(
    weights: PlatformWeights = EQUAL, charts: Sequence[Chart] = (), language: Language = Language.EN
) -> Told:
    """Every rule, in words, and where the numbers of *charts* come from."""
    rules, speech = method(weights, language), Speech(language)
    return Told(
        speech.say("How the charts are reckoned", "차트 산정 방식"),
        sections=tuple(Section(rule.heading, (Row(rule.text),)) for rule in rules),
        notes=tuple(map(speech.source, charts)),
        data={
            "rules": [{"rule": rule.heading, "text": rule.text} for rule in rules],
            "sources": [
                {"chart": each.key, "attribution": each.attribution or None, "fetched_at": each.fetched_at}
                for each in charts
            ],
        },
    )


def tell_corrections(answer: ChartCorrections, language: Language = Language.EN, page: int | None = None) -> Told:
    """What came out differently, song by song, newest first; all of it, or one *page* of :data:`A_PAGE` songs."""
    speech = Speech(language)
    of, say = Teller(answer.on, speech), speech.say
    groups = correction_groups(answer)
    first = 0 if page is None else page * A_PAGE
    shown = groups if page is None else groups[first : first + A_PAGE]
    rows = [_corrected(at, some, answer, of) for at, some in shown]
    if not groups:
        rows.append(Row(say("Nothing of it has been corrected after it was shown.", "발표 후 정정된 것이 없습니다.")))
    if answer.cut and len(shown) + first == len(groups):
        rows.append(Row(say("and more: ask with a later date", "더 있습니다: 더 늦은 날짜로 물어보세요")))
    since = speech.day(answer.since) if answer.since else ""
    data = {
        "chart": answer.on.chart.key,
        "corrections": [
            {
                "at": at,
                "week": each.end,
                "title": str(answer.names[each.song].title),
                "field": each.field,
                "old": each.old,
                "new": each.new,
                "because": each.because,
            }
            for at, each in answer.corrections
        ],
    }
    pages = -(-len(groups) // A_PAGE)
    paged = say(f"page {first // A_PAGE + 1} of {pages}", f"{pages}쪽 중 {first // A_PAGE + 1}쪽")
    lead = joined(
        say(f"since {since}", f"{since}부터") if since else "", paged if page is not None and pages > 1 else ""
    )
    return Told(
        say(f"Corrections: {of.title}", f"정정: {of.title}"),
        (lead,) if lead else (),
        (Section("", tuple(rows)),),
        (of.source,),
        data,
    )


def correction_groups(answer: ChartCorrections) -> list[tuple[int, list[Correction]]]:
    """What changed of one song in one week at once, newest first, each with its instant."""
    found: dict[tuple[int, date, SongId], list[Correction]] = {}
    for at, each in answer.corrections:
        found.setdefault((at, each.end, each.song), []).append(each)
    return [(at, some) for (at, _, _), some in found.items()]


def _corrected(at: int, some: Sequence[Correction], answer: ChartCorrections, of: Teller) -> Row:
    speech, each = of.speech, some[0]
    changed = speech.day(datetime.fromtimestamp(at, UTC).date())
    fields = ((_FIELDS[one.field].said(speech.language) if one.field in _FIELDS else one.field, one) for one in some)
    by = speech.say("a manager", "매니저") if each.chart.guild else speech.say("the bot's host", "봇 운영자")
    return Row(
        f"{speech.both(answer.names[each.song].title)}, "
        + speech.say(f"{of.one} to {speech.day(each.end)}", f"{speech.day(each.end)}까지"),
        joined(
            ", ".join(f"{field} {one.old or '–'} → {one.new or '–'}" for field, one in fields),
            each.because,
            speech.say(f"by {by}, {changed}", f"{by}, {changed} 변경"),
        ),
    )
