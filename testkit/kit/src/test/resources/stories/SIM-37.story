story SIM-37 After a clean switchover the third member is taken for diverged and copied anew
# It received all that the old primary wrote, the record of its shutdown too; it needs no more than a new upstream.
without TAKES_WHAT_IS_HANDED_OVER: breaks the story

given 3 members
given commits wait for any 1

at 1s ask pg-0 for a switchover to pg-1
by 6s pg-1 leads
by 12s everybody follows pg-1
by 12s pg-2 has done Follow
never pg-2 has done Rewind
never pg-2 has done StartStandby
at 13s ask pg-0 for a switchover to pg-0
by 18s pg-0 leads
by 25s everybody follows pg-0
never pg-0 has done Clone
never pg-1 has done Clone
never pg-2 has done Clone
until 26s
