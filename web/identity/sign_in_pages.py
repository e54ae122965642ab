"""The pages that people sign in by: plain forms, which need no script.

Each fault is told twice, above the form and at its field, so that it is found by eye and by ear.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from services.errors import Fault
from services.view import Viewer
from web.pages.frame import form_page

ROLES = {
    "STAFF": "personal",
    "WRITER": "skribent",
    "EDITOR": "redaktör",
    "ADMIN": "administratör",
}
"""What a person is called who has a role."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: what it is called, what it is for, and what may help."""

    name: str
    label: str
    kind: str
    autocomplete: str
    hint: str = ""


EMAIL = Field("email", "E-postadress", "email", "username")
SIGN_IN = (EMAIL, Field("password", "Lösenord", "password", "current-password"))
WELCOME = (
    Field("name", "Ditt namn", "text", "name"),
    EMAIL,
    Field(
        "password",
        "Välj ett lösenord",
        "password",
        "new-password",
        "Minst 12 tecken. Några ord i rad är lättare att minnas och svårare att gissa än tecken "
        "huller om buller.",
    ),
)


def sign_in_page(
    said: Mapping[str, str], faults: Sequence[Fault] = (), status: int = 200
) -> HTMLResponse:
    """Ask for an e-mail address and a password; ``next`` is where to go then, if it is said."""
    lead = '<p class="lead">För dig som skriver och publicerar i Knutpunkt.</p>'
    hidden = ("next",) if "next" in said else ()
    form = _form("sign-in", SIGN_IN, "Logga in", said, faults, hidden)
    return _page("Logga in", f"{lead}{_problem(faults)}{form}", faults, status)


def welcome_page(
    said: Mapping[str, str], faults: Sequence[Fault] = (), status: int = 200
) -> HTMLResponse:
    """Ask whoever has a link who they are, and for a password to come."""
    lead = (
        '<p class="lead">Berätta vem du är och välj hur du vill logga in. Länken som du följde '
        "fungerar en enda gång.</p>"
    )
    form = _form("sign-in", WELCOME, "Spara och logga in", said, faults, hidden=("link",))
    return _page("Välkommen", f"{lead}{_problem(faults)}{form}", faults, status)


def signed_in_page(viewer: Viewer, ways: Mapping[str, str]) -> HTMLResponse:
    """Say who is signed in, and let them sign out, or go on by ``ways``: names by addresses."""
    who = f"{escape(viewer.name)}, {ROLES[str(viewer.role)]}"
    lead = f'<p class="lead">Du är inloggad som {who}.</p>'
    form = '<form method="post" action="sign-out"><button>Logga ut</button></form>'
    links = "".join(f'<p><a href="{where}">{name}</a></p>' for where, name in ways.items())
    return _page("Inloggad", f"{lead}{links}{form}")


def over_page(faults: Sequence[Fault]) -> HTMLResponse:
    """Say that a link is no longer good."""
    back = '<p><a href="sign-in">Till inloggningen</a></p>'
    return _page("Länken gäller inte", f"{_problem(faults)}{back}", faults, 410)


def _page(
    title: str, content: str, faults: Sequence[Fault] = (), status: int = 200
) -> HTMLResponse:
    fault = "Fel: " if faults else ""
    return form_page(f"{fault}{title} – Knutpunkt", f"<h1>{title}</h1>\n{content}", status)


def _problem(faults: Sequence[Fault]) -> str:
    if not faults:
        return ""
    items = "".join(f"<li>{_reference(fault)}</li>" for fault in faults)
    return f'<div class="problem" role="alert">Det gick inte:<ul>{items}</ul></div>\n'


def _reference(fault: Fault) -> str:
    said = escape(fault.message)
    return f'<a href="#{fault.path[0]}">{said}</a>' if fault.path else said


def _form(
    action: str,
    fields: Sequence[Field],
    button: str,
    said: Mapping[str, str],
    faults: Sequence[Fault],
    hidden: Sequence[str] = (),
) -> str:
    kept = (
        f'<input type="hidden" name="{name}" value="{escape(said.get(name, ""))}">\n'
        for name in hidden
    )
    asked = (_field(it, said, [at for at in faults if at.path == (it.name,)]) for it in fields)
    return (
        f'<form method="post" action="{action}">\n{"".join(kept)}{"".join(asked)}'
        f"<button>{button}</button>\n</form>"
    )


def _field(field: Field, said: Mapping[str, str], faults: Sequence[Fault]) -> str:
    """Write a field with what was said before, unless it is a password."""
    name = field.name
    notes = [("hint", field.hint)] if field.hint else []
    notes += [("fault", fault.message) for fault in faults]
    told = "".join(
        f'<p class="{kind}" id="{name}-{kind}">{escape(text)}</p>\n' for kind, text in notes
    )
    more = f' aria-describedby="{" ".join(f"{name}-{kind}" for kind, _ in notes)}"' if notes else ""
    more += ' aria-invalid="true"' if faults else ""
    value = "" if field.kind == "password" else f' value="{escape(said.get(name, ""))}"'
    return (
        f'<label for="{name}">{field.label}</label>\n{told}'
        f'<input id="{name}" name="{name}" type="{field.kind}"'
        f' autocomplete="{field.autocomplete}" required{value}{more}>\n'
    )
