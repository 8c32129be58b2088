story SIM-68 Two halves with different lists of members each elect a leader, and the rogue one goes on accepting writes
# The store is with the smaller half. Who leads is in one record, and the members are listed in it: whoever can't reach it leads nothing.
without NEVER_EXPIRES: breaks I4

given 5 members
given commits wait for any 1

never two accept writes
at 1s cut all between pg-0 and pg-3 for 30s
at 1s cut all between pg-0 and pg-4 for 30s
at 1s cut all between pg-1 and pg-3 for 30s
at 1s cut all between pg-1 and pg-4 for 30s
at 1s cut all between pg-2 and pg-3 for 30s
at 1s cut all between pg-2 and pg-4 for 30s
at 1s cut the store from pg-0 for 30s
at 1s cut the store from pg-1 for 30s
at 1s cut the store from pg-2 for 30s
from 6s to 30s never pg-1 accepts writes
from 6s to 30s never pg-2 accepts writes
from 6s to 30s never pg-3 accepts writes
from 6s to 30s never pg-4 accepts writes
by 50s commits flow
by 65s everybody follows the leader
until 66s
