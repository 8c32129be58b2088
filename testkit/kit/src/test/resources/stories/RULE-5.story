story RULE-5 A question whether its holder may go on reaches a member that has just taken the lease, before it knows
without FAILSAFE_IN_DOUBT: breaks I24
# Only a question that was on its way for longer than the lease exceeds the deadline can come so late.

given 2 members
given failsafe mode
given hasty timing

at 1s cut the store from pg-0 for 6s
at 1s messages of agents between pg-0 and pg-1 take 750ms for 5s
at 1s the store answers what pg-1 writes 500ms late for 5s
by 20s commits flow
by 40s everybody follows the leader
until 41s
