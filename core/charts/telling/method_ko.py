"""The rules of the charts in Korean: the same headings in the same order as in ``method``, from the same numbers."""

from datetime import date

from core.charts.naming import platform_name
from core.charts.rules.composite import DEPTH, LEAST_FOR_ALL_KILL, LEAST_PLATFORMS
from core.charts.rules.momentum import RULES
from core.charts.rules.recap import SETTLES
from core.charts.rules.weights import PlatformWeights
from core.charts.telling.words_ko import day

LISTS = (
    (
        "주간 수치",
        """한 주의 이름은 마지막 날이며, 그 주와 이전 주만 봅니다. 지난주: “–”는 차트에 없었음, “?”는 알 수
        없음입니다. 최고는 가장 높은 순위이고 처음 도달한 날짜를 적습니다. 주 수는 차트에 오른 횟수로 진입 주가
        1이며, 연속 기록은 재진입하면 1부터 다시 셉니다. “≥”는 보유하지 않은 주가 더해질 수 있다는 뜻입니다.""",
    ),
    (
        "표시",
        """NEW: 오른 적이 없고, 지난주 목록이 이를 알 만큼 깊었습니다. 재진입: 오른 적이 있고 지난주에는
        없었습니다. new?: 지난주가 없거나 얕아서 알 수 없습니다. “보유 자료 기준”은 빈 곳에 더 이른 주가 있을 수
        있다는 뜻입니다. 최대 변동이 같으면 순위가 높은 곡, 다음으로 스트리밍의 상대 변화가 큰 곡이 앞섭니다.""",
    ),
    (
        "OST 차트",
        """출처 차트의 한국 드라마 OST만 다시 순위를 매기고 출처 순위를 함께 적습니다. 변동, 최고, 주 수는 OST
        차트 자체의 것입니다. 점수, 모멘텀, 종합은 출처 순위로 계산합니다. 목록의 깊이가 출처의 것이기 때문입니다.""",
    ),
    (
        "동점",
        """같으면 순위를 나누고 다음 순위는 건너뜁니다: 1, =2, =2, 4. 동점 안의 순서에는 의미가 없습니다. 비교는
        반올림 없이 정확히 합니다.""",
    ),
)

COMPOSITE = f"""플랫폼은 D위까지 가중치 × (D + 1 − 순위), 그 밖은 0점을 줍니다. D는 {DEPTH}이며, 목록이
    얼마나 알려져 있든 모두에게 같습니다. 점수는 가능한 최대치에 대한 비율로 100점 만점입니다. 자료가 없는 플랫폼은
    양쪽에서 빼고 제목에 일부라고 적으며, 플랫폼이 {LEAST_PLATFORMS}개 미만이면 종합이 없습니다. 각 차트에서 월요일부터
    일요일 사이에 끝나는 회차를 셉니다. 일요일 23:59에 확정되고, 나중에 들어온 것은 수정본이 됩니다. 올킬(이
    서버의 주간 기준): {LEAST_FOR_ALL_KILL}개 이상의 모든 플랫폼이 있고 모두 1위. """

RECKONING = (
    (
        "모멘텀(자체 기준 수치)",
        f"""M은 최근 변동 {RULES.changes}회의 ln(이전 순위 ÷ 순위)를 더하며, 하나 지날 때마다 ×
        {float(RULES.fades):g}입니다. 없으면 가장 얕은 깊이보다 한 칸 아래로 보고, 알 수 없는 회차는 건너뛰며,
        모두 알려진 경우 스트리밍이 순위를 대신합니다(ln(현재 ÷ 이전), 그렇게 표시). 보합은
        ±{RULES.steady:.2f}까지, 다음은 상승 또는 완만한 하락, ±{RULES.fast:.2f} 초과는 급상승 또는 하락입니다.
        신규 진입곡에는 없습니다.""",
    ),
    (
        "지속 지수(자체 기준 수치)",
        f"""S는 최근 알려진 {RULES.sustain_issues}회의 (N + 1 − 순위) ÷ N 평균 × 100이며 없으면 0입니다.
        {RULES.sustain_needs}회 미만이면 이릅니다. 높은 S는 차트의 {RULES.percentile}번째 백분위수 이상입니다.
        급부상: 상승. 강세 상승: 상승하고 S가 높음. 스테디셀러: 보합이고 S가 높음. 하락세: 완만한 하락 또는 하락.
        그 밖은 보합.""",
    ),
    (
        "결산",
        f"""점수는 N + 1 − 순위의 합이고 N은 기간에서 가장 얕은 깊이입니다. 빌보드가 1991년 이전에 쓴 역순 점수로,
        모든 주의 비중이 같습니다. 스트리밍 기준은 모든 회차에 있을 때만 씁니다. 급경사: (N + 1 − 순위) ÷ 100 +
        e^(−순위 ÷ 2), 최상위에 유리한 팬 차트 공식입니다. 동점: 1위 횟수, 2위 횟수 순, 더 이른 최고 순위, 더 많은
        주. 빠진 주는 누구에게도 세지 않으며 “est.”는 앞뒤 평균으로 채운 것입니다. 협업곡은 주요 가수 모두에게
        온전히, 드라마에는 한 번 셉니다. 모두 모이고 {SETTLES.days}일이 지날 때까지 잠정입니다.""",
    ),
    (
        "기간",
        """회차는 마지막 날이 속한 기간에 셉니다. 1년은 1월부터 12월, 차트 연도는 12월부터 11월입니다. 전체
        차트인은 곡의 모든 기록을 최고 순위의 기간에 셉니다.""",
    ),
    (
        "기록",
        """보유한 차트의 기록입니다. 불확실한 진입, 빈 곳이 있는 공백, 추정치는 기록이 되지 않으며, 같은 기록은
        모두 이름을 적습니다.""",
    ),
    (
        "여운",
        """종영 후에 끝나는 회차의 주 수와 점수이며, 종영일을 모르면 없습니다. 올해의 에버그린: 그 점수가 가장
        많은 곡.""",
    ),
)


def weighted(weights: PlatformWeights) -> str:
    """What the platforms weigh."""
    if weights.newest is None:
        return "모든 플랫폼의 가중치는 같습니다."
    since, table = weights.newest
    said = ", ".join(f"{platform_name(platform)} × {weight}" for platform, weight in table.items())
    begin = "" if since == date.min else f"{day(since)}부터 "
    return f"{begin}가중치: {said}, 그 밖은 × 1. 한 주는 그때의 가중치를 유지합니다."
