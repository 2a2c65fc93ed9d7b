from .errors import DataError as DataError
from .errors import MissingExtraError as MissingExtraError
from .errors import NetgraphError as NetgraphError
from .errors import RecipeError as RecipeError
from .network import SupportNetwork as SupportNetwork
from .network import from_igraph as from_igraph
from .network import from_networkx as from_networkx
from .network import from_tables as from_tables
from .network import read_network as read_network

__version__: str
