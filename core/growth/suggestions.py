"""What members suggest for their server's catalogue, and the queue in which it waits."""

from dataclasses import replace
from datetime import timedelta

from core.catalog.desk import CatalogDesk
from core.catalog.model import Artist
from core.errors import BadInput, NotFound
from core.growth.fields import link, name
from core.growth.model import Decision, Suggestion, Wish
from core.growth.ports import GrowthRows
from core.ports import Clock, Shelf
from core.text import clean
from core.values import GuildId

MOST_OPEN = 20
"""Suggestions that may wait on one server."""

MOST_A_DAY = 3
"""Suggestions that one member may make within a day."""

DAY = timedelta(days=1)


class SuggestionDesk:
    """The queue of suggestions; :class:`core.growth.desk.GrowthDesk` decides them."""

    def __init__(self, shelf: Shelf[GrowthRows], catalog: CatalogDesk, clock: Clock) -> None:
        self._shelf = shelf
        self._catalog = catalog
        self._clock = clock

    async def suggest(self, wanted: Suggestion) -> Suggestion:
        """Put *wanted* into its server's queue.

        Raises:
            BadInput: it says too little, its words cannot be read, or the queue or the member's day is full.
        """
        wanted = self._read(wanted)
        async with self._shelf.writing() as rows:
            waiting = await rows.suggestions(wanted.guild)
            if len(waiting) >= MOST_OPEN:
                raise BadInput(
                    f"{MOST_OPEN} suggestions wait on this server, the most that may: its managers see them with "
                    "/data queue; try again once they have.",
                    f"이 서버에서 기다리는 제안이 한도인 {MOST_OPEN}개입니다. "
                    "서버 관리자가 /data queue에서 정리한 뒤 다시 시도해 주세요.",
                )
            if await rows.suggested_since(wanted.member, self._clock() - DAY) >= MOST_A_DAY:
                raise BadInput(
                    f"You have made {MOST_A_DAY} suggestions within a day, the most one may: go on tomorrow.",
                    f"하루에 할 수 있는 제안 {MOST_A_DAY}개를 모두 했습니다. 내일 이어서 해 주세요.",
                )
            if any(_words(each) == _words(wanted) for each in waiting):
                raise BadInput(
                    "That is suggested already and waits for the managers of this server.",
                    "이미 제안되어 서버 관리자를 기다리고 있습니다.",
                )
            return await rows.suggest(wanted)

    async def waiting(self, guild: GuildId) -> list[Suggestion]:
        """The server's open suggestions, oldest first."""
        async with self._shelf.reading() as rows:
            return await rows.suggestions(guild)

    async def find(self, guild: GuildId, number: int) -> Suggestion:
        """One of the server's open suggestions.

        Raises:
            NotFound: the server has none such, or it was decided.
        """
        async with self._shelf.reading() as rows:
            found = await rows.suggestion(guild, number)
        if found is None or found.decision is not Decision.OPEN:
            raise NotFound(
                "That suggestion does not wait here any more: /data queue shows those that do.",
                "그 제안은 이제 기다리고 있지 않습니다. 기다리는 제안은 /data queue에서 볼 수 있습니다.",
            )
        return found

    async def rewrite(self, suggestion: Suggestion) -> Suggestion:
        """Keep a suggestion in better words; it goes on waiting.

        Raises:
            BadInput: it says too little, or its words cannot be read.
        """
        better = self._read(suggestion)
        async with self._shelf.writing() as rows:
            await rows.rewrite(better)
        return better

    def _read(self, wanted: Suggestion) -> Suggestion:
        """*wanted* with its words cleaned."""
        view = self._catalog.of(wanted.guild)
        wish = wanted.wish
        wish = Wish(
            name(wish.drama),
            name(wish.title),
            name(wish.artist),
            clean(wish.part)[:20],
            link(wish.link) if clean(wish.link) else "",
        )
        if wanted.about:
            thing = view.find(wanted.about, exactly=True)
            called = thing.name if isinstance(thing, Artist) else thing.title
            if not wish.title:
                raise BadInput(
                    "A name is needed: type what it is also called.",
                    "이름이 필요합니다. 어떻게도 불리는지 적어 주세요.",
                )
            about = f"{type(thing).__name__.lower()}:{thing.key}"
            return replace(wanted, wish=replace(wish, drama=str(called)), about=about)
        if not wish.drama:
            raise BadInput(
                "A drama is needed: type the one that is missing, or that the song belongs to.",
                "드라마가 필요합니다. 빠진 드라마나 그 곡의 드라마를 적어 주세요.",
            )
        return replace(wanted, wish=wish)


def _words(suggestion: Suggestion) -> tuple[str, ...]:
    wish = suggestion.wish
    return tuple(word.casefold() for word in (wish.drama, wish.title, wish.artist, suggestion.about))
