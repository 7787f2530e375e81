"""What the rows promise of how it stands with vendors."""

from datetime import timedelta

from reelwright.ports.records.vendors import Standing


def test_vendor_that_was_never_asked_is_well(records):
    assert records.vendors.get("kiln") == Standing("kiln")


def test_standing_is_kept(records, rows):
    worse = Standing("kiln", rows.at, 3, rows.at + timedelta(seconds=9))
    records.vendors.get("kiln")
    records.vendors.put(worse)
    records.vendors.put(Standing("annealer"))
    assert records.vendors.get("kiln") == worse
    assert records.vendors.all() == (Standing("annealer"), worse)


def test_standing_is_changed_by_one_at_a_time(store, together):
    def fail(_: int) -> None:
        with store.write() as records:
            found = records.vendors.get("kiln")
            records.vendors.put(Standing("kiln", failures=found.failures + 1))

    together(fail, range(16))
    with store.read() as records:
        assert records.vendors.all() == (Standing("kiln", failures=16),)
