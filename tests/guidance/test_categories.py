"""What a concern may be about."""

from datetime import date

import pytest

from safeguard.guidance import agencies, categories
from safeguard.guidance.categories import Level
from safeguard.guidance.shelf import UnknownCode

TODAY = date(2026, 11, 24)

# The category seed of domain reference §2.1.
FOUR_CS = {
    "content": "pornography self_harm_content racism_hate misogyny antisemitism "
    "extremist_content violence_gore misinformation conspiracy ai_harmful_content "
    "eating_disorder_content",
    "contact": "grooming coercion sextortion online_exploitation ai_companion "
    "peer_pressure",
    "conduct": "cyber_bullying intimate_image deepfake_nudify online_harassment "
    "online_threats fake_account filming_fights upskirting account_misuse oversharing",
    "commerce": "gambling scam phishing unsuitable_advertising in_app_spending",
    "technical": "filter_bypass malware data_breach",
}


@pytest.mark.parametrize(("main", "within"), FOUR_CS.items())
def test_the_four_cs_hold_what_the_guidance_names(main, within):
    offered = {each.code for each in categories.under(main, TODAY)}
    assert set(within.split()) <= offered


def test_child_protection_stands_beside_the_four_cs():
    mains = {each.code for each in categories.tops(TODAY)}
    assert mains >= set(FOUR_CS) | {
        "physical", "emotional", "sexual", "neglect", "exploitation",
        "child_on_child", "mental_health", "domestic_abuse", "harmful_practice",
        "radicalisation", "missing", "family_support", "agreement_breach", "adult",
        "other",
    }  # fmt: skip


def test_some_categories_suggest_an_intimate_image():
    found = {each.code for each in categories.every() if each.suggests_intimate_image}
    assert found == {
        "intimate_image", "deepfake_nudify", "sextortion", "upskirting",
        "suspected_abuse_imagery",
    }  # fmt: skip


def test_whatever_suggests_an_image_or_an_adult_is_serious():
    for each in categories.every():
        if each.suggests_intimate_image or each.about_an_adult:
            assert each.serious


def test_technical_is_what_stands_under_technical():
    for each in categories.every():
        assert each.technical is (categories.top_of(each.code).code == "technical")
        assert not (each.technical and each.serious)


def test_a_concern_about_an_adult_is_walled_and_nothing_else_is():
    for each in categories.every():
        assert (each.level is Level.WALLED) is each.about_an_adult
        assert each.level is not Level.RESTRICTED
        assert each.about_an_adult is (categories.top_of(each.code).code == "adult")


def test_a_serious_matter_about_a_child_is_kept_as_child_protection():
    exceptions = {"online_threats"}
    for each in categories.every():
        if each.serious and not each.about_an_adult and each.code not in exceptions:
            assert each.level is Level.CHILD_PROTECTION


def test_a_matter_nobody_could_name_is_kept_closely():
    assert categories.named("other").level is Level.CHILD_PROTECTION


def test_there_are_two_storeys_and_no_third():
    for each in categories.every():
        assert categories.top_of(each.code).within is None
    together = [
        each for main, under in categories.grouped(TODAY) for each in (main, *under)
    ]
    assert sorted(together, key=lambda e: e.code) == sorted(
        categories.every(), key=lambda e: e.code
    )


def test_the_agencies_to_consider_exist():
    for each in categories.every():
        for code in each.consider:
            assert code in agencies.shelf


def test_sub_categories_of_nothing_are_refused():
    with pytest.raises(UnknownCode):
        categories.under("nonsense", TODAY)
