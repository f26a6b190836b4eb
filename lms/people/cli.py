"""Commands for people: import a roster, add, hand out a code, grant and revoke roles, disable, list."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import click
from sqlalchemy import select

from lms.asn import kinds, nip
from lms.bahasa import numbers
from lms.db.commands import Site, pass_site, say
from lms.errors import Conflict, InvalidInput, Message
from lms.people import accommodations, identities, persons, roles, sign_in, units
from lms.people.models import Identity, Person, RoleName, Unit
from lms.people.roster import columns
from lms.people.roster.applying import apply
from lms.people.roster.columns import RawRow
from lms.people.roster.comparing import Plan, State, plan, plan_of
from lms.people.roster.remarks import MESSAGES as ROWS

MOST_LISTED = 1000

COUNTS = Message(
    "{new} baru, {changed} berubah, {unchanged} tetap, {refused} ditolak, {units} unit baru.",
    "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused, {units} new units.",
)
ROW = Message("baris {row}: {name}", "row {row}: {name}")
ASK = Message("Terapkan?", "Apply?")
NOTHING = Message("Tidak ada yang perlu diterapkan.", "There is nothing to apply.")
APPLIED = Message(
    "Diterapkan: {new} baru, {changed} berubah.",
    "Applied: {new} new, {changed} changed.",
)
ADDED = Message("{name} ditambahkan.", "{name} was added.")
CODE = Message(
    "Kode untuk {name}: {code} (sampai {day}).",
    "Code for {name}: {code} (until {day}).",
    "Serahkan langsung kepada orangnya; kode hanya ditampilkan sekali dan berlaku satu kali.",
    "Hand it to its owner; it is shown once and works once.",
)
MORE_TIME = Message(
    "{name} kini mendapat {factor} kali waktu biasa untuk setiap kuis yang dibatasi waktunya.",
    "{name} now has {factor} times the usual time for every quiz with a time limit.",
)
SAME_TIME = Message(
    "{name} sudah mendapat {factor} kali waktu biasa; tidak ada yang berubah.",
    "{name} has {factor} times the usual time already; nothing has changed.",
)
DONE = Message("Selesai: {name}.", "Done: {name}.")


@click.group()
def people() -> None:
    """People, their roles and their first sign-in."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show the preview and change nothing.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@pass_site
def import_(site: Site, file: Path, dry_run: bool, yes: bool) -> None:
    """Import a roster, XLSX or CSV; refused rows are listed with the reason."""
    at = datetime.now(UTC)
    data = file.read_bytes()
    with site.installation.database.read() as session:
        seen = plan(session, data, today=persons.local_day(session, at))
    _show(site, seen)
    if not seen.counts[State.NEW] + seen.counts[State.CHANGED]:
        say(site, NOTHING)
        return
    if dry_run or not (yes or click.confirm(ASK.text(site.language))):
        return
    with site.installation.database.write() as session:
        again = plan(session, data, today=persons.local_day(session, at))
        done = apply(session, again, at=at, by=None, seen=seen.digest)
    say(site, APPLIED, new=done.new, changed=done.changed)


@people.command()
@click.argument("name")
@click.option("--kind", required=True, help="PNS, PPPK, PPPK Paruh Waktu or Non-ASN.")
@click.option("--number", required=True, help="NIP or NI PPPK; a sign-in name for those without one.")
@click.option("--email")
@click.option("--unit", help="Unit from the top: 'Dinas Kesehatan > Puskesmas Plaju'; made when new.")
@click.option("--position")
@pass_site
def add(site: Site, /, **given: str | None) -> None:
    """Add one person: the same reading and the same refusals as a roster of one row."""
    at = datetime.now(UTC)
    number = given["number"] or ""
    cells = {
        columns.NAME: given["name"],
        columns.KIND: given["kind"],
        columns.NIP: "" if kinds.read(given["kind"] or "") is kinds.EmployeeKind.NON_ASN else number,
        columns.LOGIN: number,
        columns.EMAIL: given["email"] or "",
        columns.UNIT: given["unit"] or "",
        columns.POSITION: given["position"] or "",
    }
    with site.installation.database.write() as session:
        found = plan_of(session, [RawRow(1, cells)], today=persons.local_day(session, at))
        for remark in found.rows[0].wish.refusals:
            raise InvalidInput(ROWS[remark.code], remark.code, "row", **remark.values)
        if found.rows[0].known is not None:
            raise Conflict(identities.TAKEN, "identity.taken")
        apply(session, found, at=at, by=None)
    say(site, ADDED, name=given["name"] or "")


