"""Productions: briefs that are planned, edited and filmed, and what of them a film still shows.

A scene that changes after it was filmed is stale: its picture, its line, or its place. Nothing is
marked: what a film shows is in its papers, and what differs from them is stale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from math import ceil
from typing import Final

from reelwright.model.brief import Brief, SceneBrief
from reelwright.model.errors import Conflict, Fault, Invalid, NotFound
from reelwright.model.ids import Key, SceneId, new_id, scene_id
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.productions import Production, SceneRow, Take
from reelwright.services import boards, projects, uploads
from reelwright.services.spending import Work

_UNPLANNED: Final = Time.of(60)
"""About the length of a film whose brief asks for none: planners make one of a minute."""

_SCENE: Final = Time.of(5)
"""About the length of a planned scene."""

_LETTERS: Final = 12
"""About how many letters are read aloud in a second, so that an estimate is rather too high."""


@dataclass(frozen=True, slots=True)
class SceneEdit:
    """What to change of a scene; what is None stays. An empty `picture` takes the owner's away.

    A `duration` is `exact` unless that is False. `picture_take` goes back to an earlier picture of
    its words, `another_picture` asks for one more.
    """

    narration: str | None = None
    visual: str | None = None
    camera: Camera | None = None
    duration: Time | None = None
    picture: Key | None = None
    picture_take: int | None = None
    another_picture: bool = False
    exact: bool | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a production is called, where it is kept, and through which contract it came."""

    origin: str
    title: str = ""
    project: str | None = None
    details: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of what a scene shows or says: `asset` is it as JSON, `job` made or found it."""

    kind: str
    words: str
    asset: Mapping[str, Json]
    job: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the last film, if there is one, stands to the storyboard: the scenes it shows otherwise.

    `reordered`: they stand in another order there, or there were others among them.
    """

    film: FilmRow | None
    stale: tuple[SceneId, ...]
    reordered: bool

    @property
    def current(self) -> bool:
        """Whether producing again would give the same film."""
        return self.film is not None and not self.stale and not self.reordered


def create(records: Records, account: str, brief: Brief, label: Label, at: datetime) -> Production:
    """Keep a new production of a brief; `NotFound` for a project or a picture that is not his."""
    if label.project is not None:
        projects.get(records, account, label.project)
    uploads.check_owned(records, account, [key for key in brief.brought if key])
    production = Production(
        id=new_id(at),
        number=records.productions.next_number(),
        account_id=account,
        project_id=label.project,
        origin=label.origin,
        title=label.title,
        brief=brief.write(),
        created_at=at,
        updated_at=at,
        details=label.details,
    )
    records.productions.add(production)
    return production


def get(
    records: Records, account: str, production: str, *, origin: str | None = None
) -> Production:
    """Return the account's production; `NotFound` where there is none, or it is another's.

    With an `origin`, productions that came through other contracts are not there either.
    """
    found = records.productions.get(account, production)
    if found is None or origin not in (None, found.origin):
        raise NotFound(f"There is no production {production!r}.")
    return found


def brief(production: Production) -> Brief:
    """Return what was asked."""
    return Brief.read(production.brief)


def storyboard(records: Records, production: Production) -> Storyboard | None:
    """Return the storyboard as it is now; None while there is none."""
    rows = records.productions.scenes(production.id)
    if production.storyboard is None or not rows:
        return None
    return Storyboard.read({**production.storyboard, "scenes": [_scene(row) for row in rows]})


def planned(
    records: Records, production: Production, board: Storyboard, at: datetime
) -> Production:
    """Keep the storyboard a production is given, in place of any it had; return the production."""
    for row in records.productions.scenes(production.id):
        records.productions.remove_scene(row.id)
    for position, scene in enumerate(board.scenes):
        records.productions.put_scene(_row(production.id, scene, position, at))
    plan = {name: part for name, part in board.write().items() if name != "scenes"}
    title = production.title or board.title
    return _saved(records, replace(production, storyboard=plan, title=title), at)


def adopt(records: Records, production: Production, board: Storyboard, at: datetime) -> Production:
    """Keep a storyboard that its owner wrote, as `planned` does; `Invalid` with every fault.

    `NotFound` for a picture that is not his.
    """
    boards.check(board)
    _owned(records, production, *(scene.picture for scene in board.scenes))
    return planned(records, production, board, at)


def change(
    records: Records, production: Production, *, title: str, project: str | None, at: datetime
) -> Production:
    """Call a production otherwise, or keep it elsewhere; `NotFound` for another's project."""
    if project is not None:
        projects.get(records, production.account_id, project)
    return _saved(records, replace(production, title=title, project_id=project), at)


def revise(
    records: Records, production: Production, brief: Brief, label: Label, at: datetime
) -> Production:
    """Ask something else of a production, which keeps the scenes it has; return it."""
    later = replace(production, brief=brief.write(), title=label.title, details=label.details)
    return _saved(records, later, at)


