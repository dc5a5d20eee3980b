"""What is certain enough to answer with or to act on; everything else is refused, with the nearest there is."""

from collections.abc import Sequence

from core.catalog.finding.forms import Form, spell
from core.catalog.finding.sure import Called
from core.catalog.model import Artist, Catalogue, Drama, Track
from core.errors import NotFound
from core.text import clean

NEAREST = 3
"""Things that a refusal names."""

Thing = Drama | Artist | Track


class Unknown(NotFound):
    """Nothing is certainly what was *typed*; *nearest* are what comes closest, the closest first."""

    def __init__(self, en: str, ko: str, typed: str, nearest: Sequence[Thing] = ()) -> None:
        super().__init__(en, ko)
        self.typed = typed
        self.nearest = tuple(nearest)


def called(thing: Thing, catalogue: Catalogue) -> Called:
    """The names and years by which *thing* is known in *catalogue*."""
    match thing:
        case Artist():
            return Called(thing.name.all)
        case Drama():
            return Called(thing.title.all, years=frozenset({thing.first_air.year} if thing.first_air else ()))
    drama = catalogue.dramas[thing.drama]
    artists = [name for credit in thing.credits for name in catalogue.artists[credit.artist].name.all]
    days = (drama.first_air, thing.release.released)
    return Called(thing.title.all, (*drama.title.all, *artists), frozenset(day.year for day in days if day))


def bears(thing: Thing, text: str, catalogue: Catalogue) -> bool:
    """Whether *text* is a name of *thing*, in whichever script, blanks and signs aside.

    A song can be told from others of its name by its drama or a singer, written before or behind the whole title.
    """
    known = called(thing, catalogue)
    own, beside, wanted = {*map(_bare, known.own)}, {*map(_bare, known.around)}, _bare(text)
    return wanted in own or any(wanted in (name + one, one + name) for name in own for one in beside)


def only_one(text: str, near: Sequence[Thing], catalogue: Catalogue) -> Thing:
    """The one of *near* that is called just as *text* says; of a drama and its song of one name, the one that is first.

    Raises:
        Unknown: none is called so, or several of a kind are; the text names them.
    """
    named = [thing for thing in near if bears(thing, text, catalogue)]
    same = [thing for thing in named if type(thing) is type(named[0])]
    if not same:
        raise unlike(text, near, catalogue, exactly=True)
    if len(same) > 1:
        listed = ", ".join(label(thing, catalogue) for thing in same[:NEAREST])
        raise Unknown(
            f"Several are called “{_short(text)}”: {listed}. Pick one while you type.",
            f"이름이 같은 것이 여럿입니다(“{_short(text)}”): {listed}. 입력하면서 하나를 골라 주세요.",
            text,
            same[:NEAREST],
        )
    return same[0]


def unlike(text: str, near: Sequence[Thing], catalogue: Catalogue, *, exactly: bool = False) -> Unknown:
    """The refusal of what is not certain: why, what comes nearest, what to do; *exactly* asks for the very name."""
    nearest, typed = near[:NEAREST], _short(text)
    if not nearest:
        return Unknown(
            f"I know nothing like “{typed}”: try the drama, the singer or part of the title, in any script. "
            "What is missing can be suggested with /ost suggest.",
            f"비슷한 것을 찾지 못했습니다(“{typed}”). 드라마, 가수, 제목의 일부를 한글이나 영어로 적어 보세요. "
            "없는 것은 /ost suggest로 제안할 수 있습니다.",
            text,
        )
    listed = ", ".join(label(thing, catalogue) for thing in nearest)
    why = f"Nothing here is called just “{typed}”." if exactly else f"I do not know “{typed}”."
    why_ko = f"이름이 꼭 같은 것이 없습니다(“{typed}”)." if exactly else f"모르는 이름입니다(“{typed}”)."
    return Unknown(
        f"{why} The nearest I have: {listed}. "
        "Pick one while you type; what is missing can be suggested with /ost suggest.",
        f"{why_ko} 가장 비슷한 것: {listed}. 입력하면서 하나를 골라 주세요. "
        "없는 것은 /ost suggest로 제안할 수 있습니다.",
        text,
        nearest,
    )


def label(thing: Thing, catalogue: Catalogue) -> str:
    """A thing as a refusal names it: a song with its drama."""
    if isinstance(thing, Track):
        return f"“{thing.title}” ({catalogue.dramas[thing.drama].title})"
    return f"“{thing.name if isinstance(thing, Artist) else thing.title}”"


def _bare(name: str) -> str:
    return spell(name, Form.WRITTEN).replace(" ", "")


def _short(text: str) -> str:
    return clean(text)[:60]