@people.command()
@click.argument("who")
@pass_site
def code(site: Site, who: str) -> None:
    """Make an activation code for one person (NIP, NI PPPK, e-mail or sign-in name)."""
    with site.installation.database.write() as session:
        person = persons.find(session, who)
        made = sign_in.issue(session, [person.id], at=datetime.now(UTC), by=None)[0]
        name = person.name
    day = made.expires_at.astimezone(site.settings.zone).date().isoformat()
    say(site, CODE, name=name, code=made.text, day=day)


@people.group()
def role() -> None:
    """Rights beyond learning: trainer, hr, admin."""


@role.command()
@click.argument("who")
@click.argument("name", type=click.Choice([one.value for one in RoleName]))
@click.option("--unit", help="Limit HR's right to this unit and all below it: 'A > B'.")
@pass_site
def grant(site: Site, who: str, name: str, unit: str | None) -> None:
    """Grant a role."""
    with site.installation.database.write() as session:
        person = persons.find(session, who)
        place = units.by_text(session, unit).id if unit else None
        roles.grant(session, person.id, RoleName(name), unit_id=place, at=datetime.now(UTC), by=None)
        person_name = person.name
    say(site, DONE, name=person_name)


@role.command()
@click.argument("who")
@click.argument("name", type=click.Choice([one.value for one in RoleName]))
@pass_site
def revoke(site: Site, who: str, name: str) -> None:
    """Revoke a role."""
    with site.installation.database.write() as session:
        person = persons.find(session, who)
        roles.revoke(session, person.id, RoleName(name), at=datetime.now(UTC), by=None)
        person_name = person.name
    say(site, DONE, name=person_name)


@people.command()
@click.argument("who")
@pass_site
def disable(site: Site, who: str) -> None:
    """Close an account; every sign-in ends, the training record stays."""
    with site.installation.database.write() as session:
        person = persons.find(session, who)
        persons.disable(session, person, at=datetime.now(UTC), by=None)
        name = person.name
    say(site, DONE, name=name)


@people.command()
@click.argument("who")
@pass_site
def enable(site: Site, who: str) -> None:
    """Open a closed account again."""
    with site.installation.database.write() as session:
        person = persons.find(session, who)
        persons.enable(session, person, at=datetime.now(UTC), by=None)
        name = person.name
    say(site, DONE, name=name)


@people.command()
@click.argument("who")
@click.option("--factor", required=True, help="Times the usual time: 1,5; 1 takes it back.")
@click.option("--reason", default="", help="What the decision rests on, such as a letter's number.")
@pass_site
def accommodate(site: Site, who: str, factor: str, reason: str) -> None:
    """Give a person more time for quizzes; open attempts get it too, never less."""
    wanted = accommodations.read(factor)
    with site.installation.database.write() as session:
        person = persons.find(session, who)
        changed = accommodations.give(session, person.id, wanted, reason, at=datetime.now(UTC), by=None)
        name = person.name
    text = numbers.decimal(Decimal(wanted.numerator) / wanted.denominator, site.language)
    say(site, MORE_TIME if changed else SAME_TIME, name=name, factor=text)


@people.command("list")
@click.option("--unit", help="Only this unit and all below it: 'A > B'.")
@pass_site
def list_(site: Site, unit: str | None) -> None:
    """List people, by name; numbers are masked."""
    with site.installation.database.read() as session:
        rows = select(Person.name, Identity.value, Unit.name.label("unit"), Person.disabled_at)
        rows = rows.outerjoin(Identity, (Identity.person_id == Person.id) & identities.current())
        rows = rows.outerjoin(Unit, Unit.id == Person.unit_id).order_by(Person.sort_name, Person.id)
        if unit:
            rows = rows.where(units.below(units.by_text(session, unit).path))
        for name, value, place, disabled in session.execute(rows.limit(MOST_LISTED)):
            mark = "-" if disabled else " "
            click.echo(f"{mark} {name:<40} {nip.masked(value or ''):<10} {place or ''}".rstrip())


def _show(site: Site, found: Plan) -> None:
    for row in found.of(State.REFUSED):
        click.secho(ROW.text(site.language, {"row": row.wish.row, "name": row.wish.name}), bold=True)
        for remark in row.wish.refusals:
            click.echo(f"  {remark.text(site.language)} {remark.remedy(site.language)}")
    counts = {state.value: found.counts[state] for state in State}
    say(site, COUNTS, units=len(found.units), **counts)
