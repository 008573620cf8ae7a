"""Asks a server by the client of LanguageTool for Python: the words of each match, counted as Python counts. usage: URL"""

import sys

import language_tool_python

CASES = [
    ("He saw the the boat.", ["the the"]),
    ("🙂🚢 e\u0301t\u00e9: on Friday he saw the the boat, 🚢 and she saw saw it.", ["the the", "saw saw"]),
    ("A line.\r\n\r\n🏴\u200d☠️ He he waved to <b>the</b> crew.", ["He he"]),
    ("The ferry left at noon.", []),
]

tool = language_tool_python.LanguageTool("en-US", remote_server=sys.argv[1])
for text, wanted in CASES:
    matches = [match for match in tool.check(text) if match.rule_id == "doubled-word"]
    found = [text[match.offset : match.offset + match.error_length] for match in matches]
    if found != wanted:
        sys.exit(f"{text!r}: {found}, not {wanted}")
print(f"language_tool_python finds the words of {len(CASES)} texts")
