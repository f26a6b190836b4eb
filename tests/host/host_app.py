"""A town hall's own Flask application: its routes, its log-in, its database, templates named like ours."""

import sqlite3
from pathlib import Path

from flask import Flask, redirect, render_template, request, session
from werkzeug.wrappers import Response

from lms.app import LMS
from lms.config import Settings


def make_host(folder: Path, settings: Settings) -> Flask:
    """Make the host, and mount the engine at /belajar with one statement."""
    app = Flask("host_app", template_folder=str(Path(__file__).parent / "templates"))
    app.secret_key = "of-the-host-alone"
    database = folder / "host.sqlite"
    with sqlite3.connect(database) as line:
        line.execute("CREATE TABLE person (nip TEXT PRIMARY KEY, pin TEXT)")
        line.execute("INSERT INTO person VALUES (?, ?)", ("199001012015012002", "1234"))

    @app.get("/")
    def home() -> str:
        return render_template("lms/web/layout.html", name=session.get("nip", "tamu"))

    @app.get("/kursus/<slug>")
    def course(slug: str) -> str:
        return f"halaman kursus milik induk: {slug}"

    @app.route("/pintu", methods=["GET", "POST"])
    def door() -> Response | str:
        if request.method == "GET":
            return "pintu masuk milik induk"
        with sqlite3.connect(database) as line:
            known = line.execute(
                "SELECT nip FROM person WHERE nip = ? AND pin = ?", (request.form["nip"], request.form["pin"])
            ).fetchone()
        if known:
            session["nip"] = known[0]
        return redirect(request.args.get("next", "/"))

    @app.errorhandler(404)
    def lost(_: Exception) -> tuple[str, int]:
        return "induk tidak menemukan halaman", 404

    LMS(
        app,
        url_prefix="/belajar",
        settings=settings,
        identify=lambda: session.get("nip"),
        sign_in="/pintu",
    )
    return app
