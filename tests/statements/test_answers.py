"""Answers to what was said: denied, confirmed, left open, in the many ways in which news tell it."""

import pytest

from marked import found_in, words


def answers(text):
    """Return stance, speaker and content of every statement but those that only assert."""
    return [
        (s.stance, " ".join(words(text, s.speaker)), " … ".join(words(text, s.content)))
        for s in found_in(text)
        if s.stance not in {"asserts", "alleges"}
    ]


SAID = "Der Damm sei undicht, sagte Hans Muster."


@pytest.mark.parametrize(
    ("text", "stance", "speaker", "content"),
    [
        ("Der Verband widersprach.", "denies", "Der Verband", "… widersprach"),
        ("Lima dementierte am Montag umgehend.", "denies", "Lima", "… dementierte"),
        ("Der Verband widersprach in diesem Punkt.", "denies", "Der Verband", "… widersprach"),
        ("Der Verband widersprach ihm.", "denies", "Der Verband", "… ihm"),
        ("Sein Anwalt bestritt beides.", "denies", "Sein Anwalt", "… beides"),
        ("Lima streitet es ab.", "denies", "Lima", "… es"),
        ("Der Rat bestätigte es am Montag.", "confirms", "Der Rat", "… es"),
        ("Früher hatte der Rat das bestritten.", "denies", "der Rat", "… das"),
        ("Stunden später nahm er das zurück.", "denies", "er", "… das"),
        (
            "Der Leiter der Werft, Karl Beispiel, bestritt das.",
            "denies",
            "Der Leiter der Werft, Karl Beispiel",
            "… das",
        ),
        ("Der Rat nannte das verfrüht.", "evaluates", "Der Rat", "… das"),
    ],
)
def test_an_answer_is_to_the_sentence_before(text, stance, speaker, content):
    assert answers(f"{SAID} {text}") == [(stance, speaker, f"Der Damm sei undicht {content}")]


@pytest.mark.parametrize(
    "text", ["Die Zahlen widersprechen sich.", "Das widerspricht dem Gesetz.", "Er widersprach nicht."]
)
def test_a_verb_that_answers_nobody_has_no_content_of_the_sentence_before(text):
    assert not any("Damm" in content for _, _, content in answers(f"{SAID} {text}"))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Der Verband schwieg.", "Der Verband", "schwieg"),
        ("Lima antwortete zunächst nicht.", "Lima", "antwortete zunächst nicht"),
        ("Der Rat wollte sich am Montag nicht mehr äußern.", "Der Rat", "wollte sich am Montag nicht mehr äußern"),
        ("Das Amt äußerte sich auch diesmal nicht.", "Das Amt", "äußerte sich auch diesmal nicht"),
        ("Die Werft, Beispiel und Sohn, reagierte nicht.", "Die Werft, Beispiel und Sohn", "reagierte nicht"),
        ("Aus Lima kam bis zum Abend keine Reaktion.", "Lima", "keine Reaktion"),
        ("Aus Lima lag keine Stellungnahme vor.", "Lima", "keine Stellungnahme"),
        ("Von der Werft kam kein Kommentar zu dem Fall.", "der Werft", "zu dem Fall"),
    ],
)
def test_a_refusal_that_tells_not_on_what_is_one_of_the_words_for_it(text, speaker, content):
    assert answers(f"{SAID} {text}") == [("withholds", speaker, content)]


@pytest.mark.parametrize("text", ["Die Waffen schwiegen.", "Er äußerte sich.", "Von dort kam Hilfe."])
def test_who_was_not_asked_refuses_nothing(text):
    assert answers(f"{SAID} {text}") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dem widersprach am Abend Karl Beispiel.", "Karl Beispiel"),
        ("Dem widersprach noch am selben Abend Karl Beispiel.", "Karl Beispiel"),
        ("Dem widersprach wenig später ein Sprecher.", "ein Sprecher"),
        ("Das bestritt in Lima der Minister.", "der Minister"),
        ("Das bestritt in New York Karl Beispiel.", "Karl Beispiel"),
        ("In Lima bestritt das ein Minister.", "ein Minister"),
        ("Kurz darauf bestritt dies das Amt.", "das Amt"),
    ],
)
def test_who_answers_stands_behind_when_and_where(text, speaker):
    assert [(stance, who) for stance, who, _ in answers(f"{SAID} {text}")] == [("denies", speaker)]


