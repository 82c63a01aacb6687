"""The words that tell the part of a party: prepositions and articles before it, particles behind it, its own case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.aiming import counting, describing
from tracker.classify.claims.parties.hyphens import masculine_compound
from tracker.classify.claims.patterns import TOKEN, any_of

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

MAX_WORDS_BETWEEN = 4
# How many words describe a kind of state.
KIND_WORDS = 4
# How many words a role word of the data has, the longest first ("nach den Worten von").
MARK_WORDS = (4, 3, 2, 1)
# The roles of names that stand without an article.
NAMED = frozenset({"names", "capital"})
# The marks of who does or owns what stands before it.
SOURCES = frozenset({"from", "by", "of"})
# How many words before a party are looked at for who only speaks.
VOICE_WORDS = 4
WINDOW = 60
# A day, with its month, in signs without spaces.
_DATE = re.compile(r"(?:\d{1,2}[^\W\d_]){1,2}")
# A year, but for the round number.
_YEAR = re.compile(r"(?!2000)(?:19|20)\d\d")


def _behind_year(tokens: list[str]) -> list[str]:
    """Return the *tokens* behind the last year: who follows it has no part in its preposition ("in 2018 Egypt …")."""
    last = next((place for place in range(len(tokens), 0, -1) if _YEAR.fullmatch(tokens[place - 1])), 0)
    return tokens[last:]


class RoleWords:
    """Reads the role words around a party in the folded text *low*, by the grammar of one language."""

    def __init__(self, low: str, grammar: ClaimGrammar, *, boundaries: bool) -> None:
        """Prepare to read *low*; *boundaries* says that words are parted by spaces."""
        self.low = self.cased = low
        self.grammar = grammar
        self.boundaries = boundaries
        marks = {"to": grammar.to, "from": grammar.from_, "by": grammar.by, "against": grammar.against}
        marks |= {"of": grammar.of, "other": grammar.other, "with": grammar.with_, "bare": grammar.bare}
        # A declined language reads "пов'язаних" as one word, others "d'" and what is behind it as two.
        self._before = {
            form: mark
            for mark, words in reversed(marks.items())
            for word in words
            for form in (word, self._spaced(word))
        }
        after = {"to": grammar.after_to, "from": grammar.after_from, "by": grammar.after_by}
        after |= {"against": grammar.after_against, "other": grammar.after_other, "with": grammar.after_with}
        self._after: dict[str, str | None] = {word: mark for mark, words in after.items() for word in words}
        self._after |= dict.fromkeys(grammar.after_bare)
        self._voices = frozenset(grammar.voices)
        self._sources = {word for word, mark in self._before.items() if mark in SOURCES}
        self._sources |= {word for word, marked in grammar.cased.items() if "from" in marked.values()}
        self._skip = frozenset(grammar.skip)
        self._attacking = frozenset(grammar.attacking)
        self._longest_skip = max((word.count(" ") + 1 for word in grammar.skip), default=1)
        self._joined = tuple(word for word in grammar.plurals if len(word) > 1)
        self._plural = re.compile(rf" {any_of(self._joined)}\b")
        self._dative = frozenset(grammar.dative)
        self._objects = self._dative - grammar.twofold.keys()
        behind = rf"(?: |(?<=')){any_of(grammar.articles)}?$"
        kinds = rf"{any_of(grammar.kind_articles)} (?:[\w-]+ ){{0,{KIND_WORDS}}}{any_of(grammar.state_kinds)}"
        dashed = (
            rf"{any_of(grammar.kind_articles)} (?:[\w-]+ ){{0,{KIND_WORDS}}}{any_of(grammar.state_groups)} ?[—–-] ?$"
        )
        over = rf"\b(?:{dashed}|(?:{any_of(grammar.through)}|{kinds}){behind})"
        self._through = re.compile(over) if grammar.through else None
        self._counted = counting(grammar)
        self._fellow = describing(grammar)
        heads = any_of(grammar.relative_heads)
        self._led = (
            re.compile(
                rf",\s{heads}\s{any_of([*grammar.relatives, *grammar.dative])}\s({any_of(grammar.relatives)}\s)?$"
            )
            if grammar.relative_heads
            else None
        )
        feminine = rf"\b{any_of(grammar.feminine_names)},\s{any_of(grammar.dative)}"
        self._to_whom = re.compile(rf"(?:,\s{any_of(grammar.relatives_to)}|{feminine})\s$")
        self._endings = {} if boundaries else {**dict.fromkeys(grammar.skip), **self._before}
        # Longest first: 反对 (oppose) is no 对 (towards).
        self._lengths = sorted({len(word) for word in self._endings}, reverse=True)

    def _spaced(self, word: str) -> str:
        """Write a role word as the tokens of a text are joined: "à l'encontre de" has four."""
        return " ".join(TOKEN.findall(word)) if self.boundaries else word

    def _before_mark(self, hit: Hit, start: int, seat: int | None = None) -> str | None:
        if hit.prefix in self.grammar.to_prefixes:
            if self._attacked(self.low[max(start, hit.start - len(hit.prefix) - WINDOW) : hit.start - len(hit.prefix)]):
                return "other"
            return None if self._stays_bare(hit) else "to"
        name = (hit.start + self._article(hit) if seat is None or seat == hit.start else seat) - len(hit.prefix)
        before = self.low[max(start, hit.start - len(hit.prefix) - WINDOW) : name]
        if not self.boundaries:
            return self._glued(before)
        if self._leads_relative(before, hit):
            return None
        return "other" if self._voices and self._voiced(before, hit) else self._mark_of(before, hit)

    def _leads_relative(self, before: str, hit: Hit) -> bool:
        """Say whether the preposition before a name is a relative's: ", mit der Moskau …", ", gegen den die EU …"."""
        if hit.rule.role not in NAMED:
            return False
        led = self._led.search(before) if self._led is not None else None
        if led is None and self.grammar.feminine_names and self._to_whom.search(before):  # "Kenia, dem Oslo … liefert"
            return not self.low.startswith(tuple(self.grammar.articled), hit.start)
        return led is not None and bool(led[1]) == self.low.startswith(tuple(self.grammar.articled), hit.start)

    def _stays_bare(self, hit: Hit) -> bool:
        """Say whether a word before the prefix of *hit* leaves the party without a part: "سبق لبولندا أن" (Arabic)."""
        before = self.low[max(0, hit.start - len(hit.prefix) - WINDOW) : hit.start - len(hit.prefix)].split()
        return bool(before) and before[-1] in self.grammar.bare

    def _attacked(self, before: str) -> bool:
        """Say whether *before*, what stands before the preposition of a party, ends in an attack on it, or whose it is.

        "غزو روسيا لأوكرانيا", "حربها ضد أوكرانيا" (Arabic)
        """
        return bool(self._attacking) and any(word in self._attacking for word in before.split()[-2:])

    def _voiced(self, before: str, hit: Hit) -> bool:
        """Say whether the party only speaks or is spoken of: "trotz Protesten aus Rom", "trotz der Kritik Spaniens"."""
        tokens = TOKEN.findall(before)[-VOICE_WORDS:]
        if tokens and tokens[-1] in self._voices:
            return "gen" in hit.cases and ("nom" not in hit.cases or bool(self.grammar.cased))
        while len(tokens) > 1:
            if tokens[-1] in self._sources and tokens[-2] in self._voices:
                return tokens[-1] not in self.grammar.agents  # "gegen iranische Vertreter durch Kanada"
            if " ".join(tokens[-2:]) in self._sources and tokens[-3:-2] and tokens[-3] in self._voices:
                return " ".join(tokens[-2:]) not in self.grammar.agents  # "критику со стороны Москвы"
            if tokens[-1] not in self._dative and tokens[-1] not in self._skip:
                return False
            tokens.pop()
        return False

    def _article(self, hit: Hit) -> int:
        """Return how many characters of a name are its article or role word ("des Westens", "dagli Usa")."""
        words = self.low[hit.start : hit.end].split(maxsplit=1)
        role = words[0] in self.grammar.of or (bool(self.grammar.sellers) and words[0] in self._before)
        return len(words[0]) + 1 if len(words) > 1 and role else 0

    def _mark_of(self, before: str, hit: Hit) -> str | None:
        """Read the role word at the end of *before*, what stands before a party or the noun its adjective describes."""
        tokens = _behind_year(TOKEN.findall(self._through.sub("", before) if self._through else before))
        dative = False
        last = len(tokens) - 1
        for _ in range(MAX_WORDS_BETWEEN):
            if last < 0:
                break
            for width in MARK_WORDS:
                if last - width + 1 >= 0:
                    mark = self._before.get(" ".join(tokens[last - width + 1 : last + 1]))
                    if mark is not None:
                        return self._read_mark(mark, tokens, (last - width + 1, last), len(before))
            token = tokens[last]
            if token in self._dative:
                if self._not_dative(token, hit):
                    return None
                dative = True
            elif not token.isdigit():
                skipped = self._skipped(tokens, last)
                if not skipped:
                    break
                last -= skipped - 1
            last -= 1
        return "to" if dative else None

    def _read_mark(self, mark: str, tokens: list[str], place: tuple[int, int], length: int) -> str | None:
        """Return what *mark* means behind the words of a text of *length*; *place*: its first and last token."""
        begin, last = place
        if mark in {"to", "against"} and self._attacked(" ".join(tokens[:begin])):
            return "other"
        # "Des entreprises …": what begins a sentence is an article, no genitive.
        first = begin == 0 and length < WINDOW and self.grammar.adjective_after
        first = first and (mark == "of" or (mark == "against" and tokens[last] in self.grammar.aiming))
        return None if mark == "bare" or first else mark  # "استهدفت أوسلو": the subject of its verb

    def _office_mark(self, before: str) -> str | None:
        """Read the preposition at the end of *before*, what stands before an office: "gegen die Führung der Türkei"."""
        tokens = TOKEN.findall(before)
        for _ in range(MAX_WORDS_BETWEEN):
            ends = (" ".join(tokens[-width:]) for width in MARK_WORDS if width <= len(tokens))
            mark = next((self._before[words] for words in ends if words in self._before), None)
            if mark is not None or not tokens:
                return mark
            if tokens[-1] not in self._dative and tokens[-1] not in self._skip and not tokens[-1].isdigit():
                return None
            tokens.pop()
        return None

    def _skipped(self, tokens: list[str], last: int) -> int:
        """Return how many words end at *last* that may stand between a role word and its party."""
        for width in range(min(self._longest_skip, last + 1), 0, -1):
            if " ".join(tokens[last - width + 1 : last + 1]) in self._skip:
                return width
        return 0

    def _not_dative(self, article: str, hit: Hit) -> bool:
        ending = self.grammar.twofold.get(article)
        if "gen" in hit.cases and "nom" not in hit.cases:
            return self._of_office(article, hit)
        if ending is not None and masculine_compound(self.low, hit, self.grammar):
            return True
        if ending is not None and hit.rule.role == "adjectives":
            # "der ukrainische Minister" is a subject, "der ukrainischen Armee" is not.
            return not self.low.startswith(ending, hit.end - 1)
        return self.low[hit.stem : hit.end] in self.grammar.not_dative.get(article, ())

    def _of_office(self, article: str, hit: Hit) -> bool:
        """Say whether the article of an office with a genitive is no dative: "der Präsident Chinas".

        Nor behind a noun, where it is a genitive too: "Sprecher der Regierung Chinas".
        """
        words = self.cased[max(0, hit.start - WINDOW) : hit.start].split()[-4:]
        if len(words) < 2 or words[-2].lower() != article:  # noqa: PLR2004 - article and office
            return False
        dative = tuple(self.grammar.feminine if article in self.grammar.twofold else self.grammar.twofold.values())
        return not words[-1].lower().endswith(dative) or (len(words) > 3 and words[-3][0].isupper())  # noqa: PLR2004

    def _glued(self, before: str) -> str | None:
        """Read a role word that stands right before the party without a space (Chinese)."""
        before = before.rstrip("“「『‘")  # 为“M23运动”提供
        text = self._fellow.sub("", before) if self._fellow else before
        text = self._counted.sub("", before) if self._counted and text == before else text
        found = (text[-length:] for length in self._lengths if length <= len(text))
        return next((self._endings[word] for word in found if word in self._endings), None)

    def _after_mark(self, place: int, end: int) -> str | None:
        """Read the role word that stands behind *place*, the longest first."""
        if not self._after:
            return None
        after = self.low[place : min(end, place + WINDOW)]
        if after.startswith("'"):
            after = re.sub(r"^'[^\W_]*", "", after)
        if self.grammar.case_at_end:
            after = after.replace("'", "")  # "Ukrayna Savaşı'nda"
        if not self.boundaries:
            text = after.lstrip()
            dated = _DATE.match(text)  # 莫斯科5月3日电
            if dated is not None and text.startswith(tuple(self._after), dated.end()):
                text = text[dated.end() :]
            return next((mark for word, mark in self._after.items() if text.startswith(word)), None)
        tokens = TOKEN.findall(after)[: MARK_WORDS[0]]
        for width in MARK_WORDS:
            word = " ".join(tokens[:width])
            if word in self._after:
                return self._after[word]
        return None

    def _case_mark(self, hit: Hit) -> str | None:
        if not hit.cases or "nom" in hit.cases:
            return None
        return next((str(mark) for case, mark in self.grammar.cases.items() if case in hit.cases), None)