def unplan(records: Records, production: Production, at: datetime) -> Production:
    """Take a production's storyboard away, with all its scenes; return the production."""
    for row in records.productions.scenes(production.id):
        records.productions.remove_scene(row.id)
    return _saved(records, replace(production, storyboard=None), at)


def edit(
    records: Records, production: Production, scene: str, change: SceneEdit, at: datetime
) -> SceneRow:
    """Change a scene and return it; `NotFound` if there is none, `Invalid` if it cannot be so."""
    old = _of(records, production, scene)
    _owned(records, production, change.picture)
    new = replace(
        old,
        narration=old.narration if change.narration is None else change.narration,
        visual=old.visual if change.visual is None else change.visual,
        camera=old.camera if change.camera is None else change.camera.value,
        duration=old.duration if change.duration is None else change.duration.write(),
        exact=_exact(old, change),
        picture=old.picture if change.picture is None else change.picture or None,
        picture_take=_take(records, old, change),
        updated_at=at,
    )
    records.productions.put_scene(new)
    board = _kept(records, production)
    boards.check_scene(board, SceneId(new.name))
    if change.duration is not None:
        boards.check_length(board)
    _saved(records, production, at)
    return new


def insert(
    records: Records, production: Production, scene: Scene, position: int | None, at: datetime
) -> SceneRow:
    """Put a new scene into the film, at a place or at its end, and return it."""
    rows = list(records.productions.scenes(production.id))
    _owned(records, production, scene.picture)
    made = _row(production.id, scene.model_copy(update={"id": _free(rows)}), len(rows), at)
    rows.insert(len(rows) if position is None else min(position, len(rows)), made)
    _placed(records, rows)
    board = _kept(records, production)
    boards.check_scene(board, SceneId(made.name))
    boards.check_length(board)
    _saved(records, production, at)
    return next(row for row in records.productions.scenes(production.id) if row.id == made.id)


def take_out(records: Records, production: Production, scene: str, at: datetime) -> None:
    """Take a scene out of the film; `Conflict` for its last."""
    rows = records.productions.scenes(production.id)
    if len(rows) == 1:
        raise Conflict("A film has at least one scene; change this one, or delete the production.")
    gone = _of(records, production, scene)
    records.productions.remove_scene(gone.id)
    _placed(records, [row for row in rows if row.id != gone.id])
    _saved(records, production, at)


def reorder(
    records: Records, production: Production, names: Sequence[str], at: datetime
) -> tuple[SceneRow, ...]:
    """Put the scenes into this order and return them; `Invalid` unless each is named once."""
    rows = {row.name: row for row in records.productions.scenes(production.id)}
    if sorted(names) != sorted(rows):
        raise Invalid([Fault("order", f"Name each scene once: {', '.join(rows)}.")])
    _placed(records, [rows[name] for name in names])
    _saved(records, production, at)
    return records.productions.scenes(production.id)


def take(records: Records, scene: SceneRow, version: Version, at: datetime) -> None:
    """Keep a version of what a scene shows or says, unless it is kept; they count from one."""
    known = [one for one in records.productions.takes(scene.id) if one.kind == version.kind]
    if all(one.asset != version.asset for one in known):
        taken = Take(
            id=new_id(at),
            scene_id=scene.id,
            kind=version.kind,
            number=len(known) + 1,
            words=version.words,
            asset=version.asset,
            job_id=version.job,
            created_at=at,
        )
        records.productions.add_take(taken)


def counted(*, pictures: int, clips: int, speech: float, tracks: int, film: float) -> Work:
    """Return things made as prices count them, seconds of speech and film: estimates and bills."""
    things = {"picture": pictures, "clip": clips, "speech": speech, "track": tracks, "film": film}
    return Work(things, film)


def work(board: Storyboard, brief: Brief, seconds: float) -> Work:
    """Return what making a storyboard of so many seconds takes, counted as prices are."""
    painted = sum(scene.shots for scene in board.scenes if scene.picture is None)
    spoken = sum(float(scene.duration) for scene in board.scenes if brief.voice and scene.narration)
    tracks = int(brief.music is not None)
    clips = sum(scene.shots if scene.picture is None else 1 for scene in board.scenes)
    return counted(pictures=painted, clips=clips, speech=spoken, tracks=tracks, film=seconds)


def foreseen(brief: Brief) -> Work:
    """Return about what making a brief takes that is not planned yet: rather more than it does."""
    given = _given(brief)
    length = brief.duration or sum((_length(scene) for scene in given), ZERO)
    if length == ZERO:
        length = _UNPLANNED
    scenes = len(given) or ceil(length.seconds / _SCENE.seconds)
    clips = max(scenes, brief.images or 0)
    painted = max(clips - sum(key is not None for key in brief.brought), 0)
    spoken = float(length) if brief.voice else 0.0
    tracks = int(brief.music is not None)
    return counted(pictures=painted, clips=clips, speech=spoken, tracks=tracks, film=float(length))