@pytest.mark.parametrize("text", ["Der Rat bestritt das", "Lima sagte wenig", "Lima äußerte sich nicht bis", "Kurz"])
def test_a_text_may_end_anywhere(text):
    assert found_in(f"{SAID} {text}")


def test_nobody_denies_his_own_words():
    text = f"{SAID} Dem widersprach zu Beginn der Sitzung Karl Beispiel: Der Damm habe ein Leck."
    assert ("Der Damm habe ein Leck", "Hans Muster") not in [
        (" ".join(words(text, s.content)), " ".join(words(text, s.speaker))) for s in found_in(text)
    ]


def test_what_stands_behind_a_semicolon_answers_what_stands_before_it():
    text = "Der Damm sei undicht, sagte Hans Muster; Lima bestritt das."
    assert answers(text) == [("denies", "Lima", "Der Damm sei undicht, sagte Hans Muster … das")]


def test_who_is_denied_goes_on_in_his_own_words():
    text = f"{SAID} Lima dementierte umgehend. Das Wasser stehe tief."
    speakers = [words(text, s.speaker) for s in found_in(text) if "Wasser" in words(text, s.content)[0]]
    assert speakers == [["Lima"]]


@pytest.mark.parametrize(
    ("text", "stance", "content", "own"),
    [
        ("Lima bestätigte die Ankunft: Man habe das gehört.", "confirms", "die Ankunft", "Man habe das gehört"),
        ("Lima bestätigte den Tod: „Er fiel vom Boot.“", "confirms", "den Tod", "„Er fiel vom Boot.“"),
        ("Lima wies Berichte zurück: Der Damm sei dicht.", "denies", "Berichte", "Der Damm sei dicht"),
        ("Lima wollte sich zu dem Fall nicht äußern, man prüfe.", "withholds", "zu dem Fall", "man prüfe"),
    ],
)  # fmt: skip
def test_own_words_behind_an_answer_assert(text, stance, content, own):
    found = {" ".join(words(text, s.content)): s.stance for s in found_in(text)}
    assert found == {content: stance, own: "asserts"}


@pytest.mark.parametrize(
    "text",
    [
        "Lima bestätigte: Der Damm sei dicht.",
        "Lima bestätigte, dass der Damm dicht sei.",
        "Lima bestätigte der Zeitung: Der Damm sei dicht.",
        "Lima bestätigte einem Sender: „Der Damm ist dicht.“",
        "Lima bestätigte einer Zeitung: „Der Damm ist dicht.“",
        "Lima bestätigte AFP: Der Damm sei dicht.",
    ],
)
def test_what_is_confirmed_itself_is_confirmed(text):
    assert [stance for stance, _, _ in answers(text)] == ["confirms"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Lima wollte sich dazu nicht äußern, bestritt aber jede Absicht.",
            [("withholds", "Lima", "dazu"), ("denies", "Lima", "jede Absicht")],
        ),
        ("Hans Muster wies den Begriff zurück, räumte aber Fehler ein.", [
            ("denies", "Hans Muster", "den Begriff"), ("confirms", "Hans Muster", "Fehler"),
        ]),
        (
            "Die Behörde, die den Fall prüft, lobte die Firma, bestritt aber, dass Geld floss.",
            [("evaluates", "Die Behörde", "die Firma"), ("denies", "Die Behörde", "dass Geld floss")],
        ),
    ],
)  # fmt: skip
def test_a_verb_with_aber_has_the_subject_before(text, found):
    assert sorted(answers(text)) == sorted(found)


