"""What films are called."""

import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.planner import title
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts.tongue import tongue


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("The moon rose. Then it set.", "The moon rose"),
        ("Why is the sky blue? Nobody asked.", "Why is the sky blue?"),
        ("चाँद निकला। फिर डूब गया।", "चाँद निकला"),
        ("月が出ました。そして沈みました。", "月が出ました"),
        ("Short, but with a comma", "Short, but with a comma"),
        ("First part, " + "and a very long second part " * 4, "First part"),
        ("word " * 30, "word " * 11 + "word…"),
        ("。0", "0"),
        ("… — Begin", "Begin"),
        ("“Quiet,” she said", "“Quiet,” she said"),
        ("“—" + "a" * 70, "“—" + "a" * 57 + "…"),
        ("月" * 80, "月" * 29 + "…"),
        ("x" * 200, "x" * 59 + "…"),
        ("x" * 200 + " y", "x" * 30 + "…"),
    ],
)
def test_headlines_are_short(text: str, headline: str) -> None:
    assert title.headline(text) == headline


@pytest.mark.parametrize(
    ("text", "language", "titled"),
    [
        ("a robot who learns to paint", Language.ENGLISH, "A Robot Who Learns to Paint"),
        ("the fox and the NASA probe", Language.ENGLISH, "The Fox and the NASA Probe"),
        ("भोर का जंगल", Language.HINDI, "भोर का जंगल"),
        ("un zorro en el bosque", Language.SPANISH, "Un zorro en el bosque"),
        ("por qué llueve?", Language.SPANISH, "¿Por qué llueve?"),
        ("iki kedi", Language.TURKISH, "İki kedi"),
        ("夜明けの森", Language.JAPANESE, "夜明けの森"),
    ],
)
def test_titles_have_their_capitals(text: str, language: Language, titled: str) -> None:
    assert title.titled(text, tongue(language)) == titled


@pytest.mark.parametrize(
    ("language", "setting", "hour", "made"),
    [
        (Language.ENGLISH, Setting.FOREST, Hour.DAWN, "The Forest at Dawn"),
        (Language.ENGLISH, Setting.SPACE, None, "Outer Space"),
        (Language.HINDI, Setting.LAKE, Hour.NIGHT, "रात की झील"),
        (Language.HINDI, Setting.MOUNTAINS, Hour.DAWN, "भोर के पहाड़"),
        (Language.HINDI, Setting.CITY, Hour.DUSK, "साँझ का शहर"),
        (Language.JAPANESE, Setting.OCEAN, Hour.SUNSET, "夕日の海"),
        (Language.JAPANESE, Setting.SPACE, None, "宇宙"),
    ],
)
def test_places_make_titles(
    language: Language, setting: Setting, hour: Hour | None, made: str
) -> None:
    spoken = tongue(language)
    assert title.of_place(Place(setting, hour), spoken.places[setting], spoken) == made
