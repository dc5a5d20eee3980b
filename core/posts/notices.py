"""What managers (or a channel) are told about a post that went wrong: once each, through the same ledger."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from core.language import Words
from core.posts.model import SCHEDULED, Delivery, Kind, Planned, Schedule
from core.values import ChannelId, GuildId

MANAGERS = ChannelId(0)
"""Stands for wherever the managers of a server can be reached when the notice is sent."""

WORTH = timedelta(days=7)
"""How long a notice is still worth sending."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The words, and what can be done from there: *retry* a blocked channel, look at a *schedule*'s history.

    *late* asks for the chart, the week of it that has not come and the channel to be named in the words.
    """

    en: str
    ko: str
    schedule: int = 0
    retry: int = 0
    late: bool = False

    @property
    def content(self) -> str:
        """The notice as the ledger keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, content: str) -> "Notice":
        """The notice that a ledger row holds."""
        return cls(**json.loads(content))

    def planned(self, guild: GuildId, name: str, now: datetime, channel: ChannelId = MANAGERS) -> Planned:
        """The notice as something to deliver now; *name* makes it one that is sent once."""
        occurrence = f"{self.schedule}:{name}"
        return Planned(Kind.NOTICE, guild, channel, occurrence, now, now + WORTH, self.content)


def blocked(delivery: Delivery, reason: Words, now: datetime) -> Planned:
    """A channel does not take posts; whatever else is due there waits as well."""
    channel = delivery.plan.channel
    words = Words(
        "I could not post in <#{channel}>. {reason} What is due there waits; press Retry once that is done.",
        "<#{channel}>에 게시하지 못했습니다. {reason} 그 채널의 게시물은 기다립니다. 고친 뒤 ‘다시 시도’를 누르세요.",
    )
    told = _told(words, reason, channel=channel)
    name = f"blocked-{channel}-{int(now.timestamp())}"
    return Notice(told.en, told.ko, _schedule(delivery), channel).planned(delivery.plan.guild, name, now)


def ended(delivery: Delivery, reason: Words, now: datetime) -> Planned:
    """A post was not, or perhaps not, delivered and will not be tried again."""
    words = Words("The post in <#{channel}> ended: {reason}", "<#{channel}>의 게시물: {reason}")
    told = _told(words, reason, channel=delivery.plan.channel)
    return Notice(told.en, told.ko, _schedule(delivery)).planned(delivery.plan.guild, f"ended-{delivery.id}", now)


def late(schedule: Schedule, delivery: Delivery, now: datetime, *, public: bool) -> Planned:
    """The chart never came; the managers or (*public*) the channel are told."""
    words = _LATE_IN_PUBLIC if public else _LATE
    notice = Notice(words.en, words.ko, schedule.id, late=True)
    channel = schedule.channel if public else MANAGERS
    return notice.planned(schedule.guild, f"late-{delivery.plan.occurrence.split(':', 1)[1]}", now, channel)


_LATE_IN_PUBLIC = Words("**{chart}** Chart for {week} not loaded yet.", "**{chart}** {week} 차트가 아직 없습니다.")
_LATE = Words(
    "**{chart}** Chart for {week} not loaded yet. It is not posted in {place} this time: bring it in with "
    "/data import, then post it with /schedule run.",
    "**{chart}** {week} 차트가 아직 없습니다. 이번에는 {place}에 게시하지 않습니다. /data import로 가져온 뒤 "
    "/schedule run으로 게시하세요.",
)


def correction(schedule: Schedule, delivery: Delivery, line: str, content: str, now: datetime) -> Planned:
    """A post that is too old to be edited was corrected: its channel is told, in a message of its own."""
    name = f"corrected-{delivery.id}-{content.rpartition('#')[2]}"
    return Notice(line, line, schedule.id).planned(schedule.guild, name, now, delivery.plan.channel)


def missing(schedule: Schedule, plan: Planned, permissions: Words, now: datetime) -> Planned:
    """A day ahead: a post is due and something is missing where it goes."""
    words = Words(
        "A post is due in <#{channel}> <t:{due}:R>, and I could not make it: {reason}",
        "<t:{due}:R> <#{channel}>에 게시할 예정이지만 지금은 할 수 없습니다. {reason}",
    )
    told = _told(words, permissions, channel=schedule.channel, due=int(plan.due.timestamp()))
    return Notice(told.en, told.ko, schedule.id).planned(
        schedule.guild, f"ahead-{plan.occurrence.split(':', 1)[1]}", now
    )


def not_stored(guild: GuildId, since: datetime, now: datetime) -> Planned:
    """The store has refused something, and works again."""
    words = Words(
        "From <t:{since}:t> to <t:{now}:t> I could not save everything that was asked here, because my disk or my store"
        " did not take it. It works again, and nothing is half done. Whoever I refused may try once more.",
        "<t:{since}:t>부터 <t:{now}:t>까지 디스크나 저장소 문제로 이 서버의 요청을 모두 저장하지는 못했습니다."
        " 지금은 다시 저장되며, 반만 저장된 것은 없습니다. 그때 거절된 분은 다시 시도해 주세요.",
    ).filled(since=int(since.timestamp()), now=int(now.timestamp()))
    return Notice(words.en, words.ko).planned(guild, f"not-stored-{int(since.timestamp())}", now)


def damaged(guild: GuildId, now: datetime) -> Planned:
    """A part of the store cannot be read; a week later it is worth saying again."""
    words = Words(
        "A part of my store is damaged, and I refuse what would need it. Whoever runs me has to restore a backup;"
        " everything else goes on.",
        "저장소의 일부가 손상되어 그 부분이 필요한 요청은 거절하고 있습니다. 봇을 운영하는 분이 백업을 복원해야 합니다."
        " 그 밖의 기능은 계속 쓸 수 있습니다.",
    )
    return Notice(words.en, words.ko).planned(guild, f"damaged-{now:%G-W%V}", now)


def _told(words: Words, reason: Words, **facts: object) -> Words:
    return Words(words.en.format(reason=reason.en, **facts), words.ko.format(reason=reason.ko, **facts))


def _schedule(delivery: Delivery) -> int:
    return delivery.subject if delivery.plan.kind in SCHEDULED else 0
