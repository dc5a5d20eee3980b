"""Every card of the catalogue with the largest values that can reach it, for the tests of the whole surface."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from bot.ui import artists, catalog, discovery, faq, releases, soundtracks
from bot.ui.card import Button, Card, button
from bot.ui.songs import SHOW, Reader, page_id
from core.catalog.discover import Drop, Found, discover
from core.catalog.links import Platform
from core.catalog.model import (
    Artist,
    ArtistKind,
    Catalogue,
    Credit,
    CreditRole,
    Drama,
    Facet,
    Names,
    Question,
    Release,
    ReleaseKind,
    Tag,
    Track,
    TrackKind,
)
from core.catalog.similar import similar
from core.catalog.tongue import Tongue
from core.charts.asking.answered import At, DramaWeek, On
from core.charts.desk import Standing
from core.charts.model import Chart, Claim, Entry, Figures, Mark
from core.charts.names import SongName
from core.charts.naming import LONGEST_KEY
from core.charts.rules.runs import Run
from core.language import Language
from core.values import ArtistKey, ChartKey, DramaKey, GuildId, SongId, TrackKey
from tests.conftest import FRIDAY

LARGEST = 2**63 - 1
MARKUP = ("*_`~|<>[]#@:" * 9)[:100]
WIDE = Names(MARKUP, "한" * 100, ("x" * 100,))
LAST = date(9999, 12, 31)
OWN = GuildId(LARGEST)
DRAMA = Drama(DramaKey("d"), WIDE, LAST, LAST, "n" * 200, 9999, verified=False, sources=("s" * 50,) * 5, guild=OWN)
TAGS = {
    f"{facet}-{n}": Tag(f"{facet}-{n}", facet, "t" * 40, "태" * 40, "m" * 80, "뜻" * 80)
    for facet in Facet
    for n in range(12)
}
ARTISTS = {
    ArtistKey(f"a{n}"): Artist(ArtistKey(f"a{n}"), WIDE, ArtistKind.SOLO, ArtistKey("a0") if n else None, OWN)
    for n in range(30)
}
CREDITS = tuple(Credit(artist, role) for role in CreditRole for artist in list(ARTISTS)[:6])
TRACKS = {
    TrackKey(f"d/{n}"): Track(
        TrackKey(f"d/{n}"),
        DRAMA.key,
        WIDE,
        CREDITS,
        Release(ReleaseKind.PART, 1 + n // 10, (FRIDAY + timedelta(days=n // 10 - 4)).date(), 18),
        tuple(TAGS),
        verified=False,
        sources=("s" * 50,) * 5,
        kind=TrackKind.SCORE,
        duration=3600,
        links=tuple(f"https://{'h' * 60}{at}.example.org/{'x' * 400}" for at in range(9)),
        guild=OWN,
    )
    for n in range(80)
}
QUESTIONS = {
    key: Question(
        key, MARKUP * 2, MARKUP * 10, f"Article “{MARKUP}”", "undated article", MARKUP, MARKUP, MARKUP * 2, MARKUP * 10
    )
    for key in ("only-ballads", "q" * 60, "z")
}
WHOLE = Catalogue({DRAMA.key: DRAMA}, ARTISTS, TRACKS, TAGS, QUESTIONS)
BARE = Catalogue(
    {DRAMA.key: Drama(DRAMA.key, Names("D"))},
    {ArtistKey("a0"): Artist(ArtistKey("a0"), Names("A"))},
    {TrackKey("d/0"): Track(TrackKey("d/0"), DRAMA.key, Names("T"))},
    {"x": Tag("x", Facet.GENRE, "x", None, "X.")},
    {"q": Question("q", "Q?", "A.", "somebody", "2025")},
)
KEY = ChartKey(f"billboard-global-{'x' * (LONGEST_KEY - 24)}-weekly")
SOURCE = Chart(KEY, "T" * 100, "billboard", "global")
OSTS = replace(SOURCE, key=ChartKey(f"{KEY}-ost"), of=KEY)
FIGURES = Figures(
    Entry(SongId(LARGEST), 99_999, LARGEST, Claim(99_999, 1, 99_999), 99_999),
    *(Mark.UP, 99_999, 99_999, LAST, 9999, 9999, True, 9999, True),
)
STANDINGS = [Standing("T" * 100, LAST, FIGURES)] * 40
RUN = Run(SongId(LARGEST), (), FIGURES, LAST, LAST, 100, Fraction(1))
STORY = DramaWeek(
    *(At(On(OSTS, SOURCE), LAST), DRAMA, (FIGURES,) * 99, Fraction(10**9), Fraction(10**9), (RUN,)),
    names={SongId(LARGEST): SongName(WIDE, MARKUP)},
    afterglow=None,
)


def readers(catalogue: Catalogue) -> list[Reader]:
    """Everybody who may read a card."""
    return [
        Reader(catalogue, FRIDAY, Tongue(language), first, signed)
        for language, first, signed in product(Language, (None, Platform.BUGS), ("", f"<@{LARGEST}>"))
    ]


def catalog_cards() -> dict[str, list[Card]]:
    """Cards by the function that renders them."""
    found: dict[str, list[Card]] = {}
    for reader in (*readers(WHOLE), *readers(BARE)):
        for name, cards in _cards(reader).items():
            found.setdefault(name, []).extend(cards)
    return found


def _cards(reader: Reader) -> dict[str, list[Card]]:
    catalogue = reader.catalogue
    drama = next(iter(catalogue.dramas.values()))
    artist = next(iter(catalogue.artists.values()))
    track = next(iter(catalogue.tracks.values()))
    chosen = [
        next(tag for tag in catalogue.tags.values() if tag.facet is facet)
        for facet in {t.facet for t in catalogue.tags.values()}
    ]
    nothing = Found(tuple(chosen), (), tuple(Drop((tag,) * 4, LARGEST) for tag in chosen))
    everything = discover(catalogue, [tag.key for tag in chosen])
    pages = (0, 1, 999)
    standings = dict.fromkeys(catalogue.tracks, STANDINGS)
    return {
        "track_card": [
            catalog.track_card(track, reader),
            catalog.track_card(track, reader, STANDINGS).with_row(_others()),
        ],
        "similar_card": [catalog.similar_card(track, similar(track, catalogue), reader, page) for page in pages],
        "words_card": [catalog.words_card(track, reader)],
        "drama_card": [soundtracks.drama_card(drama, reader, story, page) for page in pages for story in (None, STORY)],
        "artist_card": [artists.artist_card(artist, reader, standings, page) for page in pages],
        "found_card": [discovery.found_card(found, reader, page) for page in pages for found in (nothing, everything)],
        "tags_card": [discovery.tags_card(facet, reader) for facet in Facet],
        "releases_card": [
            releases.releases_card(reader, since, page) for page in pages for since in (None, date.min, LAST)
        ],
        "question_card": [faq.question_card(each, reader) for each in catalogue.questions.values()],
        "questions_card": [faq.questions_card(reader)],
    }


def _others() -> list[Button]:
    return [button("x" * 60, page_id(SHOW, "artist", f"{n:012x}")) for n in range(9)]
