"""The corpora, each brought to one form: text, and statements with spans as code points.

A statement has `mode`, `medium` (None where the corpus does not tell them), `content` and the roles that the
corpus marks, each `{"spans": [[start, end], …]}` or null; a role that it does not mark is left out.
"""

import gzip
import hashlib
import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from training.held import HELD

from sayso.model import Span

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TEI = "{http://www.tei-c.org/ns/1.0}"
OLD_MODES = {"freeIndirect": "free_indirect", "indirect freeIndirect": "indirect_free_indirect"}
OLD_ROLES = {"speaker": "speaker", "intExpr": "cue", "frame": "frame"}
SPEECH_ROLES = {"speaker": "Source", "cue": "Cue", "addressee": "Addr"}
SHORTEST_PAGE = 500  # code points
BLANK_BEFORE = re.compile(r"[\w„‚(\[–—-]|\"")

Document = dict[str, Any]


def documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a JSON-lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def quotations(part: str, data: Path = DATA) -> list[Document]:
    """Return a part (`train`, `dev`) of the German news quotation corpus; its statements have no stance."""
    return list(documents(data / "noncommercial" / "quotations" / f"{part}.jsonl"))


def stanced(data: Path = DATA) -> list[Document]:
    """Return the train part of the quotation corpus, each statement with its stance (None where it was not labelled).

    Labels come from `own/stances/train.jsonl`, matched by their content's spans, and for the other reports from the
    project's own `training/data/stances.jsonl`.  What the former has beyond the corpus stands as `positions`.
    """
    known = {
        str(document["doc"]): [label for label in document["statements"] if label["content"]]
        for document in documents(data / "own" / "stances" / "train.jsonl")
    }
    own = {held["doc"]: held for held in documents(Path(__file__).parent / "data" / "stances.jsonl")}
    found = quotations("train", data)
    for document in found:
        name = str(document["doc"])
        if name in own:
            _check(name, document["text"], own[name]["sha256"])
            labels: list[str | None] = [stance for stance, _, _ in own[name]["stances"]]
            for statement, (_, _, unsure) in zip(document["statements"], own[name]["stances"], strict=True):
                statement["unsure"] = unsure
        else:
            stances = {str(label["content"]["spans"]): label["stance"] for label in known.get(name, [])}
            labels = [stances.pop(str(statement["content"]["spans"]), None) for statement in document["statements"]]
            document["positions"] = [s for s in known.get(name, []) if str(s["content"]["spans"]) in stances]
        for statement, stance in zip(document["statements"], labels, strict=True):
            statement["stance"] = stance
    return found


def _check(name: str, text: str, expected: str) -> None:
    if hashlib.sha256(text.encode()).hexdigest()[:16] != expected:
        raise ValueError(f"{name}: another text than the one that was annotated")


