story SIM-49 While a primary is slowly stopped the store comes and goes, and a second stop is begun beside the first
without UNKNOWN_IS_WRITTEN: breaks I4
# One operation at a time, whatever is decided meanwhile, and PostgreSQL is not left stopped.

given 3 members
given commits wait for any 1

at 1s PostgreSQL of pg-0 stops slowly for 30s
at 2s ask pg-0 for a switchover to pg-1
at 3s cut the store from pg-0 for 2s
at 6s cut the store from pg-0 for 1s
at 8s cut the store from pg-0 for 5s
at 14s cut the store from pg-0 for 2s
by 45s not a request waits
by 45s commits flow
by 70s everybody follows the leader
until 71s
