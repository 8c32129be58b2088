story SIM-44 A pod restarted during a partition finds a primary's data and starts it before it holds the lease
without FOLLOWS_DIVERGED: breaks the story
# Nothing is started out of recovery without a lease that was written a moment ago.

given 3 members
given commits wait for any 1

at 1s isolate pg-0 for 25s
at 2s crash pg-0 for 1s
at 8s crash pg-0 for 1s
from 2s to 60s never pg-0 accepts writes
never pg-0 has done StartPrimary
by 14s commits flow
at 15s crash pg-1 for 1s
at 15s crash pg-2 for 1s
by 40s commits flow
by 60s everybody follows the leader
until 61s
