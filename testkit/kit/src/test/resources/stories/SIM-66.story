story SIM-66 The old primary answers that it is alive, and the failover waits for it
# Its lease counts and not its answers; half of the agents are of the version before and answer as they always did.
without TAKES_AT_ONCE: breaks I5

given 3 members
given commits wait for any 1
given agents of two versions

at 1s cut the store from pg-0 for 40s
from 1s to 3.2s never not pg-0 accepts writes
by 5.4s not pg-0 accepts writes
by 10s the epoch is 2
by 12s commits flow
from 12s to 40s never not commits flow
by 70s everybody follows the leader
until 71s
