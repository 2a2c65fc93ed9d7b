"""Print the lowest versions that pyproject.toml allows, as pip constraints: ``numpy==2.2`` and so on."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?>=(?P<lowest>[^,;\s]+)")

if __name__ == "__main__":
    for requirement in PROJECT["dependencies"]:
        match = REQUIREMENT.fullmatch(requirement)
        if match is None:
            raise SystemExit(f"pyproject.toml: {requirement} states no lowest version")
        print(f"{match['name']}=={match['lowest']}")
