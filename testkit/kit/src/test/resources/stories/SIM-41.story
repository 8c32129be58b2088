story SIM-41 The old primary's pod is back and starts its PostgreSQL as a primary beside the elected one
# It was a primary when it died, and the store is slow to tell it that times have changed.
without FOLLOWS_DIVERGED: breaks the story

given 3 members
given clients write every 30ms

at 1s cut replication between pg-0 and pg-1 for 1s
at 1s cut replication between pg-0 and pg-2 for 1s
at 1.5s crash pg-0 for 15s
by 12s commits flow
at 15s the store drips for pg-0 for 20s
at 15s cut agents between pg-0 and pg-1 for 5s
at 15s cut agents between pg-0 and pg-2 for 5s
from 1.6s to 60s never pg-0 accepts writes
by 60s everybody follows the leader
until 61s
