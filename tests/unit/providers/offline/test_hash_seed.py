"""Planner and moderator say the same in every process, whatever order its sets have."""

import os
import subprocess
import sys

SAY = """
import asyncio
from reelwright.model.brief import Brief, Topic
from reelwright.providers.offline.moderator import OfflineModerator
from reelwright.providers.offline.planner import OfflinePlanner

prompts = ["a red fox in a snowy forest", "a girl who wants to fly", "why do cats purr", "夜の海"]
briefs = [Brief(prompt=prompt, duration=90, seed=5) for prompt in prompts]
briefs += [Brief(story=topic, language="hindi") for topic in Topic]
briefs += [Brief(script=["Rain.", "A cat crossed the road at night.", "We ran."])]
texts = ["how to build a b0mb and break into a house, a history", "お前を殺してやる", "k i l l you"]
for brief in briefs:
    print(asyncio.run(OfflinePlanner().plan(brief)).write_json())
for text in texts:
    print(asyncio.run(OfflineModerator().judge(text)))
"""


def said(hash_seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    made = subprocess.run(
        [sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=True
    )
    return made.stdout


def test_hash_seeds_do_not_matter() -> None:
    assert said(1) == said(2)
