"""What people do in the explorer, as they see it: choose, fill in, run, look, read."""

import json
import re
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

OPERATION, VARIABLES, RESPONSE = "operation.graphql", "variables.json", "response.json"
MODEL = "name => __MONACO.editor.getModels().find(it => it.uri.path.endsWith(name))"
DONE = re.compile(r"\d ms$")


@dataclass(frozen=True, slots=True)
class Explorer:
    """Somebody who has the explorer open."""

    page: Page

    async def choose(self, title: str) -> None:
        """Open a saved operation from the list."""
        button = self.page.locator(
            ".saved li > button", has_text=re.compile(f"^{re.escape(title)}$")
        )
        await button.click()
        await expect(button).to_have_attribute("aria-expanded", "true")

    async def fill_in(self, name: str) -> None:
        """Choose what was found last, and is called so, for the first field that asks for it."""
        offers = self.page.locator(".things button", has_text=name)
        before = await offers.count()
        await offers.first.click()
        await expect(offers).not_to_have_count(before)

    async def write_in(self, name: str, text: str, language: str = "svenska") -> None:
        """Write a text into the form, in a language."""
        field = self.page.get_by_role("group", name=name, exact=True)
        await field.get_by_label(language, exact=True).fill(text)

    async def look(self, name: str) -> None:
        """Turn the switch for the view."""
        await self.page.get_by_role("radio", name=name).check()

    async def run(self) -> Any:
        """Run the operation, and read its answer."""
        await self.runner.click()
        return await self.answer()

    async def answer(self) -> Any:
        """Wait for an answer, and read it."""
        await expect(self.status).to_have_text(DONE)
        return json.loads(await self.text(RESPONSE))

    @property
    def runner(self) -> Locator:
        """What runs the operation: that of the form, where there is one."""
        return self.page.get_by_role("button", name=re.compile("^Kör")).first

    @property
    def status(self) -> Locator:
        """What is told of the last answer."""
        return self.page.locator(".answer [role=status]")

    @property
    def faults(self) -> Locator:
        """What is told to be wrong, one after the other."""
        return self.page.locator(".answer li")

    async def text(self, name: str) -> str:
        """Read what stands in an editor, by the name of its file."""
        found: str = await self.page.evaluate(f"name => ({MODEL})(name).getValue()", name)
        return found

    async def write(self, text: str, name: str = OPERATION) -> None:
        """Replace what stands in an editor, as pasting does: nothing is completed or closed."""
        await self.page.evaluate(f"([name, text]) => ({MODEL})(name).setValue(text)", [name, text])

    async def set(self, **variables: Any) -> None:
        """Change some of the variables."""
        said = json.loads(await self.text(VARIABLES) or "{}")
        await self.write(json.dumps({**said, **variables}, ensure_ascii=False), VARIABLES)


async def opened_explorer(page: Page) -> Explorer:
    """Wait until the explorer is there, on whatever page is open."""
    await expect(page.locator(".graphiql-query-editor .view-line").first).to_be_visible()
    return Explorer(page)
