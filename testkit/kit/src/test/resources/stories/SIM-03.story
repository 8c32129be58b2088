story SIM-03 After a burst of errors around its expiry a former leader believes in its lease and promotes again
# Errors come and go while the lease runs out. PostgreSQL dies at the worst moment; it may start again as a primary only under
# a lease that was renewed since.
without UNKNOWN_IS_WRITTEN: breaks I4

given 3 members
given commits wait for any 1

at 1s the store errs for pg-0 for 12s
at 2s the store refuses what pg-0 writes for 12s
at 4s PostgreSQL of pg-0 dies
by 12s not pg-0 holds the lease
from 5.4s to 14s never pg-0 accepts writes
by 15s commits flow
by 60s the timeline of pg-0 is 2
until 61s
