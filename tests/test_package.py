"""The package itself: a light import, its public names, what is in the wheel, and what the README promises."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import netgraph

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAVY = ("numpy", "pandas", "geopandas", "igraph", "networkx", "scipy", "folium", "pydantic", "pyarrow")


def run(code: str) -> str:
    """Run Python in a process of its own and return what it printed."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.mark.parametrize("statement", ["import netgraph", "from netgraph.cli import main"])
def test_import_loads_no_heavy_library(statement: str) -> None:
    loaded = run(f"{statement}; import sys; print([name for name in {HEAVY!r} if name in sys.modules])")
    assert loaded.strip() == "[]"


def test_every_public_name_of_the_contract_is_there_and_documented() -> None:
    """The names of the contract in the design that this version has; each must load and say what it is for."""
    stub = ast.parse((ROOT / "netgraph" / "__init__.pyi").read_text(encoding="utf-8"))
    names = {alias.name for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    contract = {
        "read_network", "from_tables", "SupportNetwork", "from_networkx", "from_igraph", "METRICS", "person_metrics",
        "district_estimates", "district_metrics", "thin_networks", "protect", "district_map", "synthetic_network",
        "NetgraphError", "DataError", "RecipeError", "MissingExtraError",
    }  # fmt: skip
    assert contract <= names
    assert names <= set(dir(netgraph))
    assert [name for name in names - {"METRICS"} if not getattr(netgraph, name).__doc__] == []


def test_version_is_that_of_the_package() -> None:
    assert netgraph.__version__ == PROJECT["version"]


def test_errors_are_value_errors() -> None:
    assert issubclass(netgraph.NetgraphError, ValueError)
    assert issubclass(netgraph.MissingExtraError, ImportError)
    for error in (netgraph.DataError, netgraph.RecipeError, netgraph.MissingExtraError):
        assert issubclass(error, netgraph.NetgraphError)


def test_wheel_holds_only_the_library(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"netgraph", f"neighbourhood_netgraph-{PROJECT['version']}.dist-info"}
    assert "netgraph/py.typed" in names
    assert "netgraph/__init__.pyi" in names
    in_tree = {path.relative_to(ROOT).as_posix() for path in (ROOT / "netgraph").rglob("*") if path.is_file()}
    shipped = {name for name in names if name.startswith("netgraph/")}
    assert shipped == {name for name in in_tree if "__pycache__" not in name}


def test_every_dependency_has_its_line_of_why() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = [re.match(r"[\w.-]+", requirement)[0] for requirement in PROJECT["dependencies"]]  # type: ignore[index]
    assert [name for name in names if f"| {name} |" not in guide] == []
    tests = [re.match(r"[\w.-]+", requirement)[0] for requirement in PROJECT["optional-dependencies"]["test"]]  # type: ignore[index]
    assert [name for name in tests if name not in guide and not name.startswith("types-") and "stubs" not in name] == []


def test_every_dependency_is_used() -> None:
    """A dependency that nothing imports has not earned its place."""
    modules = {"django-js-lib-leaflet": "js_lib_leaflet", "lazy-loader": "lazy_loader", "tomli-w": "tomli_w"}
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "netgraph").rglob("*.py"))
    names = [re.match(r"[\w.-]+", requirement)[0] for requirement in PROJECT["dependencies"]]  # type: ignore[index]
    used = re.compile(
        r"^\s*(?:import|from) (\w+)|files\(\"(\w+)\"\)", re.M
    )  # a package of files only is read, not imported
    found = {module or folder for module, folder in used.findall(source)}
    unused = [name for name in names if modules.get(name, name) not in found]
    assert unused == []


def test_readme_shows_both_commands_and_no_dead_link() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = readme.splitlines()
    assert "pip install . && netgraph map data/almere -o almere.html" in lines
    assert 'pip install ".[test]" && pytest' in lines
    links = re.findall(r"\]\(([^)#]+)\)", readme)
    assert links
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_rooms_of_the_design_are_all_in_the_contributing_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / "netgraph").iterdir() if path.suffix in ("", ".py")} - {
        "__init__",
        "__main__",
        "__pycache__",
        "py",
    }
    assert sorted(room for room in rooms if f"`{room}`" not in guide) == []
