"""How the catalogue is told in a language: our words in it, names in both scripts, the reader's own first."""

from dataclasses import dataclass
from datetime import date

from core.catalog.model import CreditRole, Facet, Names, Release, ReleaseKind, Tag, TrackKind
from core.language import Language, Words

_FACETS = {
    Facet.GENRE: Words("Genre", "장르"),
    Facet.INSTRUMENT: Words("Instruments", "악기"),
    Facet.SHAPE: Words("Shape", "흐름"),
    Facet.VOCAL: Words("Voice", "보컬"),
    Facet.MOOD: Words("Mood", "분위기"),
    Facet.THEME: Words("Theme", "주제"),
    Facet.MOTIF: Words("Images", "소재"),
    Facet.CONTEXT: Words("Good for", "듣기 좋은 때"),
    Facet.ROLE: Words("Role", "역할"),
}
_ROLES = {
    CreditRole.MAIN: Words("Artist", "가수"),
    CreditRole.FEATURED: Words("Featuring", "피처링"),
    CreditRole.COMPOSER: Words("Composer", "작곡"),
    CreditRole.LYRICIST: Words("Lyrics", "작사"),
    CreditRole.ARRANGER: Words("Arranger", "편곡"),
}
_KINDS = {
    TrackKind.VOCAL: Words("song", "노래"),
    TrackKind.INSTRUMENTAL: Words("instrumental", "연주곡"),
    TrackKind.SCORE: Words("score", "스코어"),
    TrackKind.UNKNOWN: Words("unknown", "알 수 없음"),
}
_RELEASES = {
    ReleaseKind.SPECIAL: Words("Special", "스페셜"),
    ReleaseKind.ALBUM: Words("Album", "앨범"),
    ReleaseKind.SCORE: Words("Score", "스코어"),
}
_PART_UNKNOWN = Words("part unknown", "파트 알 수 없음")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language, and what is said in it. Called with the same in English and in Korean it says the right one."""

    language: Language = Language.EN

    def __call__(self, en: str, ko: str) -> str:
        return ko if self.korean else en

    @property
    def korean(self) -> bool:
        """Whether it is Korean."""
        return self.language is Language.KO

    def both(self, names: Names) -> str:
        """Both scripts where both are known: ``Sudden Shower (소나기)``, in Korean ``소나기 (Sudden Shower)``."""
        if self.korean and names.en and names.ko and names.en != names.ko:
            return f"{names.ko} ({names.en})"
        return names.both

    def one(self, names: Names) -> str:
        """The name in the reader's script where it is known there."""
        return (names.ko or str(names)) if self.korean else str(names)

    def tag(self, tag: Tag) -> str:
        """A tag's label in both languages: ``ballad (발라드)``."""
        return self.both(Names(tag.en, tag.ko))

    def one_of(self, tag: Tag) -> str:
        """A tag's label in the reader's language."""
        return self.one(Names(tag.en, tag.ko))

    def meaning(self, tag: Tag) -> str:
        """What a tag means; in English where nobody put it into Korean."""
        return (tag.meaning_ko or tag.meaning) if self.korean else tag.meaning

    def facet(self, facet: Facet) -> str:
        """A kind of tag."""
        return _FACETS[facet].said(self.language)

    def role(self, role: CreditRole) -> str:
        """What somebody did on a track."""
        return _ROLES[role].said(self.language)

    def kind(self, kind: TrackKind) -> str:
        """What is heard."""
        return _KINDS[kind].said(self.language)

    def release(self, release: Release) -> str:
        """A release: ``Part 3``, ``Album``; ``part unknown`` where nobody says."""
        if release.kind is ReleaseKind.PART and release.part is not None:
            return f"Part {release.part}"
        return _RELEASES.get(release.kind, _PART_UNKNOWN).said(self.language)

    def day(self, day: date) -> str:
        """A date: ``25 Jul 2024``, ``2024년 7월 25일``."""
        return self(f"{day.day} {day:%b %Y}", f"{day.year}년 {day.month}월 {day.day}일")

    def tracks(self, number: int) -> str:
        """``1 track``, ``3 tracks``."""
        return self(f"{number} track{'' if number == 1 else 's'}", f"{number}곡")

    def length(self, seconds: int) -> str:
        """How long a track is: ``3:45``."""
        return f"{seconds // 60}:{seconds % 60:02}"
