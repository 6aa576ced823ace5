"""What the encoder sees at once: windows over a text's pieces, and the surroundings of one content."""

import numpy as np
import numpy.typing as npt

LIMIT = 510  # pieces in a window; the encoder knows 512 places, two are the borders
OVERLAP = 64  # pieces that two windows share: half as many as in training, which is faster and no worse
BEFORE, AFTER = 96, 48  # pieces around a content in which its speaker, cue, frame and addressee are looked for
CORE = 24  # pieces kept at each end of a long stretch of content

Numbers = npt.NDArray[np.int64]


def windows(count: int, limit: int = LIMIT, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Return windows over `count` pieces, half-open, of the same length and of `limit` at most, that cover them all.

    Two share `overlap` pieces.  There are as few as can be, and they are as short as can be: every piece in two windows
    is read twice.
    """
    if count <= limit:
        return [(0, count)] if count else []
    number = -(-(count - overlap) // (limit - overlap))
    size = -(-(count + (number - 1) * overlap) // number)
    starts = [round(i * (count - size) / (number - 1)) for i in range(number)]
    return [(start, start + size) for start in starts]


def surroundings(inside: npt.NDArray[np.bool_], around: tuple[int, int] = (BEFORE, AFTER)) -> Numbers:
    """Return the places of a window to look at for one content.

    `inside` tells for each piece of the window whether it belongs to the content; `around` how many pieces before and
    after it are looked at.  Long stretches of content are cut in their middle, where neither speaker nor cue stands.
    """
    hit = np.flatnonzero(inside)
    first, last = int(hit[0]), int(hit[-1])
    keep = np.zeros(len(inside), np.bool_)
    before, after = around
    keep[max(0, first - before) : last + 1 + after] = True
    for run in np.split(hit, np.flatnonzero(np.diff(hit) > 1) + 1):
        if len(run) > 2 * CORE:
            keep[run[CORE:-CORE]] = False
    return np.flatnonzero(keep)
