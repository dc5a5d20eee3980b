"""More than a week in words: a recap, the records, the rules, the corrections."""

from datetime import UTC, datetime

from core.charts.asking.answered import ChartCorrections, ChartRecords, PeriodRecap
from core.charts.rules.points import Measure
from core.charts.rules.records import Feat, Holder, Record
from core.charts.rules.weights import Weights
from core.charts.telling.method import method
from core.charts.telling.told import (
    Row,
    Section,
    Told,
    count,
    day,
    joined,
    more,
    name_data,
    nothing,
    sources,
    unit,
    who,
)

MOST_PLACES = 10
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


def tell_recap(answer: PeriodRecap) -> Told:
    """The standings of the period, best first, and how sure they are."""
    found, on = answer.recap, answer.on
    unit_of_points = "streams" if found.measure is Measure.STREAMS else "points"
    rows = tuple(
        Row(
            f"{'=' if each.tied else ''}{each.rank} {who(answer.names[each.who])}",
            joined(
                f"{each.said} {unit_of_points}",
                f"peak {each.best}" if each.best else "",
                f"{count(each.weeks_at_one, unit(on))} at No. 1" if each.weeks_at_one else "",
                count(each.weeks, unit(on)),
                *map(str, each.beyond),
            ),
        )
        for each in found.standings[:MOST_PLACES]
    )
    empty = (Row(nothing(on, "in this period")),)
    places = (*(rows or empty), *more(MOST_PLACES, len(found.standings)))
    state = found.status() if found.final else "provisional, it may still change"
    data = {
        "chart": on.chart.key,
        "period": found.period.key,
        "first": found.period.first,
        "last": found.period.last,
        "measure": found.measure,
        "depth": found.depth,
        "coverage": str(found.complete),
        "final": found.final,
        "standings": [
            {
                "rank": each.rank,
                **name_data(answer.names[each.who]),
                "points": float(each.points),
                "peak": each.best,
                "weeks": each.weeks,
                "weeks_at_one": each.weeks_at_one,
            }
            for each in found.standings
        ],
    }
    return Told(
        f"Recap of {found.period}: {on.chart.title}",
        (f"{found.complete} · {state}",),
        (Section("", places),),
        (_measured(found.measure, found.depth), sources(on)),
        data,
    )


def _measured(measure: Measure, depth: int) -> str:
    match measure:
        case Measure.STREAMS:
            return "By the streams that the source counts."
        case Measure.STEEP:
            return f"By the steep formula, which favours the very top of the {depth} places that count: /chart method."
    return f"Points: {depth} for No. 1 on the whole list, one less for each place below; every week weighs the same."


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
    rest = len(record.holders) - MOST_HOLDERS
    feat = record.feat[:1].upper() + record.feat[1:]
    return Row(f"{feat}: {_value(record, answer)}", f"{shown}; and {rest} more" if rest > 0 else shown)


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


def tell_method(weights: Weights | None = None) -> Told:
    """Every rule, in words."""
    rules = method(weights)
    return Told(
        "How the charts are reckoned",
        sections=tuple(Section(rule.heading, (Row(rule.text),)) for rule in rules),
        data={"rules": [{"rule": rule.heading, "text": rule.text} for rule in rules]},
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
