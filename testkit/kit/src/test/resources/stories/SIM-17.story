story SIM-17 An error of the store that nobody had thought of goes past failsafe mode, and the primary gives up
# Whatever way the store fails for everybody, a primary whose every peer agrees goes on. One peer that says nothing is enough to end it.
without FAILSAFE_BY_MAJORITY: breaks I24

given 3 members
given commits wait for any 1
given failsafe mode

from 0s to 80s never not pg-0 accepts writes
at 1s the store is out for 12s
by 6s pg-0 goes on without the store
at 20s the store errs for everybody for 12s
at 40s the store refuses writes for 12s
at 60s the store does what pg-0 asks without answering for 12s
from 2s to 80s never not commits flow
at 81s cut agents between pg-0 and pg-2 for 15s
at 81s the store is out for 15s
by 85.4s not pg-0 accepts writes
by 115s commits flow
until 116s
