"""Graph files: round trips, what NetworkX and igraph make of them, files of other programs, and mistakes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import igraph
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from tests.hostile import damaged, is_read_or_refused
from tests.network.test_round_trips import AWKWARD, FEW, FORMULAS, MANY, TRICKY, assert_same, networks
from tests.small_networks import small_network

ENDINGS = [".graphml", ".gexf", ".net", ".csv"]
PEOPLE = pd.DataFrame({"person": ["ann", "bob", "cas", "dora"], "district": ["west", "west", "east", "east"]})


def written_and_read(network: ng.SupportNetwork, ending: str) -> ng.SupportNetwork:
    """Write a graph file that is gone afterwards, and read it with the districts that it has no place for."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"friends{ending}"
        network.write_graph(file)
        return ng.read_graph(file, network.districts)


@pytest.mark.parametrize("ending", ENDINGS)
@given(network=networks())
@FEW
def test_every_graph_file_gives_the_network_back(ending, network):
    assert_same(written_and_read(network, ending), network)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@given(network=networks())
@MANY
def test_every_graph_file_gives_many_networks_back(ending, network):
    assert_same(written_and_read(network, ending), network)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_graph_file_keeps_awkward_text_wherever_it_stands(ending):
    """As identifier, district, kind, column name and cell; and columns that a format means something else by."""
    words = [*TRICKY, *FORMULAS, *AWKWARD]
    reserved = dict.fromkeys(["id", "label", "start", "key", "type", "x y", "007", "column id", "name", "shape"], words)
    people = pd.DataFrame({"person": words, "district": words, "remark": words, **reserved})
    reserved["weight"] = words
    ties = pd.DataFrame({"giver": words, "receiver": [*words[1:], words[0]], "kind": words, "a;b": words, **reserved})
    network = ng.from_tables(people, ties)
    assert_same(written_and_read(network, ending), network)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_network_has_the_same_bytes(ending, tmp_path):
    network = small_network("a>b:care:8 b>a:support", "d@east")
    files = tmp_path / f"one{ending}", tmp_path / "again" / f"one{ending}"
    (tmp_path / "again").mkdir()
    for file in files:
        network.write_graph(file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert str(pd.Timestamp.now().date()).encode() not in files[0].read_bytes()
    assert files[0].stat().st_mode & 0o077 == 0


# --- what others make of our files: isolates, kinds, hours and districts are there


CITY = "a>b:care:8 b>a:support a>b:support:1.5 c>a:advice"


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".net"])
def test_networkx_reads_them(ending, tmp_path):
    network = small_network(CITY, "d@east")
    network.write_graph(tmp_path / f"x{ending}")
    read = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".net": nx.read_pajek}[ending]
    graph = read(tmp_path / f"x{ending}")
    assert graph.is_directed()
    assert sorted(graph) == ["a", "b", "c", "d"]
    assert graph.nodes["d"]["district"] == "east"
    found = sorted(
        (giver, receiver, data["kind"], float(data.get("hours_per_week", -1)))
        for giver, receiver, data in graph.edges(data=True)
    )
    assert found == [
        ("a", "b", "care", 8.0),
        ("a", "b", "support", 1.5),
        ("b", "a", "support", -1.0),
        ("c", "a", "advice", -1.0),
    ]


@pytest.mark.parametrize(("form", "ending", "key"), [("graphml", ".graphml", "id"), ("pajek", ".net", "name")])
def test_igraph_reads_them(form, ending, key, tmp_path):
    small_network(CITY, "d@east").write_graph(tmp_path / f"x{ending}")
    graph = igraph.Graph.Read(str(tmp_path / f"x{ending}"), format=form)
    names = graph.vs[key]
    assert names == ["a", "b", "c", "d"]
    found = sorted((names[edge.source], names[edge.target]) for edge in graph.es)
    assert found == [("a", "b"), ("a", "b"), ("b", "a"), ("c", "a")]


# --- files of other programs


