story SIM-55 Slow links between the members are taken for dead ones, and a healthy primary isolates itself
# Who renews its lease is the primary, however late its peers answer.

given 3 members
given commits wait for any 1
given failsafe mode

never not pg-0 leads
at 1s slow agents between pg-0 and pg-1 for 30s
at 1s slow agents between pg-0 and pg-2 for 30s
at 1s slow agents between pg-1 and pg-2 for 30s
from 1s to 31s never not commits flow
at 31s part pg-0 from the members for 5s
by 45s everybody follows pg-0
by 45s the epoch is 1
until 46s
