import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from build import NINE, a_person, a_role, a_unit
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.errors import Conflict, InvalidInput, NotFound
from lms.people import identities, passwords, persons, roles, sign_in, units
from lms.people.models import Identity, RoleName
from lms.people.persons import Details

NIP = "198609262015052001"
KNOWN = ["Ani Lestari", "ani.lestari@x.go.id", NIP, "Ampera"]
ROOM = Path(persons.__file__).parent


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("pendek", "password.short"),
        ("x" * 201, "password.long"),
        (NIP, "password.digits"),
        ("1671 0166 0986 0003", "password.digits"),
        ("password123", "password.common"),
        ("P@ssw0rd2026!", "password.common"),
        ("Palembang2026", "password.common"),
        ("AniLestari86", "password.common"),
        ("aaaaaaaaaaaa", "password.common"),
        ("abcdefghijkl", "password.common"),
        (f"a{NIP}", "password.common"),
        ("bismillah1234", "password.common"),
    ],
)
def test_a_guessable_password_is_refused(password: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        passwords.check(password, password, KNOWN)

    assert caught.value.code == code


@pytest.mark.parametrize("password", ["gergaji kuda biru", "sepatu-hujan-lampu", "zKw9!vTqMx2p"])
def test_a_long_uncommon_password_is_taken(password: str) -> None:
    passwords.check(password, password, KNOWN)


def test_two_different_passwords_are_refused() -> None:
    with pytest.raises(InvalidInput, match="differ"):
        passwords.check("gergaji kuda biru", "gergaji kuda hijau", [])


def test_nobody_signs_in_without_a_hash() -> None:
    assert not passwords.matches(None, "gergaji kuda biru", 1)
    assert not passwords.matches("broken", "gergaji kuda biru", 1)


def test_a_code_can_be_read_aloud_and_not_guessed(session: Session) -> None:
    person = a_person(session)

    code = sign_in.issue(session, [person.id], at=NINE, by=None)[0].text

    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{5}-){2}[2-9A-HJKMNP-Z]{5}", code)
    assert len(sign_in.ALPHABET) ** 15 > 2**60


def test_a_viewer_is_loaded_with_roles_and_scope_in_one_query(session: Session) -> None:
    unit = a_unit(session, "Kominfo")
    person = a_person(session, "Hana", identity=NIP, email="hana@x.go.id")
    a_role(session, person, "hr", unit)
    a_role(session, person, "trainer")
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))

    viewer = persons.load_viewer(session, f"{person.id}.first")

    assert viewer is not None
    assert (viewer.roles, viewer.scope, len(statements)) == ({"hr", "trainer"}, unit.path, 1)
    assert persons.find_viewer(session, "19860926 201505 2 001") == viewer
    assert persons.find_viewer(session, "HANA@x.go.id") == viewer
    a_role(session, person, "admin")
    everywhere = persons.find_viewer(session, NIP)
    assert everywhere is not None
    assert everywhere.scope == ""


@pytest.mark.parametrize("token", ["", "1", "x.first", "1.", "0.first", "1.other", "²."])
def test_a_foreign_or_ended_token_is_nobody(session: Session, token: str) -> None:
    a_person(session)

    assert persons.load_viewer(session, token) is None


def test_a_disabled_person_is_signed_out_everywhere(session: Session) -> None:
    person = a_person(session, identity=NIP)
    token = f"{person.id}.{person.session_epoch}"

    persons.disable(session, person, at=NINE, by=None)

    assert persons.load_viewer(session, token) is None
    assert persons.find_viewer(session, NIP) is None
    persons.enable(session, person, at=NINE, by=None)
    assert persons.load_viewer(session, token) is None
    assert persons.find_viewer(session, NIP) is not None


def test_a_number_is_never_given_to_another_person(session: Session) -> None:
    budi = persons.create(
        session, Details("Budi", EmployeeKind.PPPK), number="199009132025212014", at=NINE, by=None
    )
    identities.assign(session, budi.id, EmployeeKind.PPPK, "199009132026212009", on=NINE.date())

    with pytest.raises(Conflict):
        persons.create(
            session, Details("Cici", EmployeeKind.PPPK), number="199009132025212014", at=NINE, by=None
        )
    history = session.scalars(
        select(Identity.valid_to).where(Identity.person_id == budi.id).order_by(Identity.id)
    )
    assert list(history) == [NINE.date(), None]


