"""Random zonings as populous and as compact as official ones."""