def test_a_graphml_of_igraph(tmp_path):
    network = small_network(CITY, "d@east")
    graph = network.to_igraph()
    del graph["about"], graph.es["since"], graph.es["until"]  # igraph writes empty ones as false
    graph.write_graphml(str(tmp_path / "x.graphml"))
    again = ng.read_graph(tmp_path / "x.graphml", network.districts)
    assert again.people[["person", "district"]].equals(network.people[["person", "district"]])
    assert sorted(again.ties["kind"]) == sorted(network.ties["kind"])


def test_a_gexf_of_gephi(tmp_path):
    """As Gephi 0.10 writes it: labels, sizes, colours, undirected unless said, attributes by number."""
    (tmp_path / "x.gexf").write_text(
        """<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
  <meta lastmodifieddate="2025-01-31"><creator>Gephi 0.10.1</creator><description>my friends</description></meta>
  <graph defaultedgetype="directed" mode="static">
    <attributes class="node" mode="static"><attribute id="wijk" title="wijk" type="string"/></attributes>
    <nodes>
      <node id="1" label="Ann"><attvalues><attvalue for="wijk" value="west"/></attvalues><viz:size value="10.0"/></node>
      <node id="2" label="Bob"><attvalues><attvalue for="wijk" value="east"/></attvalues></node>
      <node id="3" label="Cas"><attvalues><attvalue for="wijk" value="east"/></attvalues></node>
    </nodes>
    <edges><edge id="0" source="1" target="2" weight="2.5"/></edges>
  </graph>
</gexf>""",
        encoding="utf-8",
    )
    network = ng.read_graph(
        tmp_path / "x.gexf", node_columns={"wijk": "district"}, edge_columns={"weight": "hours_per_week"}
    )
    assert network.people["district"].tolist() == ["west", "east", "east"]
    assert network.people["label"].tolist() == ["Ann", "Bob", "Cas"]
    assert network.ties[["giver", "receiver", "hours_per_week"]].to_numpy().tolist() == [["1", "2", 2.5]]


PAJEK = """% a comment
*Network friends
*Vertices 4
1 "ann" 0.1 0.2 0.5 ic Red
2 "bob" 0.1 0.2 ellipse
3 "cas"
4 dora

*Arcs :1 "care"
1 2 8
*arcs :2 "company"
1 2 1 [1-5]
2 1 2.5
"""


def test_a_pajek_file_with_relations(tmp_path):
    (tmp_path / "x.net").write_text(PAJEK.replace("\n", "\r\n"), encoding="utf-8")
    network = ng.read_graph(tmp_path / "x.net", people=PEOPLE, edge_columns={"weight": "hours_per_week"})
    assert network.people["person"].tolist() == ["ann", "bob", "cas", "dora"]
    found = network.ties[["giver", "receiver", "kind", "hours_per_week"]].to_numpy().tolist()
    assert sorted(found) == [
        ["ann", "bob", "care", 8.0],
        ["ann", "bob", "company", 1.0],
        ["bob", "ann", "company", 2.5],
    ]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("*Arcs\n1 2\n2 1", {("ann", "bob"), ("bob", "ann")}),
        ("*Arcslist\n1 2 3", {("ann", "bob"), ("ann", "cas")}),
        ("*Matrix\n0 1 0 0\n0 0 2.5 0\n0 0 0 0\n0 0 0 0", {("ann", "bob"), ("bob", "cas")}),
        ('*Arcs :1 "a"\n*Arcs :2 "b"\n1: 1 2 1\n2: 2 1 1', {("ann", "bob"), ("bob", "ann")}),
    ],
)
def test_other_ways_in_which_pajek_writes_ties(tmp_path, section, expected):
    (tmp_path / "x.net").write_text(PAJEK.partition("*Arcs")[0] + section, encoding="utf-8")
    network = ng.read_graph(tmp_path / "x.net", people=PEOPLE)
    assert set(zip(network.ties["giver"], network.ties["receiver"], strict=True)) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.net", PAJEK.partition("*Arcs")[0] + "*Edges\n1 2 1"),
        ("x.csv", "Source,Target,Type\nann,bob,Undirected\n"),
        (
            "x.graphml",
            (
                '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
                '<node id="ann"/><node id="bob"/><edge source="ann" target="bob"/></graph></graphml>'
            ),
        ),
    ],
)
def test_ties_without_a_direction(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ng.NetgraphError, match=r"the graph is undirected, .* both_ways=True"):
        ng.read_graph(tmp_path / name, people=PEOPLE)
    network = ng.read_graph(tmp_path / name, people=PEOPLE, both_ways=True)
    assert set(zip(network.ties["giver"], network.ties["receiver"], strict=True)) == {("ann", "bob"), ("bob", "ann")}
    assert len(network.people) == 4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.edgelist", "# friends\nann bob\nbob ann\ndora\n"),
        ("x.txt", "ann\tbob\nbob\tann"),
        ("x.csv", "ann,bob\nbob,ann\n"),
        ("x.csv", "ann;bob;2.5\nbob;ann;1\n"),
        ("x.tsv", "from\tto\nann\tbob\nbob\tann\n"),
        ("x.csv", '"ann","bob",2.5\n"bob","ann",1\n'),
        ("x.csv", "ann;bob;2,5\nbob;ann;1;\n"),
        ("x.csv", "gever;ontvanger\nann;bob\nbob;ann\n"),
        ("x.csv", "Source,Target,Type\nann,bob,directed\nbob,ann,directed\n"),
        ("x.csv", "Giver;Receiver\nann;bob\nbob;ann\n"),
    ],
)
def test_edge_lists(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    network = ng.read_graph(tmp_path / name, people=PEOPLE)
    assert set(zip(network.ties["giver"], network.ties["receiver"], strict=True)) == {("ann", "bob"), ("bob", "ann")}
    assert sorted(network.people["person"]) == ["ann", "bob", "cas", "dora"]


GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}'
    '<graph edgedefault="directed">{inside}</graph></graphml>'
)
GEXF = (
    '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed"><nodes>{nodes}</nodes>'
    "<edges>{edges}</edges></graph></gexf>"
)
TWO = '<node id="a" label="a"/><node id="b" label="b"/>'


