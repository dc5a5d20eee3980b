"""JSON files: which source they come from, and their entries as a table."""

import json
from collections.abc import Callable

from core.charts.readers import apple, billboard, lastfm, listenbrainz
from core.charts.readers.errors import BadFile
from core.charts.readers.files import Limits
from core.charts.readers.labels import Label
from core.charts.readers.nested import entries_of
from core.charts.readers.tables import Table, table_of

Ranked = Callable[[object, Label], tuple[list[dict[str, object]], Label] | None]
"""A source whose entries stand in rank order without their ranks: the entries and what they say of the chart, or
``None`` for somebody else's document."""

_RANKED: tuple[Ranked, ...] = (
    apple.most_played,
    apple.itunes_top_songs,
    apple.catalogue_chart,
    lastfm.top_tracks,
    listenbrainz.sitewide,
)


def read_document(text: str, said: Label, limits: Limits) -> tuple[Table, Label]:
    """The entries of the JSON *text* as a table, and what the document adds to what is *said* of them.

    Raises:
        BadFile: broken or cut-off JSON, or a document of no source that ostbot knows.
    """
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as wrong:
        line = wrong.lineno
        raise BadFile(f"The JSON is broken or cut off in line {line}; download it again.", line) from None
    except (ValueError, RecursionError):
        raise BadFile("The JSON holds a number too long or is nested too deeply; download it again.") from None
    for ranked in _RANKED:
        found = ranked(document, said)
        if found is not None:
            entries, known = found
            numbered = [{"rank": place, **entry} for place, entry in enumerate(entries, start=1)]
            return table_of(numbered, limits), known
    weeks = list(billboard.dated_entries(document))
    return table_of(weeks or entries_of(document) or entries_of(document, "tracks"), limits), said
