story SIM-65 All near standbys lag, a far one is up to date, and a near one is promoted
without IGNORES_BEHIND: breaks I7
# Who has received more goes first, wherever it is; when only those are left who lag too much, an operator consents to the loss or waits.
without IGNORES_LAG: breaks I7

given 4 members
given pg-0 is in zone east
given pg-1 is in zone east
given pg-2 is in zone east
given pg-3 is in zone west
given at most 20000 bytes of lag

at 1s cut replication between pg-0 and pg-1 for 60s
at 1s cut replication between pg-0 and pg-2 for 60s
at 2s pg-0 writes 500000 bytes
by 6s commits flow
at 7s crash pg-0
by 18s pg-3 leads
at 20s cut replication between pg-3 and pg-1 for 60s
at 20s cut replication between pg-3 and pg-2 for 60s
at 21s pg-3 writes 500000 bytes
at 26s crash pg-3
from 26s to 40s never somebody accepts writes
by 40s somebody has decided election.lags
at 41s ask pg-1 for a failover losing 1000 bytes
by 42s it is written
from 41s to 50s never somebody accepts writes
at 50s ask pg-1 to withdraw
by 51s not a request waits
at 51s ask pg-1 for a failover losing 2000000 bytes
by 60s commits flow
until 61s
