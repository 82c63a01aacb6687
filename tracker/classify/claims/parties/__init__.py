"""Which part of a transfer or a sanction has a party by its own words: its mark, its case, its owner, its office."""
