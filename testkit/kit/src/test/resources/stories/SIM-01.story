story SIM-01 A starved agent wakes to find no leader, and takes the lease back with data that is too old
# Two primaries in a row lose the lease by a stalled agent. The first one wakes while the second is still stalled: its data
# lacks what the second acknowledged, so that it must wait for the second to come back.
without FORMER_PRIMARY_RESUMES: breaks I6

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 1s the agent of pg-0 freezes for 23s
by 5.5s not pg-0 accepts writes
by 12s pg-1 leads
at 15s the agent of pg-1 freezes for 25s
by 20s not pg-1 accepts writes
by 39s pg-0 has decided free.former-primary
from 19.5s to 39s never somebody accepts writes
from 39s to 40s never somebody accepts writes
by 55s pg-1 leads
by 70s everybody follows pg-1
until 75s
