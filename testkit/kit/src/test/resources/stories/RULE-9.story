story RULE-9 A claim had no answer, and was applied all the same: what the record said before is nothing to go by
without FORGETS_UNKNOWN: breaks I11
# A human's edit is put right at once, by what the record claims. Until a write has settled it, nobody knows what that is.

given 3 members
given commits wait for any 1

at 5s the store answers what pg-0 writes 5s late for 700ms once pg-0 decides sync.await
at 5s 50ms after pg-0 decides sync.claim the store errs for pg-0 for 900ms
at 5s 300ms after pg-0 decides sync.claim a human makes pg-0 wait for anybody
at 5s crash pg-2
by 10s pg-0 waits for 1 of pg-1
at 12s start pg-2
by 30s commits flow
by 40s everybody follows the leader
until 41s
