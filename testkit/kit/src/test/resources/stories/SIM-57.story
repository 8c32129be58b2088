story SIM-57 Maintenance: a stopped replica is started, the lease vanishes, an outage ends the primary
# Hands off means all of it: what is down stays down, and the primary stays whatever becomes of the store. The end of it binds again.
without PAUSE_IGNORED_BY_OTHERS: breaks the story

given 3 members
given commits wait for any 1

at 1s ask pg-1 to pause
by 3s maintenance is acknowledged
at 4s PostgreSQL of pg-1 dies
from 4s to 40s never pg-1 runs
at 5s the store is out for 15s
from 4s to 40s never not pg-0 accepts writes
at 25s ask pg-2 for a switchover
by 26s it is refused because maintenance is on
at 40s ask pg-2 to resume
by 43s maintenance is none
by 50s everybody follows pg-0
at 51s isolate pg-0 for 20s
by 55.4s not pg-0 accepts writes
by 65s commits flow
until 66s
