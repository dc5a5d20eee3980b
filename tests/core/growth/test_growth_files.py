"""An upload is a catalogue file or a small plain zip of them; anything else is one sentence."""

import io
import zipfile

import pytest

from core.errors import BadInput
from core.growth.files import MOST_BYTES, MOST_FILES, pack, unpack


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_what_is_packed_is_unpacked_and_packs_to_the_same_bytes() -> None:
    files = {"artists.toml": "x = 1\n", "dramas/goblin.toml": "y = 1\n"}
    data = pack(files)
    assert unpack("export.zip", data) == {name: text.encode() for name, text in files.items()}
    assert pack(dict(reversed(files.items()))) == data


def test_a_drama_alone_lands_where_dramas_are() -> None:
    assert unpack("Goblin.toml", b"x = 1") == {"dramas/goblin.toml": b"x = 1"}
    assert unpack("artists.toml", b"x = 1") == {"artists.toml": b"x = 1"}


@pytest.mark.parametrize(
    "name",
    [
        "../dramas/goblin.toml",
        "/etc/passwd",
        "dramas/../../goblin.toml",
        "dramas\\goblin.toml",
        "dramas/goblin.py",
        "C:/dramas/goblin.toml",
        "dramas/goblin.toml/../x.toml",
        "deep/dramas/goblin.toml",
        "inner.zip",
    ],
)
def test_a_zip_with_anything_else_in_it_is_refused_whole(name: str) -> None:
    with pytest.raises(BadInput, match="no catalogue file"):
        unpack("x.zip", zipped({"dramas/a.toml": b"x = 1", name: b"x = 1"}))


def test_at_most_two_hundred_files_fit() -> None:
    def many(number: int) -> bytes:
        return zipped({f"dramas/d{each}.toml": b"x = 1" for each in range(number)})

    assert len(unpack("x.zip", many(MOST_FILES))) == MOST_FILES
    with pytest.raises(BadInput, match="at most 200"):
        unpack("x.zip", many(MOST_FILES + 1))


def test_a_small_zip_of_something_huge_is_not_unpacked() -> None:
    assert unpack("x.zip", zipped({"dramas/a.toml": b"#" * MOST_BYTES}))
    bomb = zipped({"dramas/a.toml": b"#" * MOST_BYTES, "dramas/b.toml": b"#"})
    assert len(bomb) < 10_000
    with pytest.raises(BadInput, match="more than 2048 KB"):
        unpack("x.zip", bomb)


def test_a_damaged_or_empty_file_is_said() -> None:
    whole = zipped({"dramas/a.toml": b"x = 1" * 1000})
    middle = len(whole) // 3
    broken = whole[:middle] + b"\xff" * 8 + whole[middle + 8 :]
    with pytest.raises(BadInput):
        unpack("x.zip", broken)
    with pytest.raises(BadInput, match="is empty"):
        unpack("x.toml", b"")
    with pytest.raises(BadInput, match="has 2049 KB"):
        unpack("x.toml", b"#" * (MOST_BYTES + 1024))
    with pytest.raises(BadInput, match="no catalogue file"):
        unpack("week.csv", b"rank,title\n")
