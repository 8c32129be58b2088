story PG-1 A primary is started and never becomes ready; its agent renews the lease for ever
# After a while it is stopped, and only then the lease is given back, since somebody else can lead. A start that takes long and comes to
# its end in time keeps the lease.

given 3 members
given commits wait for any 1
given tight timing

at 1s starts of PostgreSQL of pg-0 hang for 12s
at 1s PostgreSQL of pg-0 dies
from 0s to 30s never not pg-0 holds the lease
by 16s pg-0 accepts writes
at 30s starts of PostgreSQL of pg-0 hang for 90s
at 30s PostgreSQL of pg-0 dies
from 30s to 49s never not pg-0 holds the lease
from 30s never pg-0 accepts writes
by 55s pg-0 has decided holder.not-ready
by 56s commits flow
by 150s everybody follows the leader
until 151s