def test_whose_words_stand_before_aber_speaks_behind_it():
    text = "Das sei falsch, sagte aber Minister Muster."
    assert [words(text, s.speaker) for s in found_in(text)] == [["Minister Muster"]]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Zu der Höhe der Zahlung machte es keine Angaben.", "es", "Zu der Höhe der Zahlung"),
        ("Die Zahl der Toten ließ der Rat offen.", "der Rat", "Die Zahl der Toten"),
        ("Auf Fragen nach dem Geld antwortete Lima nicht.", "Lima", "Auf Fragen nach dem Geld"),
        ("Lima nannte keine Zahl.", "Lima", "keine Zahl"),
        ("Der Rat wollte dazu nichts sagen, ehe der Fall geklärt sei.", "Der Rat", "dazu"),
        ("Auf die Frage, ob er gehe, antwortete der Minister nicht.", "der Minister", "ob er gehe"),
        ("Wie viele, sagte das Amt nicht.", "das Amt", "Wie viele"),
        ("Von wem das Geld kam, sagte der Rat nicht.", "der Rat", "Von wem das Geld kam"),
        ("Weshalb der Zug hielt, sagte das Amt nicht.", "das Amt", "Weshalb der Zug hielt"),
        ("Eine Summe nannte der Kreml nicht.", "der Kreml", "Eine Summe"),
        ("Gründe nannte das Außenministerium nicht.", "das Außenministerium", "Gründe"),
        ("Gegen wen, ließ der Rat offen.", "der Rat", "Gegen wen"),
        ("Ob das stimmt, dazu schweigt der Konzern.", "der Konzern", "Ob das stimmt"),
        ("Zu den Gründen, die Lima nannte, nahm der Rat keine Stellung.", "der Rat", "Zu den Gründen, die Lima nannte"),
    ],
)
def test_what_is_left_open(text, speaker, content):
    assert answers(text) == [("withholds", speaker, content)]


def test_an_accusative_in_front_is_no_subject():
    text = "Den Vorwurf, damit den Auftrag gekauft zu haben, wies das Unternehmen zurück."
    assert answers(text) == [("denies", "das Unternehmen", "damit den Auftrag gekauft zu haben")]


@pytest.mark.parametrize("verb", ["antwortete", "sagte"])
def test_what_somebody_was_asked_is_not_what_he_says(verb):
    text = f"Der Minister {verb} auf die Frage, ob eine Rakete flog: „Natürlich nicht.“"
    assert [words(text, s.content) for s in found_in(text)] == [["„Natürlich nicht.“"]]


def test_a_former_office_is_no_time():
    text = "Ex-Minister Hans Muster wies das Ergebnis zurück."
    assert answers(text) == [("denies", "Ex-Minister Hans Muster", "das Ergebnis")]


def test_questions_in_front_are_no_subject():
    text = "Fragen nach dem Widerspruch beantwortete Sprecher Hans Muster nicht."
    assert answers(text) == [("withholds", "Sprecher Hans Muster", "Fragen nach dem Widerspruch")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lima hat nach den Anschlägen Fehler eingeräumt.", "Fehler"),
        ("Der Rat hat in der Affäre Fehler im Umgang mit Akten eingestanden.", "Fehler im Umgang mit Akten"),
    ],
)
def test_a_bare_object_behind_a_phrase(text, content):
    assert [(stance, told) for stance, _, told in answers(text)] == [("confirms", content)]


def test_a_place_is_no_object():
    assert answers("Lima hat in der Stadt Puno bestätigt.") == []


@pytest.mark.parametrize(
    "answer",
    [
        "Lima bestritt das entschieden.",
        "Lima bestritt dies und nannte den Rat feige.",
        "Lima wies das entschieden von sich.",
        "Lima nannte das am Sonntag eine Erfindung.",
        "Lima nannte das am Sonntag „von A bis Z erlogen“.",
        "Lima nennt das frei erfunden.",
        "Lima bezeichnete beides am Montag als Märchen.",
        "Lima hält das für falsch.",
        "Lima hält das für weit übertrieben.",
        "Lima glaubt das nicht.",
    ],
)
def test_the_one_before_is_denied(answer):
    found = found_in(f"Der Damm sei undicht, sagte Hans Muster. {answer}")
    assert "denies" in {s.stance for s in found}


def test_a_noun_behind_its_article_is_no_pointer():
    assert answers("Lima bestritt das verbreitete Gerücht.") == [("denies", "Lima", "das verbreitete Gerücht")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dass er log, gab er zu, der Rat habe ihn gedrängt.", {
            "Dass er log": "confirms", "der Rat habe ihn gedrängt": "asserts",
        }),
        ("Eine Jagd sei es nicht gewesen, räumte er ein: Man habe gewartet.", {
            "Eine Jagd sei es nicht gewesen": "confirms", "Man habe gewartet": "asserts",
        }),
        ("Ob es eine Bombe war, könne er nicht sagen, er sei kein Flieger.", {
            "Ob es eine Bombe war": "withholds", "er sei kein Flieger": "asserts",
        }),
        ("Dass er den Ort kannte, wies der Rat zurück; dort sei niemand.", {
            "Dass er den Ort kannte": "denies", "dort sei niemand": "asserts",
        }),
    ],
)  # fmt: skip
def test_what_is_answered_in_front_and_the_words_behind(text, found):
    assert {" ".join(words(text, s.content)): s.stance for s in found_in(text)} == found


