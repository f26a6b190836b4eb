"""A desk with officers, handlers and reports, for the tests of complaints."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from build import NINE, a_person, a_role, a_unit

from lms.voice.complaints import handling, reports
from lms.voice.complaints.handling import Answer, Checked
from lms.voice.complaints.models import Complaint, Kind
from lms.voice.complaints.reports import Told
from lms.voice.rules.states import Actor

SERIAL = count(1)
TODAY = date(2026, 3, 3)
GOOD = Answer("Kartu keluarga Anda sudah dicetak dan dapat diambil di loket 2.", "Kepala Loket", TODAY)
TEXT = "Kartu keluarga saya belum selesai setelah dua bulan."


class Desk:
    """A city with two districts; Hana answers for the whole city, Wati handles in Plaju, Tono in Kemuning."""

    def __init__(self, session):
        self.session = session
        self.city = a_unit(session, "Kota")
        self.plaju = a_unit(session, "Kecamatan Plaju", self.city)
        self.seksi = a_unit(session, "Seksi Pelayanan", self.plaju)
        self.kemuning = a_unit(session, "Kecamatan Kemuning", self.city)
        self.hana = a_person(session, "Hana", unit=a_unit(session, "Diskominfo", self.city))
        a_role(session, self.hana, "desk")
        self.wati = a_person(session, "Wati", unit=self.seksi)
        self.tono = a_person(session, "Tono", unit=self.kemuning)

    def report(self, unit=None, *, at=NINE, **told):
        """File a report about Plaju, or about nothing with `unit=None` said so."""
        given = {"kind": Kind.COMPLAINT, "category": "waktu", "text": TEXT, "anonymous": True}
        place = self.plaju.id if unit is None else unit.id
        wanted = Told(**given | {"unit_id": place} | told)
        filed = reports.file(self.session, wanted, once=f"tanda-acak-{next(SERIAL):010d}", at=at)
        return self.session.get_one(Complaint, filed.complaint_id)

    def checked(self, complaint, **other):
        values = {"category_key": complaint.category_key, "unit_id": complaint.unit_id}
        return Checked(**values | other)

    def lead(self, complaint, *, to="done", handler=None, at=NINE):
        """Take a report from new to the state `to`, as the desk and Wati do."""
        said = replace(GOOD, on=at.date())
        steps = {
            "verified": lambda by: handling.verify(
                self.session, complaint, self.checked(complaint), by=by, at=at
            ),
            "assigned": lambda by: handling.assign(
                self.session, complaint, handler or self.wati, by=by, at=at
            ),
            "in_progress": lambda by: handling.plan(self.session, complaint, said, Actor.DESK, by=by, at=at),
            "done": lambda by: handling.finish(self.session, complaint, said, Actor.DESK, by=by, at=at),
        }
        for name, step in steps.items():
            step(self.hana.id)
            if name == to:
                return complaint
        raise AssertionError(to)

    def lead_end(self, complaint, at):
        """Answer a report that is in progress."""
        said = replace(GOOD, on=at.date())
        handling.finish(self.session, complaint, said, Actor.DESK, by=self.hana.id, at=at)


def later(days, at=NINE):
    return at + timedelta(days=days)
