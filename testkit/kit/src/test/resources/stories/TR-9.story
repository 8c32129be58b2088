story TR-9 The standby that commits wait for dies
# The record stops claiming it before commits stop waiting for it. Should the primary die after that, it alone may lead again.
without IGNORES_HIDDEN_COMMITS: breaks I13
without CLAIMS_AFTER: breaks I11

given 2 members
given commits wait for the first 1

at 1s crash pg-1
from 2s to 5s never commits flow
by 9s the record claims the holder alone
by 10s pg-0 waits for no standby
by 10s commits flow
at 12s crash pg-0
at 12s start pg-1
from 12.5s to 30s never pg-1 accepts writes
at 30s start pg-0
by 45s pg-0 leads
by 60s the record claims 1 of pg-1
until 61s
