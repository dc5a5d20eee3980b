"""Reading chart files: whatever a fan can download, export or type becomes sheets, or one sentence why not."""

import re
from collections.abc import Callable

from core.charts.model import Sheet
from core.charts.readers import billboard, korea, plain, spotify, youtube
from core.charts.readers.documents import read_document
from core.charts.readers.errors import BadFile
from core.charts.readers.files import Limits, text_of
from core.charts.readers.labels import Label, label
from core.charts.readers.tables import Table, read_table

__all__ = ["BadFile", "Limits", "read"]

Format = Callable[[Table, Label], tuple[Sheet, ...] | None]
"""The sheets of a table in this format, or ``None`` where its columns are another's."""

_FORMATS: tuple[Format, ...] = (
    spotify.download,
    spotify.old_download,
    spotify.playlists,
    youtube.top_songs,
    korea.days,
    billboard.chart,
    plain.typed,
)

_JSON = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[\[{\"\]\d-]|null|true|false|$))")
"""How JSON begins; a wiki's ``{{Infobox`` and ``[[Link]]`` do not."""


def read(name: str, data: bytes, limits: Limits | None = None) -> tuple[Sheet, ...]:
    """The sheets in the file *name* with the content *data*: at least one, all of them or none.

    Format and rows come from the content, platform, market and period from the content or else the name; what neither
    says stays ``None``.

    Raises:
        BadFile: the file cannot be read as a chart; one sentence says where and what to do.
    """
    bounds = limits or Limits()
    said = label(name)
    text = text_of(data, bounds)
    is_json = _JSON.match(text) is not None
    if is_json:
        table, said = read_document(text, said, bounds)
    else:
        table = read_table(text, bounds)
    for format_ in _FORMATS:
        sheets = format_(table, said)
        if sheets is not None:
            return sheets
    if is_json:
        raise BadFile(
            "This JSON is no chart, its columns are none that ostbot knows: send a list whose entries say rank,"
            " title and artist, or an answer of Apple, Billboard, Last.fm's geo.getTopTracks or ListenBrainz."
        )
    raise BadFile(
        "The columns are none that ostbot knows: name them rank,title,artist (album and streams where known),"
        " or send a download of Spotify's, YouTube's or Billboard's chart."
    )
