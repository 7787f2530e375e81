"""Which languages' words judge a text."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline import lexicon
from reelwright.providers.offline.moderator import OfflineModerator
from reelwright.providers.offline.moderator.tongues import LANGUAGES, runs, tongues


def test_all_languages_of_the_lexicon_are_read() -> None:
    assert set(LANGUAGES) == set(lexicon.LANGUAGES) == set(OfflineModerator.reads)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("A film of a fox in the snow", ()),
        ("Shooting stars over the desert", ()),
        ("12 34", ()),
        ("桜の木の下で", ("japanese",)),
        ("流星雨", ("japanese", "chinese")),
        ("जंगल में लोमड़ी", ("hindi",)),
        ("Μια αλεπού στο χιόνι", ("greek",)),
        ("Лиса в снегу", ("russian", "ukrainian")),
        ("Лиса и мышь", ("russian",)),
        ("Лисиця і миша", ("ukrainian",)),
        ("Лисиця і рыба", ("russian", "ukrainian")),
        ("Der Fuchs und die Maus gehen durch den Wald, und es schneit auf sie herab", ("german",)),
    ],
)
def test_languages_are_told(part: str, told: tuple[str, ...]) -> None:
    assert tongues(part) == told


@pytest.mark.parametrize(
    ("part", "among"),
    [
        ("Zabiju tě, vím, kde bydlíš", "czech"),
        ("Till slut kom våren", "swedish"),
        ("Slutten av sommeren", "norwegian"),
        ("Come costruire una casa", "italian"),
        ("Een vos in de sneeuw", "dutch"),
        ("Rubah di salju putih", "indonesian"),
        ("Karda bir tilki var", "turkish"),
        ("Uma raposa na neve", "portuguese"),
    ],
)
def test_short_texts_are_among_the_likely(part: str, among: str) -> None:
    assert among in tongues(part)


def test_neighbours_in_one_language_are_one_run() -> None:
    text = "A fox in the snow\nand the mouse\nЛиса и мышь\nA fox in the snow"
    assert [run for _, run in runs(text)] == [
        "A fox in the snow\nand the mouse",
        "Лиса и мышь",
        "A fox in the snow",
    ]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_letter_is_left_out(text: str) -> None:
    read = "".join(run for _, run in runs(text))
    assert [c for c in read if c.isalpha()] == [c for c in text if c.isalpha()]


def test_english_reads_no_other_lists() -> None:
    code = (
        "import asyncio\n"
        "from reelwright.providers.offline.moderator import OfflineModerator\n"
        "from reelwright.providers.offline.moderator.rules import vocabulary\n"
        "asyncio.run(OfflineModerator().judge('A film of a fox in the snow'))\n"
        "print(vocabulary.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
