story RULE-6 Where a server may take longer to stop than a lease is held without a renewal, nobody ever finds the time to promote
# A promotion needs no margin before the deadline: the renewal that is due goes before it, and the fence ends one that takes longer.

given 3 members
given commits wait for any 1
given cautious timing

at 1s crash pg-0 for 30s
by 16s somebody leads
by 20s commits flow
by 60s everybody follows the leader
until 61s
