"""A word of sanctions with the parties that it reaches: what is looked at to find who imposes and who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.patterns import WORD_REACH
from tracker.classify.claims.scenes.standing import COMMA

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far behind a participle of imposing its agent stands.
AGENT_REACH = 24
# How many words "and", a number and a noun before its adjective are.
OBJECT_WORDS = 4
# A genitive or compound belongs to a sanctions word this near.
BESIDE = 40
# How far behind an agent, its office between, the verb stands that it does.
OFFICE_REACH = 12
# How far before who does the same as others "also" stands, an article between.
ALSO_REACH = 12
# How far behind a party the target is, whom a word of direction alone parts from it.
NEXT = 2


class Sides(NamedTuple):
    """Who imposes and who is meant; empty where not said."""

    imposers: list[PartyMention]
    targets: list[PartyMention]


class Measure(NamedTuple):
    """The *trigger*, one of the sentence's words of sanctions (*triggers*), and the *parties* within its reach."""

    reading: Reading
    trigger: Hit
    triggers: list[Hit]
    parties: list[PartyMention]

    @property
    def grammar(self) -> ClaimGrammar:
        """The grammar of the text's language."""
        return self.reading.grammar

    @property
    def verbal(self) -> bool:
        """Whether the trigger is a verb: "sanctioned", not "sanctions"."""
        start = self.trigger.start
        return any(hit.start == start and "trigger.impose" in hit.rule.tags for hit in (self.trigger, *self.triggers))

    @property
    def verbs(self) -> list[Hit]:
        """The words of imposing among the triggers."""
        return [hit for hit in self.triggers if "trigger.impose" in hit.rule.tags]

    def inside(self, party: PartyMention | Hit) -> bool:
        """Say whether *party*, or a word, stands in the trigger's own segment."""
        segment = self.reading.sentence.segment
        return segment(party.start) == segment(self.trigger.start)

    def beside(self) -> list[PartyMention]:
        """Return the parties so near to the trigger that a genitive or a compound may belong to it."""
        start, end = self.trigger.start, self.trigger.end
        return [item for item in self.parties if min(abs(item.start - end), abs(start - item.end)) < BESIDE]


def nearest_to(parties: list[PartyMention], trigger: Hit) -> list[PartyMention]:
    """Return the parties joined with the one nearest to the trigger."""
    nearest = min(parties, key=lambda item: abs(item.start - trigger.start), default=None)
    return [] if nearest is None else [item for item in parties if item.group == nearest.group]


def with_joined(measure: Measure, found: list[PartyMention]) -> list[PartyMention]:
    """Return *found* with whom the next objects of the same verb are: "trois généraux birmans et un juge serbe"."""
    text, grammar = measure.reading.sentence.text, measure.grammar
    last = found[-1]
    later = [item for item in measure.parties if item.start > last.end and item.hit.rule.role == "adjectives"]
    for item in later:
        words = text[last.end : item.start].replace("'", "' ").split()
        led = len(words) > 1 and words[0] in grammar.joins and (words[1] in grammar.skip or words[1].isdigit())
        if led and len(words) <= OBJECT_WORDS and item.mark == last.mark and measure.inside(item):
            return with_joined(measure, [*found, item])
    return found


def joining(measure: Measure, imposers: list[PartyMention], targets: list[PartyMention]) -> list[PartyMention]:
    """Return who joins the sanctions of others: "Switzerland joined the sanctions of the EU"."""
    segment = measure.reading.sentence.segment
    own = segment(measure.trigger.start)
    clauses, hits = (
        {own, own - 1} if measure.grammar.reports else {own},
        measure.reading.hits,
    )  # 瑞士跟进欧盟，对…实施制裁
    joins = [hit.start for hit in hits if "role.joins" in hit.rule.tags and segment(hit.start) in clauses]
    if not joins or any("cue.kept" in hit.rule.tags and hit.start <= joins[0] < hit.end for hit in hits):
        return []
    known = {item.code for item in (*imposers, *targets)}
    last = segment(joins[0])  # 瑞士宣布，跟进欧盟…
    first = last - (bool(measure.grammar.reports) and measure.reading.sentence.begin(joins[0]) == joins[0])
    subjects = [item for item in measure.parties if item.mark is None and item.end <= joins[0]]
    subjects = [item for item in subjects if first <= segment(item.start) <= last]
    return [item for item in nearest_group(subjects, last=True) if item.code not in known]