@pytest.mark.parametrize("verb", ["sagte er", "räumte er ein"])
def test_a_frame_between_two_clauses_splits_one_content(verb):
    text = f"Die Männer hätten Angst gehabt, {verb}, einer habe geschossen."
    contents = [words(text, s.content) for s in found_in(text)]
    assert contents == [["Die Männer hätten Angst gehabt", "einer habe geschossen"]]


def test_an_arabic_article_belongs_to_the_name():
    text = "Sprecher Salim al-Muster räumte ein, dass Wasser austrat."
    assert answers(text) == [("confirms", "Sprecher Salim al-Muster", "dass Wasser austrat")]


def test_yes_is_nobody():
    text = "Ja, der Damm sei undicht, sagte Hans Muster, und ja, man habe es gewusst."
    assert [words(text, s.speaker) for s in found_in(text)] == [["Hans Muster"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Eine erste Detonation schlossen die Richter aus.", "die Richter"),
        ("Ein Sprecher bestätigte der Zeitung den Vorfall.", "Ein Sprecher"),
        ("Eine Gruppe bestritt den Vorwurf.", "Eine Gruppe"),
        ("Eine Reihe von Staaten bestritten die Vorwürfe.", "Eine Reihe von Staaten"),
        ("Eine Frau und ein Mann bestritten die Vorwürfe.", "Eine Frau und ein Mann"),
        ("Eine Strafe bestritten die Minister.", "die Minister"),
    ],
)
def test_who_it_is_that_answers(text, speaker):
    assert [found for _, found, _ in answers(text)] == [speaker]


def test_what_a_relative_clause_tells_that_somebody_denied():
    text = "Der Rat, der am Freitag noch jede Absprache abgestritten hatte, bestätigte am Sonntag den Fall."
    assert answers(text) == [("denies", "Der Rat", "jede Absprache"), ("confirms", "Der Rat", "den Fall")]


def test_what_is_denied_of_whom_else_stays_his():
    assert answers("Die Festnahmen, die Lima im Mai noch geleugnet hatte, datierte er auf den März.") == []


def test_things_in_a_relative_clause_confirm_nothing():
    assert answers("Fotos, die den Verdacht bestätigen, lagen bereit.") == []


@pytest.mark.parametrize(
    ("answer", "stance", "speaker"),
    [
        ("Dem stimmte Hans Muster zu.", "confirms", "Hans Muster"),
        ("Der Rat stimmte dem nicht zu.", "denies", "Der Rat"),
        ("Dem schloss sich das Amt in Lima an.", "confirms", "das Amt"),
        ("Der Rat schloss sich dieser Ansicht an.", "confirms", "Der Rat"),
        ("Der Rat teilt diese Einschätzung nicht.", "denies", "Der Rat"),
        ("Der Rat sieht es genauso.", "confirms", "Der Rat"),
        ("Der Rat sieht das nicht so.", "denies", "Der Rat"),
        ("Hans Muster verbat sich das.", "denies", "Hans Muster"),
        ("Hans Muster ließ das über seine Anwältin zurückweisen.", "denies", "Hans Muster"),
    ],
)
def test_who_agrees_and_who_does_not(answer, stance, speaker):
    assert [(found, who) for found, who, _ in answers(f"Der Damm ist undicht. {answer}")] == [(stance, speaker)]


