story TR-7 The candidate of a switchover stalls
# It receives nothing more while the primary stops. The lease is not given back; the primary returns on its timeline and says why.

given 3 members
given commits wait for any 1

at 1s ask pg-0 for a switchover to pg-2
at 1s pg-2 receives nothing for 25s
at 1.1s pg-0 writes 300000 bytes
by 20s not a request waits
by 20s pg-0 leads
from 1s to 25s never pg-2 holds the lease
from 1s to 25s never pg-1 holds the lease
by 21s the timeline of pg-0 is 1
by 22s commits flow
by 40s everybody follows pg-0
until 41s