def redewiedergabe(data: Path = DATA) -> list[Document]:
    """Return the main corpus Redewiedergabe: German texts of 1840-1919, annotated with nearly the same scheme."""
    found = []
    with tarfile.open(data / "noncommercial" / "redewiedergabe" / "main_xml.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is not None:
                body = ElementTree.parse(file).getroot().find(f"{TEI}text/{TEI}body")
                if body is not None:
                    found.append(_old_document(Path(member.name).stem, body))
    return found


class _Reader:
    """Collects the text of a body, blanks joined, and where its elements stand."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
        self.said: dict[str, tuple[str, str]] = {}

    def add(self, text: str | None) -> None:
        text = re.sub(r"\s+", " ", text or "")
        self.text += text.lstrip() if self.text[-1:] in ("", " ") else text

    def read(self, element: ElementTree.Element) -> None:
        start = len(self.text)
        self.add(element.text)
        for child in element:
            self.read(child)
            self.add(child.tail)
        kind = "content" if element.tag == TEI + "said" else OLD_ROLES.get(element.get("type", ""))
        end = len(self.text.rstrip())
        start += len(self.text[start:]) - len(self.text[start:].lstrip())
        if kind is None or start >= end:
            return
        for number in element.get("id", "").split():
            self.spans[kind, number].append([start, end])
            if kind == "content":
                self.said[number] = (element.get("mode", ""), element.get("content", ""))


def _old_document(name: str, body: ElementTree.Element) -> Document:
    reader = _Reader()
    reader.read(body)
    statements = []
    for number, (mode, medium) in reader.said.items():
        statement: Document = {"mode": OLD_MODES.get(mode, mode), "medium": medium.replace(" ", "_")}
        if statement["medium"] == "speech_thought_writing":
            statement["medium"] = "unknown"
        for role in ("content", *OLD_ROLES.values()):
            spans = sorted(reader.spans.get((role, number), []))
            statement[role] = {"spans": spans} if spans else None
        statements.append(statement)
    return {"doc": name, "text": reader.text, "statements": statements}


def speeches(data: Path = DATA) -> list[Document]:
    """Return the speeches of SpkAtt-2023: for each cue with a message or topic, its roles; no modes."""
    paths = sorted((data / "open" / "spkatt2023" / "train").glob("*.json"))
    return [_speech(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def _speech(name: str, held: Document) -> Document:
    text = ""
    places: dict[str, list[int]] = {}
    for sentence in held["Sentences"]:
        for number, token in enumerate(sentence["Tokens"]):
            if text and BLANK_BEFORE.match(token) and text[-1] not in "„‚([":
                text += " "
            places[f"{sentence['SentenceId']}:{number}"] = [len(text), len(text) + len(token)]
            text += token
    statements = []
    for annotation in held["Annotations"]:
        content = annotation["Message"] or annotation["Topic"]
        if content:
            statement: Document = {"mode": None, "medium": None, "content": _role(content, places)}
            for role, theirs in SPEECH_ROLES.items():
                statement[role] = _role(annotation[theirs], places)
            statements.append(statement)
    return {"doc": name, "text": text, "statements": statements}


def _role(tokens: list[str], places: dict[str, list[int]]) -> dict[str, list[list[int]]] | None:
    return {"spans": sorted(places[token] for token in tokens)} if tokens else None


def annotations(data: Path = DATA) -> list[Document]:
    """Return the project's own annotations of open texts; `training/data/README.md` tells how they were made.

    They stand apart from their texts, which are taken from the corpora; ValueError where a text is another than the
    one that was read.
    """
    known = _open_texts(data)
    translation = data / "open" / "wmt19-paraphrase-de" / "wmt19-ende-ar.lines0001-1000.txt"
    lines = translation.read_text(encoding="utf-8").split("\n")
    found = []
    for held in documents(Path(__file__).parent / "data" / "statements.jsonl"):
        if held["corpus"] == "wmt19":
            first, last = held["lines"]
            name, text = f"wmt19 {first}-{last}", "\n".join(lines[first - 1 : last])
        else:
            name, text = held["id"], known[held["part"], held["id"]]
        _check(name, text, held["sha256"])
        found.append({"doc": name, "text": text, "statements": held["statements"]})
    return found


def pages(data: Path = DATA) -> list[Document]:
    """Return open texts of some length that nobody annotated: a small network learns there what a larger one says."""
    read = {document["text"] for document in annotations(data)}
    return [
        {"doc": f"{part} {name}", "text": text, "statements": []}
        for (part, name), text in _open_texts(data).items()
        if len(text) >= SHORTEST_PAGE and text not in read
    ]


def _open_texts(data: Path) -> dict[tuple[str, str], str]:
    found = {}
    for part in ("train_pool", "dev_v3"):
        with gzip.open(data / "open" / "smartdata" / f"{part}.jsonl.gz", "rt", encoding="utf-8") as file:
            found |= {(part, page["id"]): _text(page["text"]) for page in map(json.loads, file)}
    return found


def dossiers() -> list[Document]:
    """Return the reports of the project's own dossiers: contents with their stances, nothing else of them marked.

    Those that `training.held` names are left out, and a report that repeats another's text word by word is taken once.
    """
    found: dict[str, Document] = {}
    for path in sorted((Path(__file__).parent / "data" / "dossiers").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if name in HELD:
            continue
        gold, reports = read_dossier(path.with_name(name))
        for report in reports:
            mine = [member for _, member in members_of(gold) if member["report"] == report["id"]]
            statements = {
                str(spans := spans_of(report["text"], member)): {
                    "mode": None,
                    "medium": None,
                    "content": {"spans": [[span.start, span.end] for span in spans]},
                    "stance": member["stance"],
                }
                for member in mine
            }
            document = {"doc": f"{name} {report['id']}", "text": report["text"]}
            found[report["text"]] = {**document, "statements": list(statements.values())}
    return list(found.values())


def read_dossier(path: Path) -> tuple[dict[str, Any], list[Document]]:
    """Return the gold and the reports of a dossier by its path without endings."""
    gold = json.loads(path.with_name(f"{path.name}.gold.json").read_text(encoding="utf-8"))
    return gold, list(documents(path.with_name(f"{path.name}.jsonl")))


def members_of(gold: dict[str, Any]) -> list[tuple[dict[str, Any] | None, dict[str, Any]]]:
    """Return the labelled statements of a dossier, each with its claim, None where it is in none."""
    told = [(claim, member) for claim in gold["claims"] for member in claim["members"]]
    return [*told, *((None, member) for member in gold.get("loose", ()))]


def spans_of(text: str, member: dict[str, Any]) -> list[Span]:
    """Return where the words of a dossier's statement stand in its report."""
    parts = member.get("quote_parts") or [member["quote"]]
    starts = [member["start"] if part == member["quote"] else text.find(part) for part in parts]
    return [Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]


def _text(held: str | dict[str, str]) -> str:
    return held if isinstance(held, str) else held["string"]


CORPORA = {
    "quotations": stanced,
    "redewiedergabe": redewiedergabe,
    "speeches": speeches,
    "annotations": annotations,
    "dossiers": dossiers,
    "pages": pages,
}
# These mark other contents than ours, or not all of them: they teach roles and stances only.
UNTAGGED = ("speeches", "dossiers", "pages")
