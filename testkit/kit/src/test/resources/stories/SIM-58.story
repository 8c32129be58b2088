story SIM-58 A synchronous standby is replaced by another during maintenance
# What commits wait for stays as it is until the maintenance ends: an operator who takes a standby away then has been told to wait.

given 3 members
given commits wait strictly for the first 1

given pg-1 is the first to confirm

by 1s the record claims 1 of pg-1
at 1s ask pg-0 to pause
by 3s maintenance is acknowledged
at 4s crash pg-1
from 5s to 20s never not pg-0 waits for 1 of pg-1
from 6s to 20s never commits flow
at 20s ask pg-0 to resume
by 25s pg-0 waits for 1 of pg-2
by 26s commits flow
by 27s the record claims 1 of pg-2
until 28s
