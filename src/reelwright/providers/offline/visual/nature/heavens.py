"""The whole sky in its order: air, stars, sun or moon, heaps on the horizon, clouds overhead."""

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.nature import clouds, heaps, murk, sky
from reelwright.providers.offline.visual.stage import Stage


def paint(stage: Stage, under: str, tall: float = 0.34) -> None:
    """Paint the sky; the heaps of a fair day stand at most `tall` units above the horizon.

    What lies `under` it names its clouds: two places have two skies, even of one seed.
    """
    canvas, view, light = stage.canvas, stage.view, stage.light
    sky.paint(canvas, view, light)
    sky.stars(canvas, view, light, stage.rng("stars"))
    sky.moon(canvas, view, light, float(stage.film_rng("moon").choice([0.3, 1.0, 1.0])))
    sky.sun(canvas, view, light)
    fair = stage.moment.weather in {Weather.CLEAR, Weather.CLOUDY}
    if stage.moment.weather is Weather.FOG:
        murk.paint(canvas, view, stage.rng(f"fog over {under}"))
    rng = stage.rng(f"heaps over {under}")
    heaped = fair and rng.random() < stage.look.heaps
    if heaped:
        heaps.paint(stage, int(rng.integers(2, 5)), tall * stage.look.towering, rng)
    cover = light.cover * (0.45 if heaped else 1.0)
    clouds.deck(canvas, view, light, cover, stage.rng(f"deck over {under}"))
