story SIM-23 A human edits what commits wait for, the record knows nothing of it, and a failover goes to a standby that missed commits
# What no engine wrote is put right at once, whatever it says.

given 3 members
given commits wait for any 1

at 1s a human makes pg-0 wait for pg-2
by 2.5s pg-0 waits for 1 of pg-1 pg-2
at 10s a human makes pg-0 wait for nobody
by 12.5s pg-0 waits for 1 of pg-1 pg-2
at 20s a human makes pg-0 wait for anybody
by 22.5s pg-0 waits for 1 of pg-1 pg-2
at 30s crash pg-1
at 30.5s a human makes pg-0 wait for pg-1
by 40s pg-0 waits for 1 of pg-2
by 41s commits flow
at 42s crash pg-0
at 42s start pg-1
by 60s commits flow
until 61s
