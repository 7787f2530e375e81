"""The import contract is kept, and each of its rules can be broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

# For each rule a module and a line that must not stand in it.
VIOLATIONS = {
    "1. The stack": ("render/plan.py", "import reelwright.pipeline.plan"),
    "2. The flow": ("model/brief.py", "import reelwright.model.timeline"),
    "3. Render reads": ("render/plan.py", "import asyncio"),
    "4. Durable knows no video": ("durable/local.py", "import reelwright.model.brief"),
    "5. A vendor sees only": ("providers/catalog.py", "import reelwright.render.plan"),
    "8. The core does no input": ("pipeline/plan.py", "import typer"),
    "12. No cycles": ("render/plan.py", "import reelwright.render.compose"),
}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder / "src",
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        check=False,
    )


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the source that may be spoilt."""
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "data", "*.json"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contract_is_kept(copy):
    run = linted(copy)
    assert "0 broken" in run.stdout, run.stdout
    assert run.returncode == 0


@pytest.mark.parametrize(("rule", "violation"), VIOLATIONS.items())
def test_rule_can_be_broken(copy, rule, violation):
    module, line = violation
    path = copy / "src" / "reelwright" / module
    path.write_text(f"{path.read_text()}\n{line}\n")
    broken = [text for text in linted(copy).stdout.splitlines() if text.endswith("BROKEN")]
    assert any(text.startswith(rule) for text in broken), broken


def test_vendors_may_not_meet(copy):
    vendor = copy / "src" / "reelwright" / "providers" / "other"
    vendor.mkdir()
    (vendor / "__init__.py").write_text("import reelwright.providers.offline.lexicon\n")
    assert "6. Vendors do not know each other BROKEN" in linted(copy).stdout


def test_new_package_needs_its_layer(copy):
    package = copy / "src" / "reelwright" / "utils"
    package.mkdir()
    (package / "__init__.py").write_text("")
    assert linted(copy).returncode != 0
