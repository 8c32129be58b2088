story SIM-52 A second controller, or the first one restarted, undoes a failover that is under way
# The agent that has just won dies at each of its next steps. Its lease stands until it is over; then there is one more failover, and not
# a step back.

given 3 members
given commits wait for any 1
given pg-1 is tagged preferred

at 1s crash pg-0
at 1s crash pg-1 for 500ms once pg-1 decides election.wins
by 12s the epoch is 2
by 30s commits flow
at 30s start pg-0
by 45s everybody follows the leader
at 46s ask pg-1 for a switchover to pg-0
at 46s crash pg-0 for 500ms once pg-0 decides holder.promote
by 75s commits flow
by 90s everybody follows the leader
until 91s
