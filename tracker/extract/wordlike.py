"""How much a text looks like written words rather than bytes read in a wrong charset."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
MOST_WORDS = 2_000
# Signs that stand between letters only where a letter was misread.
INSIDE = re.compile(r"[^\W\d_][¡-©«-´¶-¿×÷\x80-\x9f°‡†‰‹›€™¤][^\W\d_]")
CASE_JUMP = re.compile(r"[а-яёіїєґα-ωà-þ][А-ЯЁІЇЄҐΑ-ΩÀ-Þ]")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
KANA_HANGUL = re.compile(r"[\u3041-\u30fe\uac00-\ud7a3]")
HALF_KANA = re.compile(r"[\uff61-\uff9f]")
PRIVATE = re.compile(r"[\x80-\x9f\ue000-\uf8ff\u2500-\u259f]")
# The commonest characters of Chinese and Japanese texts in both scripts: wrong readings give rare ones.
COMMON_HAN = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面而方后後多定行学學"
    "法所民得经經十三之进進着著等部度家电電力里裡如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外"
    "天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么利比或但质質气氣第向道命此变變条條只没沒结結解问問意建月公无無系军軍很"
    "情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别"
    "她手角期根论論运運农農指几幾九区區强強放决決西被干做必战戰先回则則任取据處处理世车車美制裁武器俄罗斯羅導弹彈国會府防北京報报導记者"
)  # fmt: skip


def wordlikeness(text: str) -> float:
    """Share of the words with non-ASCII letters that look sane, from 0 to 1; 1 where there are none."""
    words = WORD.findall(text)[:MOST_WORDS]
    if not words:
        return 0.5 if PRIVATE.search(text) else 1.0
    sane = sum(_sanity(word) for word in words) / len(words)
    # Koi8 read as Windows-1251 and the other way round swaps capitals and small letters.
    if sum(word.isupper() for word in words) > max(3, len(words) // 2):
        sane /= 2
    odd = len(INSIDE.findall(text)) + len(PRIVATE.findall(text))
    return max(0.0, sane - min(0.6, odd / len(words)))


@lru_cache(maxsize=4096)
def _sanity(word: str) -> float:
    if HALF_KANA.search(word):
        return 0.2
    han = HAN.findall(word)
    if han:
        if KANA_HANGUL.search(word):
            return 1.0
        common = sum(char in COMMON_HAN for char in han) / len(han)
        return min(1.0, 0.35 + 1.6 * common)
    if KANA_HANGUL.search(word):
        return 1.0
    if CASE_JUMP.search(word):
        return 0.0
    return _alphabetic_sanity(word)


def _alphabetic_sanity(word: str) -> float:
    latin = sum(char < "ɐ" for char in word)
    accented = sum("\x80" <= char < "ɐ" for char in word)
    if 0 < latin < len(word):
        return 0.0
    if accented > max(1, 0.55 * len(word)):
        return 0.0
    return _common_letters(word)


def _common_letters(word: str) -> float:
    """Letters that no newspaper uses much betray a wrong one-byte charset of the same script."""
    rare = sum(char in "ЂЃѓЌЋЏђќћџЎўЈҐѕЅјљњЉЊ¸ˇþðÞÐýÝƒ" for char in word)
    return 1.0 if rare == 0 else max(0.4, 1 - rare / len(word) * 2)
