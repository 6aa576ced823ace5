"""The JSON of a reading: the schema that is kept, the JSON that is printed, and the way back."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from tests.readings import plain_reading, readings

from sayso.errors import MalformedInput
from sayso.interfaces.wire import (
    error_to_json,
    reading_from_json,
    reading_schema,
    reading_to_dict,
    reading_to_json,
    schema_text,
)
from sayso.model import Run, Span

ROOT = Path(__file__).parents[2]
VALIDATOR = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/reading.schema.json").read_text("utf-8")))


def test_the_schema_that_is_kept_is_the_one_the_program_makes():
    kept = (ROOT / "docs/reading.schema.json").read_text("utf-8")
    assert kept == schema_text(), "run: python -m sayso.interfaces.wire > docs/reading.schema.json"
    jsonschema.Draft202012Validator.check_schema(reading_schema())


def test_the_module_as_a_command_prints_the_schema():
    command = [sys.executable, "-m", "sayso.interfaces.wire"]
    assert subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout == schema_text()


def test_importing_the_package_does_not_load_pydantic():
    seen = "import sys, sayso, sayso.interfaces; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0


@settings(max_examples=200, deadline=None)
@given(readings())
def test_any_reading_survives_the_way_out_and_back_on_one_line_that_fits_the_schema(reading):
    line = reading_to_json(reading)
    assert reading_from_json(line) == reading
    assert reading_from_json(line.encode()) == reading
    assert line.splitlines() == [line]
    VALIDATOR.validate(json.loads(line))
    assert json.loads(line) == reading_to_dict(reading)


def test_the_shape_of_the_contract():
    fields = json.loads(
        reading_to_json(
            dataclasses.replace(plain_reading(), report=dataclasses.replace(plain_reading().report, given_id="given"))
        )
    )
    assert (fields["schema"], fields["id"]) == ("sayso.reading/1", "given")
    assert fields["report"]["agencies"] == ["dpa", "AFP"]
    assert fields["report"]["parts"] == [{"kind": "paragraph", "start": 0, "end": len(fields["report"]["text"])}]
    first, _, last = fields["statements"]
    assert first["speaker"] == {"spans": [[0, 34]], "text": "Das Außenministerium in Österreich", "actors": ["a1"]}
    assert first["cue"] == {"spans": [[35, 38], [79, 89]], "text": "hat … dementiert"}
    assert first["said"] == {"value": "2025-04-28", "span": [72, 78]}
    assert first["frame"] is None
    assert "actors" not in first
    assert last["speaker"] is None
    assert last["cue"] is None
    assert fields["times"] == [
        {"start": 72, "end": 78, "text": "Montag", "type": "DATE", "value": "2025-04-28"},
    ]
    (quantity,) = fields["quantities"]
    assert quantity == {
        "start": 52,
        "end": 68,
        "text": "rund 20 Schiffen",
        "value": 20,
        "upper": None,
        "bound": "about",
        "unit": "Schiffe",
    }
    assert isinstance(quantity["value"], int)
    assert fields["run"] == {"version": "0.1.0", "knowledge": "abc123"}


def test_letters_stay_letters_and_the_reports_id_stands_in_for_a_missing_one():
    reading = plain_reading()
    line = reading_to_json(reading)
    assert "bestätigte" in line
    assert json.loads(line)["id"] == reading.report.id


def test_a_speaker_that_no_words_name_keeps_its_actors():
    reading = plain_reading()
    unnamed = dataclasses.replace(reading.statements[2], actors=("a1",))
    carried = dataclasses.replace(reading, statements=(*reading.statements[:2], unnamed))
    assert reading_to_dict(carried)["statements"][2]["speaker"] == {"spans": [], "text": "", "actors": ["a1"]}
    assert reading_from_json(reading_to_json(carried)) == carried


def test_a_reading_without_a_run_was_made_by_a_machine_in_an_unknown_state():
    fields = reading_to_dict(plain_reading())
    del fields["run"]
    VALIDATOR.validate(fields)
    assert reading_from_json(json.dumps(fields)).run == Run("unknown", "unknown")


def spoilt(change):
    fields = json.loads(reading_to_json(plain_reading()))
    change(fields)
    return json.dumps(fields)


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        (lambda r: r.update(schema="sayso.reading/2"), "`schema`", "sayso.reading/1"),
        (lambda r: r.pop("narration"), "`narration`", "required"),
        (lambda r: r.update(mood="good"), "`mood`", "not permitted"),
        (lambda r: r["statements"][1].update(stance="doubts"), "`statements.1.stance`", "'confirms'"),
        (lambda r: r["statements"][1].update(confidence="0.9"), "`statements.1.confidence`", "number"),
        (lambda r: r["statements"][1].update(confidence=1.1), "`statements.1.confidence`", "less than"),
        (lambda r: r["report"].update(published="28.4.2025"), "`report.published`", "pattern"),
        (lambda r: r["statements"][0]["cue"].update(spans=[[35, 38, 40]]), "`statements.0.cue.spans.0`", "2 items"),
        (lambda r: r["statements"][0]["cue"].update(spans=[], text=""), "`statements.0.cue.spans`", "at least 1"),
        (lambda r: r["statements"][0]["cue"].update(spans=[[35, 9999]]), "`statements.0.cue`", "[35, 9999]"),
        (lambda r: r["statements"][0]["cue"].update(spans=[[38, 38]]), "`statements.0.cue`", "[38, 38]"),
        (lambda r: r["statements"][0]["said"].update(span=[1, 9999]), "`statements.0.said`", "[1, 9999]"),
        (lambda r: r["times"][0].update(start=-1), "`times.0.start`", "greater than"),
        (lambda r: r["actors"][1].update(mentions=[[5, 4]]), "`actors.1.mentions`", "[5, 4]"),
        (lambda r: r["narration"].append([0, 9999]), "`narration`", "[0, 9999]"),
        (lambda r: r["report"]["parts"][0].update(end=9999), "`report.parts.0`", "[0, 9999]"),
        (lambda r: r["times"][0].update(start=71, end=77), "`times.0`", "' Monta'"),
        (lambda r: r["statements"][1]["speaker"].update(actors=["a9"]), "`statements.1.speaker.actors`", "'a9'"),
        (lambda r: r["statements"][1].update(parent="s9"), "`statements.1.parent`", "'s9'"),
        (lambda r: r["statements"][1].update(id="s1"), "`statements.1.id`", "'s1'"),
        (lambda r: r["actors"][1].update(id="a1"), "`actors.1.id`", "'a1'"),
    ],
)
def test_a_malformed_reading_names_the_field(change, field, why):
    with pytest.raises(MalformedInput) as caught:
        reading_from_json(spoilt(change))
    assert field in str(caught.value)
    assert why in str(caught.value)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '"reading"', b"\xff{}"])
def test_what_is_no_reading_at_all_is_malformed(line):
    with pytest.raises(MalformedInput, match=r"sayso\.reading/1"):
        reading_from_json(line)


def test_offsets_in_utf16_units_are_noticed():
    reading = plain_reading(ministry="Das 🚢-Amt")
    fields = reading_to_dict(reading)
    text = fields["report"]["text"]

    def in_utf16(offset):
        return len(text[:offset].encode("utf-16-le")) // 2

    cue = fields["statements"][1]["cue"]
    cue["spans"] = [[in_utf16(start), in_utf16(end)] for start, end in cue["spans"]]
    with pytest.raises(MalformedInput, match=r"`statements\.1\.cue`.*'bestätigte'"):
        reading_from_json(json.dumps(fields))


def test_a_reading_that_contradicts_the_contract_is_not_written():
    reading = plain_reading()
    beyond = dataclasses.replace(reading, narration=(Span(0, len(reading.report.text) + 1),))
    with pytest.raises(MalformedInput, match="`narration`"):
        reading_to_json(beyond)
    halved = dataclasses.replace(reading, report=dataclasses.replace(reading.report, title="\ud800"))
    with pytest.raises(MalformedInput, match="surrogate"):
        reading_to_json(halved)


def test_the_line_for_an_input_that_could_not_be_read():
    assert error_to_json("7", "Zeile 7: kein „text“") == '{"id": "7", "error": "Zeile 7: kein „text“"}'
    assert json.loads(error_to_json(None, "a\u2028b")) == {"id": None, "error": "a\u2028b"}
    # The name of a file that is not UTF-8 may stand in a message.
    assert error_to_json("1", "\udcff").encode("utf-8").isascii()
