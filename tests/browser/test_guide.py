"""The editors' guide can be followed to the letter: so are its pictures taken."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.docs.test_guide import GUIDE, pictures_of
from tests.pictures.camera import Camera
from tests.pictures.editing import editing

pytestmark = pytest.mark.usefixtures("explorer")


async def test_the_guide_is_followed_to_the_letter(browser: Browser, tmp_path: Path) -> None:
    await editing(Camera(browser, tmp_path))

    assert names_in(tmp_path) == {name for name, _ in pictures_of(GUIDE)}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
