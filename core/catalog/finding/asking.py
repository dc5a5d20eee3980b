"""What a query can mean: the forms it may be in, the facts it may tell, the keyboard it may have been typed on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.catalog.finding.facts import NOTHING, Facts, told
from core.catalog.finding.forms import START, Form, pieces, spell
from core.catalog.finding.hangul import has_hangul, is_consonant, typed_as_hangul, typed_as_latin

_TRUST = {Form.WRITTEN: 1.0, Form.SOUND: 0.93, Form.INITIALS: 0.9}
"""What a match is worth in each form: a name typed as it is written is no accident."""
_TOLD = 0.97
"""What a match is worth where words of the query were taken for facts."""
_NAMED = 0.7
"""What a match of the whole query is worth that ends in something like ``ost part 3``: hardly a name does."""
_SLIPPED = 0.88
"""What a match is worth on the other keyboard."""
_ACRONYM = 3
"""Letters from which a Latin word is also tried as the initials of a name (CLOY)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in one form: its words *apart* and *glued* together; *trust* is what a match is worth.

    *pieces* are what a name shares with it, *sought* those to look names up by: also how the name would begin. *facts*
    are those it tells beside the names. *whole* asks for names that are exactly this. A *spare* meaning is not looked
    at where an earlier one found what was hardly typed by accident.
    """

    form: Form
    apart: frozenset[str]
    glued: str
    pieces: frozenset[str]
    sought: frozenset[str]
    trust: float
    facts: Facts = NOTHING
    whole: bool = False
    spare: bool = False


def ask(query: str) -> list[Asked]:
    """*query* in every way it can be meant, the likeliest first; empty for a query without words."""
    readings = told(query)
    asked = [*_in_forms(query)]
    if any(names and facts.year is None for names, facts in readings):
        asked = [replace(one, trust=one.trust * _NAMED, spare=True) for one in asked]
    elif readings:
        asked = [replace(one, spare=one.form is not Form.WRITTEN) for one in asked]
    for names, facts in reversed(readings):
        meant = _in_forms(names) if names else [_asked(Form.WRITTEN, "")]
        asked += [replace(one, trust=one.trust * _TOLD, facts=facts) for one in meant]
    if (slip := typed_as_latin(query)) or (slip := typed_as_hangul(query)):
        asked.append(_asked(Form.WRITTEN, spell(slip, Form.WRITTEN), trust=_SLIPPED, spare=True))
    return sorted((one for one in asked if one.glued or one.facts.said), key=lambda one: one.spare)


def _in_forms(query: str) -> Iterator[Asked]:
    written = spell(query, Form.WRITTEN)
    glued = written.replace(" ", "")
    yield _asked(Form.WRITTEN, written)
    if not all(map(is_consonant, glued)):
        yield _asked(Form.SOUND, spell(query, Form.SOUND), spare=has_hangul(query))
    if any(map(is_consonant, query)):
        yield _asked(Form.INITIALS, spell(query, Form.INITIALS))
    elif written.count(" ") == 1 and len(glued) >= _ACRONYM and not has_hangul(query):
        yield _asked(Form.INITIALS, written, whole=True, spare=True)


def _asked(form: Form, words: str, *, trust: float | None = None, whole: bool = False, spare: bool = False) -> Asked:
    worth = _TRUST[form] if trust is None else trust
    apart, shared = words.split(), pieces(words)
    glued = "".join(apart)
    sought = shared | {f"{START}{glued[:2]}", f" {glued[:2]}"}
    return Asked(form, frozenset(apart), glued, shared, sought, worth, whole=whole, spare=spare)
