"""Statements without a frame: free subjunctive, hearsay, lone quotations, reports of speech acts."""

from __future__ import annotations

import itertools

from analysis.language.mood import INDICATIVE, SUBJUNCTIVE_2, is_finite, is_reported_mood, moods
from analysis.layers.quotes.addressees import addressee_of
from analysis.layers.quotes.cues import Cue
from analysis.layers.quotes.passage import Passage
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.segments import BLOCK, MAIN
from analysis.layers.quotes.speakers import has_agent, phrase_subject, speaker_of
from analysis.lexicon.classes import word_class

_HEARSAY = frozenset({"soll", "sollen"})
_VICTIMS = word_class("victim")
_PREPOSITIONS = frozenset(["von", "vor", "zu", "über", "gegen", "für", "auf", "mit", "um", "an", "nach"])


def free_draft(passage: Passage, taken: set[int], follows: bool) -> Draft | None:
    """A sentence in the free subjunctive, or with sollen as hearsay.

    Args:
        passage: a sentence.
        taken: Doc indices that a framed quotation already has.
        follows: whether a quotation stands just before it in the same paragraph.
    """
    words = passage.words
    for clause in passage.clauses:
        if clause.kind != MAIN or clause.finite is None:
            continue
        finite = words[clause.finite]
        if finite.i in taken:
            continue
        if is_reported_mood(finite) and not _is_wish(passage, clause.finite):
            if finite.text.lower() not in ("sei", "seien") and any(w.text.lower() == "ich" for w in words):
                continue
            return _whole(passage, "indirect_free_indirect", "mood:konjunktiv_1", taken)
        if (
            follows
            and moods(finite) == {SUBJUNCTIVE_2}
            and finite.text.lower() not in ("möchte", "möchten", "dürfte", "dürften")
        ):
            return _whole(passage, "indirect_free_indirect", "mood:konjunktiv_2", taken)
        in_marks = any(
            _is_quotation(passage, start, end) and end - start > 4 for start, end in passage.partial
        )
        if follows and in_marks and SUBJUNCTIVE_2 in moods(finite) and finite.tag_ == "VVFIN":
            # „Dazu zählten auch „Schritte zur Deeskalation““: the form may be either mood, the marks decide.
            return _whole(passage, "indirect_free_indirect", "mood:open", taken)
        if finite.text.lower() in ("will", "wollen") and _perfect(passage, clause.finite):
            draft = _whole(passage, "free_indirect", "modal:wollen", taken)
            draft.speaker = {words[i].i for i in phrase_subject(passage, clause, clause.end)}
            return draft  # „Er will das Papier nie gesehen haben“: so he says himself
        if finite.text.lower() in _HEARSAY and (follows or _perfect(passage, clause.finite)):
            return _whole(passage, "free_indirect", "modal:sollen", taken)
    return None


def by_comma(passage: Passage, taken: set[int]) -> Draft | None:
    """The comma rule: a clause in Konjunktiv I beside an indicative main clause is what that clause reports.

    Keeps the quotation where the verb is in no lexicon: „Er blieb dabei, der Plan sei gut.“
    """
    words = passage.words
    mains = [c for c in passage.clauses if c.kind == MAIN and c.finite is not None]
    for before, behind in itertools.pairwise(mains):
        first, second = words[before.finite or 0], words[behind.finite or 0]
        if first.i in taken or second.i in taken or behind.separator not in (",", ":"):
            continue
        if is_reported_mood(second) and INDICATIVE in moods(first) and not behind.conjunction:
            if behind.finite == behind.start:
                continue
            quote = passage.tokens(behind.start, passage.end)
            frame = passage.tokens(before.start, behind.start)
            speaker = {words[i].i for i in phrase_subject(passage, before, behind.start)}
            if behind.separator == ":":
                return Draft.of(
                    "indirect_free_indirect",
                    passage.tokens(behind.start, len(words)),
                    "colon",
                    speaker=speaker,
                )
            return Draft.of("indirect", quote, "comma", speaker=speaker, cue={first.i}, frame=frame)
        if (
            is_reported_mood(first)
            and INDICATIVE in moods(second)
            and behind.finite == behind.start
            and not behind.conjunction
        ):
            if second.text.lower() in (
                "hat",
                "haben",
                "hatte",
                "hatten",
                "ist",
                "sind",
                "war",
                "waren",
                "wird",
                "werden",
                "wurde",
            ):
                continue
            speaker = {words[i].i for i in phrase_subject(passage, behind, passage.end)}
            if not speaker:
                continue
            quote = passage.tokens(0, behind.start - 1)
            frame = passage.tokens(behind.start - 1, passage.end)
            return Draft.of("indirect", quote, "comma", speaker=speaker, cue={second.i}, frame=frame)
    return None


