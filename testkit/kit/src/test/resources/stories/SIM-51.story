story SIM-51 The primary's writes stand still, its status looks healthy, and its senders keep everybody waiting
without IGNORES_HIDDEN_COMMITS: breaks I13
# Connections stand and nothing comes through: commits wait, and none is acknowledged. When the primary goes, nobody waits for what its
# senders may still send; what nobody confirmed is not missed.

given 3 members
given commits wait strictly for any 1

at 1s pg-1 receives nothing for 40s
at 1s pg-2 receives nothing for 40s
by 3s commits wait on pg-0
from 3s to 12s never commits flow
at 12s crash pg-0
by 22s the epoch is 2
by 60s commits flow
until 61s
