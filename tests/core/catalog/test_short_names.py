"""Buttons name what the catalogue holds by short names, each server its own."""

import pytest

from core.catalog.model import Catalogue, Drama, Names
from core.catalog.short import short_of
from core.catalog.view import View
from core.errors import NotFound
from core.values import DramaKey, GuildId


def drama(key: str, guild: int = 0) -> Drama:
    """A drama of one scope."""
    return Drama(DramaKey(key), Names(key), guild=GuildId(guild))


def of(*dramas: Drama) -> Catalogue:
    """These dramas."""
    return Catalogue({each.key: each for each in dramas})


def test_a_short_name_leads_to_what_is_shared_and_to_ones_own() -> None:
    shared, own = drama("shared"), drama("own", 7)
    view = View(of(own), View(of(shared)))
    assert view.behind(short_of(shared)) is shared
    assert view.behind(short_of(own)) is own


def test_what_another_server_has_of_its_own_has_no_name_here() -> None:
    theirs = drama("theirs", 8)
    view = View(of(drama("own", 7)), View(of(drama("shared"))))
    with pytest.raises(NotFound, match="search for it"):
        view.behind(short_of(theirs))


def test_what_a_server_calls_by_another_name_too_is_found_as_it_calls_it() -> None:
    plain, nicknamed = drama("shared"), Drama(DramaKey("shared"), Names("shared", also=("ours",)))
    assert View(of(nicknamed), View(of(plain))).behind(short_of(plain)) is nicknamed
