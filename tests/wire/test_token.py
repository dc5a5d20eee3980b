"""A token that Discord does not know is one sentence."""

from datetime import UTC, datetime

import pytest

from bot.client import TokenRefused
from bot.discord_private import discord_at
from bot.opening import open_rooms
from bot.wiring import on_discord
from tests.wire.evening import Evening


async def test_a_wrong_token_is_one_sentence_that_says_where_to_get_it(quiet: Evening) -> None:
    with discord_at(quiet.sandbox.api, quiet.sandbox.gateway):
        async with open_rooms(quiet.database, lambda: datetime.now(UTC)) as rooms:
            with pytest.raises(TokenRefused, match="Discord refused the token: copy it anew"):
                await on_discord(rooms, "wrong")
