"""The cards of scheduled posts with the largest values that can reach them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.ui import posts, schedules, setup
from bot.ui.card import LONGEST_TEXT, Card, card
from core.charts.naming import LONGEST_KEY
from core.charts.telling.told import Row, Section, Told
from core.guilds.model import GuildSettings
from core.language import Language
from core.parties.model import Party
from core.posts.calendar import Cadence
from core.posts.desk import MOST_SCHEDULES, Outlook
from core.posts.model import Delivery, IfLate, Kind, Planned, Schedule, State
from core.posts.ports import Blocked
from core.values import ChannelId, ChartKey, GuildId, MessageId, RoleId

LARGEST = 2**63 - 1
GUILD, CHANNEL, ROLE = GuildId(LARGEST), ChannelId(LARGEST), RoleId(LARGEST)
MARK = "f" * 24
MARKUP = "*_`~|<>[]#@:" * 9
NOW = datetime(9999, 11, 30, tzinfo=UTC)
KEY = ChartKey(f"billboard-global-{'x' * (LONGEST_KEY - 24)}-weekly")
SCHEDULE = Schedule(
    *(GUILD, CHANNEL, Kind.CHART, Cadence.QUARTERLY, 331, time(23, 59)),
    zone=ZoneInfo("America/Argentina/ComodRivadavia"),
    since=NOW,
    chart=KEY,
    size=20,
    mention=ROLE,
    publish=True,
    if_late=IfLate.NOTE,
    catch_up=timedelta(hours=168),
    language=Language.KO,
    id=LARGEST,
)
DELIVERY = Delivery(
    LARGEST, Planned(Kind.CHART, GUILD, CHANNEL, "1:x", NOW, NOW), State.UNSURE, message=MessageId(1), reason=MARKUP * 5
)
OUTLOOKS = [Outlook(SCHEDULE, NOW, DELIVERY)] * MOST_SCHEDULES
BLOCKED = [Blocked(GUILD, CHANNEL, 50013, MARKUP * 5, NOW, NOW)] * 20
TOLD = Told(MARKUP, (MARKUP,) * 3, (Section(MARKUP, (Row(MARKUP, MARKUP),) * 30),) * 4, (MARKUP,))
SETTINGS = GuildSettings(GUILD, SCHEDULE.zone.key, CHANNEL, CHANNEL, Language.KO, CHANNEL, ROLE)


def post_cards(party: Party) -> dict[str, list[Card]]:
    """Every renderer of scheduled posts, of notices and of the managers' panels."""
    english, korean = Language.EN, Language.KO
    endless = posts.post_card(TOLD, schedule=LARGEST, mark=MARK, language=korean, chart=(KEY, date.max))
    proposal = setup.Proposal(SCHEDULE, NOW, MARKUP * 5)
    pulse = setup.Pulse("unhealthy", timedelta(days=99), 99.9, 10**6, "3.99.99", (MARKUP, "9999-12-31"))
    return {
        "post_card": [endless, posts.post_card(TOLD, schedule=1, mark=MARK, language=english, parties=[party] * 30)],
        "parties_post_card": [posts.parties_post_card([party] * 30, schedule=1, mark=MARK, language=korean)],
        "for_readers": [
            posts.for_readers(card("x"), english, party=True),
            posts.for_readers(card("x"), korean, party=False),
        ],
        "soon_card": [posts.soon_card([party] * 30, korean), posts.soon_card([], english)],
        "notice_card": [
            posts.notice_card("x" * 9000, guild=GUILD, schedule=LARGEST, mark=MARK, language=english, retry=CHANNEL),
            posts.notice_card("x", guild=GUILD, schedule=0, mark=MARK, language=korean, retry=None),
        ],
        "late_card": [
            posts.late_card("x" * 9000, (KEY, date.max), schedule=LARGEST, mark=MARK, language=english),
            posts.late_card("x", None, schedule=LARGEST, mark=MARK, language=korean),
        ],
        "test_card": [posts.test_card(MARK, english), posts.test_card(MARK, korean)],
        "topped": [
            posts.topped(endless, posts.mention(ROLE)),
            posts.topped(card("x" * LONGEST_TEXT), "y" * 300),
            posts.topped(card("\n".join("x" * (LONGEST_TEXT // 2))), "y", "z"),
        ],
        "removing_card": [schedules.removing_card(SCHEDULE, {KEY: MARKUP})],
        "list_card": [schedules.list_card(OUTLOOKS, {KEY: MARKUP}), schedules.list_card([])],
        "added_card": [schedules.added_card(OUTLOOKS[0]), schedules.added_card(Outlook(SCHEDULE, None), changed=True)],
        "history_card": [schedules.history_card([DELIVERY] * 30, SCHEDULE), schedules.history_card([], None)],
        "health_card": [
            schedules.health_card(OUTLOOKS, [(LARGEST, MARKUP)] * 10, BLOCKED, NOW),
            schedules.health_card([], [], [], NOW),
        ],
        "setup_card": [
            setup.setup_card(SETTINGS, OUTLOOKS, {KEY: MARKUP}, None, "*" * 200),
            setup.setup_card(SETTINGS, [], {}, proposal),
            setup.setup_card(GuildSettings(GUILD), [], {}),
        ],
        "pulse_card": [setup.pulse_card(pulse, BLOCKED, NOW)],
    }
