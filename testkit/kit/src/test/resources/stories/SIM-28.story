story SIM-28 The agent's own bookkeeping waits for a standby that is not there
# Every standby is gone and every commit waits; the primary renews its lease and goes on all the same.

given 3 members
given commits wait strictly for any 1

never not pg-0 leads
never not the epoch is 1
at 1s crash pg-1 for 40s
at 1s crash pg-2 for 40s
by 3s commits wait on pg-0
from 3s to 40s never commits flow
by 50s commits flow
until 51s
