"""The text is edited around, above and inside a claim; what it is bound to goes with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation.errors import Changed
from congdoan.narratives import actions, queries
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.rules.anchoring import anchor, found_again


def claim_of(narrative: Narrative, words: str) -> Claim:
    return narrative.claims.get(quote__contains=words)


def test_words_added_above_move_the_claim_and_keep_its_binding(told: Narrative, august: Province) -> None:
    claim = claim_of(told, "5.702")
    actions.confirm(claim, version=claim.version, by=august.minh)

    told = actions.revise(told, text=f"Mở đầu dài thêm 45 ngày.\n{told.text}", version=1, by=august.minh)

    moved = claim_of(told, "5.702")
    assert moved.pk == claim.pk
    assert moved.start is not None
    assert told.text[moved.start :].startswith("5.702 lượt người")
    assert (moved.decision, moved.indicator_id) == (Decision.CONFIRMED, "propaganda_attendances")
    assert [row.version for row in told.editions.all()] == [1]


def test_a_changed_figure_keeps_its_binding_as_a_proposal(told: Narrative, august: Province) -> None:
    claim = claim_of(told, "5.702")
    actions.confirm(claim, version=claim.version, by=august.minh)

    told = actions.revise(told, text=told.text.replace("5.702", "5.720"), version=1, by=august.minh)

    changed = claim_of(told, "5.720")
    assert changed.pk == claim.pk
    assert (changed.said, changed.former_quote) == (5720, "5.702 lượt người")
    assert (changed.decision, changed.indicator_id) == (Decision.PROPOSED, "propaganda_attendances")


def test_a_claim_taken_out_is_gone_and_comes_back_with_its_words(told: Narrative, august: Province) -> None:
    before = told.text
    claim = claim_of(told, "161")
    actions.confirm(claim, version=claim.version, by=august.minh)
    sentence = " CĐCS Bệnh viện Đa khoa Phong Lai tuyên truyền cho 161 lượt người nghe."

    told = actions.revise(told, text=before.replace(sentence, ""), version=1, by=august.minh)
    assert not claim_of(told, "161").is_here
    assert queries.findings(told, reader=None)[-1].claim.pk == claim.pk
    assert queries.tally(queries.findings(told, reader=None)).bound == 3

    told = actions.revise(told, text=before, version=2, by=august.minh)
    back = claim_of(told, "161")
    assert (back.pk, back.is_here, back.decision) == (claim.pk, True, Decision.CONFIRMED)


def test_equal_figures_are_told_apart_by_their_sentences(august: Province) -> None:
    text = "Bệnh viện phát 50 tờ rơi cho khoa Nội. Trung tâm phát 50 tờ rơi cho người dân."
    narrative = actions.keep(august.sector, text=text, by=august.minh)
    first, second = narrative.claims.order_by("start")

    swapped = "Trung tâm phát 50 tờ rơi cho người dân. Bệnh viện phát 50 tờ rơi cho khoa Nội."
    narrative = actions.revise(narrative, text=swapped, version=1, by=august.minh)

    assert [row.pk for row in narrative.claims.order_by("start")] == [second.pk, first.pk]


def test_the_second_of_two_savers_sees_both_wordings(told: Narrative, august: Province) -> None:
    actions.revise(told, text=f"{told.text} Hết.", version=1, by=august.minh)

    with pytest.raises(Changed) as changed:
        actions.revise(told, text="Bản khác.", version=1, by=august.lan)

    assert changed.value.theirs["text"].endswith("Hết.")


SENTENCES = [f"Đơn vị {name} đã giúp {count} người trong đợt {name}." for count, name in enumerate("ABCDEFGH", 11)]


@given(kept=st.lists(st.sampled_from(range(8)), unique=True, min_size=1), noise=st.text(max_size=60))
def test_claims_whose_sentences_stay_are_found_wherever_they_stand(kept: list[int], noise: str) -> None:
    """Any sentences kept in any order, anything written between: each kept claim is found, and no other."""
    before, after = " ".join(SENTENCES), f" {noise} ".join(SENTENCES[place] for place in kept)
    words = [f"{place + 11} người" for place in range(8)]
    old = [anchor(before, before.index(word), before.index(word) + len(word)) for word in words]
    starts = [after.index(SENTENCES[place]) + SENTENCES[place].index(words[place]) for place in kept]
    new = [anchor(after, start, start + len("11 người")) for start in starts]

    found = found_again(old, new)

    assert {place: found.get(place) for place in kept} == {place: at for at, place in enumerate(kept)}
