import pytest

from reelwright.providers.offline.voice.alphabet import alphabet, sayable, tokens


def test_no_two_phonemes_share_a_number() -> None:
    assert len(set(alphabet().values())) == len(alphabet())


def test_phonemes_are_single_characters() -> None:
    assert {len(phoneme) for phoneme in alphabet()} == {1}


def test_numbers_fit_the_models() -> None:
    # Kokoro's vocabulary has 178 entries, of which 0 is the silence at both ends.
    assert all(0 < number < 178 for number in alphabet().values())


def test_silence_stands_at_both_ends() -> None:
    assert tokens("a!") == [0, 43, 5, 0]


def test_unknown_phonemes_are_left_out() -> None:
    assert sayable("aЖb漢") == "ab"


def test_unknown_phonemes_have_no_number() -> None:
    with pytest.raises(KeyError, match="Ж"):
        tokens("Ж")
