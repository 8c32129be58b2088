story TR-5 The primary's machine sleeps, its clocks too
without RECEIVER_STAYS: breaks I13
# On waking, time that counts while asleep shows that the lease is over: nothing is acknowledged that the successor lacks.

given 3 members
given patient timing
given commits wait for any 1
given guards that may freeze

at 2s the machine of pg-0 sleeps for 28s
by 25s the epoch is 2
by 28s commits flow
from 32.5s to 60s never pg-0 accepts writes
from 28s never pg-0 holds the lease
by 60s everybody follows the leader
until 61s
