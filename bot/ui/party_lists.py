"""Parties, tracks, series and times as lists, in the language of the one who asks."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.ui.card import Card, card
from bot.ui.party_words import count, day, place, state, tracks_lines
from bot.ui.safe import safe
from bot.ui.stamps import moment
from core.catalog.labels import shorten
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.parties import fair
from core.parties.model import Party
from core.parties.recipe import Recipe
from core.parties.repeating import Times
from core.parties.series import Series
from core.parties.states import COMING
from core.text import plural

SHOWN_SLOTS = 7


def list_card(parties: list[Party], say: Tongue) -> Card:
    """The parties to come."""
    lines = [
        f"**{safe(party.title)}** · {moment(party.starts)} · {count(party, say)} · <#{party.channel}>"
        for party in parties
    ]
    none = say("None yet: /party create opens one.", "아직 없습니다. /party create로 열 수 있습니다.")
    return card(say("## Parties to come", "## 다가오는 파티"), "\n".join(lines) or none)


def party_choice(party: Party, say: Tongue) -> str:
    """One line of an autocomplete."""
    stands = "" if party.state in COMING else f" ({state(party, say)})"
    return shorten(f"{party.title} - {day(party.began.astimezone(party.zone), say)} ({party.zone.key}){stands}", 100)


def proposed_card(party: Party, catalogue: Catalogue, say: Tongue) -> Card:
    """The whole list, and what is proposed, most wanted first."""
    empty = say("The track list is empty.", "곡 목록이 비어 있습니다.")
    lines = tracks_lines(party, catalogue, say, most=40) or [empty]
    proposed = [
        f"{say(plural(item.votes, 'vote'), f'{item.votes}표')} · {safe(item.named)}"
        f"{f' · <@{item.by}>' if item.by else ''}"
        for item in party.nominations[:15]
    ]
    below = "\n".join([say("**Proposed**", "**제안된 곡**"), *proposed]) if proposed else ""
    return card(f"## {safe(party.title)}", "\n".join(lines), below)


def series_card(series: Sequence[Series], dates: Sequence[Sequence[object]], say: Tongue) -> Card:
    """The server's series and their next dates."""
    lines = []
    for each, coming in zip(series, dates, strict=True):
        upcoming = ", ".join(map(str, coming)) or say("none", "없음")
        rhythm = f"**{each.id}** · {safe(each.recipe.title)}: {each.words(say.language)}"
        lines.append(f"{rhythm}\n-# {say('next', '다음')}: {upcoming}")
    none = say(
        "None yet: /party series with a party and how often it comes.",
        "아직 없습니다. /party series에서 파티와 반복 주기를 고르면 만들어집니다.",
    )
    return card(say("## Series", "## 시리즈"), "\n".join(lines) or none)


def templates_text(templates: Mapping[str, Recipe], say: Tongue) -> str:
    """The server's templates."""
    lines = [
        f"**{safe(name)}** · {safe(recipe.title)}, {say.tracks(len(recipe.items))}"
        for name, recipe in templates.items()
    ]
    none = say(
        "No templates yet: /party template keep makes one of a party.",
        "아직 템플릿이 없습니다. /party template의 keep으로 파티를 템플릿으로 남길 수 있습니다.",
    )
    return "\n".join(lines) or none


def times_card(times: Times, where: ZoneInfo, say: Tongue) -> Card:
    """Starts that suit, the fairest first; who was left out lately, by zone, never by name."""
    lines = []
    for slot in times.slots[:SHOWN_SLOTS]:
        whole, up = slot.there + sum(slot.asleep.values()), slot.there
        zones = ", ".join(place(zone.key, say) for zone in slot.asleep)
        night = say(f"; night in {zones}", f"; 한밤중인 곳: {zones}") if zones else ""
        awake = say(f"{up} of {whole} are up", f"{whole}명 중 {up}명이 깨어 있습니다")
        lines.append(f"**{day(slot.starts.astimezone(where), say)}** {moment(slot.starts)}: {awake}{night}")
    out = [
        say(f"{place(zone.key, say)} {number} of {fair.LOOKED_BACK}", f"{place(zone.key, say)} {number}번")
        for zone, number in times.left_out.items()
        if number
    ]
    left, here = ", ".join(sorted(out)), place(where.key, say)
    return card(
        say(f"## When most can come (on the clocks of {here})", f"## 가장 많이 모일 수 있는 때 (시간 기준: {here})"),
        "\n".join(lines),
        say(f"-# In the night of the last five parties: {left}.", f"-# 최근 파티 다섯 번 중 한밤중이었던 횟수: {left}.")
        if left
        else "",
    )