@pytest.mark.parametrize(
    ("nodes", "edges", "said"),
    [
        (TWO + '<node id="a" label="x"/>', "", "two nodes have the same id"),
        (TWO, '<edge id="0" source="a" target="c"/>', "an edge goes to or from a node that is not in the file"),
        (
            TWO,
            '<edge id="0" source="a" target="b" {undirected}/><edge id="1" source="b" target="a"/>',
            "some edges have a direction and some have none",
        ),
    ],
)
@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_what_networkx_would_pass_over_is_told(tmp_path, nodes, edges, said, ending):
    """It overwrites a node, makes up another, and gives a direction to edges that have none."""
    mark = 'directed="false"' if ending == ".graphml" else 'type="undirected"'
    edges = edges.format(undirected=mark)
    text = (
        GRAPHML.format(keys="", inside=nodes + edges) if ending == ".graphml" else GEXF.format(nodes=nodes, edges=edges)
    )
    (tmp_path / f"x{ending}").write_text(text, encoding="utf-8")
    with pytest.raises(ng.DataError, match=said):
        ng.read_graph(tmp_path / f"x{ending}")


def test_graphs_within_a_graph_are_refused(tmp_path):
    """So yEd writes groups, of which the nodes would be gone."""
    inside = '<node id="g"><graph edgedefault="directed"><node id="a"/></graph></node>'
    (tmp_path / "x.graphml").write_text(GRAPHML.format(keys="", inside=inside), encoding="utf-8")
    with pytest.raises(ng.DataError, match="the file holds several graphs"):
        ng.read_graph(tmp_path / "x.graphml")


def test_defaults_of_attributes_are_filled_in(tmp_path):
    """GraphML: what a node does not say is what its key says."""
    keys = (
        '<key id="d" for="node" attr.name="district" attr.type="string"><default>W</default></key>'
        '<key id="k" for="edge" attr.name="kind" attr.type="string"><default>care</default></key>'
    )
    inside = '<node id="a"><data key="d">E</data></node><node id="b"/><edge source="a" target="b"/>'
    (tmp_path / "x.graphml").write_text(GRAPHML.format(keys=keys, inside=inside), encoding="utf-8")
    network = ng.read_graph(tmp_path / "x.graphml")
    assert network.people.set_index("person")["district"].to_dict() == {"a": "E", "b": "W"}
    assert network.ties["kind"].tolist() == ["care"]


