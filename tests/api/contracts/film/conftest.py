"""The film contract over an empty installation: an admin, Ann and Bob, and the studio floor."""

from collections.abc import Callable

import pytest

from shared.film import Floor, Person, entered

Enter = Callable[[str], Person]


@pytest.fixture
def enter(house) -> Enter:
    """Give what lets somebody in, by name."""
    return lambda name: entered(house, name)


@pytest.fixture
def admin(house, enter: Enter) -> Person:
    """Give the first person of all, who is an admin."""
    return enter("root")


@pytest.fixture
def ann(admin: Person, enter: Enter) -> Person:
    """Give Ann, who is no admin."""
    return enter("ann")


@pytest.fixture
def bob(admin: Person, enter: Enter) -> Person:
    """Give Bob, who is no admin."""
    return enter("bob")


@pytest.fixture
def floor(house) -> Floor:
    """Give the studio floor."""
    return Floor(house)
