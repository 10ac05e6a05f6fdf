#ifndef ORIEL_STATUS_H
#define ORIEL_STATUS_H

/* What a call of the runtime came to.  One list gives the code, its name and its text. */
#define ORIEL_STATUS_LIST(X)                                                                       \
    X(OK, "no error")                                                                              \
    X(NO_MEMORY, "out of memory")                                                                  \
    X(BAD_ARGUMENT, "wrong use of the function")                                                   \
    X(CONNECTION, "the connection to the server is lost or was never made")                        \
    X(SERVER, "the server refused the statement")                                                  \
    X(MODEL, "the relation on the server is not the one the model was generated from")             \
    X(DECODE, "the server sent a value that its type does not allow")                              \
    X(NOT_FOUND, "no such row")                                                                    \
    X(TOO_MANY_ROWS, "more than one row where one was asked for")                                  \
    X(CANCELLED, "the caller stopped")                                                             \
    X(MIGRATION, "a migration is missing, unpaired or was edited after it was applied")            \
    X(LOCKED, "another runner holds the migration lock")                                           \
    X(IO, "a file could not be read or written")

typedef enum oriel_status {
#define ORIEL_STATUS_ENUM(name, text) ORIEL_##name,
    ORIEL_STATUS_LIST(ORIEL_STATUS_ENUM)
#undef ORIEL_STATUS_ENUM
} oriel_status;

#endif /* ORIEL_STATUS_H */
