"""A chosen look: certificates issued from then on bear it, older ones stay as they were, to the bit."""

import hashlib
from datetime import date

import pytest
from build import NINE, a_person
from certification_builders import a_release, completion

from lms.audit import trail
from lms.certification import certificates, making
from lms.certification.designing import choices
from lms.certification.models import Certificate
from lms.certification.rules import looks
from lms.certification.rules.looks import Dress, Emblem, Look, Signatory
from lms.errors import Conflict

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 8">'
    '<path d="M0 0h6v5l-3 3-3-3z" fill="#0b5563"/></svg>'
)
EMBLEM = SVG.encode()
HEAD = Signatory(
    "Hj. Contoh Kepala, S.H.", "Kepala BKPSDM", "Pembina", "196804111993031009", date(2020, 1, 1)
)


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


def chosen(site):
    return Look(
        design="modern",
        emblem=Emblem(site.files.put(EMBLEM), "image/svg+xml"),
        signatories=(HEAD,),
        dresses={
            name: Dress({"judul": "#123456"}, {"front": {"id": "Sesuai peraturan."}})
            for name in ("standar", "modern")
        },
    )


def put_in_force(site, look):
    with site.database.write() as session:
        by = a_person(session, "Petugas").id
        choices.save(session, look, by=by, at=NINE)
        choices.use(session, choices.newest(session).key, by=by, at=NINE)


def issued_to(site, name, *, certificate="standar"):
    with site.database.write() as session:
        release = a_release(session, slug=f"kursus-{name.lower()}")
        release.manifest = {**release.manifest, "certificate": certificate}
        return certificates.issue_if_due(session, completion(a_person(session, name), release))


def kept(site, certificate):
    with site.database.read() as session:
        return session.get_one(Certificate, certificate.id)


def test_a_certificate_keeps_the_look_of_its_day(site):
    put_in_force(site, chosen(site))

    snapshot = issued_to(site, "Ani").snapshot

    assert snapshot["signatories"][0]["identity"] == "NIP. 19680411\u00a0199303\u00a01\u00a0009"
    assert snapshot["look"] == {
        "colours": {"judul": "#123456"},
        "texts": {"front": "Sesuai peraturan."},
        "emblem": {"sha256": hashlib.sha256(EMBLEM).hexdigest(), "type": "image/svg+xml"},
    }


@pytest.mark.parametrize(("named", "design"), [(None, "modern"), ("standar", "standar")])
def test_the_chosen_design_is_for_courses_that_name_none(site, named, design):
    put_in_force(site, chosen(site))

    assert issued_to(site, "Ani", certificate=named).design == design


def test_a_draft_changes_no_certificate(site):
    with site.database.write() as session:
        choices.save(session, chosen(site), by=a_person(session, "Petugas").id, at=NINE)

    assert issued_to(site, "Ani").snapshot["look"]["colours"] == {}


def test_made_again_after_a_change_it_is_the_same_to_the_bit(site):
    (site.settings.instance / "emblem.svg").write_bytes(EMBLEM.replace(b"#0b5563", b"#7a1725"))
    plain = issued_to(site, "Ani")
    put_in_force(site, chosen(site))
    dressed = issued_to(site, "Budi")
    before = []
    for one in (plain, dressed):
        making.render(site, {"certificate_id": one.id})
        before.append(site.files.get(kept(site, one).sha256))

    (site.settings.instance / "emblem.svg").write_bytes(EMBLEM.replace(b"#0b5563", b"#000000"))
    put_in_force(site, Look(design="standar", dresses={"standar": Dress({"judul": "#000000"})}))

    for one, data in zip((plain, dressed), before, strict=True):
        site.files.delete(kept(site, one).sha256)
        making.render(site, {"certificate_id": one.id})
        assert site.files.get(kept(site, one).sha256) == data


def test_only_the_draft_that_was_looked_at_is_put_in_force(site):
    with site.database.write() as session:
        by = a_person(session, "Petugas").id
        choices.save(session, chosen(site), by=by, at=NINE)
        seen = choices.newest(session).key
        choices.save(session, Look(design="standar"), by=by, at=NINE)

        with pytest.raises(Conflict):
            choices.use(session, seen, by=by, at=NINE)

        choices.use(session, choices.newest(session).key, by=by, at=NINE)
        with pytest.raises(Conflict):
            choices.discard(session, choices.newest(session).key, by=by, at=NINE)
        assert trail.verify(session).broken_at is None


def test_a_look_is_read_back_as_it_was_written(site):
    look = chosen(site)

    assert looks.from_json(looks.to_json(look)) == look


def test_four_signatories_on_one_day_are_too_many():
    four = [Signatory("A", "B", begins=date(2026, month, 1)) for month in (1, 2, 3, 5)]

    assert looks.crowded_on(four) == date(2026, 5, 1)
    assert looks.crowded_on(four[:3]) is None


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#7a1725", "#fdfbf6", 10.3)],
)
def test_contrast_is_what_wcag_says(colour, ground, ratio):
    assert looks.contrast(colour, ground) == pytest.approx(ratio, abs=0.06)


def test_a_change_to_what_a_colleague_has_changed_since_is_not_kept(installation):
    with installation.database.write() as session:
        by = a_person(session, "Eka").id
        seen = choices.newest(session).key
        choices.save(session, Look(design="rancangan"), by=by, at=NINE, over=seen)

    with installation.database.write() as session, pytest.raises(Conflict):
        choices.save(session, Look(design="lain"), by=by, at=NINE, over=seen)
    with installation.database.read() as session:
        assert choices.newest(session).look.design == "rancangan"
