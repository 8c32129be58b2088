story SIM-20 Reads work and writes fail, so that the elector never hears that it has lost
# The former holder stops although it can still read; once writes work again it takes part as any other.
without READ_BACK_EXTENDS: breaks I4
without NEVER_EXPIRES: breaks I4

given 3 members
given commits wait for any 1

at 1s the store refuses what pg-0 writes for 20s
by 5.4s not pg-0 accepts writes
by 12s commits flow
by 40s everybody follows the leader
at 41s ask pg-0 for a switchover to pg-0
by 46s pg-0 leads
by 46s the epoch is 3
until 50s
