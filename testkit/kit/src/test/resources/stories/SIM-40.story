story SIM-40 The leader fails while a member is being copied from it, and the half-copied member leads
# A member without data does not stand for election, and what is not complete is no data.

given 2 members
given commits wait for any 1

at 1s crash pg-1
at 7s pg-1 loses its volume
at 8s start pg-1
by 8.5s pg-1 has done Clone
at 8.5s crash pg-0 for 20s
from 8.6s to 30s never pg-1 accepts writes
by 50s pg-0 leads
by 70s everybody follows pg-0
by 71s commits flow
until 72s
