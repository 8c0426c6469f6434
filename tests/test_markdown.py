"""Markdown: marks vanish, words stay."""

import pytest

from analysis.reading.header import Header
from analysis.reading.markdown import read_markdown

PAGE = """# Einigung in **Genf**

Die *Gewerkschaft* stimmte dem [Vertrag](https://example.org/a_b "Titel") **zu**.
Das teilte sie mit.

## Hintergrund

- Löhne: `5 Prozent` mehr
- Laufzeit: zwei Jahre
    1. erstens
    2. zweitens

> „Wir sind zufrieden“, sagte sie.\\
> Mehr nicht.

![Foto](foto.png)

---

```
code
```

<div onclick="x">HTML</div>

Zwei \\*Sterne\\* &amp; ein Zeichen: 3 &lt; 4 <b>fett</b>.
"""


def test_a_page():
    header, text = read_markdown(PAGE, Header())
    assert header.title == "Einigung in Genf"
    assert text.split("\n\n") == [
        "Die Gewerkschaft stimmte dem Vertrag zu. Das teilte sie mit.",
        "Hintergrund",
        "Löhne: 5 Prozent mehr",
        "Laufzeit: zwei Jahre",
        "erstens",
        "zweitens",
        "„Wir sind zufrieden“, sagte sie. Mehr nicht.",
        "Zwei *Sterne* & ein Zeichen: 3 < 4 fett.",
    ]


def test_the_header_wins_over_the_heading():
    header, text = read_markdown("# Überschrift\n\nText.", Header(title="Titel"))
    assert (header.title, text) == ("Titel", "Überschrift\n\nText.")


@pytest.mark.parametrize("text", ["", "```\nnur Code\n```", "<p>nur HTML</p>", "![](bild.png)", "---"])
def test_nothing_to_read(text):
    assert read_markdown(text, Header()) == (Header(), "")


def test_a_line_of_an_agency_is_no_markup():
    text = (
        "Genf - Die Delegationen verhandeln.\n\n2025 war ein Jahr. Nr. 5 lebt, 3*4=12 auch, snake_case_auch."
    )
    assert read_markdown(text, Header())[1] == text
