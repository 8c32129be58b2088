story SIM-63 An inactive slot keeps old rows from being cleaned up, or its log is long gone
not applicable: the simulated servers keep all their log, so that no slot can hold back a horizon or lose what it kept; on real servers the hands make a slot that keeps nothing anew and bound what slots retain, and tests of their own look at that