def ahead(production: Production, board: Storyboard | None) -> Work:
    """Return what producing takes: by its storyboard, or about what it will where there is none."""
    asked = brief(production)
    if board is None:
        return foreseen(asked)
    return work(board, asked, float(asked.duration or board.duration))


def stale(now: Storyboard, shown: Storyboard) -> tuple[SceneId, ...]:
    """Return the scenes of a storyboard that a film of `shown` does not show as they are now."""
    before = {scene.id: scene for scene in shown.scenes}
    return tuple(scene.id for scene in now.scenes if before.get(scene.id) != scene)


def film(records: Records, account: str, film: str) -> FilmRow:
    """Return the account's film; `NotFound` where there is none, or it is another's."""
    found = records.films.get(account, film)
    if found is None:
        raise NotFound(f"There is no film {film!r}.")
    return found


def shown(records: Records, production: Production) -> FilmRow | None:
    """Return the last film of a production; None while there is none."""
    films = records.films.of(production.account_id, 1, production=production.id)
    return films[0] if films else None


def standing(records: Records, production: Production, board: Storyboard) -> Standing:
    """Return how the last film of a production stands to its storyboard as it is now."""
    last = shown(records, production)
    if last is None:
        return Standing(None, tuple(scene.id for scene in board.scenes), reordered=False)
    before = Storyboard.read(last.sidecar["storyboard"])
    order = [scene.id for scene in board.scenes] != [scene.id for scene in before.scenes]
    return Standing(last, stale(board, before), reordered=order)


def remove(records: Records, account: str, production: str) -> None:
    """Forget a production, its scenes, jobs and films. What is at work on it is cancelled first."""
    records.productions.remove(get(records, account, production).id)


def _of(records: Records, production: Production, scene: str) -> SceneRow:
    for row in records.productions.scenes(production.id):
        if row.name == scene:
            return row
    raise NotFound(f"There is no scene {scene!r} in this production.")


def _saved(records: Records, production: Production, at: datetime) -> Production:
    records.productions.save(replace(production, updated_at=at))
    return replace(production, updated_at=at, version=production.version + 1)


def _placed(records: Records, rows: Sequence[SceneRow]) -> None:
    for position, row in enumerate(rows):
        records.productions.put_scene(replace(row, position=position))


def _owned(records: Records, production: Production, *pictures: Key | None) -> None:
    uploads.check_owned(records, production.account_id, [key for key in pictures if key])


def _kept(records: Records, production: Production) -> Storyboard:
    """Return the storyboard of a production that has one."""
    board = storyboard(records, production)
    if board is None:
        raise Conflict("This production has no storyboard yet; plan it, or send one.")
    return board


def _take(records: Records, row: SceneRow, change: SceneEdit) -> int:
    """Return which picture of its words a scene shows: one chosen, another one, or as before."""
    if not change.another_picture:
        return row.picture_take if change.picture_take is None else change.picture_take
    made = [one for one in records.productions.takes(row.id) if one.kind == "picture"]
    return max(row.picture_take + 1, len(made))


def _exact(row: SceneRow, change: SceneEdit) -> bool:
    """Return whether a scene lasts just as long as it says: so it does if its owner said it."""
    if change.exact is not None:
        return change.exact
    return row.exact or change.duration is not None


def _free(rows: Sequence[SceneRow]) -> SceneId:
    """Return a name that no scene has."""
    taken = {row.name for row in rows}
    return next(name for number in count(len(rows) + 1) if (name := scene_id(number)) not in taken)


def _given(brief: Brief) -> Sequence[SceneBrief]:
    """Return the scenes a brief itself tells: of its own, or one for each line of its script."""
    return brief.scenes or tuple(SceneBrief(narration=line) for line in brief.script or ())


def _length(scene: SceneBrief) -> Time:
    read = Time.of(len(scene.narration or "")) / _LETTERS
    return scene.duration or max(_SCENE, read)


def _row(production: str, scene: Scene, position: int, at: datetime) -> SceneRow:
    return SceneRow(
        id=new_id(at),
        production_id=production,
        name=scene.id,
        position=position,
        narration=scene.narration,
        visual=scene.visual,
        camera=scene.camera.value,
        duration=scene.duration.write(),
        created_at=at,
        updated_at=at,
        exact=scene.exact,
        picture_take=scene.picture_take,
        picture=scene.picture,
        details={"shots": scene.shots},
    )


def _scene(row: SceneRow) -> dict[str, object]:
    return {
        "id": row.name,
        "narration": row.narration,
        "visual": row.visual,
        "camera": row.camera,
        "duration": row.duration,
        "exact": row.exact,
        "picture": row.picture,
        "picture_take": row.picture_take,
        "shots": row.details.get("shots", 1),
    }
