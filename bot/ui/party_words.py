"""The small words of parties: tracks, seats, spans of time, clocks; each in the language that is passed."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.ui.safe import safe
from bot.ui.stamps import stamp
from core.catalog.model import Catalogue, Track
from core.catalog.tongue import Tongue
from core.language import Words
from core.parties import tracklist
from core.parties.model import Choice, Item, Party, PartyState, Seat
from core.text import plural

KOREA = ZoneInfo("Asia/Seoul")
SHOWN_TRACKS = 12

CHOICES = {
    Choice.GOING: Words("Going", "참가"),
    Choice.MAYBE: Words("Maybe", "미정"),
    Choice.NO: Words("No", "불참"),
}
SEATS = {
    Seat.TAKEN: Words("taken", "자리 있음"),
    Seat.OFFERED: Words("offered", "자리 제안 중"),
    Seat.WAITING: Words("waiting", "대기"),
}
LATE = Words("I'm late", "늦었어요")
READY = Words("Ready", "준비 완료")
NOTE = Words("Note this moment", "이 순간 기록")
SHOW = Words("Show the party", "파티 보기")
CALENDAR = Words("Add to calendar", "캘린더에 추가")

_DAYS = "월화수목금토일"
_PLACES = {
    "Asia/Seoul": "서울",
    "Asia/Tokyo": "도쿄",
    "Asia/Shanghai": "상하이",
    "Asia/Singapore": "싱가포르",
    "Asia/Jakarta": "자카르타",
    "Asia/Manila": "마닐라",
    "Australia/Sydney": "시드니",
    "Europe/London": "런던",
    "Europe/Paris": "파리",
    "Europe/Berlin": "베를린",
    "America/New_York": "뉴욕",
    "America/Chicago": "시카고",
    "America/Los_Angeles": "로스앤젤레스",
    "America/Sao_Paulo": "상파울루",
}
"""What a Korean reader calls the places of common zones; any other keeps the name of its zone."""


def tracks_lines(party: Party, catalogue: Catalogue, say: Tongue, most: int = SHOWN_TRACKS) -> list[str]:
    """The track list, numbered, with lengths."""
    items = party.listed
    if not items:
        return []
    whole = tracklist.clock(int(tracklist.total(party).total_seconds()))
    lines = [f"{number}. {item_words(item, catalogue, say)}" for number, item in enumerate(items[:most], 1)]
    if len(items) > most:
        lines.append(f"-# {say(f'and {len(items) - most} more', f'외 {len(items) - most}곡')}")
    known = say(f", {whole} with gaps", f", 간격 포함 {whole}") if all(item.seconds for item in items) else ""
    return [f"**{say('Tracks', '곡 목록')}** {say(f'{len(items)}', f'{len(items)}곡')}{known}", *lines]


def item_words(item: Item, catalogue: Catalogue, say: Tongue) -> str:
    """One track as it is read: in both scripts where the catalogue knows them."""
    track = catalogue.tracks.get(item.track) if item.track else None
    title, artist = (say.both(track.title), _artists(track, catalogue, say)) if track else (item.title, item.artist)
    length = f" `{tracklist.clock(item.seconds)}`" if item.seconds else ""
    return f"{safe(title)} – {safe(artist)}{length}" if artist else f"{safe(title)}{length}"


def in_names(item: Item, catalogue: Catalogue, say: Tongue) -> Item:
    """*item* under the names that its reader knows it by, where the catalogue has them."""
    track = catalogue.tracks.get(item.track) if item.track else None
    if track is None:
        return item
    return replace(item, title=say.one(track.title), artist=_artists(track, catalogue, say))


def numbered(number: int, item: Item, catalogue: Catalogue, say: Tongue) -> str:
    """``Track 4, Song – Singer``: the track in place *number* (from 0) of the list."""
    return f"{ordinal(number, say)}, {item_words(item, catalogue, say)}"


def ordinal(number: int, say: Tongue) -> str:
    """``Track 4``, ``4번 곡``."""
    return say(f"Track {number + 1}", f"{number + 1}번 곡")


def spot(number: int, offset: int | None, say: Tongue) -> str:
    """``track 4, 2:13``: a place in the music."""
    at = tracklist.clock(offset)
    return say(f"track {number + 1}, {at}", f"{number + 1}번 곡 {at}")


def paused(party: Party, say: Tongue) -> str:
    """``Paused at track 4, 0:33``, and from when on; nothing while the party is not paused."""
    running = party.programme
    if party.state is not PartyState.PAUSED or running is None or running.paused is None:
        return ""
    held, since = running.held, exactly(running.paused.at, party.zone, say)
    at = spot(held.number, held.offset, say) if held is not None else ""
    return say(f"**Paused at {at}**, from {since} on", f"**일시정지: {at}**, {since}부터")


def clocks(party: Party, say: Tongue) -> str:
    """Its beginning on the clocks of the party's zone and of Korea, in words."""
    zones = dict.fromkeys((party.zone.key, KOREA.key))
    return " · ".join(f"{weekday(party.began.astimezone(ZoneInfo(key)), say)} {place(key, say)}" for key in zones)


