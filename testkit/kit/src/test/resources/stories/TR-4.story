story TR-4 The primary's agent pauses while PostgreSQL serves
# A guard beside the agent ends acknowledgements. On waking, the agent first looks at the time, and never writes a lease that names it.
without TAKES_AT_ONCE: breaks I5

given 3 members
given patient timing
given commits wait for any 1

at 2s the agent of pg-0 freezes for 28s
by 14.7s not pg-0 accepts writes
from 14.7s to 60s never pg-0 accepts writes
from 2s to 13s never not pg-0 holds the lease
by 25s the epoch is 2
by 28s commits flow
from 28s never pg-0 holds the lease
by 60s everybody follows the leader
until 61s
