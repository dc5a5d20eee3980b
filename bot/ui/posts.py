"""Cards of scheduled posts and of what is told about them."""

from collections.abc import Sequence
from datetime import date, datetime

import discord

from bot.ui.card import LONGEST_TEXT, Card, button, card
from bot.ui.charts import FULL, chart_id
from bot.ui.pictures import Picture
from bot.ui.safe import safe
from core.charts.telling.told import Row, Section, Told
from core.language import Language, Words
from core.parties.model import Party
from core.values import ChannelId, ChartKey, GuildId, RoleId

Button = discord.ui.Button[discord.ui.LayoutView]

PARTIES_ID = "post:v1:parties"
FOLLOWS_ID = "follow:v1:list:0"
MOST_PARTIES = 8
LONGEST_PLAIN = 2000
"""Characters of an ordinary message."""

_WHEN = Words("About this post", "이 게시물은")
_FULL = Words("Full list", "전체 목록")
_SOON = Words("Party this week", "이번 주 파티")
_MINE = Words("My follows", "내 팔로우")
_HISTORY = Words("History", "기록")
_RETRY = Words("Retry", "다시 시도")
_PARTIES = Words("Listening parties to come", "다가오는 리스닝 파티")
_GOING = Words("{number} going", "{number}명 참가")
_TEST = Words(
    "This is a test: charts and notices will arrive here. Nobody was pinged.",
    "시험 게시물입니다. 차트와 알림이 이 채널에 올라옵니다. 아무도 호출하지 않았습니다.",
)


def when_id(schedule: int, mark: str) -> str:
    """The custom id that tells about a scheduled post; *mark* is its delivery's token."""
    return f"post:v1:when:{schedule}:{mark}"


def history_id(guild: GuildId, schedule: int, mark: str) -> str:
    """The custom id that shows managers what was posted and what was not; it works in direct messages too."""
    return f"post:v2:history:{guild}:{schedule}:{mark}"


def remove_id(schedule: int) -> str:
    """The custom id that removes a schedule, once it was shown what that means."""
    return f"post:v1:remove:{schedule}"


def retry_id(guild: GuildId, channel: ChannelId, mark: str) -> str:
    """The custom id that looks again at a channel that did not take posts; it works in direct messages too."""
    return f"post:v1:retry:{guild}:{channel}:{mark}"


def for_readers(shown: Card, language: Language, *, party: bool) -> Card:
    """*shown* with what its reader may want next: what they follow and, where there is a *party* soon, the parties."""
    buttons = [button(_MINE.said(language), FOLLOWS_ID)]
    if party:
        buttons.append(button(_SOON.said(language), PARTIES_ID))
    return shown.with_row(buttons)


def post_card(
    told: Told,
    *,
    schedule: int,
    mark: str,
    language: Language,
    picture: Picture | None = None,
    chart: tuple[ChartKey, date] | None = None,
    parties: Sequence[Party] = (),
) -> Card:
    """A scheduled post that is told in words; *chart* names the issue whose full list it leads to."""
    sections = [line for section in told.sections for line in _section(section)]
    if parties:
        title = _PARTIES.said(language)
        sections += [*([f"### {title}"] if title != told.heading else []), *party_lines(parties, language)]
    buttons = [button(_WHEN.said(language), when_id(schedule, mark))]
    if chart is not None:
        buttons.insert(0, button(_FULL.said(language), chart_id("chart", *chart, FULL, osts=True)))
    return card(
        "\n".join((f"## {safe(told.heading)}", *map(safe, told.lead))),
        "\n".join(sections),
        "\n".join(f"-# {safe(note)}" for note in told.notes),
        picture=picture,
        buttons=buttons,
    )


def parties_post_card(parties: Sequence[Party], *, schedule: int, mark: str, language: Language) -> Card:
    """The parties of the time to come."""
    return post_card(
        Told(_PARTIES.said(language), (), ()), schedule=schedule, mark=mark, language=language, parties=parties
    )


def soon_card(parties: Sequence[Party]) -> Card:
    """The same for one who asks."""
    return card("## Listening parties to come", "\n".join(party_lines(parties, Language.EN)) or "None is planned yet.")


def party_lines(parties: Sequence[Party], language: Language) -> list[str]:
    """Each party with its start in the reader's clock, its place and its guests."""
    return [
        f"**{safe(party.title)}** · {_stamp(party.starts, 'F')} · <#{party.channel}>"
        f" · {_GOING.said(language).format(number=len(party.going))}"
        for party in parties[:MOST_PARTIES]
    ]


def notice_card(
    text: str, *, guild: GuildId, schedule: int, mark: str, language: Language, retry: ChannelId | None
) -> Card:
    """What managers of *guild* are told; *retry* is the channel that can be tried again from here."""
    buttons = [button(_HISTORY.said(language), history_id(guild, schedule, mark))]
    if retry is not None:
        style = discord.ButtonStyle.primary
        buttons.insert(0, button(_RETRY.said(language), retry_id(guild, retry, mark), style=style))
    return card(text, buttons=buttons, colour=0xB26A00)


def late_card(text: str, issue: tuple[ChartKey, date] | None, *, schedule: int, mark: str, language: Language) -> Card:
    """What a channel is told when its chart has not come; *issue* is the newest there is."""
    buttons = [button(_WHEN.said(language), when_id(schedule, mark))]
    if issue is not None:
        buttons.insert(0, button(_FULL.said(language), chart_id("chart", *issue, FULL, osts=True)))
    return card(text, buttons=buttons)


def test_card(mark: str, language: Language) -> Card:
    """The test post of /setup."""
    return card(_TEST.said(language), buttons=[button(_WHEN.said(language), when_id(0, mark))])


def topped(shown: Card, *lines: str) -> Card:
    """*shown* with *lines* above everything; its longest text gives way where that would be too much."""
    view = discord.ui.LayoutView(timeout=None)
    texts = [part for part in shown.view.walk_children() if isinstance(part, discord.ui.TextDisplay)]
    room = LONGEST_TEXT - sum(map(len, lines)) - sum(len(text.content) for text in texts)
    if room < 0:
        longest = max(texts, key=lambda text: len(text.content))
        kept = longest.content[: len(longest.content) + room - 2].rsplit("\n", 1)[0]
        longest.content = f"{kept}\n…"
    for line in lines:
        view.add_item(discord.ui.TextDisplay(line))
    for item in list(shown.view.children):
        shown.view.remove_item(item)
        view.add_item(item)
    view.stop()
    return Card(view, shown.pictures)


def mention(role: RoleId) -> str:
    """A ping, as it is written."""
    return f"<@&{role}>"


def plain(shown: Card) -> str:
    """The words of a card alone."""
    texts = [part.content for part in shown.view.walk_children() if isinstance(part, discord.ui.TextDisplay)]
    return "\n".join(texts)[:LONGEST_PLAIN]


def _section(section: Section) -> list[str]:
    title = [f"### {safe(section.title)}"] if section.title else []
    return [*title, *(line for row in section.rows for line in _row(row))]


def _row(row: Row) -> list[str]:
    return [f"**{safe(row.what)}**", f"-# {safe(row.facts)}"] if row.facts else [safe(row.what)]


def _stamp(value: datetime, style: str) -> str:
    return f"<t:{int(value.timestamp())}:{style}>"
