"""What a team keeps of its imports: dated, named batches in one GeoPackage or in PostGIS.

`open_workspace` gives either; both hold the same rows, take one writer at a time and write all of a batch or
nothing of it.
"""

from atlas.workspace.batches import Batch, Keep, Kept, Workspace
from atlas.workspace.opening import open_workspace

__all__ = ["Batch", "Keep", "Kept", "Workspace", "open_workspace"]
