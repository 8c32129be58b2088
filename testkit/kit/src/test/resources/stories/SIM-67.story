story SIM-67 Somebody who was just restarted acts upon a picture of the past
# An agent without any memory is shown a record that is ten seconds old, in which another leads. It may follow nobody by it for good, and what
# it would write is refused.

given 3 members
given commits wait for any 1

at 1s crash pg-0
by 12s commits flow
at 14s crash pg-1 for 1s
at 15s pg-1 reads what is 14s old for 8s
at 15s pg-0 reads what is 14s old for 8s
at 16s start pg-0
by 45s everybody follows the leader
by 46s commits flow
until 47s
