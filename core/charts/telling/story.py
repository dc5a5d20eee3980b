"""The week in two or three sentences, in English and Korean, from its facts alone.

Every claim carries its number. The Korean sentences end in a name and 입니다, so that no particle depends on how a
title is read.
"""

from collections.abc import Sequence

from core.catalog.model import Names
from core.charts.model import Coverage, Figures, Mark, Status
from core.charts.rules.momentum import Pace
from core.charts.rules.movers import movers
from core.charts.rules.points import is_known
from core.charts.rules.records import Feat, Holder, Record
from core.charts.telling.story_facts import Facts
from core.charts.telling.story_words import Telling, and_, feat_en, feat_ko, ordinal
from core.charts.telling.units import unit_of

MOST_SENTENCES = 3

LEAST_FOR_RECORDS = 13
"""Of fewer issues, a record would be broken every week."""

Story = Telling
"""The story: *en* and *ko* say the same."""


def story(facts: Facts) -> Story:
    """What happened in the week: who leads, then what was rarest; at most three sentences."""
    chosen: list[Telling] = []
    for sentence in (_leader, _record, _debut, _climb, _return, _surge, _stayer, _rest):
        if len(chosen) == MOST_SENTENCES:
            break
        said = sentence(facts)
        if said is not None and not (sentence in (_surge, _stayer) and _told_of(said, chosen, facts)):
            chosen.append(said)
    en, ko = " ".join(said.en for said in chosen), " ".join(said.ko for said in chosen)
    return Telling(f"Among the OSTs: {en}", f"OST 가운데: {ko}") if facts.among_osts and chosen else Telling(en, ko)


def _told_of(said: Telling, chosen: Sequence[Telling], facts: Facts) -> bool:
    """Whether *chosen* have told of the song that *said* is about: no song is named twice for want of another."""
    text = " ".join(each.en for each in chosen)
    return any(title.en in said.en and title.en in text for title in facts.titles.values())


def _names(facts: Facts, several: Sequence[Figures]) -> Telling:
    titles = [facts.titles[figures.entry.song] for figures in several]
    return and_([Telling(title.en, title.ko) for title in titles])


def _leader(facts: Facts) -> Telling | None:
    unit = unit_of(facts.cadence)
    first = [figures for figures in facts.week.figures if figures.entry.rank == 1]
    if not first:
        return _nobody(facts) if not facts.week.figures and is_known(facts.week.issue) else None
    who, leader = _names(facts, first), first[0]
    if len(first) > 1:
        return Telling(f"{who.en} share No. 1.", f"{unit.now_ko} 공동 1위는 {who.ko}입니다.")
    if leader.mark is Mark.NEW:
        return Telling(f"{who.en} enters at No. 1.", f"{unit.now_ko} 1위는 진입과 동시에 정상에 오른 {who.ko}입니다.")
    if leader.mark is Mark.UP:
        return Telling(
            f"{who.en} rises from No. {leader.last_week} to No. 1.",
            f"{unit.now_ko} 1위는 {unit.last_ko} {leader.last_week}위에서 올라온 {who.ko}입니다.",
        )
    if leader.mark is Mark.SAME:
        times, least = leader.weeks_at_peak, leader.weeks_at_least
        return Telling(
            f"{who.en} stays No. 1, {'at least ' if least else ''}its {ordinal(times)} {unit.en} there in all.",
            f"{unit.now_ko} 1위는 {'적어도 ' if least else ''}통산 {times}{unit.ko}째 정상에 오른 {who.ko}입니다.",
        )
    return Telling(f"{who.en} is No. 1.", f"{unit.now_ko} 1위는 {who.ko}입니다.")


def _nobody(facts: Facts) -> Telling:
    unit = unit_of(facts.cadence)
    if facts.week.issue.coverage is Coverage.OST:
        return Telling(
            f"No K-drama OST is on the chart {unit.now}.", f"{unit.now_ko} 차트에는 한국 드라마 OST가 없습니다."
        )
    return Telling(f"Nothing is on the chart {unit.now}.", f"{unit.now_ko} 차트에는 곡이 없습니다.")


def _record(facts: Facts) -> Telling | None:
    """The first record broken, with the number of issues it is a record of."""
    record = _told_record(facts)
    if record is None:
        return None
    unit, sets = unit_of(facts.cadence), "set" if len(record.holders) > 1 else "sets"
    if record.feat is Feat.MOST_OF_A_DRAMA:
        who, kind = and_([_holder(facts, holder) for holder in record.holders], "편"), "드라마는"
    else:
        who, kind = and_([_holder(facts, holder) for holder in record.holders]), "곡은"
    return Telling(
        f"{who.en} {sets} a record of the {facts.issues} issues here: {feat_en(record, unit)}.",
        f"보유한 차트 {facts.issues}회 가운데 새 기록을 세운 {kind} {feat_ko(record, unit)} {who.ko}입니다.",
    )


def _told_record(facts: Facts) -> Record | None:
    return next(iter(facts.broken), None) if facts.issues >= LEAST_FOR_RECORDS else None


def _holder(facts: Facts, holder: Holder) -> Telling:
    if holder.song is not None:
        return Telling(facts.titles[holder.song].en, facts.titles[holder.song].ko)
    assert holder.drama is not None
    drama = facts.dramas.get(holder.drama) or Names(en=holder.drama)
    return Telling(f"“{drama}”", f"‘{drama.ko or drama}’")


def _breaks(facts: Facts, feat: Feat) -> bool:
    """Whether the record sentence has told this already."""
    record = _told_record(facts)
    return record is not None and record.feat is feat


def _leads_alone(facts: Facts, figures: Figures) -> bool:
    """Whether the first sentence has told what this entry did."""
    return figures.entry.rank == 1 and sum(other.entry.rank == 1 for other in facts.week.figures) == 1


