story TR-8 Any one of three confirms, and both who have the commit are lost
# Two are left to speak and three would have to: nobody leads. When the old primary is back, it may lead again with all it has.
without IGNORES_HIDDEN_COMMITS: breaks I13

given 4 members
given commits wait for any 1

at 1s cut replication between pg-0 and pg-1 for 20s
at 1s cut replication between pg-0 and pg-2 for 20s
at 4s crash pg-0
at 4s crash pg-3
from 4.5s to 20s never somebody accepts writes
by 20s somebody has decided election.commit-may-hide
at 20s start pg-0
by 40s pg-0 leads
by 41s commits flow
at 41s start pg-3
by 60s everybody follows pg-0
until 61s
