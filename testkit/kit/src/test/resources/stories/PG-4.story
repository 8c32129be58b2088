story PG-4 An operator wants another leader while the holder's server is on its way up
# The failover is taken although the lease is renewed, and served at once: acknowledged commits are on others.

given 3 members
given commits wait for any 1

at 1s starts of PostgreSQL of pg-0 hang for 60s
at 1s PostgreSQL of pg-0 dies
at 8s ask pg-1 for a failover
by 9s pg-0 has decided handover.not-ready
from 1s never pg-0 accepts writes
by 12s commits flow
by 120s everybody follows the leader
until 121s
