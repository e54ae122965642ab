"""What is computed of running text, once, when it is saved."""

import pytest

from services.content.derived import rich


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("", [""]),
        ("En **fet** rad\nmed brytning\\\noch en ny.", ["En fet rad med brytning", "och en ny."]),
        ("# Dagen\n\nVälkomna\n\n- Kaffe\n- *Samtal*\n  1. två och två\n  2. alla",
         ["Dagen", "Välkomna", "Kaffe", "Samtal", "två och två", "alla"]),
        ("- Kaffe\n\n- Samtal", ["Kaffe", "Samtal"]),
        ("> Först\n\n---\n\nSist", ["Först", "Sist"]),
        ("```\nrad för  rad\n```", ["rad för rad"]),
        ("| Tid | Vad |\n|---|---|\n| 9 | Kaffe |", ["Tid Vad", "9 Kaffe"]),
        ("Skriv `<li>` och &lt;p&gt;, <b>så</b>.", ["Skriv <li> och <p>, <b>så</b>."]),
    ],
)  # fmt: skip
def test_the_text_has_a_line_for_each_paragraph_and_item(markdown: str, lines: list[str]) -> None:
    assert rich(markdown)["text"] == "\n".join(lines)