def test_it_is_told_how_somebody_sees_it_differently():
    text = "Der Damm ist undicht. Die Firma sah das anders: Er sei aus Beton."
    assert [(s.stance, words(text, s.content)) for s in found_in(text)] == [
        ("denies", ["Der Damm ist undicht", "das"]),
        ("asserts", ["Er sei aus Beton"]),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Warum sie es tat, vermag er nicht zu beantworten.", "er", "Warum sie es tat"),
        ("Der Arzt vermochte nicht zu sagen, wer schuld war.", "Der Arzt", "wer schuld war"),
        ("Das Amt gab keine Auskunft, ob der Damm hält.", "Das Amt", "ob der Damm hält"),
        ("Aus Lima gab es dazu keine Antwort.", "Lima", "dazu"),
        ("Die Firma ließ Fragen dazu unbeantwortet.", "Die Firma", "dazu"),
        ("Die Frage, wer schuld war, beantwortete die Firma nicht.", "die Firma", "wer schuld war"),
        (
            "Die Armee bestellte ihn ein, machte zur Herkunft der Kugeln aber keine Angaben.",
            "Die Armee",
            "zur Herkunft der Kugeln",
        ),
        ("Zum Motorrad gaben beide keine Auskunft.", "beide", "Zum Motorrad"),
        ("Zum Motorrad gaben beide Ämter keine Auskunft.", "beide Ämter", "Zum Motorrad"),
    ],
)
def test_what_is_left_unsaid(text, speaker, content):
    assert answers(text) == [("withholds", speaker, content)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Damm sei dicht, sagte von der Muster in Lima.", "von der Muster"),
        ("Der Damm, sagte von Muster, sei dicht.", "von Muster"),
        ("„Der Damm ist dicht“, so von Muster.", "von Muster"),
        ("Heike von Muster kam an. Von Muster sagte, der Damm sei dicht.", "Von Muster"),
        ("Von Lima forderte die Regierung, den Damm zu öffnen.", "die Regierung"),
    ],
)
def test_von_opens_a_name_too(text, speaker):
    assert [words(text, s.speaker) for s in found_in(text)] == [[speaker]]


@pytest.mark.parametrize(
    "answer",
    [
        "Hans Muster hält das für eine Schutzbehauptung.",
        "Hans Muster nannte das am Montag in einem Rundschreiben eine Erfindung.",
    ],
)
def test_what_is_called_untrue_is_denied(answer):
    assert [found for found, _, _ in answers(f"Der Damm ist undicht. {answer}")] == ["denies"]


def test_what_is_not_held_for_a_lie_is_not_denied():
    assert not [
        s for s in found_in("Der Damm ist undicht. Der Rat hält das nicht für gelogen.") if s.stance == "denies"
    ]


@pytest.mark.parametrize(
    ("text", "stance", "speaker", "content"),
    [
        ("Landungen von Flugzeugen bestritt sie.", "denies", "sie", "Landungen von Flugzeugen"),
        ("Mängel räumte der Hersteller ein.", "confirms", "der Hersteller", "Mängel"),
        ("Risse am Rumpf räumte der Hersteller ein.", "confirms", "der Hersteller", "Risse am Rumpf"),
        ("Schäden stritt das Unternehmen ab.", "denies", "das Unternehmen", "Schäden"),
        ("Eine Entführung schloss die Polizei aus.", "denies", "die Polizei", "Eine Entführung"),
        ("Peru räumte der Opposition eine Frist ein.", "confirms", "Peru", "der Opposition eine Frist"),
        ("Verhandlungen bestätigte Hans Muster.", "confirms", "Hans Muster", "Verhandlungen"),
        ("Auch dass der Damm brach, bestätigte er.", "confirms", "er", "dass der Damm brach"),
        ("Auch ob der Damm hält, ließ er offen.", "withholds", "er", "ob der Damm hält"),
    ],
)
def test_what_stands_in_front_of_the_verb(text, stance, speaker, content):
    assert answers(text) == [(stance, speaker, content)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Der Rat nannte ihre Schilderung ein Märchen.", "denies"),
        ("Der Rat nannte den Film eine Lüge.", "denies"),
        ("Der Rat nannte den Bericht Unfug.", "denies"),
        ("Der Rat nannte das Gesetz Unfug.", "evaluates"),
        ("Der Rat nannte das Papier verfälscht.", "denies"),
        ("Der Rat nannte die Tat „aus der Luft gegriffen“.", "denies"),
        ("Der Rat nannte das Verhalten unmöglich.", "evaluates"),
        ("Der Rat bestritt die Tat nicht mehr.", "confirms"),
        ("Der Rat nannte den Plan eine falsche Entscheidung.", "evaluates"),
    ],
)
def test_what_is_called_a_lie_need_not_be_an_account_by_its_name(text, stance):
    assert {found for found, _, _ in answers(text)} == {stance}


def test_who_contradicts_himself_denies_nothing():
    assert answers("Der Damm ist undicht. Der Zeuge widersprach sich.") == []
