"""What a language knows about time, read from its TOML files: classes of words, rules, feasts, tenses.

A *class* names words and what they stand for (`Jänner` → month `01`).  A *rule* is a pattern over classes
with the TimeML type and a template of the value.  In a pattern `<month>` is a word of the class `month`,
`<month:other>` the same under another name, and a blank is any blanks inside one paragraph.  Words written
in lower case may also begin with a capital, as at the start of a sentence; words written with a capital
must have it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from sayso.errors import UsageError
from sayso.model import TimeType

_BLANKS = r"(?:(?:[^\S\n]{1,20}\n?|\n)[^\S\n]{0,20})"
_CONTEXT = 60
"""So many characters before a match may decide whether a rule holds."""
_REFERENCE = re.compile(r"(?P<fixed>\(\?<[=!][^)]*\)|\[[^\]]*\])|(?<!\?P)<(?P<kind>[a-z_]+)(?::(?P<name>[a-z_]+))?>| ")
_WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words of one kind and what each stands for.

    `values` maps a word, as it is written in the middle of a sentence, to its value.  `pattern` matches words
    that no list can hold (years, hours); their value is the text itself, filled up with zeros to `pad` digits, of
    ordinals (`3.`, `3rd`) the digits.
    A time expression needs at least one word of a class with `nucleus`.
    """

    name: str
    values: Mapping[str, str]
    pattern: str | None
    pad: int
    nucleus: bool
    ordinal: bool

    def regex(self) -> str:
        """Return a pattern for all words of the class, longest first."""
        words = [_either_case(word) for word in sorted(self.values, key=len, reverse=True)]
        return "|".join([*words, self.pattern] if self.pattern else words)

    def read(self, word: str) -> str:
        """Return the value of a word of this class."""
        value = self.values.get(word) or self.values.get(word[:1].lower() + word[1:])
        if value is not None:
            return value
        return "".join(filter(str.isdigit, word)) if self.ordinal else word.zfill(self.pad)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of telling a time: pattern, TimeML type, value template, and sentences for and against."""

    name: str
    pattern: str
    type: TimeType
    value: str
    constants: Mapping[str, str]
    classes: Mapping[str, WordClass]
    after: str | None
    not_after: str | None
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match at `start` whose words before are such as the rule demands."""
        match = _compiled(self.pattern).match(text, start)
        if match is None or (self.after is None and self.not_after is None):
            return match
        before = text[max(0, start - _CONTEXT) : start]
        if self.after is not None and not _compiled(self.after).search(before):
            return None
        return None if self.not_after is not None and _compiled(self.not_after).search(before) else match


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that one language knows about time."""

    rules: tuple[Rule, ...]
    vocabulary: frozenset[str]
    nuclei: Mapping[str, tuple[int, ...]]
    shapes: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...]
    tenses: Mapping[str, re.Pattern[str]]
    bounds: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern compiled: at its first use, since no text sets off all rules."""
    return re.compile(pattern)


@cache
def load_knowledge(language: str) -> Knowledge:
    """Return what Sayso knows about time in a language (`de`, `en`); an unknown language is a UsageError."""
    folder = resources.files("sayso.language").joinpath("data").joinpath(language)
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    files = [name for name in names if name.startswith("times") and name.endswith(".toml")]
    if not files:
        raise UsageError(f"no time expressions are known for the language {language!r}: choose one of de, en")
    tables: dict[str, Any] = {"class": {}, "rule": [], "tense": {}, "bound": {}}
    for name in files:
        content = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        for key, value in content.items():
            if isinstance(value, list):
                tables[key].extend(value)
            else:
                tables[key].update(value)
    return _assemble(tables)


