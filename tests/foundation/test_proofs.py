"""One-time codes, recovery codes and spoken slips."""

from datetime import UTC, datetime, timedelta

from school.foundation import proofs

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AT = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)


def test_a_code_is_good_one_step_before_and_after() -> None:
    code = proofs.code_at(SEED, AT)
    step = proofs.step_of(SEED, code, AT)
    assert step is not None
    for moved in (-30, 0, 30):
        assert proofs.step_of(SEED, code, AT + timedelta(seconds=moved)) == step
    for moved in (-60, 60, 3_600):
        assert proofs.step_of(SEED, code, AT + timedelta(seconds=moved)) is None


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "12345", "1234567", "abcdef", "１２３４５６", "000000 0"):
        assert proofs.step_of(SEED, typed, AT) is None
    spaced = proofs.code_at(SEED, AT)
    assert proofs.step_of(SEED, f" {spaced[:3]} {spaced[3:]} ", AT) is not None


def test_a_recovery_code_is_heard_however_it_is_typed() -> None:
    assert proofs.recovery_code("7kq4m-2xf9b") == "7KQ4M2XF9B"
    assert proofs.recovery_code("7KQ4M 2XF9O") == "7KQ4M2XF90"
    assert proofs.recovery_code("123456") is None
    assert proofs.recovery_code("7KQ4M-2XF9U") is None
    printed = proofs.new_recovery_code()
    assert proofs.recovery_code(printed) == printed.replace("-", "")


def test_slips_and_tokens_are_long_and_never_the_same() -> None:
    slips = {proofs.new_first_password() for _ in range(200)}
    assert len(slips) == 200
    assert all(len(slip) == 23 for slip in slips)
    assert not any(letter in "".join(slips) for letter in "ilo01")
    assert len({proofs.new_token() for _ in range(200)}) == 200
    assert len(proofs.new_token()) >= 43
