from . import scale as scale
from .chance import null_model as null_model
from .disclosure import protect as protect
from .disclosure import pseudonymise as pseudonymise
from .errors import DataError as DataError
from .errors import MissingExtraError as MissingExtraError
from .errors import NetgraphError as NetgraphError
from .errors import RecipeError as RecipeError
from .estimates import district_estimates as district_estimates
from .estimates import district_metrics as district_metrics
from .estimates import district_ranks as district_ranks
from .estimates import group_gap as group_gap
from .mapping import district_map as district_map
from .metrics import METRICS as METRICS
from .metrics import person_metrics as person_metrics
from .network import SupportNetwork as SupportNetwork
from .network import from_igraph as from_igraph
from .network import from_networkx as from_networkx
from .network import from_tables as from_tables
from .network import read_network as read_network
from .plots import plot_districts as plot_districts
from .plots import plot_ranks as plot_ranks
from .signals import signal_estimates as signal_estimates
from .signals import thin_networks as thin_networks
from .synthetic import synthetic_network as synthetic_network

__version__: str
