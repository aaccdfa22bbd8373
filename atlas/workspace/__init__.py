"""What a team keeps of its imports: dated, named batches in one GeoPackage or in PostGIS.

`open_workspace` gives either; both hold the same rows, take one writer at a time and write all of a batch or
nothing of it.
"""

from atlas.workspace.batches import Batch
from atlas.workspace.opening import open_workspace
from atlas.workspace.sql import Keep, Workspace

__all__ = ["Batch", "Keep", "Workspace", "open_workspace"]
