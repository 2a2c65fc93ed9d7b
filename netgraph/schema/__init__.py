"""What a data folder must hold: tables, columns, types, roles, kinds and about.toml."""
