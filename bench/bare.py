"""The measuring stick: bare Flask routes on the same server and database, with the same durability."""

from flask import Flask, request
from sqlalchemy import text

from lms import config
from lms.db.session import WRITES, Database

TABLE = "CREATE TABLE IF NOT EXISTS bench_row (id {serial}, words VARCHAR(200) NOT NULL)"
SERIAL = {"sqlite": "INTEGER PRIMARY KEY", "postgresql": "BIGSERIAL PRIMARY KEY"}
SELECT = text("SELECT name FROM person WHERE id = :id")
INSERT = text("INSERT INTO bench_row (words) VALUES (:words)")


def create_app() -> Flask:
    database = Database(config.load().database)
    writing = database.engine.execution_options(**{WRITES: True})
    app = Flask(__name__)

    @app.get("/halo")
    def hello() -> str:
        return "halo"

    @app.get("/baris/<int:row_id>")
    def row(row_id: int) -> str:
        with database.engine.connect() as connection:
            return str(connection.scalar(SELECT, {"id": row_id}))

    @app.post("/baris")
    def add() -> str:
        with writing.begin() as connection:
            connection.execute(INSERT, {"words": request.form["words"]})
        return "tersimpan"

    return app


def make_table(database: Database) -> None:
    with database.write() as session:
        session.execute(text(TABLE.format(serial=SERIAL[database.url.get_backend_name()])))
