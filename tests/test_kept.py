"""What was written last is known; anything else is parsed."""

import json

from analysis.layers.kept import MOST, Kept


def test_more_than_it_holds_is_parsed_again():
    parsed = []

    def parse(text):
        parsed.append(text)
        return tuple(json.loads(text))

    kept = Kept(parse)
    for number in range(MOST + 1):
        kept.put(f"[{number}]", (number,))
    assert kept.get(f"[{MOST}]") == (MOST,) and parsed == []
    assert kept.get("[0]") == (0,) and parsed == ["[0]"]
