"""Readings for tests: arbitrary valid ones for hypothesis, and one that a person can read."""

import hashlib
from typing import get_args

from hypothesis import strategies as st

from sayso.model import (
    Actor,
    ActorKind,
    Bound,
    Confidences,
    Evidence,
    EvidenceKind,
    Medium,
    Mode,
    Office,
    Part,
    PartKind,
    Person,
    Place,
    Polarity,
    PublishedFrom,
    Quantity,
    Reading,
    Report,
    Run,
    Span,
    Stance,
    Statement,
    TimeExpression,
    TimeType,
    When,
)

RUN = Run(version="0.1.0", knowledge="abc123")
NEXT_RUN = Run(version="0.2.0", knowledge="def456")

names = st.text(min_size=1, max_size=8)
days = st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True)
numbers = st.floats(allow_nan=False, allow_infinity=False)
shares = st.none() | st.floats(0, 1)


def one_of(literal):
    return st.sampled_from(get_args(literal))


def report_id(text, url=None):
    return hashlib.sha256(f"{url}\n{text}".encode()).hexdigest()[:16]


def tuples(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


people = st.builds(Person, names, st.none() | names, tuples(st.builds(Office, names, names, st.none() | names), most=2))


@st.composite
def spans(draw, length):
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def reports(draw):
    text = draw(st.text(min_size=1, max_size=60))
    url = draw(st.none() | names)
    return Report(
        id=report_id(text, url),
        text=text,
        parts=draw(tuples(st.builds(Part, one_of(PartKind), spans(len(text))))),
        language=draw(st.sampled_from(("de", "en", "und"))),
        title=draw(st.none() | st.text(max_size=8)),
        authors=draw(tuples(names)),
        outlet=draw(st.none() | names),
        url=url,
        published=draw(st.none() | days),
        published_from=draw(one_of(PublishedFrom)),
        agencies=draw(tuples(names)),
    )


@st.composite
def statements(draw, number, length, actors, earlier):
    span = spans(length)
    return Statement(
        id=f"s{number}",
        mode=draw(one_of(Mode)),
        medium=draw(one_of(Medium)),
        content=draw(tuples(span)),
        speaker=draw(tuples(span)),
        cue=draw(tuples(span)),
        frame=draw(tuples(span)),
        addressee=draw(tuples(span)),
        stance=draw(one_of(Stance)),
        found_by=draw(names),
        confidence=draw(st.floats(0, 1)),
        polarity=draw(st.none() | one_of(Polarity)),
        said=draw(st.none() | st.builds(When, days, st.none() | span)),
        first=draw(st.booleans()),
        # A statement may stand in one that is listed before or after it.
        parent=draw(st.none() | st.sampled_from(earlier)),
        actors=draw(tuples(st.sampled_from(actors))) if actors else (),
        via=draw(tuples(st.sampled_from(actors))) if actors else (),
        confidences=draw(st.none() | st.builds(Confidences, shares, shares, st.floats(0, 1), shares)),
    )


@st.composite
def readings(draw):
    report = draw(reports())
    length = len(report.text)
    span = spans(length)
    actors = draw(
        st.lists(
            st.builds(Actor, names, names, one_of(ActorKind), st.none() | names, tuples(span), st.none() | names),
            max_size=3,
            unique_by=lambda actor: actor.id,
        )
    )
    ids = [f"s{number}" for number in range(draw(st.integers(0, 3)))]
    actor_ids = [actor.id for actor in actors]
    return Reading(
        report=report,
        statements=tuple(draw(statements(number, length, actor_ids, ids)) for number in range(len(ids))),
        actors=tuple(actors),
        times=draw(tuples(st.builds(TimeExpression, span, one_of(TimeType), names))),
        quantities=draw(
            tuples(
                st.builds(Quantity, span, numbers, one_of(Bound), st.none() | st.text(max_size=5), st.none() | numbers)
            )
        ),
        places=draw(tuples(st.builds(Place, span, names, st.none() | names))),
        run=draw(st.builds(Run, names, names)),
        evidence=draw(
            tuples(
                st.builds(
                    Evidence,
                    one_of(EvidenceKind),
                    span,
                    st.none() | st.sampled_from(actor_ids) if actor_ids else st.none(),
                    tuples(st.sampled_from(ids)) if ids else st.just(()),
                )
            )
        ),
        narration=draw(tuples(span)),
        people=tuple(draw(st.lists(people, max_size=3, unique_by=lambda person: person.name))),
    )


def find(text, words):
    """Return the span of the words' first occurrence."""
    start = text.index(words)
    return Span(start, start + len(words))


def plain_reading(
    *,
    url="https://bote.example/1",
    published="2025-04-28",
    ministry="Das Außenministerium in Österreich",
    more="",
    run=RUN,
):
    """Return a reading with three statements: a ministry denies, a port confirms, nobody named asserts."""
    text = (
        f"{ministry} hat den Kauf von rund 20 Schiffen am Montag dementiert. "
        "Die Hafenleitung von Neustadt bestätigte ihn. "
        f"Es gebe Verträge.{more}"
    )

    def statement(id, speaker, cue, content, stance, mode, actors):
        return Statement(
            id=id,
            mode=mode,
            medium="speech_writing",
            content=(find(text, content),),
            speaker=(find(text, speaker),) if speaker else (),
            cue=tuple(find(text, words) for words in cue),
            frame=(),
            addressee=(),
            stance=stance,
            found_by="test.rule",
            confidence=0.9,
            said=When("2025-04-28", find(text, "Montag")) if id == "s1" else None,
            actors=actors,
        )

    return Reading(
        report=Report(
            id=report_id(text, url),
            text=text,
            parts=(Part("paragraph", Span(0, len(text))),),
            language="de",
            title="Streit um Schiffe",
            outlet="Bote",
            url=url,
            published=published,
            published_from="given" if published else "unknown",
            agencies=("dpa", "AFP"),
        ),
        statements=(
            statement(
                "s1", ministry, ("hat", "dementiert"), "den Kauf von rund 20 Schiffen", "denies", "reported", ("a1",)
            ),
            statement("s2", "Die Hafenleitung von Neustadt", ("bestätigte",), "ihn", "confirms", "reported", ("a2",)),
            statement("s3", None, (), "Es gebe Verträge", "asserts", "indirect_free_indirect", ()),
        ),
        actors=(
            Actor("a1", "Außenministerium Österreichs", "organization", "AT", (find(text, ministry),)),
            Actor("a2", "Hafen Neustadt", "organization", None, (find(text, "Die Hafenleitung"),)),
        ),
        times=(TimeExpression(find(text, "Montag"), "DATE", "2025-04-28"),),
        quantities=(Quantity(find(text, "rund 20 Schiffen"), 20.0, "about", "Schiffe"),),
        places=(Place(find(text, "Österreich"), "Österreich", "AT"),) if "Österreich" in text else (),
        run=run,
    )
