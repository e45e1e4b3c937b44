"""Questions with amounts and shares: read into a scenario, worked out by the rules, said."""
