"""A tiny tokenizer of the kind that ships: Unigram, one sign a piece but for a few words."""

WORDS = ("▁Der", "▁Hafen", "▁sagte", "▁der", "▁Rat", "öffnet", "▁")


def write_tokenizer(path):
    """Write it; every sign is a piece, so that nothing is unknown."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    signs = [chr(code) for code in (*range(33, 127), *range(160, 383), 0x201C, 0x201E, 0x2026)]
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -20.0)]
    pieces += [(word, -2.0) for word in WORDS] + [(sign, -5.0) for sign in signs]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    split = pre_tokenizers.Split(Regex(r" ?(?:\w+|[^\w\s])"), "isolated")
    blanks = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first", split=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, blanks])
    tokenizer.save(str(path))
