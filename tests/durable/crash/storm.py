"""A storm: workers are killed at random while many jobs are made.

    python storm.py JOBS KILLS SEED URL FOLDER

makes that many jobs, one in thirty a film, kills that many times, and prints what was broken.
"""

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from durable.crash.mill import FILM, Mill
from reelwright.wiring import office

TEAM = 2
FILMS = 30


@dataclass
class Storm:
    """How many jobs, how many deaths; and what the callers were answered."""

    mill: Mill
    jobs: int
    kills: int
    seed: int
    answers: dict[str, list[str]] = field(default_factory=dict)

    def blow(self) -> list[str]:
        """Let it blow over; return the promises that were broken."""
        chance, team = random.Random(self.seed), [self.mill.hire() for _ in range(TEAM)]
        asked = 0
        for death in range(1, self.kills + 1):
            more = self.jobs * death // self.kills
            self._ask(range(asked, more))
            asked = more
            time.sleep(chance.uniform(0.1, 0.8))
            self._kill(team, chance)
        self.mill.wait(60.0 + self.jobs)
        return self.mill.broken(again=8 * self.kills, answers=self.answers)

    def _ask(self, numbers: range) -> None:
        """Ask for each job twice at once, as a caller does who heard no answer."""
        twice = [number for number in numbers for _ in range(2)]
        with ThreadPoolExecutor(4) as callers:
            for number, answer in zip(twice, callers.map(self._asked, twice), strict=True):
                self.answers.setdefault(f"key {number}", []).append(answer)

    def _asked(self, number: int) -> str:
        film = number % FILMS == 0
        brief = FILM.model_copy(update={"script": (f"Sea {number}", f"Sky {number}")})
        return self.mill.ask(f"key {number}", number, "produce" if film else "plan", brief)

    def _kill(self, team: list[subprocess.Popen[str]], chance: random.Random) -> None:
        unlucky = team.pop(chance.randrange(len(team)))
        name = self.mill.ready(unlucky)
        unlucky.send_signal(signal.SIGKILL)
        self.mill.bury(unlucky, name)
        team.append(self.mill.hire())


def main(jobs: str, kills: str, seed: str, url: str, folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    office.upgraded(url)
    mill = Mill(url, Path(folder))
    begun = time.monotonic()
    found = Storm(mill, int(jobs), int(kills), int(seed)).blow()
    states = {state: mill.states().count(state) for state in set(mill.states())}
    sys.stdout.write(f"seed {seed}: {states} in {time.monotonic() - begun:.0f} s\n")
    mill.close()
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