def announced_quotation(passage: Passage, taken: set[int]) -> Draft | None:
    """„Ihr Fazit: „…““, „Witkoff: „…““: a quotation behind a colon that no reporting verb introduces."""
    words = passage.words
    for number, block in enumerate(passage.clauses):
        if block.kind != BLOCK or block.separator != ":" or not number:
            continue
        tokens = passage.tokens(block.start, block.end)
        if tokens & taken:
            continue
        before = passage.clauses[number - 1]
        if before.finite is not None:
            speaker = {words[i].i for i in phrase_subject(passage, before, block.start)}
            return Draft.of("direct", tokens, "colon", speaker=speaker)
        frame = passage.tokens(before.start, block.start)
        names = [
            i
            for i in range(before.start, block.start)
            if words[i].tag_ in ("NE", "NN", "PPER", "ART", "ADJA", "PPOSAT", "FM")
        ]
        speaker = {words[i].i for i in names}
        return Draft.of("direct", tokens, "colon", speaker=speaker, frame=frame)
    return None


def _is_wish(passage: Passage, position: int) -> bool:
    """„Es lebe …“, „es sei denn“, „sei es“: subjunctives that report nothing."""
    words = passage.words
    near = " ".join(w.text.lower() for w in words[max(0, position - 1) : position + 3])
    return (
        "es sei denn" in near
        or ("sei es" in near and position == 0)
        or ("lebe" in words[position].text.lower() and position <= 1)
    )


def _perfect(passage: Passage, position: int) -> bool:
    words = passage.words
    rest = list(words[position + 1 : passage.end])
    return any(
        w.text.lower() in ("haben", "sein") and k and rest[k - 1].tag_ in ("VVPP", "VAPP", "VMPP")
        for k, w in enumerate(rest)
    )


def _whole(passage: Passage, type: str, rule: str, taken: set[int]) -> Draft:
    return Draft.of(type, {w.i for w in passage.words} - taken, rule)


def lone_quotations(passage: Passage, taken: set[int]) -> list[Draft]:
    """Sentences in quotation marks that nothing introduces: the last speaker goes on."""
    drafts = []
    for clause in passage.clauses:
        if clause.kind == BLOCK:
            tokens = passage.tokens(clause.start, clause.end)
            if not tokens & taken:
                drafts.append(Draft.of("direct", tokens, "marks"))
    return drafts


