"""Which language a text is in: by its script, then by letters that only one language has, then by py3langid.

What a page or feed declares is often wrong, so it decides only where the text leaves doubt: short texts and near
neighbours such as Croatian and Serbian.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"
SAMPLE = 2_000  # code points looked at; more changed no answer in tests
NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")
FEW_LETTERS = 40
SOME_LETTERS = 200

# Codes that pages use for what we keep under another.
ALIASES = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "cn": "zh", "jp": "ja", "ua": "uk", "cz": "cs",
    "gr": "el", "kr": "ko", "se": "sv", "dk": "da", "srl": "sr", "sh": "sr", "cmn": "zh", "yue": "zh", "wuu": "zh",
    "arz": "ar", "ary": "ar", "pes": "fa", "prs": "fa", "ckb": "ku", "sdh": "ku", "fil": "tl", "mo": "ro",
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "rus": "ru", "ukr": "uk", "ara": "ar",
    "fas": "fa", "per": "fa", "zho": "zh", "chi": "zh", "tur": "tr", "pol": "pl", "ita": "it", "jpn": "ja", "kor": "ko",
}  # fmt: skip
NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "russian": "ru", "русский": "ru", "ukrainian": "uk", "українська": "uk", "arabic": "ar", "العربية": "ar",
    "persian": "fa", "farsi": "fa", "فارسی": "fa", "chinese": "zh", "中文": "zh", "turkish": "tr", "türkçe": "tr",
    "polish": "pl", "polski": "pl", "italian": "it", "italiano": "it",
}  # fmt: skip

SCRIPTS: tuple[tuple[str, str], ...] = (
    ("latin", r"A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"),
    ("cyrillic", r"\u0400-\u052f"),
    ("arabic", r"\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f"),
    ("han", r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("kana", r"\u3041-\u3096\u30a1-\u30fa"),
    ("hangul", r"\u1100-\u11ff\uac00-\ud7a3"),
    ("greek", r"\u0370-\u03ff\u1f00-\u1fff"),
    ("hebrew", r"\u05d0-\u05ea"),
    ("devanagari", r"\u0904-\u0963"),
    ("bengali", r"\u0985-\u09df\u09f0-\u09f1"),
    ("gurmukhi", r"\u0a05-\u0a74"),
    ("gujarati", r"\u0a85-\u0aff"),
    ("tamil", r"\u0b85-\u0bbf"),
    ("telugu", r"\u0c05-\u0c61"),
    ("kannada", r"\u0c85-\u0ce1"),
    ("malayalam", r"\u0d05-\u0d61"),
    ("sinhala", r"\u0d85-\u0dc6"),
    ("thai", r"\u0e01-\u0e3a"),
    ("lao", r"\u0e81-\u0ede"),
    ("myanmar", r"\u1000-\u109f"),
    ("georgian", r"\u10a0-\u10ff"),
    ("armenian", r"\u0531-\u0587"),
    ("khmer", r"\u1780-\u17b3"),
    ("ethiopic", r"\u1200-\u135a"),
)
SCRIPT_PATTERN = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in SCRIPTS))
DENSE = {"han": 3, "kana": 3, "hangul": 3}  # one sign says as much as about three letters
ONE_LANGUAGE = {
    "greek": "el", "hangul": "ko", "gurmukhi": "pa", "gujarati": "gu", "tamil": "ta", "telugu": "te",
    "kannada": "kn", "malayalam": "ml", "sinhala": "si", "thai": "th", "lao": "lo", "myanmar": "my", "georgian": "ka",
    "armenian": "hy", "khmer": "km", "ethiopic": "am",
}  # fmt: skip
CANDIDATES = {
    "latin": ["af", "az", "bs", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "ha", "hr", "hu", "id", "is", "it", "jv", "ku", "lb", "lt", "lv", "ms", "mt", "nl", "nn", "no", "pl", "pt", "ro", "rw", "sk", "sl", "so", "sq", "sr", "sv", "sw", "tk", "tl", "tr", "uz", "vi", "yo", "zu"],
    "cyrillic": ["ba", "be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk", "uz"],
    "arabic": ["ar", "fa", "ku", "ps", "sdh", "ug", "ur"],
    "hebrew": ["he"],
    "devanagari": ["hi", "mr", "ne", "sa"],
    "bengali": ["as", "bn"],
}
# Languages whose texts are so alike that the declared one is believed.
FAMILIES = (
    frozenset({"hr", "sr", "bs", "sl"}), frozenset({"no", "da", "sv"}), frozenset({"cs", "sk"}), frozenset({"id", "ms"}),
    frozenset({"bg", "mk"}), frozenset({"hi", "mr", "ne"}), frozenset({"es", "gl", "ca"}), frozenset({"pt", "gl"}),
    frozenset({"tr", "az"}), frozenset({"kk", "ky", "tt", "ba"}), frozenset({"de", "lb"}), frozenset({"nl", "af"}),
)  # fmt: skip
# Letters that betray one language of a script, the most telling first; the weight is what one of them counts.
LETTERS = {
    "cyrillic": {
        "uk": ("іїєґ", 1.0), "ru": ("ыэё", 1.0), "be": ("ў", 4.0), "sr": ("ђћ", 2.0), "mk": ("ѓќѕ", 2.0),
        "bg": ("ъ", 0.6),
    },
    "arabic": {
        "fa": ("پچژگ", 1.0), "ur": ("ٹڈڑںےہھ", 2.0), "ps": ("ټډړښځڅۍ", 3.0), "ku": ("ڕڵێۆە", 2.0), "ug": ("ۇۈېڭ", 2.0),
        "ar": ("ةىإأ", 1.0),
    },
}  # fmt: skip

PERSIAN_WORDS = frozenset(
    ["است", "که", "كه", "این", "اين", "را", "می", "مي", "از", "در", "به", "با", "شد", "شده", "هم", "برای", "براي", "های", "هاي", "آن", "بود", "کرد", "كرد", "نیست", "و"]
) - {"و"}
ARABIC_WORDS = frozenset(["في", "من", "على", "التي", "الذي", "أن", "إن", "إلى", "عن", "هذا", "هذه", "ما", "لم", "قد", "كان", "كانت", "مع", "بعد", "بين", "قال", "حيث"])


def declared_language(claim: str) -> str | None:
    """Return the two-letter code that *claim* (``de-AT``, ``ru_RU``, ``eng``, ``Deutsch``) stands for, or None."""
    first = re.split(r"[-_,;\s]", claim.strip().lower(), maxsplit=1)[0]
    code = NAMES.get(first) or ALIASES.get(first, first)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def detect_language(text: str, declared: str | None = None, hint: str | None = None) -> str:
    """Return the ISO 639-1 code of the language *text* is in, or ``und`` where nothing tells.

    *declared* is what the page claims, *hint* what its feed, sitemap or source says; both may be any BCP 47 tag.
    """
    claims = [code for claim in (declared, hint) if claim and (code := declared_language(claim))]
    # A first cut bounds the work on long texts before noise is taken out.
    sample = NOISE.sub(" ", text[: 2 * SAMPLE])[:SAMPLE]
    scripts = _scripts(sample)
    if not scripts:
        return claims[0] if claims else UNKNOWN
    script = scripts.most_common(1)[0][0]
    if script in {"han", "kana"}:
        return _east_asian(scripts)
    if script in ONE_LANGUAGE:
        return ONE_LANGUAGE[script]
    if script == "hebrew":
        return "yi" if "yi" in claims else "he"
    return _within(script, sample, scripts[script], claims)


def _scripts(sample: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for found in SCRIPT_PATTERN.finditer(sample):
        name = found.lastgroup or ""
        counts[name] += len(found[0]) * DENSE.get(name, 1)
    return counts


def _east_asian(scripts: Counter[str]) -> str:
    """Japanese mixes kana into nearly each phrase; a Chinese text has at most a name in it."""
    return "ja" if scripts["kana"] > 0.08 * (scripts["han"] + scripts["kana"]) else "zh"


def _within(script: str, sample: str, letters: int, claims: list[str]) -> str:
    told = _by_letters(script, sample, letters)
    if told and not (told in {"bg", "mk"} and letters < SOME_LETTERS):
        return told
    weights = _weights(sample, script, letters, claims)
    if told:
        weights[told] = weights.get(told, 0.0) * 5
    best = max(weights, key=lambda code: weights[code])
    family = next((f for f in FAMILIES if best in f and claims and claims[0] in f), None)
    return claims[0] if family and claims[0] in weights else best


def _by_letters(script: str, sample: str, letters: int) -> str | None:
    """Return the language that letters of its own betray, where one clearly leads and none outside the table is near."""
    table = LETTERS.get(script)
    if table is None:
        return None
    lowered = sample.lower()
    scores = {code: weight * sum(map(lowered.count, own)) for code, (own, weight) in table.items()}
    if script == "cyrillic":
        _correct_cyrillic(lowered, scores)
    else:
        scores["fa"] += 0.3 * sum(map(lowered.count, "کی"))
        scores["ar"] += 0.3 * sum(map(lowered.count, "كي"))
        # Persian is also written with Arabic keyboards; the commonest words tell the two apart.
        words = set(lowered.split())
        scores["fa"] += 2 * len(words & PERSIAN_WORDS)
        scores["ar"] += 2 * len(words & ARABIC_WORDS)
    (first, most), (_, second) = Counter(scores).most_common(2)
    return first if most >= 1 and most >= 2.5 * second and most >= 0.004 * letters else None


def _correct_cyrillic(lowered: str, scores: dict[str, float]) -> None:
    """Letters that the table's languages share with others speak for nobody."""
    asian = sum(map(lowered.count, "қғңұүһәөҳҷӣӯҗ"))
    if asian >= 2:  # noqa: PLR2004 - one may stand in a foreign name
        scores.update(dict.fromkeys(scores, 0.0))
        return
    if scores["be"]:
        scores["uk"] = scores["ru"] = 0
    south = sum(map(lowered.count, "јљњџ"))
    scores["bg"] *= 0 if scores["ru"] else 1
    scores["sr"] += 0.1 * south if scores["sr"] else 0
    scores["mk"] += 0.1 * south if scores["mk"] else 0


def _weights(sample: str, script: str, letters: int, claims: Iterable[str]) -> dict[str, float]:
    """Probability of each candidate by py3langid, raised for what is claimed, more so for short texts."""
    weights: dict[str, float] = {}
    for code, probability in _identifier(script).rank(sample):
        known = ALIASES.get(code, code)
        weights[known] = max(weights.get(known, 0.0), float(probability))
    trust = 25.0 if letters < FEW_LETTERS else 6.0 if letters < SOME_LETTERS else 1.5
    for position, claim in enumerate(claims):
        if claim in weights:
            weights[claim] *= trust if position == 0 else trust**0.5
    return weights


@cache
def _identifier(script: str) -> LanguageIdentifier:
    """The model restricted to the languages of one script; loaded at the first text that needs it."""
    from py3langid import langid  # noqa: PLC0415 - half a second that many commands never need

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES[script])
    return identifier
