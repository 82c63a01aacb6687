"""What word forms say of the parts of parties where words are declined (Polish, Russian, Ukrainian …)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.patterns import WORD_REACH
from tracker.classify.claims.scenes.nearest import by_distance
from tracker.classify.claims.scenes.scene import Roles
from tracker.classify.claims.sentences.speech import OUR_WORDS, is_ours

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# The tag of measures that hit what somebody owns: assets, access to SWIFT.
OWNED = "group.owned"
# How far behind a delivery a name without cases may stand.
GENITIVE_REACH = 40
# How far from a request who is asked stands.
REQUEST_REACH = 70
# How far from a word of asking who is asked may stand ("zwróciła się do Izraela z prośbą").
ASK_REACH = 20
# How far behind a word of saying its subject ends.
SAID_REACH = 60
# How far behind its verb a subject may stand ("restrykcje ogłosiły wcześniej UE i …").
SUBJECT_REACH = 30


def declined_parts(
    reading: Reading, trigger: Hit, parties: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return who imposes and who is meant by the adjectives and genitives of the sanctions' own words.

    An adjective of sanctions names their author ("australijskie sankcje"), unless it says against whom; what is frozen
    is its owner's ("zamrożone rosyjskie aktywa", "блокування активів Росії").
    """
    low, sanctioned = reading.sentence.text, reading.grammar.sanctioned
    inside = [item for item in reading.parties if trigger.start <= item.start and item.end <= trigger.end]
    owners = [item for item in parties if item.mark == "of" and 0 <= item.start - trigger.end <= 1]
    targets = [item for item in inside if item.code in sanctioned]
    if OWNED in trigger.rule.tags:
        segment = reading.sentence.segment
        own = segment(trigger.start)
        owners = [
            item for item in parties if item.mark == "of" and item.start > trigger.end and segment(item.start) == own
        ]
    targets += [item for item in owners if item.code in sanctioned]
    imposers: list[PartyMention] = [
        item for item in reading.parties if OWNED not in trigger.rule.tags and _authored(item, trigger, reading)
    ]
    for item in parties:
        if (
            item.mark == "giver"
            and item.hit.rule.role == "adjectives"
            and 0 <= trigger.start - item.end <= SUBJECT_REACH
        ):
            meant = OWNED in trigger.rule.tags or low[item.start : item.end].startswith(
                tuple(reading.grammar.against_prefixes)
            )
            side = targets if meant else imposers
            side.append(item)
    return imposers, nearest_group(targets, last=False)


def _authored(party: PartyMention, trigger: Hit, reading: Reading) -> bool:
    """Say whether an adjective behind the sanctions ends their name: "mimo sankcji amerykańskich, …"."""
    grammar, text = reading.grammar, reading.sentence.text
    if party.mark != "adjective" or party.code not in grammar.imposers or not 0 <= party.start - trigger.end <= 1:
        return False
    last = text[party.end : party.end + WORD_REACH].split(maxsplit=1)[:1]
    leads = {*grammar.cased, *(word.split()[0] for word in grammar.against)}
    return not text[party.end : party.end + 1].isspace() or any(
        word in leads or word.endswith(tuple(grammar.participles)) for word in last
    )


