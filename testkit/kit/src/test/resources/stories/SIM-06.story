story SIM-06 A renewal is applied and its answer lost, so that the next one meets a conflict
# First for the holder's renewals, then for a candidate's take-over: whether it was written shows when the record is read. A renewal of which
# nothing is heard never counts.
without UNKNOWN_EXTENDS: breaks I4

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 1s the store does what pg-0 asks without answering for 1200ms
at 5s the store does what pg-0 asks without answering for 1200ms
at 10s the store does what pg-0 asks without answering for 1200ms
from 1s to 15s never not pg-0 leads
from 1s to 15s never not the epoch is 1
at 15s the store does what pg-1 asks without answering for 3s
at 15s crash pg-0
at 20s the store does what pg-1 asks without answering for 2s
by 30s pg-1 holds the lease
by 40s pg-1 leads
from 30s never pg-0 holds the lease
at 41s the store refuses what pg-1 writes for 8s
by 45.4s not pg-1 accepts writes
by 60s pg-1 leads
until 61s
