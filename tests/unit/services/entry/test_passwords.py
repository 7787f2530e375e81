"""Passwords: long enough, not everybody's first guess, and never read back."""

import threading
from collections.abc import Callable

import pytest

from reelwright.model.errors import Invalid, Unavailable
from reelwright.services import passwords
from reelwright.storage.passwords import Argon2Passwords


@pytest.mark.parametrize(
    "password",
    ["12345678", "Password", "password1", "QWERTYUIOP", "sunshine", "short77", "", "x" * 129],
)
def test_bad_password_is_refused(door, password):
    with pytest.raises(Invalid, match="password: "):
        passwords.hashed(door, password)


@pytest.mark.parametrize(
    "password",
    [
        *("securepassword", "securepassword123", "new_secure_password"),  # in the contracts
        *("eight ch", "x" * 128, "🎬🎥🎞📽🎦🍿🎟🎭", "        ", "пароль по-русски"),
    ],
)
def test_good_password_is_taken(door, password):
    kept = passwords.hashed(door, password)
    assert door.passwords.verify(password, kept)
    assert not door.passwords.verify(password + " ", kept)


def test_common_passwords_are_a_thousand():
    listed = passwords._common()
    assert len(listed) == 1000
    assert all(len(one) >= 8 and one == one.casefold() for one in listed)


def test_hash_is_argon2id_at_its_price():
    kept = Argon2Passwords().hash("correct horse battery")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_same_password_is_never_kept_alike(door):
    assert len({door.passwords.hash("correct horse battery") for _ in range(3)}) == 3


@pytest.mark.parametrize("password", ["", "\ud800", "x" * 100_000, "a\0b"])
def test_nobody_is_refused_whatever_he_says(door, password):
    assert not door.passwords.verify(password, None)


def test_end_of_a_long_password_counts(door):
    kept = door.passwords.hash("x" * 128)
    assert not door.passwords.verify("x" * 127 + "y", kept)


class Slow(Argon2Passwords):
    """Holds every turn until it is let go, and counts how many were held at once."""

    def __init__(self, at_once: int, waiting: int) -> None:
        super().__init__(memory=8, passes=1, at_once=at_once, waiting=waiting)
        self._hasher.hash = self._held
        self.lock, self.go = threading.Lock(), threading.Event()
        self.begun = threading.Semaphore(0)
        self.now, self.most = 0, 0

    def _held(self, password: bytes) -> str:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        self.go.wait(20)
        with self.lock:
            self.now -= 1
        return "hash"


def begun(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_few_are_hashed_at_once_and_few_wait():
    slow, answers = Slow(2, 3), []
    threads = [begun(lambda: answers.append(slow.hash("x"))) for _ in range(5)]
    assert [slow.begun.acquire(timeout=20) for _ in range(2)] == [True, True]
    while slow._room._value:  # until all five are within
        slow.go.wait(0.01)
    with pytest.raises(Unavailable, match="try again in a few seconds"):
        slow.hash("x")
    slow.go.set()
    for thread in threads:
        thread.join(20)
    assert (answers, slow.most) == (["hash"] * 5, 2)
    assert slow.hash("x") == "hash"
