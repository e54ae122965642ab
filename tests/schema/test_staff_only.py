"""What is for staff only, such as a mobile number: null to others, in every path, history as well.

Nobody can filter or order by it, so it cannot be guessed either. Hidden and absent look the same.
"""

import re

import pytest

from models import Contact
from schema import printed
from services.database.storage import Store
from services.view import VISITOR, Viewer
from tests.asking import ADMIN, EDITOR, PREVIEW, STAFF, WRITER, Asking
from tests.factories import contact, network
from tests.schema.editors import created, lived, saved

MOBILE, NOTE = "070-111 22 33", "Har skyddad identitet"
FIELDS = "{ name mobile internalNote }"
PATHS = (
    f"{{ contacts {{ nodes {FIELDS} edges {{ node {FIELDS} }} }} }}",
    f"{{ contact(slug: \"lena-jonsson\") {FIELDS} }}",
    f"{{ networks {{ nodes {{ contacts {FIELDS} }} }} }}",
    f"query($id: ID!) {{ node(id: $id) {{ ... on Contact {FIELDS} }} }}",
    f"query($id: ID!) {{ nodes(ids: [$id]) {{ ... on Contact {FIELDS} }} }}",
    f"{{ networks {{ nodes {{ contacts {{ networks {{ nodes {{ contacts {FIELDS} }} }} }} }} }} }}",
    f"{{ changes {{ nodes {{ content {{ ... on Contact {FIELDS} }} }} }} }}",
)  # fmt: skip
HISTORY = """
  query($id: ID!) @view(drafts: true) {
    node(id: $id) {
      ... on Contact {
        history {
          nodes { number changes { field before after } content { ...Secret } }
        }
        atVersion(number: 1) { changes { field } content { ...Secret } }
      }
    }
  }
  fragment Secret on Contact { mobile internalNote }
"""


async def planted(ask: Asking) -> str:
    """Publish a contact with secrets, named by a network."""
    id_ = await created(ask, "Contact", name="Lena Jonsson", mobile=MOBILE, internalNote=NOTE)
    net = await created(ask, "Network", title={"sv": "A"}, contacts=[id_])
    assert await lived(ask, "publish", id_, net) == []
    return id_


@pytest.mark.parametrize("viewer", [VISITOR, PREVIEW])
async def test_others_read_null_wherever_they_look(ask: Asking, viewer: Viewer) -> None:
    id_ = await planted(ask)

    for path in PATHS:
        variables = {"id": id_} if "$id" in path else {}
        answer = (await ask.bytes(path, variables, viewer=viewer)).decode()
        assert MOBILE not in answer
        assert NOTE not in answer
        assert ("errors" in answer, "Lena Jonsson" in answer) == (False, True), path
        assert re.findall(r'"(?:mobile|internalNote)":(?!null)', answer) == []
        staff = (await ask.bytes(path, variables, viewer=STAFF)).decode()
        assert (MOBILE in staff, NOTE in staff) == (True, True), path


@pytest.mark.parametrize("viewer", [VISITOR, PREVIEW])
async def test_hidden_and_absent_look_the_same(ask: Asking, store: Store, viewer: Viewer) -> None:
    async with store.writing():
        lena = await contact("Lena Jonsson")
        await network("A", contacts=[lena])
    absent = [await ask.bytes(it, {"id": str(lena)}, viewer=viewer) for it in PATHS]
    async with store.writing():
        await Contact.filter(entry_id=lena).update(mobile=MOBILE, internal_note=NOTE)

    hidden = [await ask.bytes(it, {"id": str(lena)}, viewer=viewer) for it in PATHS]

    assert hidden == absent


async def test_history_tells_it_to_staff_alone(ask: Asking) -> None:
    id_ = await planted(ask)
    await saved(ask, "Contact", id_, 1, mobile="070-999 88 77", internalNote=None, name="Lena J")

    told = {
        viewer: (await ask.bytes(HISTORY, {"id": id_}, viewer=viewer)).decode()
        for viewer in (PREVIEW, WRITER, EDITOR, ADMIN)
    }

    for secret in (MOBILE, NOTE, "070-999 88 77", '"field":"mobile"', '"field":"internalNote"'):
        assert {viewer.role: secret in it for viewer, it in told.items()} == {
            PREVIEW.role: False,
            WRITER.role: True,
            EDITOR.role: True,
            ADMIN.role: True,
        }, secret
    assert '"history":{"nodes":[]}' in told[PREVIEW]


@pytest.mark.parametrize("viewer", [VISITOR, PREVIEW, STAFF])
@pytest.mark.parametrize(
    "asked",
    [
        f'where: {{mobile: {{eq: "{MOBILE}"}}}}',
        'where: {internalNote: {contains: "skyddad"}}',
        "where: {networks: {some: {contacts: {some: {mobile: {isNull: false}}}}}}",
        "orderBy: [{field: MOBILE}]",
        "orderBy: [{field: INTERNAL_NOTE}]",
    ],
)
async def test_nobody_can_ask_about_it(ask: Asking, viewer: Viewer, asked: str) -> None:
    await planted(ask)

    answer = await ask(f"{{ contacts({asked}) {{ totalCount }} }}", viewer=viewer)

    assert "data" not in answer
    assert {it["extensions"]["code"] for it in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}
    assert NOTE not in str(answer)


def test_only_reading_and_saving_know_the_fields() -> None:
    """No filter, order, or anything else that is derived names them."""
    definitions = re.split(r"\n(?=\S)", printed())
    named = [
        it.split("{")[0].split()[1]
        for it in definitions
        if re.search(r"^  (mobile|internalNote|MOBILE|INTERNAL_NOTE)\b", it, re.MULTILINE)
    ]

    assert sorted(named) == ["Contact", "CreateContactInput", "UpdateContactInput"]


@pytest.mark.parametrize("viewer", [VISITOR, PREVIEW, STAFF])
async def test_refusals_do_not_tell_it(ask: Asking, viewer: Viewer) -> None:
    id_ = await planted(ask)
    mutation = """
      mutation($input: UpdateContactInput!) {
        updateContact(input: $input) { contact { mobile internalNote } errors { message code } }
      }
    """

    answer = await ask(
        mutation,
        {"input": {"id": id_, "expectedVersion": 7, "mobile": "070-999 88 77"}},
        viewer=viewer,
    )

    assert MOBILE not in str(answer)
    assert NOTE not in str(answer)
    assert answer["data"]["updateContact"]["contact"] is None
