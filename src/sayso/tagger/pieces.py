"""Text to pieces: the one module that knows the tokenizer.

A piece is a part of a word that the encoder has a vector for; no piece crosses the border of a word, so that
every word has offsets of its own.  Where the text begins a new paragraph, a piece without a word stands for it.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
NO_WORD = -1

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into words and pieces.

    `ids` and `words` have one entry a piece: its row in the embedding table, and its word (`NO_WORD` for the
    border of a paragraph).  `starts` and `ends` have one entry a word: code points of the text, half-open.
    """

    ids: Numbers
    words: Numbers
    starts: Numbers
    ends: Numbers


class Segmenter:
    """Cuts texts into pieces; made from a `tokenizers` file."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))

    def ids(self, text: str) -> Numbers:
        """Return the pieces of a text alone, as the encoder was pretrained: a blank that is a piece stays one."""
        return np.array(self._tokenizer.encode(text, add_special_tokens=False).ids, np.int64)

    def segment(self, text: str) -> Pieces:
        """Return the words and pieces of a text."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids: list[int] = []
        words: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        last_word = last_end = -1
        for piece, number, (left, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            if number is None:
                continue
            start = left
            while start < end and text[start].isspace():  # a piece that begins a word holds the blank before it
                start += 1
            if start >= end:
                continue
            if number != last_word and start >= last_end:  # signs such as … are several words to the tokenizer
                if starts and start > last_end and "\n" in text[last_end:start]:
                    ids.append(END)
                    words.append(NO_WORD)
                starts.append(start)
                ends.append(end)
                last_word, last_end = number, end
            elif end > last_end:
                ends[-1] = last_end = end
            ids.append(piece)
            words.append(len(starts) - 1)
        return Pieces(*(np.array(column, np.int64) for column in (ids, words, starts, ends)))
