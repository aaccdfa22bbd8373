"""Large files, part by part: cut, read, written in order, on this machine or on a Dask cluster.

A file is cut into parts that end where a row ends. What is made of a part depends on nothing but the part, so
one process, and several of them in any order, give the same bytes. Only a few parts are ever in memory.
"""
