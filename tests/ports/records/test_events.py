"""What the rows promise of events."""

from datetime import timedelta

from reelwright.ports.records.events import Event


def test_events_count_by_topic(records, rows):
    happened = [
        records.events.append(topic, kind, {"n": kind}, rows.at)
        for topic, kind in [("job:1", "a"), ("job:2", "b"), ("job:1", "c")]
    ]
    assert happened == [
        Event("job:1", 1, "a", {"n": "a"}, rows.at),
        Event("job:2", 1, "b", {"n": "b"}, rows.at),
        Event("job:1", 2, "c", {"n": "c"}, rows.at),
    ]
    assert records.events.after("job:1", 0, 9) == (happened[0], happened[2])
    last = [records.events.last(topic) for topic in ("job:1", "job:2", "job:3")]
    assert last == [2, 1, 0]


def test_events_come_in_order_after_a_number(records, rows):
    for number in range(5):
        records.events.append("job:1", f"{number}", {}, rows.at)
    seen = [event.seq for event in records.events.after("job:1", 2, 2)]
    assert seen == [3, 4]
    assert records.events.after("job:1", 5, 9) == ()


def test_events_undone_leave_no_gap(store, rows, undone):
    with undone() as records:
        assert records.events.append("job:1", "lost", {}, rows.at).seq == 1
    with store.write() as records:
        assert records.events.append("job:1", "kept", {}, rows.at).seq == 1
        assert [event.type for event in records.events.after("job:1", 0, 9)] == ["kept"]


def test_events_of_many_writers_have_no_gap(store, rows, undone, together):
    """A reader who resumes by number misses nothing, whoever gave up in between."""

    def write(number):
        opened = undone if number % 3 == 0 else store.write
        with opened() as records:
            records.events.append("job:1", f"{number}", {}, rows.at)

    together(write, range(60))
    with store.read() as records:
        events = records.events.after("job:1", 0, 99)
        assert [event.seq for event in events] == list(range(1, 41))
        kept = sorted(int(event.type) for event in events)
        assert kept == [number for number in range(60) if number % 3]


def test_events_appear_in_the_order_of_their_numbers(store, rows, together):
    """What a reader saw is always the beginning of the whole: nothing comes in before it later."""
    glances = []

    def write(number):
        with store.write() as records:
            records.events.append("job:1", f"{number}", {}, rows.at)
        with store.read() as records:
            glances.append([event.seq for event in records.events.after("job:1", 0, 99)])

    together(write, range(40))
    assert glances == [list(range(1, len(glance) + 1)) for glance in glances]


def test_events_forgotten_leave_the_count(records, rows):
    times = [rows.at, rows.later(), rows.at + timedelta(days=1)]
    for number, at in enumerate(times):
        records.events.append("job:1", f"{number}", {}, at)
    assert records.events.forget(times[2], 9) == 2
    assert [event.seq for event in records.events.after("job:1", 0, 9)] == [3]
    assert records.events.append("job:1", "next", {}, times[2]).seq == 4
