story SIM-33 After a failover the new primary still waits for the dead one, and every write hangs
# Commits wait for two: the dead primary takes its successor's place among the names, and makes room again when it is not there.

given 3 members
given commits wait for the first 2

at 1s crash pg-0
by 10s the epoch is 2
by 20s commits flow
from 20s to 40s never not commits flow
at 40s start pg-0
by 60s everybody follows the leader
until 61s
