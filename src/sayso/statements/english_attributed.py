"""What English reports tell without a verb of saying: `according to the ministry, …`."""

from sayso.statements.draft import Draft
from sayso.statements.english_contents import EnglishContents
from sayso.statements.english_subjects import EnglishSubjects
from sayso.statements.passage import Passage

_CUE = ("according", "to")


def find_attributed(passage: Passage, contents: EnglishContents, subjects: EnglishSubjects, number: int) -> list[Draft]:
    """Return what a sentence tells according to somebody, behind or around the phrase that names him."""
    start, end = passage.sentences[number]
    found = []
    for at in range(start, end - len(_CUE)):
        if tuple(passage.low[at : at + len(_CUE)]) != _CUE or passage.quote_of[at] != -1:
            continue
        named = contents.phrase(at + len(_CUE))
        speaker = None if named is None else subjects.checked(named)
        content = None if speaker is None else contents.around(at, speaker[1])
        if speaker is not None and content:
            found.append(
                Draft(
                    rule="indirect.english.according_to",
                    mode="indirect",
                    content=content,
                    sentence=number,
                    speaker=[speaker],
                    cue=[(at, at + len(_CUE))],
                    frame=[(at, speaker[1])],
                )
            )
    return found