def exactly(moment: datetime, zone: ZoneInfo, say: Tongue) -> str:
    """A second by which everybody acts: on the reader's own clock, then on the clocks of the party's *zone*, named."""
    local, where = f"{moment.astimezone(zone):%H:%M:%S}", place(zone.key, say)
    return say(f"{stamp(moment, 'T')} ({local} in {where})", f"{stamp(moment, 'T')}({where} {local})")


def weekday(local: datetime, say: Tongue) -> str:
    """``Sat 20:00``, ``토 20:00``."""
    return say(f"{local:%a %H:%M}", f"{_DAYS[local.weekday()]} {local:%H:%M}")


def day(local: datetime, say: Tongue) -> str:
    """``Sat 27 Jul 20:00``, ``7월 27일(토) 20:00``."""
    return say(
        f"{local:%a} {local.day} {local:%b %H:%M}",
        f"{local.month}월 {local.day}일({_DAYS[local.weekday()]}) {local:%H:%M}",
    )


def place(zone: str, say: Tongue) -> str:
    """A zone's place: ``New York``."""
    name = zone.rsplit("/", 1)[-1].replace("_", " ")
    return say(name, _PLACES.get(zone, name))


def seats(party: Party) -> str:
    """Seats taken: ``18/25``, or ``18`` where there is no limit."""
    return f"{party.heads}{limit(party)}"


def limit(party: Party) -> str:
    """The limit as it follows the seats taken: ``/25``; nothing where there is none."""
    return f"/{party.seats}" if party.seats is not None else ""


def count(party: Party, say: Tongue) -> str:
    """Seats taken, and how many wait."""
    waiting = len(party.waiting)
    more = say(f", {waiting} waiting", f", {waiting}명 대기") if waiting else ""
    return f"{say(f'{seats(party)} going', f'{seats(party)}명 참가')}{more}"


def state(party: Party, say: Tongue) -> str:
    """Where the party stands, in a word."""
    return say(party.state, party.state.ko)


def span(minutes: int, say: Tongue) -> str:
    """A stretch of time in words: ``30 minutes``, ``1 hour``, ``2 days``."""
    for size, unit, ko in ((1440, "day", "일"), (60, "hour", "시간")):
        if minutes % size == 0:
            return say(plural(minutes // size, unit), f"{minutes // size}{ko}")
    return say(plural(minutes, "minute"), f"{minutes}분")


def _artists(track: Track, catalogue: Catalogue, say: Tongue) -> str:
    heard = dict.fromkeys(credit.artist for credit in track.credits if credit.role.performs)
    return ", ".join(say.one(catalogue.artists[each].name) for each in heard) or say("artist unknown", "가수 미상")
