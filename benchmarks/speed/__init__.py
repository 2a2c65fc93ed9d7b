"""How fast netgraph is beside other tools, on made-up networks of a city and of a country, as ratios within one run."""
