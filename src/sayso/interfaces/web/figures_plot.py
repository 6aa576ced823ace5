"""Figures as a drawing: what each party names, from when to when, on one scale of numbers over time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.interfaces.web.timeline import WIDTH, Axis, Tick, day_of
from sayso.model import Figure

_HIGHEST, _LEAST = 220, 110  # units from the highest number to zero: of many figures, and of one
_TOP = 44
_FOOT = 12
_LABEL = 190  # units that the longest label takes
_LETTER = 7.2  # units that a letter of a label is wide, about
_SHAPES = ("circle", "square", "diamond", "triangle", "cross", "ring")


@dataclass(frozen=True, slots=True)
class Stroke:
    """One figure from `left` to `right`, at `y` where a best number is named, between `top` and `bottom` where bounds.

    `*_open` where no such bound or end is known; `label` is written at (`left`, `label_y`); `shape` is the voice's.
    """

    figure: Figure
    shape: str
    left: float
    right: float
    right_open: bool
    y: float
    top: float
    bottom: float
    top_open: bool
    bottom_open: bool
    label_y: float

    @property
    def is_late(self) -> bool:
        """Whether it begins so far to the right that its label stands left of that."""
        return self.left > WIDTH - _LABEL


@dataclass(frozen=True, slots=True)
class Plot:
    """The figures of a claim that share a unit; `numbers` are the ticks of the scale: where, and which number."""

    unit: str | None
    strokes: tuple[Stroke, ...]
    numbers: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    height: int


def draw_figures(figures: Sequence[Figure], days: Sequence[date] = ()) -> tuple[Plot, ...]:
    """Return a plot for each unit in which parties give figures, over the days given and those of the figures.

    A figure without a beginning is drawn from the left edge.
    """
    known = [*days, *(day for f in figures for value in (f.since, f.until) if (day := day_of(value)))]
    axis = Axis(known or [date(2000, 1, 1)])
    units = dict.fromkeys(figure.unit for figure in figures)
    return tuple(_plot(unit, [f for f in figures if f.unit == unit], axis, bool(known)) for unit in units)


def _plot(unit: str | None, figures: Sequence[Figure], axis: Axis, dated: bool) -> Plot:
    shapes: dict[str, str] = {}
    for figure in figures:
        shapes.setdefault(_voice_of(figure), _SHAPES[len(shapes) % len(_SHAPES)])
    scale = _Scale(figures)
    strokes: list[Stroke] = []
    taken: list[tuple[float, float, float]] = []
    for figure in sorted(figures, key=lambda figure: figure.since or ""):
        stroke = _stroke(figure, shapes[_voice_of(figure)], axis, scale)
        label_y = _label_place(taken, stroke, len(_label_of(figure)) * _LETTER, scale.foot)
        strokes.append(replace(stroke, label_y=label_y))
    return Plot(unit, tuple(strokes), scale.numbers(), tuple(axis.ticks()) if dated else (), int(scale.foot) + _FOOT)


class _Scale:
    """Numbers from zero, at `foot`, upwards to `top`."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        named = [abs(number) for figure in figures for number in _numbers(figure)]
        largest = max(named, default=0.0) or 1.0
        whole = all(number == int(number) for number in named)
        self._step = max(_round_step(largest / 4), 1.0 if whole else 0.0)
        self._height = min(_HIGHEST, _LEAST + 20 * (len(figures) - 1))
        self.top = self._step * (int(largest / self._step) + 1)
        self.foot = _TOP + self._height

    def y(self, number: float) -> float:
        return round(_TOP + self._height * (1 - max(0.0, number) / self.top), 1)

    def numbers(self) -> tuple[tuple[float, float], ...]:
        steps = range(round(self.top / self._step) + 1)
        return tuple((self.y(self._step * count), self._step * count) for count in steps)


def _stroke(figure: Figure, shape: str, axis: Axis, scale: _Scale) -> Stroke:
    """Return the drawing of a figure, its label not placed yet."""
    low, best, high = figure.low, figure.best, figure.high
    since, until = day_of(figure.since), day_of(figure.until)
    left = axis.x(since or axis.first)
    least = low if low is not None else best if best is not None else 0.0
    most = high if high is not None else best if best is not None else scale.top
    return Stroke(
        figure=figure,
        shape=shape,
        left=left,
        right=max(left + 10, axis.x(until or axis.last)),
        right_open=until is None,
        y=scale.y(best if best is not None else low if low is not None else most),
        top=scale.y(most),
        bottom=scale.y(least),
        top_open=high is None and best is None,
        bottom_open=low is None and best is None,
        label_y=0.0,
    )


def _voice_of(figure: Figure) -> str:
    """Return by what a figure's voice is told from others."""
    return figure.party or figure.actor_name


def _label_of(figure: Figure) -> str:
    """Return about as many letters as the label of a figure has."""
    return f"{figure.actor_name[:18]} {figure.bound} {max(_numbers(figure), default=0):,.0f}"


def _numbers(figure: Figure) -> list[float]:
    return [number for number in (figure.low, figure.best, figure.high) if number is not None]


def _label_place(taken: list[tuple[float, float, float]], stroke: Stroke, width: float, foot: float) -> float:
    """Return where a label stands above or below a stroke without covering another, and take that place."""
    x = stroke.left - (width if stroke.is_late else 0.0)
    for step in range(14):
        place = stroke.y - 9 - 15 * (step // 2) if step % 2 == 0 else stroke.y + 18 + 15 * (step // 2)
        free = all(abs(place - other) >= 14 or x > end or begin > x + width for other, begin, end in taken)
        if free and 32 <= place <= foot + _FOOT - 2:
            break
    else:
        place = stroke.y - 9
    taken.append((place, x, x + width))
    return round(place, 1)


def _round_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten that is not below `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
