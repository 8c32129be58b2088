story SIM-46 An isolated primary lets its open connections commit until they end, beside its successor
# Isolation is noticed by the deadline, and what ends acknowledgements does not wait for clients.
without NO_FENCE: breaks I4
without NEVER_EXPIRES: breaks I4

given 3 members
given no guard beside the agent
given clients write every 20ms

at 1s isolate pg-0 for 30s
from 6s to 31s never pg-0 accepts writes
by 12s commits flow
by 60s everybody follows the leader
until 61s