def test_gephi_leaves_out_a_weight_of_one_and_calls_parallel_edges_by_kind(tmp_path):
    """GEXF 1.3: the default of weight is 1.0; kind tells parallel edges apart."""
    edges = (
        '<edge id="0" source="a" target="b" weight="2.5" kind="care"/>'
        '<edge id="1" source="a" target="b" kind="company"/>'
    )
    (tmp_path / "x.gexf").write_text(GEXF.format(nodes=TWO, edges=edges), encoding="utf-8")
    people = pd.DataFrame({"person": ["a", "b"], "district": "W"})
    network = ng.read_graph(tmp_path / "x.gexf", people=people, edge_columns={"weight": "hours_per_week"})
    assert network.ties.set_index("kind")["hours_per_week"].to_dict() == {"care": 2.5, "company": 1.0}


def read_net(tmp_path, content, *names):
    """Read a Pajek file of people with these names."""
    (tmp_path / "x.net").write_text(content, encoding="utf-8")
    return ng.read_graph(tmp_path / "x.net", people=pd.DataFrame({"person": names, "district": "W"}))


def test_vertices_without_a_line_are_people_too(tmp_path):
    """Pajek's manual: only vertices with a name of their own need one; igraph writes none."""
    network = read_net(tmp_path, '*Vertices 4\n2 "bob"\n*Arcs\n1 2\n', "1", "bob", "3", "4")
    assert sorted(network.people["person"]) == ["1", "3", "4", "bob"]  # and no fifth
    assert network.ties["giver"].tolist() == ["1"]
    igraph.Graph([(0, 1)], n=3, directed=True).write_pajek(str(tmp_path / "y.net"))
    people = pd.DataFrame({"person": ["1", "2"], "district": "W"})
    assert ng.read_graph(tmp_path / "y.net", people=people).people["person"].tolist() == ["1", "2", "3"]
    with pytest.raises(ng.DataError, match="more than 1,000,000 vertices have no line"):
        read_net(tmp_path, "*Vertices 99999999999\n*Arcs\n1 2\n")


def test_matrices_have_all_their_rows_and_their_relation(tmp_path):
    content = '*Vertices 2\n2 "b"\n1 "a"\n*Matrix :1 "care"\n0 2\n0 0\n*Matrix :2 "company"\n0 0\n1 0\n'
    ties = read_net(tmp_path, content, "a", "b").ties
    assert sorted(map(tuple, ties[["giver", "receiver", "kind"]].to_numpy().tolist())) == [
        ("a", "b", "care"),
        ("b", "a", "company"),
    ]
    with pytest.raises(ng.DataError, match="the matrix ends early"):
        read_net(tmp_path, "*Vertices 2\n*Matrix\n0 1\n")


def test_a_cell_that_could_not_be_read_again_is_not_written(tmp_path):
    network = ng.from_tables(
        pd.DataFrame({"person": ["a"], "district": ["W"], "x": ["\0"]}), pd.DataFrame({"giver": [], "receiver": []})
    )
    with pytest.raises(ng.NetgraphError, match="NUL"):
        network.write_graph(tmp_path / "x.net")
    assert list(tmp_path.iterdir()) == []


def test_numbers_as_dutch_excel_writes_them(tmp_path):
    """A semicolon between cells and a comma in numbers go together."""
    (tmp_path / "x.csv").write_text("Source;Target;Weight\nann;bob;2,5\n", encoding="utf-8")
    network = ng.read_graph(tmp_path / "x.csv", people=PEOPLE, edge_columns={"Weight": "hours_per_week"})
    assert network.ties["hours_per_week"].tolist() == [2.5]


def test_names_with_spaces_stay_whole_where_commas_divide(tmp_path):
    """One separator a file: else Jan and Jansen would be two people who support each other."""
    (tmp_path / "x.csv").write_text("Jan Jansen,Piet\nPiet,Jan Jansen,2.5\n", encoding="utf-8")
    people = pd.DataFrame({"person": ["Jan Jansen", "Piet"], "district": "W"})
    network = ng.read_graph(tmp_path / "x.csv", people=people)
    assert network.ties["giver"].tolist() == ["Jan Jansen", "Piet"]
    assert len(network.people) == 2


