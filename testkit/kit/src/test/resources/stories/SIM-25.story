story SIM-25 Two members begin the same timeline number apart, and one streams from the other because the numbers are equal
# A human promotes one standby, the cluster another: both are on timeline 2 and neither is part of the other.
without FOLLOWS_DIVERGED: breaks the story

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 1s isolate pg-2 for 20s
at 1.1s a human promotes pg-2
at 2s crash pg-0
at 2.1s start pg-0
by 14s somebody leads
by 14s the timeline of pg-2 is 2
at 21s everything heals
from 21s to 21.5s never pg-2 is connected to pg-1
by 60s everybody follows the leader
until 61s