def _debut(facts: Facts) -> Telling | None:
    moved = movers(facts.week, facts.before)
    best = moved.highest_debuts
    if not best or _leads_alone(facts, best[0]) or _breaks(facts, Feat.HIGHEST_DEBUT):
        return None
    who, rank, count = _names(facts, best), best[0].entry.rank, len(moved.debuts)
    sure_en, sure_ko = (" (new in our data)", "(보유 자료 기준)") if best[0].in_our_data else ("", "")
    if count == 1:
        return Telling(
            f"The only debut is {who.en} at No. {rank}{sure_en}.",
            f"유일한 신규 진입곡은 {rank}위 {who.ko}입니다{sure_ko}.",
        )
    return Telling(
        f"The highest of {count} debuts {'are' if len(best) > 1 else 'is'} {who.en} at No. {rank}{sure_en}.",
        f"신규 진입 {count}곡 가운데 순위가 가장 높은 곡은 {rank}위 {who.ko}입니다{sure_ko}.",
    )


def _climb(facts: Facts) -> Telling | None:
    best = movers(facts.week, facts.before).biggest_climbs
    if not best or _leads_alone(facts, best[0]) or _breaks(facts, Feat.BIGGEST_JUMP):
        return None
    who, climb = _names(facts, best), best[0]
    return Telling(
        f"The biggest climb is up {climb.move}, from No. {climb.last_week} to No. {climb.entry.rank}: {who.en}.",
        f"가장 많이 오른 곡은 {climb.last_week}위에서 {climb.entry.rank}위로 {climb.move}계단 상승한 {who.ko}입니다.",
    )


def _return(facts: Facts) -> Telling | None:
    back = [figures for figures in facts.week.figures if figures.entry.song in facts.away]
    if not back or _breaks(facts, Feat.LONGEST_ABSENCE):
        return None
    longest = max(back, key=lambda figures: facts.away[figures.entry.song])
    unit, weeks = unit_of(facts.cadence), facts.away[longest.entry.song]
    who, rank = _names(facts, [longest]), longest.entry.rank
    return Telling(
        f"{who.en} is back at No. {rank} after {unit.count_en(weeks)} away.",
        f"{weeks}{unit.ko} 동안 빠졌다가 {rank}위로 돌아온 곡은 {who.ko}입니다.",
    )


def _surge(facts: Facts) -> Telling | None:
    rising = [one for one in facts.momentum if one.value is not None and one.pace in (Pace.RISING, Pace.RISING_FAST)]
    if not rising:
        return None
    most = max(rising, key=lambda one: one.value or 0)
    title = facts.titles[most.song]
    rank = next(figures.entry.rank for figures in facts.week.figures if figures.entry.song == most.song)
    fast = most.pace is Pace.RISING_FAST
    return Telling(
        f"The strongest surge is {title.en}, {'rising fast' if fast else 'rising'} at No. {rank}.",
        f"상승세가 가장 큰 곡은 {rank}위에서 {'빠르게 ' if fast else ''}오르는 중인 {title.ko}입니다.",
    )


def _stayer(facts: Facts) -> Telling | None:
    lasting = [(one.sustain, one.song) for one in facts.momentum if one.sustain is not None]
    if not lasting:
        return None
    sustain, song = max(lasting, key=lambda pair: pair[0])
    title = facts.titles[song]
    return Telling(
        f"{title.en} has the most staying power: {float(sustain):.0f} of 100.",
        f"가장 꾸준한 곡은 지속 지수가 100점 만점에 {float(sustain):.0f}점인 {title.ko}입니다.",
    )


def _rest(facts: Facts) -> Telling | None:
    """What can be said of any week: how many are listed and how many have left."""
    listed, unit = len(facts.week.figures), unit_of(facts.cadence)
    gone = sum(exit_.known for exit_ in facts.week.exits)
    if facts.week.issue.status is Status.VOID:
        return Telling(f"No chart was published {unit.now}.", f"{unit.now_ko} 차트는 발표되지 않았습니다.")
    if not is_known(facts.week.issue):
        return Telling(f"The issue of {unit.now} is not here.", f"{unit.now_ko} 차트는 아직 없습니다.")
    if any(figures.mark is Mark.BASELINE for figures in facts.week.figures):
        return Telling(
            f"It is the first issue here, with {listed} listed: moves are told from the next one on.",
            f"보유한 첫 차트로 모두 {listed}곡이며, 순위 변동은 다음 차트부터 알 수 있습니다.",
        )
    if facts.before is None or not is_known(facts.before.issue):
        return Telling(
            f"{listed} {'is' if listed == 1 else 'are'} listed; the issue of {unit.since} is not here.",
            f"차트에는 모두 {listed}곡이 있고, {unit.last_ko} 차트는 없습니다.",
        )
    below = len(facts.week.exits) - gone
    left_en, left_ko = (f"{gone} left", f"{gone}곡이 빠졌습니다") if gone else ("none left", "빠진 곡은 없습니다")
    if below:  # the list is too short to tell whether they are gone
        left_en = f"{left_en}, {below}" if gone else f"{below}"
        left_en += f" {'is' if below == 1 else 'are'} below the published list"
        left_ko = f"{gone}곡이 빠지고 " if gone else ""
        left_ko += f"{below}곡은 공개된 순위보다 아래에 있습니다"
    if not listed:
        return Telling(f"Since {unit.since} {left_en}.", f"{unit.last_ko} 이후 {left_ko}.")
    return Telling(
        f"{listed} {'is' if listed == 1 else 'are'} listed, and {left_en} since {unit.since}.",
        f"차트에는 모두 {listed}곡이 있고, {unit.last_ko} 이후 {left_ko}.",
    )
