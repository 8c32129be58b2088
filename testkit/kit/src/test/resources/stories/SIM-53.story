story SIM-53 A query that takes too long makes the agent forget that its PostgreSQL is the primary
# PostgreSQL is being restarted in place and answers nobody when the lease is lost: it is fenced all the same.
without NO_FENCE: breaks I2

given 3 members
given no guard beside the agent
given commits wait for any 1

at 1s PostgreSQL of pg-0 starts slowly for 40s
at 1s PostgreSQL of pg-0 dies
by 3s pg-0 has decided holder.start
at 3s isolate pg-0 for 30s
from 7s to 33s never pg-0 accepts writes
by 16s commits flow
by 90s everybody follows the leader
until 91s
