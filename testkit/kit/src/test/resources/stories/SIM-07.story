story SIM-07 The best candidate's watch stalls, it acts on an old record, and nobody ever takes the lease
# A stalled watch costs at most one period of looking; and who reads an old record is refused by the store, and reads again.

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 1s the watch of pg-1 stalls for 60s
at 1s pg-1 reads what is 3s old for 60s
at 3s crash pg-0
by 14s pg-1 leads
by 16s commits flow
from 3s never pg-2 holds the lease
until 20s
