"""Small shared values: the identities that travel between the rooms."""

from typing import NewType

GuildId = NewType("GuildId", int)
"""A Discord server's snowflake."""

ChannelId = NewType("ChannelId", int)
"""A Discord channel's or thread's snowflake."""

UserId = NewType("UserId", int)
"""A Discord member's snowflake."""

RoleId = NewType("RoleId", int)
"""A Discord role's snowflake."""

MessageId = NewType("MessageId", int)
"""A Discord message's snowflake."""

DramaKey = NewType("DramaKey", str)
"""A drama's stable key, the stem of its seed file: ``hotel-del-luna``."""

ArtistKey = NewType("ArtistKey", str)
"""An artist's stable key: ``taeyeon``."""

TrackKey = NewType("TrackKey", str)
"""A track's stable key inside its drama: ``hotel-del-luna/all-about-you``."""

ChartKey = NewType("ChartKey", str)
"""A chart's stable key: ``spotify-kr-weekly``; its OST chart ends in ``-ost``."""

SongId = NewType("SongId", int)
"""One listing on a chart, whatever the spelling of the week; versions of a song share it."""

SHARED = GuildId(0)
"""The scope that every server sees and only the operator changes."""
