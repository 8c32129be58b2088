story RULE-19 Who was elected without the published timeline dies before it can publish its own
# Its number is a later one and its line leaves the published one before that timeline. It is the last holder, and lacks no more than elections
# let go: it goes on when nobody else does. Two former primaries were left, each of which waited for the other.

given 3 members
given pg-2 is an arbiter

at 2s PostgreSQL of pg-0 starts slowly for 10s
at 2s ask pg-0 for a switchover to pg-1
by 6s pg-1 leads
at 6s isolate pg-1 for 40s
at 7s cut the store from pg-0 for 10s once pg-0 decides holder.promote
at 7s crash pg-0 once pg-0 accepts writes
by 30s the epoch is 3
at 32s start pg-0
from 32s to 70s never pg-1 accepts writes
by 70s pg-0 leads
by 70s the timeline of pg-0 is 3
by 71s commits flow
by 90s pg-1 follows pg-0
until 91s
