story RULE-3 A start of the primary was decided before the agent froze, and is carried out after the lease is over
without LATE_PROMOTION: breaks I3
# The renewal that goes before the start is answered while the agent is frozen: when it thaws, that deadline has passed too.

given 3 members
given commits wait for any 1

at 1s the agent of pg-0 freezes for 1s
at 1.1s PostgreSQL of pg-0 dies
at 1.1s the agent of pg-0 freezes for 15s once pg-0 decides holder.start
from 1.2s to 25s never pg-0 accepts writes
by 14s the epoch is 2
by 16s somebody leads
by 20s commits flow
by 45s everybody follows the leader
until 46s
