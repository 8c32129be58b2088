story SIM-45 The call that would take the lease over hangs for ever, and nobody leads
# The best candidate's calls end in nothing; each has a limit, and another member takes over meanwhile.

given 3 members

given pg-1 is tagged preferred

at 1s the store does what pg-1 asks without answering for 25s
at 1s the store drips for pg-2 for 25s
at 2s crash pg-0
by 25s the epoch is 2
by 30s commits flow
by 31s pg-1 follows pg-2
until 46s
