story SIM-11 A part of the store that was cut off answers from its past, and the new primary believes that another leads
# What is older than what was seen before is no news.

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 1s crash pg-0
by 12s pg-1 leads
at 13s pg-1 reads what is 8s old for 10s
from 13s to 25s never not pg-1 accepts writes
from 14s to 25s never not commits flow
from 12s never not the epoch is 2
at 25s start pg-0
by 45s everybody follows pg-1
until 46s
