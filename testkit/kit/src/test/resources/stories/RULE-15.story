story RULE-15 A new primary and one standby die together before the other standby has followed to the new timeline
# Commits are on two others each: who is left has them all, whatever timeline was begun since, and doesn't wait for those who are gone.

given 3 members
given commits wait strictly for any 2

at 2.8s cut replication from pg-1 to pg-0 for 40s
at 2.8s cut replication from pg-1 to pg-2 for 40s
at 3s ask pg-0 for a switchover to pg-1
by 8s pg-1 accepts writes
at 8s crash pg-1
at 8s crash pg-0
by 25s pg-2 leads
by 25s the timeline of pg-2 is 3
never two accept writes
at 26s start pg-0
at 26s start pg-1
by 45s commits flow
by 60s everybody follows the leader
until 61s
