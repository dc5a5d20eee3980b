"""Words that songs are called by and that everybody says all day: alone they name no song. Korean titles by word."""

_ENGLISH = """
    a about again all alone already also always am an and another any are as at away baby back bad be beautiful because
    been best better big boy but by bye call can challenge chaos come could crazy dad daddy darling day days dear did do
    does done dont dream enough ever every everyday everything everytime everywhere eyes fall falling feel fight for
    forever friend from fun future get gift girl give go going golden good goodbye got had happy have he heart heaven
    heavy hello her here hero hey hi him his hold home hope how hush i id if ill im in is it its ive joy just kill kind
    kiss know last let life like little live lie lonely look lost love lovely lucky made make mama man many maybe me
    memories midnight miss missing moment moments more morning much my need never new next nice night no not now of oh
    ok okay old on once one only open or other our out pain perhaps please promise rain really reset right round run
    running sad same saw say second see she show sight sleep slowly so some somebody something soul star start stay
    still stop story stranger such summer sun sunset superstar sure sweet take talk tell thank thanks that the their
    them then there these they thing this those time to today together tomorrow tonight too touch true two u up us very
    wait want was way we were what when where who why wind winter wish wishes with without woman word words world worry
    would yeah year years yes you your yours youth
"""
_KOREAN = """
    가족 결혼 기억 그날들 그 남자 그 밤 그 여자 꿈 꿈꾼다 나 나타나 너 너를 사랑해 너를 위해 너에게 넌 언제나 담
    두 글자 두 사람 두근두근 드림 떠난다 또또또 또 운다 만약에 말이야 말할게 못해 미래 보고싶어 바보야 비 사랑 사랑하자
    사랑해요 상처만 선물 설렘 소녀 소식 소원 숨 시작 안녕 앞으로 어떤 날엔 어떨까 어른 여기 있을게 왠지 요즘 운명
    이런 기분 이 사랑 이유 일기 좋겠다 좋다 좋아해요 좋을땐 직진 첫눈 첫사랑 청춘 청혼 최고의 하늘 학교 한 여자 함께
    행복 혹시 아니 내 맘 내 사람 내게 와 니가 없는 난 밀당 별 눈 봄 밤 밤이 깊었네 그대와 나 그대와 함께 나의 이름
"""


_WORDS = frozenset(_ENGLISH.split()) | frozenset(_KOREAN.split())


def is_everyday(words: list[str]) -> bool:
    """Whether all of *words*, folded, are said all day, or are no more than a letter or two."""
    return all(word in _WORDS or len(word) < 2 for word in words)
