story SIM-35 A switchover without a named candidate goes to a standby that lacks commits
without RESUMES_HANDOVER: breaks I20
# The synchronous standby is slow and the asynchronous one quick. The primary stops in order, and whoever takes over has its last record.

given 3 members
given commits wait for the first 1
given pg-2 is tagged nosync

at 1s ask pg-0 for a switchover to pg-2
by 2s it is refused because pg-2 is not a synchronous standby
at 3s the disk of pg-2 is slow for 20s
at 4s pg-0 writes 100000 bytes
at 4.1s ask pg-2 for a switchover
by 5s it is written
by 25s not a request waits
by 26s commits flow
by 40s everybody follows the leader
until 41s
