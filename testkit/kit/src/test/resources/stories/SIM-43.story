story SIM-43 A replica fed from the archive is promoted before the old primary has archived its last file
not applicable: members receive log from the holder by streaming only, and only such a member may stand for election; none of them is fed from an archive, so that no archiver can hold back what a candidate has
