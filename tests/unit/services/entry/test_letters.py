"""Letters: sent at least once, tried again later, and forgotten once they are sent."""

from datetime import timedelta

import pytest

from reelwright.model.errors import Unavailable, VendorFailed
from reelwright.services import letters


class Postbox:
    """A mailer that takes letters, or says why not."""

    def __init__(self, *refusals):
        self.refusals, self.taken = list(refusals), []

    def send(self, letter):
        if self.refusals:
            raise self.refusals.pop()
        self.taken.append((letter.to, letter.text))


def post(hall, to="ada@example.org"):
    with hall.store.write() as records:
        letters.post(records, "password", to, hall.at, name="Ada {name}")


def deliver(hall, mailer, minutes=0.0):
    return letters.deliver(hall.store, mailer, hall.at + timedelta(minutes=minutes))


def test_letter_is_sent_once_and_forgotten(hall):
    post(hall)
    box = Postbox()
    assert [deliver(hall, box, m) for m in (0, 0, 9999)] == [1, 0, 0]
    [(to, text)] = box.taken
    assert to == "ada@example.org"
    assert text.startswith("Hello Ada {name},\n\nthe password of your account")
    with hall.store.write() as records:
        assert records.letters.due(hall.at + timedelta(days=99), 9) == ()


def test_letter_is_tried_ever_later(hall):
    post(hall)
    box = Postbox(*[Unavailable("away")] * 4, *[VendorFailed("no")] * 4)
    pauses = [pause.total_seconds() / 60 for pause in letters.PAUSES]
    minute, counts = 0.0, []
    for pause in pauses:
        counts += [deliver(hall, box, minute), deliver(hall, box, minute + pause - 0.1)]
        minute += pause
    counts += [deliver(hall, box, minute), deliver(hall, box, minute + 1_000_000)]
    assert (counts, box.taken, box.refusals) == ([0] * 16, [], [])


def test_letter_goes_when_the_server_is_back(hall):
    post(hall)
    box = Postbox(Unavailable("away"))
    assert [deliver(hall, box, m) for m in (0, 0.9, 1)] == [0, 0, 1]


def test_one_bad_letter_holds_up_no_other(hall):
    for to in ("ada@example.org", "bob@example.org"):
        post(hall, to)
    box = Postbox(VendorFailed("no"))
    assert deliver(hall, box) == 1
    assert deliver(hall, box, 1) == 1
    assert sorted(to for to, _ in box.taken) == ["ada@example.org", "bob@example.org"]


def test_many_senders_send_once(anywhere, together):
    for n in range(12):
        post(anywhere, f"user{n}@example.org")
    box = Postbox()
    sent = together(lambda _: deliver(anywhere, box), range(8))
    assert (sum(sent), len(box.taken)) == (12, 12)


def test_bug_in_a_mailer_is_not_hidden(hall):
    post(hall)
    with pytest.raises(ZeroDivisionError):
        deliver(hall, Postbox(ZeroDivisionError()))
