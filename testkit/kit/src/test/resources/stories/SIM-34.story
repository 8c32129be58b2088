story SIM-34 A standby of another cluster has the name of a member and confirms its commits
not applicable: standby clusters that follow another cluster come later; until then a receiver that confirms commits must belong to the same system identifier, which PostgreSQL itself checks when it connects
