"""What every test shares."""

import pytest
from hypothesis import settings

# Machines that test are busy; a law is not broken by being checked slowly.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regild", action="store_true", help="write the golden pictures anew")