def test_an_email_belongs_to_one_person(session: Session) -> None:
    a_person(session, email="ani@x.go.id")
    budi = a_person(session, "Budi")

    details = Details("Budi", EmployeeKind.PNS, email="ani@x.go.id")
    with pytest.raises(Conflict):
        persons.change(session, budi, details, at=NINE, by=None)


def test_a_change_names_its_fields_and_sorts_the_name_anew(session: Session) -> None:
    person = a_person(session, "Ani")

    details = Details("Nur'aini Ñurê", EmployeeKind.PNS, position="Guru")
    changed = persons.change(session, person, details, at=NINE, by=None)

    assert (changed, person.sort_name) == (["name", "position"], "nuraini nure")


def test_the_last_administrator_stays(session: Session) -> None:
    ani, budi = a_person(session, "Ani"), a_person(session, "Budi")
    roles.grant(session, ani.id, RoleName.ADMIN, unit_id=None, at=NINE, by=None)

    with pytest.raises(Conflict):
        roles.revoke(session, ani.id, RoleName.ADMIN, at=NINE, by=None)
    roles.grant(session, budi.id, RoleName.ADMIN, unit_id=None, at=NINE, by=None)
    roles.revoke(session, ani.id, RoleName.ADMIN, at=NINE, by=None)
    assert roles.of(session, ani.id) == []
    with pytest.raises(NotFound):
        roles.revoke(session, ani.id, RoleName.HR, at=NINE, by=None)


def test_the_last_administrators_account_stays_open(session: Session) -> None:
    ani, budi = a_person(session, "Ani"), a_person(session, "Budi")
    roles.grant(session, ani.id, RoleName.ADMIN, unit_id=None, at=NINE, by=None)

    with pytest.raises(Conflict):
        persons.disable(session, ani, at=NINE, by=None)
    persons.disable(session, budi, at=NINE, by=None)
    assert ani.disabled_at is None


def test_units_are_made_once_whatever_the_letters(session: Session) -> None:
    clinic = units.find_or_make(session, "Dinkes > Puskesmas Plaju", at=NINE, by=None)

    again = units.find_or_make(session, "DINKES >  puskesmas plaju", at=NINE, by=None)

    assert again.id == clinic.id
    assert clinic.path.startswith(units.by_text(session, "Dinkes").path)
    assert units.reaches("/1/", "/1/7/")
    assert not units.reaches("/1/", "/17/")
    with pytest.raises(NotFound):
        units.by_text(session, "Dinkes > Bidang X")


def test_the_command_imports_adds_and_hands_out_a_code(runner, tmp_path: Path) -> None:
    from_file = tmp_path / "pegawai.csv"
    from_file.write_text(f"nip;nama;jenis_asn\n{NIP};Ani;PNS\n130131110;Budi;PNS\n", encoding="utf-8")

    imported = runner("people", "import", str(from_file), "--yes").output
    added = runner("people", "add", "Rina", "--kind", "Honorer", "--number", "rina.w")
    refused = runner("people", "add", "Tono", "--kind", "PNS", "--number", "123")

    assert "NIP lama" in imported
    assert "1 baru" in imported
    assert (added.exit_code, refused.exit_code) == (0, 1)
    assert "Kode untuk Ani" in runner("people", "code", NIP).output
    assert runner("people", "role", "grant", NIP, "hr").exit_code == 0
    assert runner("people", "disable", "rina.w").exit_code == 0
    assert NIP not in runner("people", "list").output


def test_every_word_of_the_templates_has_its_indonesian() -> None:
    with (ROOM / "translations" / "id.po").open(encoding="utf-8") as file:
        known = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    texts = [*ROOM.rglob("*.html"), *ROOM.rglob("*.py")]
    asked = {
        found
        for path in texts
        for found in re.findall(
            r"""\b(?:_|ngettext)\(\s*(?:'([^']+)'|"([^"]+)")""", path.read_text(encoding="utf-8")
        )
    }

    assert {one or other for one, other in asked} - known == set()
