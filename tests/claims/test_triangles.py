import numpy as np
import pytest

from sayso.claims.traits import Traits
from sayso.claims.triangles import SUM, load_triangles, triangles_of

WIDTH = 2


def tables(**own):
    """Return a network that adds nothing: one block, all weights 0, but for those given by name."""
    shapes = {
        "begin": (WIDTH, 2), "end": (1, WIDTH), "last": (WIDTH,),
        **{f"blocks.0.{name}": (WIDTH,) for name in ("heard", "told", "own")},
        **{f"blocks.0.{name}": (2 * WIDTH, WIDTH) for name in ("sides", "side_gates", "widen")},
        **{f"blocks.0.{name}": (WIDTH, WIDTH) for name in ("tell", "tell_gate")},
        "blocks.0.narrow": (WIDTH, 2 * WIDTH),
    }  # fmt: skip
    made = {"usual": np.zeros(1), "spread": np.ones(1)}
    for name, shape in shapes.items():
        made[f"1.{name}.weight"] = np.ones(shape) if len(shape) == 1 else np.zeros(shape)
        made[f"1.{name}.bias"] = np.zeros(shape[0])
    made |= {f"1.{name}": np.array(value, float) for name, value in own.items()}
    return {name: value.astype(np.float32) for name, value in made.items()}


# Hears of each pair its log odds, and of each triangle the product of the other two sides.
HEARS = {
    "begin.weight": [[0, 1], [0, 0]],
    "blocks.0.sides.weight": [[1, 0], [0, 0], [1, 0], [0, 0]],
    "blocks.0.side_gates.bias": [9.0] * 4,
    "blocks.0.tell.weight": [[1, 0], [0, 0]],
    "blocks.0.tell_gate.bias": [9.0] * 2,
    "end.weight": [[1, 0]],
}


def add(odds, **own):
    odds = np.array(odds, np.float32)
    return triangles_of(tables(**own)).add(np.zeros((*odds.shape, 1), np.float32), odds)


def test_networks_that_tell_nothing_add_nothing():
    assert not add([[0, 2], [2, 0]]).any()


def test_a_pair_hears_the_other_sides_of_its_triangles():
    """The first two are alike to the third in one table, to nobody in the other: their own odds are the same."""
    shared = [[0, 0, 6], [0, 0, 6], [6, 6, 0]]
    apart = [[0, 0, -6], [0, 0, 6], [-6, 6, 0]]
    assert add(shared, **HEARS)[0, 1] > add(apart, **HEARS)[0, 1]


def test_neither_the_order_of_statements_nor_that_of_a_pair_matters():
    chance = np.random.default_rng(1)
    odds = chance.normal(size=(6, 6)).astype(np.float32)
    odds, order = odds + odds.T, chance.permutation(6)
    traits = np.abs(odds)[..., None] * np.ones(len(Traits._fields), np.float32)
    shipped = load_triangles()
    added = shipped.add(traits, odds)
    assert np.allclose(added, added.T, atol=1e-4)
    assert np.allclose(shipped.add(traits[order][:, order], odds[order][:, order]), added[order][:, order], atol=1e-4)
    assert added.std() > 0.01


def test_several_networks_add_up():
    one = tables(**HEARS)
    two = one | {name.replace("1.", "2.", 1): value for name, value in one.items() if name.startswith("1.")}
    odds = np.array([[0, 3], [3, 0]], np.float32)
    traits = np.zeros((2, 2, 1), np.float32)
    single, both = triangles_of(one).add(traits, odds), triangles_of(two).add(traits, odds)
    assert both == pytest.approx(2 * single)
    assert single.any()


def test_what_ships_takes_all_traits_and_the_log_odds():
    shipped = load_triangles()
    assert shipped.usual.shape == shipped.spread.shape == (len(Traits._fields),)
    assert (shipped.spread > 0).all()
    assert SUM > 0