@pytest.mark.parametrize("content", ["a,b,care\n", "bron,doel,uren\na,b,2\n"])
def test_a_third_cell_that_is_no_number_is_no_edge_list(tmp_path, content):
    """A header that is not known would become two people and a tie."""
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ng.DataError, match=r"x\.csv, row 1: expected a giver and a receiver, and possibly a number"):
        ng.read_graph(tmp_path / "x.csv")


def test_numbers_of_people_that_became_floats_are_the_same_people(tmp_path):
    """Pandas makes floats of numbers beside an empty cell."""
    (tmp_path / "x.edgelist").write_text("1 2\n2 1\n3\n", encoding="utf-8")
    people = pd.DataFrame({"person": [1.0, 2.0, 3.0], "district": "W"})
    assert ng.read_graph(tmp_path / "x.edgelist", people=people).people["person"].tolist() == ["1", "2", "3"]


def test_people_called_by_another_attribute_keep_their_ties(tmp_path):
    """Igraph calls nodes n0, n1 … and keeps names in an attribute."""
    graph = igraph.Graph([(0, 1), (1, 2)], directed=True, vertex_attrs={"name": ["ann", "bob", "cas"]})
    graph.vs["district"] = "W"
    graph.write_graphml(str(tmp_path / "x.graphml"))
    network = ng.read_graph(tmp_path / "x.graphml", node_columns={"name": "person"})
    assert list(zip(network.ties["giver"], network.ties["receiver"], strict=True)) == [("ann", "bob"), ("bob", "cas")]


def test_edges_and_nodes_as_gephi_takes_them(tmp_path):
    small_network(CITY, "d@east").write_graph(tmp_path / "x.csv")
    edges, nodes = (pd.read_csv(tmp_path / name) for name in ("x.csv", "x_nodes.csv"))
    assert edges[["Source", "Target", "Type"]].iloc[0].tolist()[2] == "Directed"
    assert nodes["Id"].tolist() == ["a", "b", "c", "d"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv", "x_about.toml", "x_nodes.csv"]


def test_cells_that_a_spreadsheet_would_run(tmp_path):
    network = ng.from_tables(
        pd.DataFrame({"person": ["=1+1", "@x"], "district": "-w"}),
        pd.DataFrame({"giver": ["=1+1"], "receiver": ["@x"]}),
    )
    network.write_graph(tmp_path / "x.csv")
    for name in ("x.csv", "x_nodes.csv"):
        cells = pd.read_csv(tmp_path / name, dtype=str).to_numpy().ravel()
        assert not [cell for cell in cells if isinstance(cell, str) and cell[0] in "=+-@"]


# --- mistakes


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{}">]><graphml>&b;</graphml>'


@pytest.mark.parametrize("name", ["x.graphml", "x.gexf"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path, name, encoding):
    (tmp_path / name).write_bytes(BOMB.format("ha" * 1000).encode(encoding))
    with pytest.raises(ng.DataError, match=f"{name}: the file defines XML entities"):
        ng.read_graph(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.graphml", "no XML", "x.graphml: this is not readable GraphML"),
        ("x.gexf", "<graphml></graphml>", "x.gexf: this is XML, but no GEXF"),
        ("x.graphml", "<gexf></gexf>", "x.graphml: this is XML, but no GraphML"),
        ("x.net", "1 2", "no Pajek file"),
        ("x.net", "*Vertices 1\n1 a\n*Arcs\n1 7", "x.net, row 4: there is no vertex 7"),
        ("x.net", "*Vertices 1\n1 a\n1 b", "x.net, row 3: a vertex starts with a number of its own"),
        ("x.net", "*Vertices 1\n1 a\n*Arcs\n1", "x.net, row 4: a tie needs the numbers of two vertices"),
        ("x.net", "*Vertices 1\n1 a\n*Partition x", r"x.net, row 3: section \*Partition is not read"),
        ("x.net", "*Vertices 2\n1 a\n2 b\n*Arcs\n1 2 1 kind", "x.net, row 5: names and values do not pair up"),
        ("x.net", "*Vertices 2\n1 a\n2 b\n*Matrix\n0 1\n0", "x.net, row 6: a matrix has a row and a column"),
        ("x.net", '*Vertices 1\n1 "a b', "x.net, row 2: a quote on this line is not closed"),
        ("x.net", "*Vertices 1\n1 a\n*Matrix\nx", "x.net, row 4: a matrix holds numbers only"),
        ("x.edgelist", "a b\na b c d", "x.edgelist, row 2: expected a giver and a receiver"),
        ("x.csv", "Source,Target\na,b\na,b,c\n", "x.csv, row 3: this row has 3 cells"),
        ("x.csv", "giver,giver,receiver\na,b,c\n", "x.csv has 2 columns that say source or from or giver"),
        ("x.csv", "Source,Target\na,b\n", "column district: this column is missing"),
        ("x.xlsx", "", "graphs are read from .graphml, .gexf, .net"),
        ("x.graphml", "", "the file is empty"),
    ],
)
def test_a_mistake_and_what_is_said_of_it(tmp_path, name, content, expected):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ng.DataError, match=expected):
        ng.read_graph(tmp_path / name)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ng.DataError, match="there is no such file"):
        ng.read_graph(tmp_path / "x.net")


