"""What every test shares."""

import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# What several folders of tests need is in `shared`.
sys.path.append(str(Path(__file__).parent))
pytest_plugins = ["shared.postgres", "shared.rows"]

# Machines that test are busy; a law is not broken by being checked slowly. The same examples every
# time, so that a change is judged by itself; `--search` draws new ones (`make test-slow`).
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)

# Tests in a background are started with signals ignored, and so would be what they start. What is
# heeded here, if only by doing nothing, is heeded there.
HEEDED = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: lambda *_: None,
    signal.SIGHUP: lambda *_: None,
}
for number, handler in HEEDED.items():
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regild", action="store_true", help="write the golden pictures anew")
    parser.addoption("--search", action="store_true", help="look for new examples against the laws")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("search" if config.getoption("--search") else "same")
