import numpy as np

from sayso.tagger.embedding import BLOCK, WIDTH, Embedding


def test_rows_are_unpacked_low_half_first(tmp_path):
    blocks = np.zeros((3, WIDTH // 32), BLOCK)
    blocks["scale"][1] = 0.5
    blocks["nibbles"][1] = 0x3A  # low 10 → 2, high 3 → -5
    blocks.tofile(tmp_path / "table")
    embedding = Embedding(tmp_path / "table")
    assert len(embedding) == 3
    rows = embedding.rows(np.array([1, 0, 1]))
    assert rows.shape == (3, WIDTH)
    assert (rows[0, :16] == 1.0).all()
    assert (rows[0, 16:32] == -2.5).all()
    assert (rows[1] == 0).all()
    assert (rows[2] == rows[0]).all()
