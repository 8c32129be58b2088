story SIM-47 The watchdog is put to sleep while a backend of a stopping primary still lives
# The primary is being stopped and takes its time; its lease ends meanwhile. The guard stays armed until PostgreSQL is gone.
without NO_FENCE: breaks I4

given 3 members
given no guard beside the agent
given clients write every 30ms

at 1s PostgreSQL of pg-0 stops slowly for 60s
at 1s ask pg-0 for a switchover
at 1.3s isolate pg-0 for 30s
from 7s to 31s never pg-0 accepts writes
by 14s commits flow
by 70s everybody follows the leader
until 71s
