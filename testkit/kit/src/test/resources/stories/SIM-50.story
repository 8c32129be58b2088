story SIM-50 The agent stands still and PostgreSQL is healthy: a failover for nothing, or two primaries until it wakes
# A short stop costs nothing. A long one ends the primary by its guard before anybody takes over.

given 3 members
given commits wait for any 1

at 1s the agent of pg-0 freezes for 2s
from 0s to 9s never not pg-0 leads
from 0s to 9s never not commits flow
at 10s the agent of pg-0 freezes for 20s
by 14.5s not pg-0 accepts writes
by 20s commits flow
from 15s to 30s never pg-0 accepts writes
by 60s everybody follows the leader
until 61s
