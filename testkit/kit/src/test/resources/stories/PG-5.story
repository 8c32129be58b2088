story PG-5 A standby was away for too long: the WAL that it needs is gone, and it tries to stream for ever
# Beside a primary it becomes a copy after a while; a short absence costs nothing.

given 3 members
given commits wait for any 1
given tight timing

at 2s crash pg-2 for 6s
by 14s everybody follows pg-0
at 14s crash pg-2 for 6s
at 18s pg-0 removes its WAL
from 20s to 29s never pg-2 has done Clone
by 40s pg-2 has decided follow.starved
by 75s everybody follows pg-0
until 76s
