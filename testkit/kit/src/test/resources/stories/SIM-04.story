story SIM-04 Partitions and killed nodes one after the other leave several members that call themselves primary
# A member counts as a primary only while it can acknowledge; that is at most one at any time, whoever is cut off from whom.
without UNKNOWN_IS_WRITTEN: breaks I2
without IGNORES_HIDDEN_COMMITS: breaks I13

given 5 members
given commits wait for any 2

never two accept writes
at 1s isolate pg-0 for 25s
at 2s crash pg-1 for 20s
by 15s commits flow
at 20s cut all between pg-2 and pg-3 for 20s
at 20s cut the store from pg-4 for 20s
at 30s crash pg-2 for 10s
at 30s crash pg-3 for 5s
at 35s isolate pg-4 for 10s
at 50s everything heals
by 75s commits flow
by 100s everybody follows the leader
until 105s
