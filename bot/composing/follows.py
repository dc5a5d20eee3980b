"""What follows bring: one line in a server's chart channel, one direct message a day."""

from bot.composing.post import CalledOff, Post
from bot.ui.follows import letter_card, line_card
from core.follows.desk import lines_of, number_of
from core.language import Language, Words
from core.posts.model import Delivery
from core.rooms import Rooms
from core.values import GuildId


class FollowComposer:
    """Lines and letters, each in the language of whoever reads it."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def line(self, delivery: Delivery) -> Post:
        """What happened, for everybody in the channel."""
        assert delivery.content is not None
        language = await self._language(delivery.plan.guild)
        said = [each.said(language) for each in lines_of(delivery.content)]
        return Post(line_card(said, delivery.token, language), delivery.content, said[0])

    async def letter(self, delivery: Delivery) -> Post:
        """What happened, for one member, in the language of the server where they follow it."""
        number = number_of(delivery.plan.occurrence)
        news = await self._rooms.follows.letter(delivery.subject, number)
        if not news:
            raise CalledOff("There is nobody to tell it any more.")
        said = [each.event.words.said(await self._language(each.guild)) for each in news]
        language = await self._language(news[0].guild)
        heading = Words("What you follow", "팔로우 소식").said(language)
        return Post(letter_card(said, delivery.token, language), f"letter {number}", heading)

    async def _language(self, guild: GuildId) -> Language:
        return (await self._rooms.guilds.settings(guild)).language
