"""Revised Romanisation, against the examples of the rules (National Institute of Korean Language, 2000)."""

import unicodedata

import pytest

from core.catalog.finding.romanisation import loose, romanise, transcribe

ASSIMILATED = {
    "백마": "baengma",
    "신문로": "sinmunno",
    "종로": "jongno",
    "왕십리": "wangsimni",
    "별내": "byeollae",
    "신라": "silla",
    "학여울": "hangnyeoul",
    "알약": "allyak",
    "독립문": "dongnimmun",
    "대관령": "daegwallyeong",
    "촉석루": "chokseongnu",
    "극락전": "geungnakjeon",
    "속리산": "songnisan",
    "울릉": "ulleung",
}
PALATAL = {"해돋이": "haedoji", "같이": "gachi", "굳히다": "guchida", "맞히다": "machida", "붙여": "buchyeo"}
WITH_H = {
    "좋고": "joko",
    "놓다": "nota",
    "잡혀": "japyeo",
    "낳지": "nachi",
    "묵호": "mukho",
    "집현전": "jiphyeonjeon",
    "좋아해": "joahae",
    "많다": "manta",
    "않는": "anneun",
    "싫어": "sireo",
    "뚫는": "ttulleun",
    "놓는": "nonneun",
    "밝히다": "balkida",
    "못해": "motae",
    "전화": "jeonhwa",
    "축하": "chukha",
}
PLAIN = {
    "압구정": "apgujeong",
    "낙동강": "nakdonggang",
    "죽변": "jukbyeon",
    "낙성대": "nakseongdae",
    "합정": "hapjeong",
    "팔당": "paldang",
    "샛별": "saetbyeol",
    "구미": "gumi",
    "영동": "yeongdong",
    "백암": "baegam",
    "옥천": "okcheon",
    "합덕": "hapdeok",
    "호법": "hobeop",
    "월곶": "wolgot",
    "벚꽃": "beotkkot",
    "한밭": "hanbat",
    "칠곡": "chilgok",
    "광희문": "gwanghuimun",
    "설악": "seorak",
    "값": "gap",
    "닭": "dak",
    "여덟": "yeodeol",
    "없어": "eopseo",
    "있어": "isseo",
    "앉아": "anja",
    "값이": "gapsi",
    "읽고": "ilgo",
    "강아지": "gangaji",
    "꽃잎": "kkonnip",
}


@pytest.mark.parametrize(("hangul", "latin"), (ASSIMILATED | PALATAL | WITH_H | PLAIN).items())
def test_hangul_is_romanised_as_it_is_heard(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin


def test_sounds_melt_inside_words_and_not_between_them() -> None:
    assert romanise("사랑의 불시착") == "sarangui bulsichak"
    assert romanise("독 립") == "dok rip"


def test_decomposed_hangul_reads_like_composed() -> None:
    assert romanise(unicodedata.normalize("NFD", "신라")) == "silla"


def test_a_syllable_still_being_typed_reads_as_its_letters() -> None:
    assert romanise("도ㄲ") == "dokk"
    assert romanise("ㅘㄳ") == "wags"


def test_what_is_not_hangul_stays() -> None:
    assert romanise("Run Run 그대, 2026!") == "Run Run geudae, 2026!"


def test_letter_for_letter_keeps_what_is_written() -> None:
    assert transcribe("독립문 좋아 값") == "doglibmun joha gabs"


@pytest.mark.parametrize(
    "spellings",
    [
        *(["dokkaebi", "doggaebi", "tokkebi", "dokebi"], ["doo", "du"], ["jeong", "jung"], ["gim", "kim", "keem"]),
        *(["choe", "choi"], ["bak", "park", "pak"], ["saranghae", "salanghae"], ["sijak", "shijak"], ["ssi", "si"]),
        *(["hyeon", "hyun"], ["u", "woo"], ["yeong", "young"], ["cha", "ja"], ["hui", "hee"], ["no", "noh"]),
    ],
)
def test_the_ways_fans_spell_one_word_share_a_key(spellings: list[str]) -> None:
    assert len({loose(spelling) for spelling in spellings}) == 1


def test_different_words_keep_different_keys() -> None:
    assert len({loose(word) for word in ("sarang", "saram", "seoul", "byeol", "bom", "nun", "kkum")}) == 7
