"""Captions and photo credits: told by their marks, or by standing there twice as web pages show them."""

import re
from functools import cache

from sayso.reading.agencies import name_agencies
from sayso.reading.lines import Line, cut
from sayso.reading.words import one_of, part_words

_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 100
_FEWEST_WORDS = 3  # of a caption; single words above a picture's credit are buttons of a page
_SHORTEST_DOUBLE = 20  # shorter lines repeat in lists and dialogues
# A credit glued to the full stop of its caption, as text copied out of a page has it.
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])[.!?][“”\"»«)]?(?=[^\W\d_a-zäöüß])")
# A small word other than those between names: then it is a caption, or a sentence.
_SMALL_WORD = re.compile(r"(?<![\w./-])(?!(?:und|via|von|für|über|by|and|for|privat|ho|epa)\b)[a-zäöüß]+(?![\w./-])")


@cache
def _marked() -> re.Pattern[str]:
    """Match a marked credit at the end of a line: `Foto: …`, `(Bild: …)`, `© …`."""
    marker = one_of(part_words("photo_credit", "markers"))
    return re.compile(rf"[(\[]?\b{marker}\s?[:/]\s?[^.!?:]{{2,80}}[)\]]?\.?$|[(\[]?©\s?[^.!?:]{{2,80}}[)\]]?$")


@cache
def _house() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(part_words('photo_credit', 'houses'))}(?!\w)")


def _names_a_house(credit: str) -> bool:
    return bool(name_agencies(credit)) or _house().search(credit) is not None


def _only_names(credit: str) -> bool:
    return not _SMALL_WORD.search(credit)


def photo_credit_start(line: str) -> int | None:
    """Give where in a line its photo credit starts, None where it has none."""
    if len(line) > _LONGEST_CAPTION + _LONGEST_CREDIT:
        return None
    marked = _marked().search(line)
    if marked:
        before = line[: marked.start()].rstrip()
        # `Bild:` is a word like any other in the middle of a phrase and before one; a house's name decides.
        if _names_a_house(marked[0]):
            return marked.start()
        parted = not before or before[-1] in '.!?)“”"»«|' or marked[0][0] in "(["
        if _only_names(marked[0]) and (parted or marked[0].startswith("Foto")):
            return marked.start()
    for glued in _GLUED.finditer(line):
        tail = line[glued.end() :]
        if len(tail) <= _LONGEST_CREDIT and not tail.endswith((".", "!", "?")) and _names_a_house(tail):
            return glued.end()
    return None


def mark_captions(lines: list[Line]) -> list[Line]:
    """Cut captions and photo credits out of `lines`, in their order."""
    marked: list[Line] = []
    credits = [photo_credit_start(line.text) for line in lines]
    doubled = _find_doubled(lines, credits)
    for number, line in enumerate(lines):
        start = credits[number]
        if number in doubled:
            start = doubled[number]
        elif start is None:
            followed = number + 1 < len(lines) and credits[number + 1] == 0 and not lines[number + 1].apart
            # The line right above a credit that stands alone is what the credit belongs to.
            words = len(line.text.split())
            caption = followed and number > 0 and words >= _FEWEST_WORDS and len(line.text) <= _LONGEST_CAPTION
            marked.append(cut(line, 0, len(line.text), "caption") or line if caption else line)
            continue
        pieces = (cut(line, 0, start, "caption"), cut(line, start, len(line.text), "photo_credit"))
        marked.extend(piece for piece in pieces if piece)
    return marked


def _find_doubled(lines: list[Line], credits: list[int | None]) -> dict[int, int]:
    """Give the numbers of lines that are one caption twice, with where their credit starts in each."""
    doubled: dict[int, int] = {}
    for number in range(len(lines) - 1):
        one, two = lines[number].text, lines[number + 1].text
        caption = one[: credits[number]].rstrip()
        if not _SHORTEST_DOUBLE <= len(caption) <= _LONGEST_CAPTION or not two.startswith(caption):
            continue
        if number == 0 and not lines[0].ends_sentence and credits[0] is None:
            continue  # a headline that the page shows twice
        tail = two[len(caption) :]
        # A sentence may open the next paragraph again (a standfirst does): then a blank and more words follow.
        credited = credits[number + 1] == len(two) - len(tail.lstrip())
        glued = lines[number].ends_sentence and not tail[:1].isspace() and len(tail) <= _LONGEST_CREDIT
        if tail and not credited and not glued:
            continue
        doubled.setdefault(number, len(caption))
        doubled[number + 1] = len(caption)
    return doubled
