story SIM-61 A logical slot is made anew at a later position after a failover, and its consumer misses what lies between
not applicable: logical slots are not managed yet and come later; no agent creates, copies or advances one, so that none can be made at a wrong position
