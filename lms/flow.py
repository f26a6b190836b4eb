"""The journey: each event and the verbs that follow; the only place where things follow."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from lms.assessment import deadlines
from lms.assessment.regrades import runs
from lms.assessment.regrades.dry_runs import CERTIFIED
from lms.assessment.statistics import reports
from lms.books import impressions
from lms.catalogue.rules.impact import Touched
from lms.certification import certificates, making
from lms.config import Settings
from lms.db.installation import Installation, open_installation
from lms.db.session import Journey
from lms.events import (
    AttemptGraded,
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
    CourseCompleted,
    CoursePublished,
    PeoplePlaced,
    PeriodClosed,
    TimeFactorChanged,
)
from lms.jobs.queue import Handler
from lms.jobs.worker import Worker
from lms.learning import enrolments, progress
from lms.ledger import entries
from lms.needs import assignments, calculation
from lms.needs.levels import later_forms
from lms.studio.git import commits, pulls
from lms.studio.publishing import sources, write_backs
from lms.voice.complaints.desk import daily
from lms.voice.satisfaction import erasure
from lms.voice.satisfaction.reporting import filing

JOURNEY: Journey = {
    AttemptGraded: [progress.record_result],
    CourseCompleted: [certificates.issue_if_due, assignments.close, later_forms.prepare],
    CertificateIssued: [entries.credit],
    CertificateRevoked: [entries.take_back],
    CertificateReinstated: [entries.give_back],
    CoursePublished: [sources.keep],
    PeoplePlaced: [assignments.follow],
    PeriodClosed: [calculation.promise],
    TimeFactorChanged: [deadlines.extend],
}
HANDLERS: Mapping[str, Handler] = {
    certificates.JOB: making.render,
    reports.JOB: reports.compute,
    runs.JOB: runs.work,
    impressions.JOB: impressions.render,
    write_backs.JOB: write_backs.write,
    write_backs.COMMIT_JOB: commits.commit,
    calculation.JOB: calculation.work,
    filing.JOB: filing.render,
    daily.JOB: daily.work,
    erasure.JOB: erasure.work,
    commits.PUSH_JOB: commits.push,
    pulls.PULL_JOB: pulls.pull,
}


def open_site(settings: Settings) -> Installation:
    """Open an installation whose transactions carry the journey and whose commits tell the queue."""
    installation = open_installation(settings, JOURNEY)
    installation.database.carried["tell_queue"] = open_worker(installation).tell
    installation.database.carried["touched"] = _touched
    # Whose certificate rests on a mark: asked by a regrade, for certificates stand above attempts.
    installation.database.carried[CERTIFIED] = certificates.numbers_of
    return installation


def _touched(session: Session, course_id: int) -> Touched:
    """Tell the catalogue, which stands below, how many learners a release would meet."""
    return Touched(enrolments.touched(session, course_id).active)


def open_worker(installation: Installation) -> Worker:
    return Worker(installation, HANDLERS)