def subject_behind(reading: Reading, verb: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return the subject that stands behind its verb: "Нові санкції запровадила Канада"."""
    behind = [
        item for item in parties
        if item.mark is None and 0 <= item.start - verb.end <= SUBJECT_REACH
        and ("nom" in item.hit.cases or not item.hit.cases)
        and reading.sentence.segment(item.start) == reading.sentence.segment(verb.start)
    ]  # fmt: skip
    return nearest_group(behind, last=False)


def declined_get(scene: Scene) -> Roles | None:
    """Return the roles that a dative or genitive gives beside a word of getting, None where there is none.

    Who is thanked gave ("подякував Берліну за ракети"); whose request it is gets ("запит Києва на F-16").
    """
    if not scene.grammar.cased:
        return None
    if "trigger.thanks" in scene.trigger.rule.tags:
        receivers = [item for item in scene.near({"to"}) if scene.inside(item)]
        after = scene.after()  # Russian thanks in the accusative
        direct = [item for item in after if 0 <= item.start - scene.trigger.end <= 1 and "nom" not in item.hit.cases]
        thanked = direct or nearest_group(receivers, last=False) or after
        others = nearest_group([item for item in receivers if item not in thanked], last=False)
        known = {item.code for item in thanked}
        getters = others or [item for item in scene.before() if item.code not in known]
        return Roles(thanked, getters if thanked else [], [])
    if "trigger.seek" not in scene.trigger.rule.tags:
        return None
    owners = [item for item in scene.parties if _requests(item, scene.trigger)] or _asking_side(scene)
    if not owners:
        speaking = speaking_for(scene, [])  # "„Potrzebujemy czołgów”, powiedział premier Gruzji"
        return _asked_to(scene) or (Roles([], speaking, []) if speaking else None)
    asked = [item for item in scene.near({"from", "to", "by"}) if item.code != owners[0].code]
    asked = [item for item in asked if abs(item.start - scene.trigger.end) <= REQUEST_REACH]
    bare = [item for item in scene.before() if scene.inside(item)]
    return Roles(nearest_group(by_distance(scene, asked), last=False) or bare, nearest_group(owners, last=False), [])


def _asking_side(scene: Scene) -> list[PartyMention]:
    """Return from whose side a request is: "прохання з боку Києва", "prośby ze strony Kijowa"."""
    text, sides = scene.sentence.text, tuple(f"{word} " for word in scene.grammar.sides)
    return [
        item for item in scene.parties
        if item.mark == "from" and 0 <= item.start - scene.trigger.end <= ASK_REACH
        and text.endswith(sides, 0, item.start)
    ]  # fmt: skip


def _asked_to(scene: Scene) -> Roles | None:
    """Return who is asked behind "do", "до" right behind the word of asking: "zwróciła się do Izraela o …"."""
    leads = scene.grammar.asked
    last_word = max(scene.trigger.start, scene.sentence.text.rfind(" ", 0, scene.trigger.end))
    if scene.sentence.text[last_word : scene.trigger.end].strip() not in leads:
        last_word = scene.trigger.end
    asked = [
        item for item in scene.near({"to"})
        if item.start >= scene.trigger.end and scene.inside(item)
        and set(scene.sentence.text[last_word : item.start].split()[:1]) & set(leads)
    ]  # fmt: skip
    askers = [item for item in scene.before() if item.code not in {other.code for other in asked}]
    # "Zełenski zaapelował do NATO o rakiety": whose leader asks is not said.
    said = bool(asked) and (bool(askers) or scene.leader is not None)
    return Roles(nearest_group(asked, last=False), askers, []) if said else None


def asked_of(scene: Scene) -> list[PartyMention]:
    """Return who is asked for what the trigger says: "zwróciła się do Izraela z prośbą o przekazanie rakiet"."""
    if not scene.grammar.cased or not scene.sought:
        return []
    segment = scene.sentence.segment
    asks = [hit for hit in (*scene.cues, *scene.triggers) if hit.rule.tags & {"cue.sought", "trigger.seek"}]
    asked = [
        item for item in scene.parties
        if item.mark == "to" and item.end <= scene.trigger.start
        and segment(scene.trigger.start) - segment(item.start) in {0, 1, 2}
        and _is_asked(scene, item, asks)
    ]  # fmt: skip
    return nearest_group(asked, last=True)


def requested_by(scene: Scene) -> list[PartyMention]:
    """Return whose request it is that a clause grants or turns down: "odrzucił prośbę Ukrainy o sprzedaż rakiet"."""
    if not scene.grammar.cased:
        return []
    segment, own = scene.sentence.segment, scene.sentence.segment(scene.trigger.start)
    requests = [
        hit for hit in scene.triggers
        if "trigger.seek" in hit.rule.tags and "role.petition" not in hit.rule.tags and hit is not scene.trigger
        and segment(hit.start) == own
    ]  # fmt: skip
    owners = [
        item for item in scene.parties
        if any(_requests(item, hit) for hit in requests)
    ]  # fmt: skip
    return nearest_group(owners, last=False)


def _requests(party: PartyMention, request: Hit) -> bool:
    """Say whether *request* is that of *party*: a genitive behind the noun, or an adjective before it."""
    if party.mark in {"adjective", "giver"}:
        return 0 <= request.start - party.end <= 1
    owns = party.mark == "of" or (party.mark == "to" and "gen" in party.hit.cases)
    return owns and 0 <= party.start - request.end <= 1


def _is_asked(scene: Scene, party: PartyMention, asks: list[Hit]) -> bool:
    """Say whether a word of asking beside *party* leads to it: by "do", "до", or by its own "na" ("naciska na")."""
    text, presses = scene.sentence.text, tuple(f" {word}" for word in scene.grammar.onto)
    if set(scene.sentence.last_words(party.start, 1)) & set(scene.grammar.asked):
        return any(0 <= party.start - hit.end <= ASK_REACH or 0 <= hit.start - party.end <= ASK_REACH for hit in asks)
    return any(0 <= party.start - hit.end <= 1 and text[hit.start : hit.end].endswith(presses) for hit in asks)


def in_wish(trigger: Hit, reading: Reading) -> bool:
    """Say whether the trigger's clause is a wish: "wezwała Niemcy, by dostarczyły …", "щоб вона передала …"."""
    segment = reading.sentence.segment(trigger.start)
    words = reading.sentence.clause(segment).split(maxsplit=1)
    return bool(words) and words[0] in reading.grammar.wishes


def speaking_for(scene: Scene, recipients: list[PartyMention]) -> list[PartyMention]:
    """Return whose office says "we have delivered", or names its leader's state ("…, a dit le président tchèque").

    It stands in a clause beside that of the trigger.
    """
    grammar = scene.grammar
    ours = is_ours(scene.trigger, scene.sentence, grammar)
    if grammar.says and not ours:  # "nous avons livré"
        near = scene.sentence.last_words(scene.trigger.start, OUR_WORDS)
        ours = any(word.endswith(tuple(grammar.ourselves)) for word in near)
    led = bool(grammar.says) and scene.leader is not None and scene.leader < scene.trigger.start
    if not grammar.ourselves or not (ours or led):
        return []
    known = {item.code for item in recipients}
    own = scene.sentence.segment(scene.trigger.start)
    speakers = [
        item for item in scene.parties
        if item.code not in known and scene.sentence.segment(item.start) != own
        and (
            (ours and (item.mark is None or (item.mark == "of" and _says_so(scene, item))))
            or (item.mark in {None, "other"} and _says(scene, item))
        )
    ]  # fmt: skip
    return nearest_group(by_distance(scene, speakers), last=False)


def getting_beside(scene: Scene) -> list[PartyMention]:
    """Return who gets, in the clause behind, what is ordered: "танки, заказанные у Кореи, Перу получит в марте"."""
    segment, own = scene.sentence.segment, scene.sentence.segment(scene.trigger.start)
    gets = {segment(hit.start) for hit in scene.triggers if "trigger.get" in hit.rule.tags and segment(hit.start) > own}
    if not scene.grammar.cased or own + 1 not in gets or not own + 1 < len(scene.sentence.starts):
        return []
    return nearest_group(
        [item for item in scene.parties if item.mark is None and segment(item.start) == own + 1], last=False
    )


def _says_so(scene: Scene, party: PartyMention) -> bool:
    """Say whether a verb of saying begins the clause of *party*, whose office speaks: "…, сказал министр Польши"."""
    words = scene.sentence.clause(scene.sentence.segment(party.start)).split(maxsplit=1)
    return bool(words) and words[0] in scene.grammar.attributes


def _says(scene: Scene, party: PartyMention) -> bool:
    """Say whether a word of saying stands before *party*: "…, a déclaré le ministre belge"."""
    before = scene.sentence.text[max(scene.trigger.end, party.start - SAID_REACH) : party.start]
    return any(word in before for word in scene.grammar.says)


def ordered(
    scene: Scene, asks: Hit, suppliers: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """*A lets B give to C*, forbids it: B, right behind the word of leave, gives ("запретила Испании передать")."""
    named = [item for item in scene.parties if item.mark == "to" and asks.end <= item.start < scene.trigger.start]
    if not named:
        return suppliers, recipients
    givers = nearest_group(named, last=False)
    others = [item for item in scene.near({"to"}) if item.start > givers[-1].end and item.group != givers[0].group]
    return givers, nearest_group(others, last=False)


def undeclined(scene: Scene, known: list[PartyMention]) -> list[PartyMention]:
    """Return the name without cases behind a delivery: the side that is open ("поставки вооружений США в Египет")."""
    codes, text, end = {item.code for item in known}, scene.sentence.text, scene.trigger.end
    return [
        item for item in scene.parties
        if not item.hit.cases and item.mark in {None, "of"} and item.code not in codes and scene.inside(item)
        and 0 <= item.start - end <= GENITIVE_REACH and ", " not in text[end : item.start]
    ][:1]  # fmt: skip


def deciding(scene: Scene) -> list[PartyMention]:
    """Return whose decision, plan or refusal a purchase is: "отказ Египта от покупки", its word right before him."""
    if not scene.grammar.cased:
        return []
    owners = [
        item for item in scene.parties
        if item.mark == "of" and item.end <= scene.trigger.start and scene.inside(item)
        and any(0 <= item.start - cue.end <= 1 for cue in scene.cues)
    ]  # fmt: skip
    return nearest_group(owners, last=True)


def beside_subject(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return the name without cases right behind a delivery whose clause has a subject: "начал поставки Марокко"."""
    subject = [item for item in bare if "nom" in item.hit.cases and item.end <= scene.trigger.start]
    done = any(item.end <= cue.start < scene.trigger.start for item in subject for cue in scene.cues)
    if not done or not scene.inside(subject[0]) or scene.reacts is not None or scene.asks is not None:
        return []
    return [
        item for item in scene.parties
        if item.mark == "of" and not item.hit.cases and 0 <= item.start - scene.trigger.end <= 1
        and item.code not in {other.code for other in subject}
    ]  # fmt: skip


def decides(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* decides on the delivery: "принятие Парижем решения о поставках", one cue between the two."""
    return any(0 <= cue.start - party.end <= 1 and 0 <= scene.trigger.start - cue.end <= 1 for cue in scene.cues)