def doing_the_same(measure: Measure, imposers: list[PartyMention], targets: list[PartyMention]) -> list[PartyMention]:
    """Return who imposes sanctions as the subject does: "Nach der Schweiz hat auch Japan …", "wie viele andere"."""
    grammar, text = measure.grammar, measure.reading.sentence.text
    start = measure.reading.sentence.begin(measure.trigger.start)
    subject = next((item for item in imposers if item.mark is None and measure.inside(item)), None)
    if subject is None or not (grammar.alike or grammar.before_also):
        return []
    beside = (
        text[max(start, subject.start - ALSO_REACH) : subject.start].split()[-2:]
        + text[subject.end : subject.end + WORD_REACH].split()[:1]
    )
    words = [*grammar.alike, *(grammar.before_also if {*beside} & {*grammar.also} else [])]
    known = {item.code for item in (*imposers, *targets)}
    parties = [item for item in measure.reading.parties if measure.inside(item) and item.end <= measure.trigger.start]
    firsts = {item.group: item.start for item in reversed(parties)}
    return [
        item for item in parties
        if item.code not in known
        and f" {text[start : firsts[item.group]]}".endswith(tuple(f" {word} " for word in words))
    ]  # fmt: skip


def imposes_itself(measure: Measure, party: PartyMention) -> bool:
    """Say whether a word of imposing, or the sanctions, stand before an agent: not "the rule of Ukraine"."""
    first = min(item.start for item in measure.reading.parties if item.group == party.group)
    return any(
        (hit.rule.tags & {"trigger.impose", "theme.sanctions"} and 0 <= first - hit.end <= AGENT_REACH)
        or ("trigger.impose" in hit.rule.tags and 0 < hit.start - party.end <= OFFICE_REACH)  # "byly EU uvaleny"
        for hit in measure.reading.hits
    )


def sends(measure: Measure, party: PartyMention) -> bool:
    """Say whether *party* is the genitive of a delivery ("sanctions for the deliveries of Iran"), of declined nouns."""
    return bool(measure.grammar.cased) and any(
        "trigger.transfer" in hit.rule.tags and 0 <= party.start - hit.end <= 1 for hit in measure.reading.hits
    )


def name_agents(reading: Reading) -> None:
    """Mark who stands right behind a participle of imposing as its agent: "imposte da Mosca" are by, not from."""
    endings = tuple(reading.grammar.participles)
    if not endings:
        return
    for item in reading.parties:
        before = reading.sentence.text[max(reading.sentence.start, item.start - AGENT_REACH) : item.start].split()
        if item.mark == "from" and len(before) > 1 and before[-2].endswith(endings):
            verbs = (hit for hit in reading.hits if 0 <= item.start - hit.end < AGENT_REACH)
            item.mark = "by" if any("trigger.impose" in hit.rule.tags for hit in verbs) else item.mark


