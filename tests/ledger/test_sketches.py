"""The nearest statements: found among all, whether they lie on shelves or not yet, by one process or the next."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import func, select
from tests.claims.given import Said, reading
from tests.ledger.meanings import WIDTH, Encoder, Words, meanings
from tests.ledger.places import raw

from sayso.accounting import place_pending
from sayso.claims.meaning import mean
from sayso.claims.points import read_points
from sayso.ledger import open_ledger, tables
from sayso.ledger.sketches import find_nearest, pack_block, sketch, unpack_block
from sayso.model import Run

WORDS = ("Brücke", "Hafen", "Schleuse", "Werft", "Deich", "Kai", "Speicher", "Fähre", "Mole", "Tonne", "Lotse")


def unit(rows, seed=1):
    vectors = np.random.default_rng(seed).normal(size=(rows, WIDTH)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize("sizes", [[1500], [600, 1, 899], [3, 2, 1]])
def test_what_is_nearest_does_not_depend_on_how_sketches_lie_together(sizes):
    vectors, asked = unit(sum(sizes)), unit(4, seed=2)
    blocks, first = [], 1
    for size in sizes:
        block = sketch(first, vectors[first - 1 : first - 1 + size])
        blocks.append(unpack_block(block.first, size, pack_block(block)))
        first += size
    found = find_nearest(blocks, asked, 20)
    cosines = asked @ vectors.T
    for near, row in zip(found, cosines, strict=True):
        exact = np.argsort(-row)[:20]
        assert len(near) == min(20, len(vectors))
        assert len({one.number for one in near} & {int(at) + 1 for at in exact}) >= len(near) - 1
        assert [one.likeness for one in near] == sorted((one.likeness for one in near), reverse=True)
        assert all(abs(one.likeness - row[one.number - 1]) < 0.003 for one in near)


@pytest.fixture
def shelves_of_four(monkeypatch):
    monkeypatch.setattr("sayso.ledger.sketches.SHELF", 4)


def told(number):
    word = WORDS[number % len(WORDS)]
    return reading(f"r{number}", "2025-03-01", Said(f"die {word} bei Neustadt gesperrt worden sei", f"Olaf {number}"))


def nearest(book, words, limit=1):
    (vector,) = Encoder().encode([words])
    return [hit.entry.content for hit in book.search(vector=vector, limit=limit)]


def shelved(place):
    with raw(place) as connection:
        return connection.execute(select(func.coalesce(func.sum(tables.shelves.c.size), 0))).scalar_one()


def test_statements_are_found_on_shelves_and_before_they_lie_there(place, shelves_of_four):
    with open_ledger(place) as long_open:
        for number in range(len(WORDS)):
            with open_ledger(place) as book:
                book.keep(told(number))
                place_pending(book, meanings)
            assert shelved(place) == (number + 1) // 4 * 4
            for word in WORDS[: number + 1]:
                expected = [f"die {word} bei Neustadt gesperrt worden sei"]
                with open_ledger(place) as fresh:
                    assert nearest(long_open, word) == nearest(fresh, word) == expected


def test_statements_that_count_no_more_are_passed_over_however_many_they_are(place, shelves_of_four):
    with open_ledger(place) as book:
        for run in range(9):
            book.keep(replace(told(0), run=Run("test", str(run))))
            place_pending(book, meanings)
        book.keep(told(1))
        place_pending(book, meanings)
        assert sorted(nearest(book, "Brücke", limit=9)) == [
            f"die {word} bei Neustadt gesperrt worden sei" for word in ("Brücke", "Hafen")
        ]
        book.keep(reading("r9", "2025-03-02", Said("die Brücke bei Neustadt gesperrt worden sei", "Mona Lind")))
        place_pending(book, meanings)
        assert book.claims_of("r9")["s1"].id == book.claims_of("r0")["s1"].id


def test_statements_taken_back_with_their_transaction_are_never_found(place):
    with open_ledger(place) as book:
        book.keep(told(0))
        place_pending(book, meanings)
        book.keep(told(1))
        (waiting,) = book.unplaced(9)
        with pytest.raises(RuntimeError):
            begin_and_fail(book, waiting)
        assert nearest(book, "Hafen", limit=9) == ["die Brücke bei Neustadt gesperrt worden sei"]
        book.keep(told(2))
        place_pending(book, meanings)
        assert nearest(book, "Schleuse") == ["die Schleuse bei Neustadt gesperrt worden sei"]


def begin_and_fail(book, waiting):
    with book.placing(meanings().words) as placing:
        known = placing.claims([waiting])
        made = mean(read_points(waiting.reading), waiting.reading, Encoder(), Words())
        known.look_up([one.vector for one in made])
        known.found("c1", made, None)
        known.write()
        raise RuntimeError("the plug was pulled")