def test_names_that_are_not_there(tmp_path):
    small_network(CITY).write_graph(tmp_path / "x.graphml")
    with pytest.raises(
        ng.NetgraphError,
        match=r"no node attribute 'distric'\. Did you mean district",
    ):
        ng.read_graph(tmp_path / "x.graphml", node_columns={"distric": "district"})
    with pytest.raises(ng.NetgraphError, match="people has no column person"):
        ng.read_graph(tmp_path / "x.graphml", people=pd.DataFrame({"district": ["west"]}))
    with pytest.raises(ng.NetgraphError, match="people must be a pandas DataFrame"):
        ng.read_graph(tmp_path / "x.graphml", people=[1])


@pytest.mark.parametrize(
    ("ending", "column", "expected"),
    [
        (".graphml", ["a\x00b"], "column remark holds a character that XML cannot"),
        (".gexf", ["a\x1fb"], "column remark holds a character that XML cannot"),
        (".csv", ["a\x00b"], "NUL"),
        (".net", [1, "a"], "column remark holds cells of several kinds"),
        (".dot", ["a"], "ends in .dot, so its format is not known"),
    ],
)
def test_what_cannot_be_written_leaves_an_older_file(tmp_path, ending, column, expected):
    people = pd.DataFrame({"person": range(len(column)), "district": "west"})
    network = ng.from_tables(
        people.assign(remark=pd.Series(column, dtype=object)), pd.DataFrame({"giver": [], "receiver": []})
    )
    (tmp_path / f"x{ending}").write_text("older", encoding="utf-8")
    with pytest.raises(ng.NetgraphError, match=expected):
        network.write_graph(tmp_path / f"x{ending}")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(f"x{ending}", "older")]


# --- random and hostile bytes


GOOD = small_network("a>b:care:8 b>a:support", "d@east")


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> dict[str, bytes]:
    """Return a good file of every format, to be spoilt."""
    folder = tmp_path_factory.mktemp("good")
    for ending in ENDINGS:
        GOOD.write_graph(folder / f"x{ending}")
    return {ending: (folder / f"x{ending}").read_bytes() for ending in ENDINGS}


def is_fine(content: bytes, ending: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"x{ending}"
        file.write_bytes(content)
        return is_read_or_refused(lambda: ng.read_graph(file, people=PEOPLE, both_ways=True))


@pytest.mark.parametrize("ending", [*ENDINGS, ".edgelist"])
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(FEW, max_examples=60)
def test_random_bytes(ending, content):
    assert is_fine(content, ending)


@pytest.mark.parametrize("ending", ENDINGS)
@given(data=st.data())
@settings(FEW, max_examples=60)
def test_good_files_with_damage(ending, good, data):
    assert is_fine(damaged(data, good[ending]), ending)
