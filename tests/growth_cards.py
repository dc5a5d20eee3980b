"""Cards of a growing catalogue and of follows with the largest values that can reach them, for the surface tests."""

from dataclasses import replace

from bot.ui.card import Card
from bot.ui.follows import Followed, following_card, letter_card, line_card
from bot.ui.growth import kept_card, proposal_card, queue_card, undone_card
from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Release, ReleaseKind, Track
from core.catalog.search import Kind
from core.catalog.tongue import Tongue
from core.charts.imports import Import
from core.follows.model import Event, Follow, How, News
from core.growth.model import Nickname, Proposal, Step, Suggestion, Wish
from core.language import Language, Words
from core.rooms import Rooms
from core.values import ArtistKey, DramaKey, GuildId, TrackKey, UserId
from tests.conftest import FRIDAY

LARGEST = 2**63 - 1
MARKUP = ("*_`~|<>[]#@:" * 9)[:100]
WIDE = Names(MARKUP, "한" * 100, (MARKUP,) * 10)
GUILD = GuildId(LARGEST)
DRAMA = Drama(DramaKey("d"), WIDE, FRIDAY.date(), FRIDAY.date(), MARKUP, 999, guild=GUILD)
ARTISTS = [Artist(ArtistKey(f"a{number}"), WIDE, guild=GUILD) for number in range(10)]
TRACK = Track(
    *(TrackKey("d/t"), DRAMA.key, WIDE, tuple(Credit(artist.key) for artist in ARTISTS)),
    Release(ReleaseKind.PART, 99, FRIDAY.date()),
    links=("https://x.example/" + "y" * 280,) * 10,
    guild=GUILD,
)
CATALOGUE = Catalogue({DRAMA.key: DRAMA}, {artist.key: artist for artist in ARTISTS}, {TRACK.key: TRACK})
STEPS = [Step(None, DRAMA), *(Step(None, TRACK) for _ in range(30)), Step(replace(TRACK, title=Names("x")), TRACK)]
PROPOSAL = Proposal(GUILD, "catalogue file", MARKUP, STEPS, notes=(MARKUP,), token="f" * 12, number=10**10 - 1)
WISH = Wish(MARKUP, MARKUP, MARKUP, MARKUP[:20], "https://x.example/" + "y" * 280)
SUGGESTION = Suggestion(GUILD, UserId(LARGEST), FRIDAY, WISH, id=10**18 - 1)
FOLLOW = Follow(GUILD, UserId(LARGEST), Kind.TRACK, TRACK.key, How.CHANNEL, FRIDAY, 10**18 - 1)
NEWS = News(GUILD, UserId(LARGEST), Event("x", FRIDAY, Words(MARKUP * 5, "한" * 500)))
MARK = "f" * 24


def growth_cards() -> dict[str, list[Card]]:
    """Every renderer of these parts."""
    nickname = Step(Nickname(Kind.TRACK, TRACK.key, MARKUP), None)
    followed = [
        Followed(replace(FOLLOW, id=FOLLOW.id - number), TRACK, MARKUP, f"<@{LARGEST}>") for number in range(50)
    ]
    gone = Followed(FOLLOW, None)
    named = replace(SUGGESTION, about="track:x", member=UserId(0))
    return {
        "proposal_card": [
            proposal_card(PROPOSAL, CATALOGUE),
            proposal_card(replace(PROPOSAL, steps=[nickname]), CATALOGUE),
        ],
        "kept_card": [kept_card(PROPOSAL)],
        "undone_card": [undone_card(PROPOSAL), undone_card(Import((), ()))],
        "queue_card": [
            queue_card([], 0, "", CATALOGUE),
            queue_card([SUGGESTION, replace(SUGGESTION, id=5), replace(SUGGESTION, id=6)], 1, PROPOSAL, CATALOGUE),
            queue_card([named], 0, MARKUP * 3, CATALOGUE),
        ],
        "following_card": [
            following_card([], [], Tongue()),
            following_card([gone], [(NEWS, False)], Tongue(Language.KO)),
            *(following_card(followed, [(NEWS, False)] * 10, Tongue(), page) for page in (0, 3, 6, 999)),
        ],
        "line_card": [line_card([MARKUP * 5] * 60, MARK, Language.EN)],
        "letter_card": [letter_card([MARKUP * 5] * 60, MARK, Language.KO)],
    }


async def grown(rooms: Rooms, member: UserId) -> None:
    """*member* follows something, suggests something, and is told what became of it."""
    here = GuildId(1)
    await rooms.follows.follow(here, member, "Lovely Runner", How.DM)
    wish = Suggestion(here, member, FRIDAY, Wish("No Such Drama"), told=How.DM)
    kept = await rooms.suggestions.suggest(wish)
    await rooms.growth.keep(rooms.growth.rejection(kept, "not yet"), None)
