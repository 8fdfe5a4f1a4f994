"""Reading a roll: letters, headers, cells; hostile files are only text, or refused."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from school.foundation.actor import Role
from school.foundation.errors import Invalid
from school.identity.commands.roll.cells import (
    day_in,
    job_in,
    relationship_in,
    upn_in,
    year_in,
)
from school.identity.commands.roll.reading import (
    LARGEST,
    RollRow,
    letters_of,
    read_roll,
)
from school.identity.models import RollKind
from school.identity.models.roll_columns import COLUMNS, SAMPLES
from tests.identity.rolls import PUPILS


@pytest.mark.parametrize(
    ("typed", "upn", "wrong", "look"),
    [
        # DfE's own public test numbers (shared identity §2.3).
        ("H801200001001", "H801200001001", None, None),
        ("Z801200001001", None, "upn_letter", None),
        ("R900400001001", "R900400001001", None, "upn_authority"),
        ("G80120000101A", "G80120000101A", None, None),
        ("g80120000101a ", "G80120000101A", None, None),
        ("G80120000101S", None, "upn_shape", None),
        ("UN1", None, None, None),
        ("UN6", None, "upn_shape", None),
        ("H80120000100", None, "upn_shape", None),
    ],
)
def test_the_check_letter_of_a_upn_decides(
    typed: str, upn: str | None, wrong: str | None, look: str | None
) -> None:
    assert upn_in(typed) == (upn, wrong, look)


@pytest.mark.parametrize("authority", ["838", "839", "940", "943", "001", "660"])
def test_authorities_that_an_old_list_misses_are_known(authority: str) -> None:
    found = [
        upn_in(f"{letter}{authority}400001001") for letter in "ABCDEFGHJKLMNPQRTUVWXYZ"
    ]
    right = [each for each in found if each[0]]
    assert len(right) == 1
    assert right[0][2] is None


@pytest.mark.parametrize(
    "written", ["14/03/2014", "2014-03-14", "14.03.2014", "14 March 2014", "14-03-2014"]
)
def test_a_day_is_read_as_people_write_it_here(written: str) -> None:
    day = day_in(written)
    assert day
    assert day.isoformat() == "2014-03-14"


@pytest.mark.parametrize("written", ["14/03/14", "03/14/2014", "31/02/2014", "41712"])
def test_a_day_that_could_be_another_is_not_guessed(written: str) -> None:
    assert day_in(written) is None


@pytest.mark.parametrize(
    ("title", "role", "elsewhere"),
    [
        ("Teacher of Maths", Role.TEACHER, False),
        ("Head of Year 8", Role.TEACHER, False),
        ("Teaching assistant", Role.AIDE, False),
        ("Receptionist", Role.OFFICE, False),
        ("ICT teacher", Role.TEACHER, False),
        ("Caretaker", Role.STAFF, False),
        ("Headteacher", Role.STAFF, True),
        ("Head of School", Role.STAFF, True),
        ("Assistant Head & DSL", Role.STAFF, True),
        ("Deputy Designated Safeguarding Lead", Role.STAFF, True),
        ("ICT technician", Role.STAFF, True),
        ("Chair of Trustees", Role.STAFF, True),
    ],
)
def test_a_job_title_never_gives_a_role_that_opens_records(
    title: str, role: Role, elsewhere: bool
) -> None:
    assert job_in(title) == (role, elsewhere)


def test_years_and_relationships_are_read_forgivingly() -> None:
    assert [year_in(text) for text in ("8", "Year 8", "yr 08", "Reception", "N1")] == [
        *("8", "8", "8", "R", "N1")
    ]
    assert year_in("the eighth") is None
    assert relationship_in("Step-Mother") is None
    assert relationship_in("Stepmother") == "step_parent"
    assert relationship_in("Foster Carer") == "foster_carer"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04anything", "workbook"),
        ("roll_number".encode("utf-16"), "wide_letters"),
        (b"a\0b", "wide_letters"),
        (b" \n ", "empty"),
        (b"a" * (LARGEST + 1), "too_large"),
        (b"\x81\x8d", "unknown_letters"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_as_a_whole(
    content: bytes, problem: str
) -> None:
    with pytest.raises(Invalid) as refused:
        letters_of(content)
    assert refused.value.problems == {"file": problem}


def test_a_mark_at_the_start_and_letters_of_an_old_windows_are_read() -> None:
    assert letters_of(b"\xef\xbb\xbfZo\xc3\xab").text == "Zoë"
    old = letters_of("Zoë".encode("cp1252"))
    assert (old.text, old.old_letters) == ("Zoë", True)


@pytest.mark.parametrize(
    "header",
    [
        PUPILS,
        "Roll Number;Given name;Family NAME;Born on;Sex;UPN;Form;Year",
        "Adno\tForename\tSurname\tDOB\tGender\tUPN\tReg Group\tYear Group",
        'sep=,\n"Admission number",Forename,Surname,"Birth date",Sex,UPN,Class,NC year',
        "\ufeffROLL_NUMBER,GIVEN_NAME,FAMILY_NAME,BORN_ON,SEX,UPN,FORM,YEAR",
    ],
)
def test_header_names_are_read_forgivingly(header: str) -> None:
    names = header.rsplit("\n", maxsplit=1)[-1]
    separator = next(each for each in (";", "\t", ",") if each in names)
    cells = ["0042", "Ada", "Brandt", "1/9/2013", "F", "", "8K", "8"]
    roll = read_roll(RollKind.PUPILS, f"{header}\n{separator.join(cells)}\n")
    assert roll.rows[0]["family_name"] == "Brandt"
    assert roll.rows[0]["form"] == "8K"
    assert roll.rows[0].problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("given_name,family_name\nAda,Brandt", "missing:roll_number,form"),
        (f"{PUPILS},forename\n1,A,B,,,,8K,8,A", "twice:given_name"),
        (PUPILS, "no_rows"),
        (f'{PUPILS}\n1,"Ada,Brandt,,,,8K,8\n2,Bo,Lund,,,,8K,8', "broken_quotes"),
        ("", "missing:roll_number,given_name,family_name,form"),
    ],
)
def test_a_file_that_cannot_be_this_roll_is_refused_as_a_whole(
    text: str, problem: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read_roll(RollKind.PUPILS, text)
    assert refused.value.problems == {"file": problem}


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ("1,=cmd|'/c calc'!A0,Brandt,,,,8K,8", "given_name", "formula"),
        ("1,@SUM(A1),Brandt,,,,8K,8", "given_name", "formula"),
        ("1,Ada,-2+3,,,,8K,8", "family_name", "formula"),
        ("1,Ada,\u202eBrandt,,,,8K,8", "family_name", "control_characters"),
        ("1,A\x07da,Brandt,,,,8K,8", "given_name", "control_characters"),
        ("1,Zo\ufffd,Brandt,,,,8K,8", "given_name", "unreadable_letters"),
        ("1,,Brandt,,,,8K,8", "given_name", "empty"),
        ("1," + "A" * 101 + ",Brandt,,,,8K,8", "given_name", "too_long"),
        ("1,Ada,Brandt,1/9/13,,,8K,8", "born_on", "not_a_day"),
        ("1,Ada,Brandt,1/9/2113,,,8K,8", "born_on", "not_born_yet"),
        ("1,Ada,Brandt,1/9/1713,,,8K,8", "born_on", "born_too_early"),
        ("1,Ada,Brandt,31/12/1919,,,8K,8", "born_on", "born_too_early"),
        ("1,Ada,Brandt,,maybe,,8K,8", "sex", "not_a_sex"),
        ("1,Ada,Brandt,,,Z801200001001,8K,8", "upn", "upn_letter"),
        ("1,Ada,Brandt,,,,8K,eighth", "year", "not_a_year"),
        ("1,Ada,Brandt, the younger,,,,8K,8", "", "too_many_cells"),
    ],
)
def test_a_row_that_cannot_stand_says_why(cells: str, column: str, code: str) -> None:
    row = read_roll(RollKind.PUPILS, f"{PUPILS}\n{cells}").rows[0]
    assert [(each.column, each.code) for each in row.problems] == [(column, code)]


def test_rows_are_counted_as_the_file_shows_them() -> None:
    text = f'{PUPILS}\n1,Ada,Brandt,,,,8K,8\n\n,,,,,,,\n2,"Bo",Lund,,,,8K,8\n'
    assert [row.line for row in read_roll(RollKind.PUPILS, text).rows] == [2, 5]


def test_names_of_every_kind_are_kept_as_they_are() -> None:
    names = ["小明", "Zażółć", "O’Brien-Ñandú", "ஜெயா", "Nguyễn Thị", "أمل"]
    rows = "\n".join(f"{n},{name},Brandt,,,,8K,8" for n, name in enumerate(names, 1))
    roll = read_roll(RollKind.PUPILS, f"{PUPILS}\n{rows}")
    assert [row["given_name"] for row in roll.rows] == names
    assert not any(row.problems for row in roll.rows)


@pytest.mark.parametrize("kind", list(RollKind))
def test_our_own_samples_have_nothing_wrong_with_them(kind: RollKind) -> None:
    header = ",".join(column.name for column in COLUMNS[kind])
    rows = "\n".join(",".join(row) for row in SAMPLES[kind])
    assert not any(row.problems for row in read_roll(kind, f"{header}\n{rows}").rows)


@given(some.text(max_size=400), some.sampled_from(list(RollKind)))
def test_whatever_stands_in_a_file_is_read_or_refused(
    text: str, kind: RollKind
) -> None:
    header = ",".join(column.name for column in COLUMNS[kind])
    refused: Mapping[str, str] = {}
    rows: list[RollRow] = []
    try:
        rows = read_roll(kind, f"{header}\n{text}").rows
    except Invalid as fault:
        refused = fault.problems
    assert rows or set(refused) == {"file"}
