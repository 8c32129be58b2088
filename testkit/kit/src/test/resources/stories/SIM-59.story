story SIM-59 A switchover to a named candidate that is behind begins because another standby has caught up
# The named one has to have everything; that somebody else has it counts for nothing.
without TAKES_WHAT_IS_HANDED_OVER: breaks the story

given 3 members
given commits wait for any 1

at 1s slow replication between pg-0 and pg-1 for 20s
at 2s pg-0 writes 200000 bytes
at 2s ask pg-2 for a switchover to pg-1
by 4s it is written
from 2s to 40s never pg-2 holds the lease
by 30s not a request waits
by 40s commits flow
at 41s ask pg-2 for a switchover to pg-1
by 60s commits flow
from 45s never pg-2 holds the lease
until 61s