def joined_by(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether "and" stands between the sanctions and the list of *party*: "sanctions and threats of"."""
    first = min((item.start for item in reading.parties if item.group == party.group), default=party.start)
    return bool(set(reading.grammar.joins) & set(reading.sentence.text[trigger.end : first].split()))


def puts(measure: Measure) -> bool:
    """Say whether somebody puts another under the sanctions: "A placed two firms of B under sanctions".

    Who is put there may stand behind: "A a placé sous sanctions deux banques de B".
    """
    grammar, segment, place = measure.grammar, measure.reading.sentence.segment, measure.trigger.start
    verbs = [hit for hit in measure.verbs if hit.end <= place]
    verbs = [hit for hit in verbs if segment(hit.start) == segment(place) and "trigger.sanctioned" not in hit.rule.tags]
    if not ((grammar.by_order or grammar.sellers) and verbs):
        return False
    words = measure.reading.sentence.last_words(verbs[-1].start, 2)
    end = len(measure.reading.sentence.text) if grammar.sellers else place
    between = any(verbs[-1].end <= item.start < end and measure.inside(item) for item in measure.reading.parties)
    return between and not set(words) & set(grammar.passives)


def adopts(reading: Reading, party: PartyMention) -> bool:
    """Say whether *party* is the subject of a verb of imposing: "the Security Council adopted a text that …"."""
    own = reading.sentence.segment(party.start)
    return any(
        "trigger.impose" in hit.rule.tags and reading.sentence.segment(hit.start) == own and party.end <= hit.start
        for hit in reading.hits
    )


def outside_conditions(measure: Measure, bare: list[PartyMention]) -> list[PartyMention]:
    """Return *bare* parties but for those of a condition before the sanctions (如果中国拒绝，将对其实施制裁)."""
    segment = measure.reading.sentence.segment
    own = segment(measure.trigger.start)
    conditions = {segment(hit.start) for hit in measure.reading.hits if "cue.if" in hit.rule.tags} - {own}
    return [item for item in bare if segment(item.start) not in conditions]


def in_reason(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether only the reason of the sanctions names *party*: "грозит Китаю санкциями за покупку … нефти"."""
    between = f"{reading.sentence.text[trigger.end : party.start]} "
    told = reading.grammar.cased or (reading.grammar.sellers and party.mark == "against")
    return bool(told) and any(f" {word}" in between for word in reading.grammar.reasons)


def clauses_between(reading: Reading, one: int, other: int) -> int:
    """Return how many clauses two segments are apart; a verb of saying alone is none (欧盟|表示，|已批准…)."""
    low, high = sorted((one, other))
    bounds, text, reports = reading.sentence.bounds, reading.sentence.text, tuple(reading.grammar.reports)
    if not reports or high - low <= 2:  # noqa: PLR2004 - near enough
        return high - low
    spoken = [text[slice(*bounds(place, place))].strip(" ，,：:“”") for place in range(low + 1, high)]
    return high - low - sum(clause in reports for clause in spoken)


def not_meant(measure: Measure, bare: list[PartyMention], targets: list[PartyMention]) -> list[PartyMention]:
    """Return *bare* without for whom a pronoun stands that is the target: "обвинила Иран и ввела против него …"."""
    known = {item.code for item in targets if item.mark == "against"} if measure.grammar.cased else set()
    return [item for item in bare if item.code not in known]


def before_target(measure: Measure, party: PartyMention, targets: list[PartyMention]) -> bool:
    """Say whether only a word of direction stands between *party* and the *targets* (挪威对俄罗斯的制裁; Chinese)."""
    return bool(measure.grammar.reports) and any(0 < item.start - party.end <= NEXT for item in targets)


def governs(measure: Measure, targets: list[PartyMention]) -> bool:
    """Say whether the sanctions are a verb with the *targets* as its object behind (伊朗制裁…的法国企业; Chinese)."""
    behind = all(item.start >= measure.trigger.end and measure.inside(item) for item in targets)
    return bool(measure.grammar.reports) and measure.verbal and behind


def under_sanctions(reading: Reading, verbs: list[Hit]) -> list[PartyMention]:
    """Return whom a relative clause tells to be under sanctions: "Iran, which is …", "сербський банк, що …"."""
    sentence = reading.sentence
    for hit in verbs:
        start = sentence.begin(hit.start)
        words = sentence.text[start : hit.start].split(maxsplit=1)
        described = reading.grammar.sellers and "trigger.sanctioned" in hit.rule.tags and not words
        beside = [item for item in reading.parties if described and 0 <= start - item.end <= COMMA]
        if beside:  # "le pétrole vénézuélien, frappé par les sanctions"
            return beside
        if "trigger.sanctioned" not in hit.rule.tags or not words:
            continue
        if words[0] in reading.grammar.relatives:
            told = [item for item in reading.parties if _told_of(reading, item, start) and item.mark != "adjective"]
            if told or not (reading.grammar.cased or reading.grammar.dative):
                return told
        alone = reading.grammar.cased and len(words) == 1 and words[0] in reading.grammar.breaks
        if alone or (reading.grammar.dative and words[0] in reading.grammar.relatives):
            near = [item for item in reading.parties if item.mark == "adjective" and item.end < start]
            between = {1} if alone else {1, 2}  # "friert Konten iranischer Bürger ein, die …"
            return [item for item in near if len(sentence.text[item.end : start].strip(" ,").split()) in between]
    return []


def _told_of(reading: Reading, party: PartyMention, start: int) -> bool:
    """Say whether the relative clause at *start* stands right behind *party*, or where verbs wait, behind its verb."""
    if 0 <= start - party.end <= COMMA:
        return True
    between = reading.sentence.text[party.end : start]
    return bool(reading.grammar.dative) and between.strip(" ,").isalpha() and "," in between


def related(reading: Reading, own: int, other: int) -> bool:
    """Say whether *other* is a clause right behind *own*, parted by a comma and a word that opens it (", які")."""
    if other != own + 2:
        return False
    return not reading.sentence.clause(own + 1).strip(", ")


def notable(reading: Reading, bare: list[PartyMention]) -> list[PartyMention]:
    """Return those who commonly impose sanctions or are under them: all that another clause may lend."""
    known = {*reading.grammar.imposers, *reading.grammar.sanctioned}
    return [item for item in bare if item.code in known]


def asked_to_act(
    parties: list[PartyMention], asks: Hit, trigger: Hit, grammar: ClaimGrammar
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return the parties without who asks, and who right behind *asks* is asked to act (敦促土耳其解除…; Chinese)."""
    between = [item for item in parties if item.mark is None and asks.end <= item.start < trigger.start]
    asked = [item for item in between if item.start - asks.end <= NEXT]
    if not asked:
        return parties, []
    kept = [item for item in parties if item.mark is not None or item.start >= asks.end]
    return [item for item in parties if item in kept or item.code in grammar.sanctioned], asked


def is_refused(reading: Reading, asks: Hit) -> bool:
    """Say whether somebody turns down what is asked for: "رفض مجلس الأمن مطالب ليبيا برفع …"."""
    segment = reading.sentence.segment
    verbs = [
        hit for hit in reading.hits
        if "cue.rejected" in hit.rule.tags and hit.end <= asks.start and segment(hit.start) == segment(asks.start)
    ]  # fmt: skip
    subjects = [item for item in reading.parties if verbs and verbs[0].end <= item.start < asks.start]
    return reading.grammar.verb_first and any(item.mark is None for item in subjects)
