story SIM-69 A holder frozen for longer than its lease wakes and writes the record without looking, over its successor's name
without RECEIVER_STAYS: breaks I13
# Agent and guard freeze, PostgreSQL goes on. On waking the first thing is the deadline; a write is only ever made for the version seen.

given 3 members
given commits wait for any 1
given guards that may freeze

at 1s agent and guard of pg-0 freeze for 15s
by 10s the epoch is 2
by 12s commits flow
from 17.5s never pg-0 accepts writes
from 10s never pg-0 holds the lease
from 10s never not the epoch is 2
by 45s the timeline of pg-0 is 2
by 45s everybody follows the leader
until 46s
