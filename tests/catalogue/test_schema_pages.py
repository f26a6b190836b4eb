from flask.testing import FlaskClient

from lms.content import schemas


def test_editors_read_the_schema_of_each_front_matter(client: FlaskClient) -> None:
    for kind in schemas.MODELS:
        answer = client.get(f"/skema/{kind}.json")

        assert answer.status_code == 200
        assert answer.json == schemas.of(kind, "id")
        assert "max-age" in answer.headers["Cache-Control"]


def test_there_is_no_schema_of_anything_else(client: FlaskClient) -> None:
    assert client.get("/skema/kursus.json").status_code == 404
