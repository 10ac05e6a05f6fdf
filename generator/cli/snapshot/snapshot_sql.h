#ifndef ORIEL_CLI_SNAPSHOT_SNAPSHOT_SQL_H
#define ORIEL_CLI_SNAPSHOT_SNAPSHOT_SQL_H

/* The texts of members.sql and objects.sql, which the build puts into the command. */

extern const char snapshot_members_sql[];
extern const char snapshot_objects_sql[];

#endif /* ORIEL_CLI_SNAPSHOT_SNAPSHOT_SQL_H */
