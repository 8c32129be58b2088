story SIM-14 A leader loses the store while its peers still reach it and hear that it is ahead of them
# Nobody races before the lease is over, and a former leader that has more than they is no candidate that they would wait for.
without TAKES_AT_ONCE: breaks I5

given 3 members
given at most 20000 bytes of lag

at 1s cut replication between pg-0 and pg-1 for 20s
at 1s cut replication between pg-0 and pg-2 for 20s
at 1s cut the store from pg-0 for 30s
at 1.1s pg-0 writes 5000 bytes
from 1s to 4.8s never not pg-0 holds the lease
by 5.4s not pg-0 accepts writes
by 10s the epoch is 2
by 12s commits flow
at 31s everything heals
by 60s everybody follows the leader
by 60s the timeline of pg-0 is 2
until 61s
