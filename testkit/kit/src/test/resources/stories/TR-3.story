story TR-3 A renewal is applied and its answer lost
# Nobody is alarmed by it: what is written is read back, and the next renewal is made for the new version. But the deadline counts from the last
# renewal that was answered, not from the one that was read back.
without READ_BACK_EXTENDS: breaks I4
without UNKNOWN_EXTENDS: breaks I4

given 3 members
given patient timing
given commits wait for any 1

at 1s the store does what pg-0 asks without answering for 4s
from 1s to 20s never not pg-0 leads
from 1s to 20s never not commits flow
from 1s to 20s never not the epoch is 1
at 20s the store refuses what pg-0 writes for 30s
by 32.5s not pg-0 accepts writes
by 45s commits flow
by 70s everybody follows the leader
until 71s
