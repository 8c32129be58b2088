story SIM-13 A tool that gives itself the leader's name takes its lease away
# The lease is not given up in somebody's name while its holder's agent lives and is asked, nor for one who does not hold it.

given 3 members

never not pg-0 leads
at 1s ask pg-0 to abandon pg-0
by 2s it is refused because is alive
at 3s ask pg-1 to abandon pg-2
by 4s it is refused because pg-0 holds the lease, not pg-2
at 5s ask pg-2 for a failover to pg-1
by 6s it is refused because pg-0 leads; ask for a switchover
from 1s never not the epoch is 1
until 15s
