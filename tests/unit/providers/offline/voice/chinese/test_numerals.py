import pytest

from reelwright.providers.offline.voice.chinese import numerals


def read_out(text: str) -> str:
    return numerals.PATTERN.sub(lambda one: numerals.said(one, text[one.end() :]), text)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024年5月3日", "二零二四年五月三日"),
        ("2024-05-03", "二零二四年五月三日"),
        ("14:30", "十四点三十分"),
        ("2:00", "两点整"),
        ("9:05", "九点零五分"),
        ("¥35.50", "三十五点五零元"),
        ("$5万", "五万美元"),
        ("12.5%", "百分之十二点五"),
        ("10-20%", "百分之十到百分之二十"),
        ("3-5天", "三到五天"),
        ("1/2", "二分之一"),
        ("2个人", "两个人"),
        ("2月", "二月"),
        ("12个月", "十二个月"),
        ("1,234,567", "一百二十三万四千五百六十七"),
        ("-5°C", "负五摄氏度"),
        ("60km/h", "六十公里每小时"),
        ("2 kg", "两公斤"),
        ("007", "零零七"),
        ("13800138000", "一三八零零一三八零零零"),
    ],
)
def test_numerals(written: str, said: str) -> None:
    assert read_out(written) == said
