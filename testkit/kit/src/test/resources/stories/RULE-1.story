story RULE-1 A standby that has promised to confirm no more believes the lease alive again, and follows a server that nobody fences
without FOLLOWS_DESPITE_PROMISE: breaks I13
# pg-0's agent and guard hang, its server goes on. The record is gone for a moment, so that for pg-1 the lease counts anew; pg-2 did not
# see that, and takes over by what pg-1 had received when it promised.

given 3 members
given commits wait for any 1
given guards that may freeze

at 1s agent and guard of pg-0 freeze for 30s
at 1s the store refuses what pg-1 writes for 25s
at 1s pg-1 receives nothing for 8s
at 1s cut the store from pg-2 for 7s once pg-2 decides free.promise
at 9s cut agents between pg-1 and pg-2 for 20s
at 9s the record is missing for 1s
by 20s pg-2 leads
by 21s pg-1 has decided follow.promised
by 40s commits flow
by 60s everybody follows pg-2
until 61s
