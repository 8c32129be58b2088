story SIM-02 The store goes on telling a primary that it leads, and takes none of its writes
# Reads come from the past and writes are refused: seeing its own name must not count as a renewal.
without READ_BACK_EXTENDS: breaks I4

given 3 members
given commits wait for any 1

at 1s the store refuses what pg-0 writes for 30s
at 1s pg-0 reads what is 20s old for 30s
by 5.4s not pg-0 accepts writes
by 12s the epoch is 2
by 14s commits flow
from 7s to 31s never pg-0 accepts writes
by 60s the timeline of pg-0 is 2
until 61s
