"""The shapes of the seed files: which keys a table may have and what each may hold."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from core.catalog.model import ArtistKind, CreditRole, Facet, ReleaseKind, TrackKind
from core.charts.model import Coverage

_LINE = r"^\S(.*\S)?$"
_SLUG = r"^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$"
_FILE_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LINK = r"^https://[A-Za-z0-9.-]+(/[^\s<>]*)?$"

HOW_TO_WRITE = {
    _LINE: "write one line without blanks at its ends",
    _SLUG: "write small Latin letters, figures and Hangul, joined by single dashes",
    _FILE_SLUG: "write small Latin letters and figures, joined by single dashes",
    _LINK: "write a whole address that begins with https://",
}
"""What to say instead of a pattern that a text does not match."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_LINE)]
"""A line of text without blanks at its ends."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]
"""A few sentences; at most 1,000 characters, so that they fit a card with everything around them."""

Slug = Annotated[str, StringConstraints(max_length=60, pattern=_SLUG)]
"""A stable key: small Latin letters, figures and Hangul, joined by single dashes."""

FileSlug = Annotated[str, StringConstraints(max_length=60, pattern=_FILE_SLUG)]
"""A key that is a file's name as well: Latin letters only, which every file system keeps as they are."""


Link = Annotated[str, StringConstraints(max_length=300, pattern=_LINK)]
"""An https address, fit for a button."""


CREDITS = {
    CreditRole.MAIN: "artists",
    CreditRole.FEATURED: "feat",
    CreditRole.COMPOSER: "composers",
    CreditRole.LYRICIST: "lyricists",
    CreditRole.ARRANGER: "arrangers",
}
"""Under which key of a track the people of each role stand."""


class Shape(BaseModel):
    """A table of a seed file; a key that is not listed is a mistake, and no value is bent into another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TrackShape(Shape):
    """One song. The people are keys of ``artists.toml``, *tags* of ``tags.toml``; *duration* is in seconds."""

    key: Slug
    title_en: Text | None = None
    title_ko: Text | None = None
    also: list[Text] = []
    kind: Annotated[TrackKind, Field(strict=False)] = TrackKind.UNKNOWN
    artists: list[str] = []
    feat: list[str] = []
    composers: list[str] = []
    lyricists: list[str] = []
    arrangers: list[str] = []
    duration: int | None = Field(default=None, ge=1, le=3600)
    tags: list[str] = []
    links: list[Link] = []
    sources: list[str] = Field(min_length=1)


class ReleaseShape(Shape):
    """What came out together: a numbered part, a special, an album. *hour* is the full hour of its day in Korea."""

    kind: Annotated[ReleaseKind, Field(strict=False)] = ReleaseKind.UNKNOWN
    part: int | None = Field(default=None, ge=1)
    released: date | None = None
    hour: int | None = Field(default=None, ge=0, le=23)
    track: list[TrackShape] = Field(min_length=1)


class DramaShape(Shape):
    """One drama's file. Only what a source states is there; a key that is left out is unknown."""

    title_en: Text | None = None
    title_ko: Text | None = None
    also: list[Text] = []
    first_air: date | None = None
    finale: date | None = None
    network: Text | None = None
    episodes: int | None = Field(default=None, ge=2)
    verified: bool = True
    sources: list[str] = Field(min_length=1)
    release: list[ReleaseShape] = Field(min_length=1)


class AddedDramaShape(DramaShape):
    """A drama that a server added: it may have no song yet."""

    release: list[ReleaseShape] = []


class ArtistShape(Shape):
    """One singer or group, in the scripts known; *group* is the key of the one that a singer belongs to."""

    en: Text | None = None
    ko: Text | None = None
    also: list[Text] = []
    kind: Annotated[ArtistKind, Field(strict=False)] = ArtistKind.UNKNOWN
    group: str | None = None


class ArtistsShape(RootModel[dict[Slug, ArtistShape]]):
    """``artists.toml``: one line an artist, under the artist's key."""


class TagShape(Shape):
    """One word to discover by, with its meaning in one short line, in two languages."""

    en: Text
    ko: Text
    meaning: Text
    meaning_ko: Text | None = None


class TagsShape(RootModel[dict[Annotated[Facet, Field(strict=False)], dict[FileSlug, TagShape]]]):
    """``tags.toml``: one table a facet, one line a tag."""


Topic = Annotated[str, StringConstraints(max_length=60, pattern=_LINE)]


class QuestionShape(Shape):
    """One frequently asked question; *source* is an id of ``SOURCES.md``, *as_of* the date its answer speaks of.

    *topic* names it in a word or two, to choose it by.
    """

    topic: Topic = ""
    topic_ko: Topic = ""
    question: Text
    question_ko: Text | None = None
    answer: Prose
    answer_ko: Prose | None = None
    source: str
    as_of: Text


class QuestionsShape(RootModel[dict[FileSlug, QuestionShape]]):
    """``faq.toml``: one table a question."""


class RowShape(Shape):
    """One line of a chart, as the service writes it."""

    rank: int = Field(ge=1)
    title: Text
    artist: Text
    album: Text


class WeekShape(Shape):
    """One issue of a chart. *end* is the last day of its week."""

    end: date
    row: list[RowShape] = Field(min_length=1)


class ChartShape(Shape):
    """One sample chart with its weeks, oldest first. *depth* is the number of ranks the whole list has."""

    title: Text
    platform: FileSlug
    market: FileSlug
    kind: FileSlug = "top"
    cadence: FileSlug = "weekly"
    depth: int = Field(ge=1)
    coverage: Annotated[Coverage, Field(strict=False)] = Coverage.ALL
    source: str
    week: list[WeekShape] = Field(min_length=1)
