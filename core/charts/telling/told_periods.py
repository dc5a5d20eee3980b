"""A chart's whole past in words: its records, its rules, its corrections."""

from collections.abc import Sequence
from datetime import UTC, datetime

from core.charts.asking.answered import ChartCorrections, ChartRecords
from core.charts.model import Chart
from core.charts.rules.records import Feat, Holder, Record
from core.charts.rules.weights import EQUAL, PlatformWeights
from core.charts.telling.method import method
from core.charts.telling.told import (
    Row,
    Section,
    Told,
    count,
    day,
    joined,
    nothing,
    sources,
    unit,
    who,
)
from core.charts.telling.words import source_of

MOST_HOLDERS = 3

_FIELDS = {
    "weeks_at_peak": "weeks at peak",
    "last_week": "last week",
    "peak_on": "peak date",
    "mark": "sign",
    "weeks_at_least": "whether weeks are a minimum",
    "streak_at_least": "whether the streak is a minimum",
    "new_peak": "new peak",
    "in_our_data": "“in our data”",
}


def tell_records(answer: ChartRecords) -> Told:
    """The records and who holds them."""
    rows = tuple(_record_row(record, answer) for record in answer.records.values())
    span = f"{count(answer.issues, 'issue')} here, from {day(answer.first)} to {day(answer.last)}"
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
                        "who": _holder_name(holder, answer),
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
    notes = ("Records of the weeks that are here; “≥” means that earlier weeks may add to it.", sources(answer.on))
    return Told(
        f"Records: {answer.on.chart.title}",
        (span,),
        (Section("", rows or (Row(nothing(answer.on, "so far")),)),),
        notes,
        data,
    )


def _record_row(record: Record, answer: ChartRecords) -> Row:
    shown = "; ".join(_holder(holder, record, answer) for holder in record.holders[:MOST_HOLDERS])
    rest = len(record.holders) - MOST_HOLDERS + answer.more.get(record.feat, 0)
    feat = record.feat[:1].upper() + record.feat[1:]
    return Row(f"{feat}: {_value(record, answer)}", f"{shown}; and {rest} more times" if rest > 0 else shown)


def _value(record: Record, answer: ChartRecords) -> str:
    least = "≥" if record.holders[0].at_least else ""
    match record.feat:
        case Feat.BIGGEST_JUMP:
            return f"up {record.value}"
        case Feat.BIGGEST_FALL:
            return f"down {record.value}"
        case Feat.HIGHEST_DEBUT:
            return f"No. {record.value}"
        case Feat.MOST_OF_A_DRAMA:
            return count(record.value, "song")
    return f"{least}{count(record.value, unit(answer.on))}"


def _holder(holder: Holder, record: Record, answer: ChartRecords) -> str:
    way = ""
    if record.feat in (Feat.BIGGEST_JUMP, Feat.BIGGEST_FALL):
        way = f"from No. {holder.last_week} to No. {holder.rank}, "
    return f"{_holder_name(holder, answer)} ({way}{day(holder.on)})"


def _holder_name(holder: Holder, answer: ChartRecords) -> str:
    if holder.song is not None:
        return who(answer.names[holder.song])
    assert holder.drama is not None
    return answer.dramas[holder.drama].both


def tell_method(weights: PlatformWeights = EQUAL, charts: Sequence[Chart] = ()) -> Told:
    """Every rule, in words, and where the numbers of *charts* come from."""
    rules = method(weights)
    return Told(
        "How the charts are reckoned",
        sections=tuple(Section(rule.heading, (Row(rule.text),)) for rule in rules),
        notes=tuple(map(source_of, charts)),
        data={
            "rules": [{"rule": rule.heading, "text": rule.text} for rule in rules],
            "sources": [
                {"chart": each.key, "attribution": each.attribution or None, "fetched_at": each.fetched_at}
                for each in charts
            ],
        },
    )


def tell_corrections(answer: ChartCorrections) -> Told:
    """What came out differently, newest first."""
    on = answer.on

    def row(at: int, end: str, what: str, because: str) -> Row:
        return Row(
            what, joined(f"{unit(on)} to {end}", because, f"changed {day(datetime.fromtimestamp(at, UTC).date())}")
        )

    rows = tuple(
        row(
            at,
            day(each.end),
            f"{answer.names[each.song].title.both}: {_FIELDS.get(each.field, each.field)} "
            f"{each.old or '–'} → {each.new or '–'}",
            each.because,
        )
        for at, each in answer.corrections
    )
    since = (f"since {day(answer.since)}",) if answer.since else ()
    none = (Row("Nothing of it has been corrected after it was shown."),)
    cut = (Row("and more: ask with a later date"),) if answer.cut else ()
    data = {
        "chart": on.chart.key,
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
    return Told(f"Corrections: {on.chart.title}", since, (Section("", (*(rows or none), *cut)),), (sources(on),), data)