def inner_quotations(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Words in quotation marks within a statement of others: they are its direct part."""
    found = []
    for start, end in passage.partial:
        tokens = passage.tokens(start, end)
        holder = next((d for d in drafts if d.type != "direct" and tokens <= d.quote), None)
        if holder is None or not _is_quotation(passage, start, end):
            continue
        found.append(
            Draft(
                "direct",
                tokens,
                f"marks+{holder.rule}",
                set(holder.speaker),
                set(holder.cue),
                set(holder.frame),
                set(holder.addressee),
            )
        )
    return found


def marked_words(passage: Passage, cue: Cue, taken: set[int]) -> list[Draft]:
    """Words in marks that complete a reporting verb: nannte es „…“, sprach von „…“, bezeichnete … als „…“."""
    words = passage.words
    clause = passage.clauses[cue.clause]
    if not cue.verb.complements & {"direct", "als"}:
        return []
    positions = set(clause.positions())
    found = []
    if any(words[i].i in taken for i in cue.positions):
        return []
    for start, end in passage.partial:
        named = cue.verb.entry == "nennen"  # „nannte den Plan „Unsinn““
        if start not in positions or not (named or _is_quotation(passage, start, end)):
            continue
        if start < cue.position and words[cue.position].tag_ != "VVPP":
            continue
        tokens = passage.tokens(start, end)
        if tokens & taken:
            continue
        frame = passage.tokens(clause.start, clause.end) - tokens
        limit = start if start > cue.position else clause.end
        speaker = {words[i].i for i in speaker_of(passage, cue, limit)} - tokens
        cue_tokens = {words[i].i for i in cue.positions}
        if "als" in cue.verb.complements:
            cue_tokens |= {
                words[i].i
                for i in positions
                if words[i].text.lower() == "als" and i < start and i > start - 4
            }
        if start > cue.position:
            frame = {i for i in frame if i < words[start].i or end < passage.end}
        found.append(
            Draft.of("direct", tokens, f"verb:{cue.verb.entry}", speaker=speaker, cue=cue_tokens, frame=frame)
        )
    return found


def _is_quotation(passage: Passage, start: int, end: int) -> bool:
    """Whether words in marks are somebody's words rather than a name or title („die Zeitung „Der Bote““)."""
    words = passage.words
    inner = words[start + 1 : end - 1]
    if not inner:
        return False
    before = words[start - 1] if start else None
    named = all(
        w.text[0].isupper() or w.tag_ in ("ART", "APPR", "APPRART", "KON", "CARD") or not w.is_alpha
        for w in inner
    )
    if all(w.tag_ in ("NE", "CARD", "FM", "XY") or not w.is_alpha for w in inner):
        return False
    if not named or len(inner) > 4 or any(w.tag_[:2] == "VV" for w in inner) or before is None:
        return True
    return before.tag_ not in ("NN", "NE") and not before.text.lower().endswith(("genannte", "genannten"))


def reported_act(passage: Passage, cue: Cue, taken: set[int]) -> Draft | None:
    """A speech act told in the report's own words: „Norwegen verlangt eine neue Quote.“"""
    words = passage.words
    clause = passage.clauses[cue.clause]
    if clause.kind != MAIN or words[cue.position].i in taken or not _has_complement(passage, cue):
        return None
    if cue.passive and not has_agent(passage, clause):
        return None
    if cue.verb.entry == "fordern" and any(words[i].lemma_ in _VICTIMS for i in clause.positions()):
        return None  # „Der Sturm forderte drei Tote“
    speaker = {words[i].i for i in speaker_of(passage, cue, clause.end)}
    if not speaker:
        return None
    start = clause.start if cue.clause and clause.separator in (";", "–") else 0
    quote = {w.i for w in words[start:]} - taken
    listener = {
        words[i].i
        for i in addressee_of(
            passage, cue, clause.end, {w for w in range(len(words)) if words[w].i in speaker}
        )
    }
    return Draft.of("reported", quote, f"verb:{cue.verb.entry}", speaker=speaker, addressee=listener & quote)


def _has_complement(passage: Passage, cue: Cue) -> bool:
    words = passage.words
    clause = passage.clauses[cue.clause]
    positions = [i for i in clause.positions() if i not in cue.positions]
    takes = cue.verb.complements
    texts = {words[i].text.lower() for i in positions}
    if "als" in takes and "als" in texts:
        return True
    contracted = {"zum": "zu", "zur": "zu", "vom": "von", "vorm": "vor", "fürs": "für"}
    finite = cue.finite if cue.finite is not None else cue.position
    free = {words[i].text.lower() for i in positions if i > finite or i == clause.start}
    if takes & _PREPOSITIONS & {contracted.get(t, t) for t in free}:
        return True
    if "object" in takes:
        return any(words[i].tag_ in ("NN", "NE", "PIS", "PDS") for i in positions if i > finite) and not any(
            is_finite(words[i]) and i != finite for i in positions
        )
    return False
