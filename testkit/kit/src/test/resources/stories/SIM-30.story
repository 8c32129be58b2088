story SIM-30 Commits are on the primary and any one standby, both are lost, and the rest elect a member without the commit
without GUARANTEE_NOT_TAKEN_OVER: breaks the story
# The commit's only other copy is on pg-3. While it and the primary are away nobody may lead: the commit may hide with them.
without IGNORES_HIDDEN_COMMITS: breaks I13

given 4 members
given commits wait for any 1

at 1s pg-1 receives nothing for 10s
at 1s pg-2 receives nothing for 10s
by 2s commits flow
at 4s crash pg-0
at 4s crash pg-3
from 4.5s to 25s never somebody accepts writes
by 20s somebody has decided election.commit-may-hide
at 25s start pg-3
by 35s pg-3 leads
by 36s the record names pg-0
by 40s commits flow
until 41s
