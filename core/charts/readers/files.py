"""From bytes to text: how much is taken, what is refused by its first bytes, and which encodings are read."""

import codecs
import re
from dataclasses import dataclass

from core.charts.readers.errors import BadFile


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may hold. The defaults are a fan's; the operator's command line takes larger files."""

    bytes: int = 2 * 1024 * 1024
    rows: int = 5_000
    columns: int = 40
    characters: int = 500


_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook; send the .csv inside, or save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save the sheet as CSV and send that"),
    (b"\x1f\x8b", "a gzip archive; send the .csv inside"),
    (b"BZh", "a bzip2 archive; send the .csv inside"),
    (b"\xfd7zXZ\x00", "an xz archive; send the .csv inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; send the .csv inside"),
    (b"Rar!\x1a", "a RAR archive; send the .csv inside"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; send the .csv inside"),
    (b"\x89PNG", "a PNG picture; send the chart as a .csv or .json file"),
    (b"\xff\xd8\xff", "a JPEG picture; send the chart as a .csv or .json file"),
    (b"GIF8", "a GIF picture; send the chart as a .csv or .json file"),
    (b"%PDF", "a PDF document; send the chart as a .csv or .json file"),
    (b"SQLite format 3\x00", "a SQLite database; send the chart as a .csv or .json file"),
)
_MARKUP = re.compile(r"\s*<(?:!--|!doctype\b|\?xml\b|html\b|head\b|body\b|rss\b|lfm\b)", re.IGNORECASE)
_KOREAN_ENOUGH = 0.9


def text_of(data: bytes, limits: Limits) -> str:
    """The text in *data*: UTF-8 with or without its mark, UTF-16 with its mark, or the Korean code page 949.

    Raises:
        BadFile: the file is too large, empty, no text, or in another encoding.
    """
    if len(data) > limits.bytes:
        raise BadFile(f"The file has {_size(len(data))} and the limit is {_size(limits.bytes)}; send it in parts.")
    for signature, description in _FOREIGN:
        if data.startswith(signature):
            raise BadFile(f"This is {description}.")
    text = _decoded(data)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise BadFile("The file is empty; send one with a header line and a row for every place.")
    if _MARKUP.match(text):
        raise BadFile(
            "This is a web page or XML, not a chart; send the .csv that the site's download button gives you."
        )
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as wrong:
            line = data[: wrong.start].decode("utf-16", "ignore").count("\n") + 1
            raise BadFile(f"Line {line} is no UTF-16 text; save the file as UTF-8 and send it again.", line) from None
    if b"\0" in data:
        raise BadFile("This is no text file; send the chart as a .csv or .json file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return _korean(data, data.count(b"\n", 0, wrong.start) + 1)


def _korean(data: bytes, line: int) -> str:
    """*data* read by code page 949, where that gives Korean; *line* is the first that is no UTF-8.

    Almost any bytes can be read so. Korean text stays inside the older and smaller KS X 1001; Western curly quotes
    and accents come out as rare syllables or fail.
    """
    refusal = BadFile(f"Line {line} is neither UTF-8 nor Korean text; save the file as UTF-8 and send it again.", line)
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        raise refusal from None
    foreign = [character for character in text if not character.isascii()]
    if sum(map(_common, foreign)) < _KOREAN_ENOUGH * len(foreign):
        raise refusal
    return text


def _common(character: str) -> bool:
    """Whether KS X 1001 has *character*; the syllables it lacks are encoded in eight bytes, not two."""
    try:
        return len(character.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MiB" if count >= 1024 * 1024 else f"{count / 1024:.1f} KiB"
