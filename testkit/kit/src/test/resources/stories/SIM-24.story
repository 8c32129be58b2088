story SIM-24 Commits that waited become visible by a restart and are gone after a failover
# Nothing is acknowledged that was waiting when the primary died, and after its restart in place it waits for the same standbys as before.

given 3 members
given commits wait strictly for any 2

at 1s cut replication between pg-0 and pg-1 for 15s
at 1s cut replication between pg-0 and pg-2 for 15s
by 2s commits wait on pg-0
from 4s to 15s never commits flow
at 4s PostgreSQL of pg-0 dies
by 8s pg-0 leads
by 8s commits wait on pg-0
by 20s commits flow
by 21s the epoch is 1
until 22s