def _assemble(tables: Mapping[str, Any]) -> Knowledge:
    """Build the classes, then the rules over them, then the index from words to the rules they may set off."""
    classes: dict[str, WordClass] = {}
    for name, table in tables["class"].items():
        classes[name] = _read_class(name, table, classes)
    rules = tuple(_read_rule(table, classes) for table in tables["rule"])
    vocabulary: set[str] = set()
    nuclei: dict[str, list[int]] = {}
    shapes: dict[str, list[int]] = {}
    for number, (rule, table) in enumerate(zip(rules, tables["rule"], strict=True)):
        vocabulary |= {word.lower() for word in _WORD.findall(_plain(table.get("pattern", "")))}
        for kind in rule.classes.values():
            for word in kind.values:
                parts = _WORD.findall(word)
                vocabulary |= {part.lower() for part in parts}
                if kind.nucleus:
                    nuclei.setdefault(max(parts, key=len).lower(), []).append(number)
            if kind.nucleus and kind.pattern:
                shapes.setdefault(kind.pattern, []).append(number)
    patterns = {shape: re.compile(f"(?:{_expand(shape, classes, {})})\\Z") for shape in shapes}
    return Knowledge(
        rules,
        frozenset(vocabulary),
        {word: tuple(sorted(set(found))) for word, found in nuclei.items()},
        tuple((patterns[shape], tuple(sorted(set(found)))) for shape, found in shapes.items()),
        {name: re.compile(_expand(pattern, classes, {})) for name, pattern in tables["tense"].items()},
        {name: re.compile(_expand(pattern, classes, {})) for name, pattern in tables["bound"].items()},
    )


def _read_class(name: str, table: Mapping[str, Any], classes: Mapping[str, WordClass]) -> WordClass:
    """Return a class from its table: own words, inflected by `endings`, joined, and those of included classes."""
    values: dict[str, str] = {}
    for included in table.get("include", ()):
        values.update(classes[included].values)
    listed = table.get("values", {})
    pairs = listed.items() if isinstance(listed, dict) else ((word, [word]) for word in listed)
    endings = table.get("endings", [""])
    for value, words in pairs:
        values.update({word + ending: value for word in words for ending in endings})
    values.update(_join(table.get("join"), classes))
    nucleus, ordinal = table.get("nucleus", False), table.get("ordinal", False)
    return WordClass(name, values, table.get("pattern"), table.get("pad", 0), nucleus, ordinal)


def _join(join: Mapping[str, str] | None, classes: Mapping[str, WordClass]) -> Iterator[tuple[str, str]]:
    """Give the compounds of two classes of numbers with their sum, as `ein` `und` `zwanzig`."""
    if join is None:
        return
    for first, one in classes[join["first"]].values.items():
        for second, other in classes[join["second"]].values.items():
            yield first + join["link"] + second, str(int(one) + int(other))


def _read_rule(table: Mapping[str, Any], classes: Mapping[str, WordClass]) -> Rule:
    """Return a rule; its own `words` make a class that only it uses."""
    if "words" in table:
        own = {"values": table["words"], "endings": table.get("endings", [""]), "nucleus": True}
        classes = {**classes, "words": _read_class("words", own, classes)}
    used: dict[str, WordClass] = {}
    pattern = _expand(table.get("pattern", "<words>"), classes, used)
    return Rule(
        table["name"],
        rf"(?<!\w)(?:{pattern})(?!\w)",
        table["type"],
        table["value"],
        table.get("set", {}),
        used,
        _read_context(table.get("after"), classes),
        _read_context(table.get("not_after"), classes),
        tuple(table["yes"]),
        tuple(table["no"]),
    )


def _read_context(pattern: str | None, classes: Mapping[str, WordClass]) -> str | None:
    """Return a pattern that is tried on the words directly before the match."""
    return rf"(?<!\w)(?:{_expand(pattern, classes, {})})\Z" if pattern else None


def _expand(pattern: str, classes: Mapping[str, WordClass], used: dict[str, WordClass]) -> str:
    """Put the words of the classes into a pattern, note in `used` under which name, and widen the blanks."""

    def put(match: re.Match[str]) -> str:
        if match["fixed"]:
            return match["fixed"].replace(" ", r"\s")
        if match["kind"] is None:
            return _BLANKS
        kind = classes[match["kind"]]
        name = match["name"] or match["kind"]
        while name in used:  # the same name in another branch
            name += "_"
        used[name] = kind
        return f"(?P<{name}>{kind.regex().replace(' ', _BLANKS)})"

    return _REFERENCE.sub(put, pattern)


def _plain(pattern: str) -> str:
    """Return a pattern without class references, groups and escapes: its literal words."""
    return re.sub(r"<[^>]*>|\(\?P?<?[=!:]?|\\.|\[\^[^\]]*\]", " ", re.sub(r"\[(\w)(\w)\](?=\w)", r"\2", pattern))


def _either_case(word: str) -> str:
    """Return a pattern for a word: capitalized or not where it is written small, else as it is written."""
    first = word[0]
    if first.islower():
        return f"[{first}{first.upper()}]{re.escape(word[1:])}".replace("\\ ", " ")
    return re.escape(word).replace("\\ ", " ")
