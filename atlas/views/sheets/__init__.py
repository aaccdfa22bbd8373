"""The sheets of a territory and of an initiative, and the key figures."""
