story SIM-62 The slot of the former leader is dropped because its membership ends in the moment of the failover
# Slots belong to the members that the record lists, and who is away stays listed. A former leader that returns long after is
# brought back from whatever it has.

given 3 members
given commits wait for any 1

at 1s crash pg-0
by 15s commits flow
at 16s the pod of pg-1 is replaced within 2s
at 30s start pg-0
by 60s everybody follows the leader
by 60s commits flow
until 61s
