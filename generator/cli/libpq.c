#include "cli/libpq.h"

#include <dlfcn.h>
#include <libpq-fe.h>
#include <string.h>

/* clang-format off */
#define WITH_RESULT(F)                                                                             \
    F(int, PQbackendPID, (const PGconn *c), (c))                                                   \
    F(char *, PQcmdStatus, (PGresult *r), (r))                                                     \
    F(char *, PQcmdTuples, (PGresult *r), (r))                                                     \
    F(PGconn *, PQconnectStart, (const char *dsn), (dsn))                                          \
    F(PGconn *, PQconnectdbParams,                                                                 \
      (const char *const *names, const char *const *values, int expand), (names, values, expand))  \
    F(char *, PQerrorMessage, (const PGconn *c), (c))                                              \
    F(PGresult *, PQexec, (PGconn *c, const char *sql), (c, sql))                                  \
    F(PGresult *, PQexecParams,                                                                    \
      (PGconn *c, const char *sql, int count, const Oid *types, const char *const *values,         \
       const int *lengths, const int *formats, int format),                                        \
      (c, sql, count, types, values, lengths, formats, format))                                    \
    F(char *, PQfname, (const PGresult *r, int column), (r, column))                               \
    F(int, PQgetCopyData, (PGconn *c, char **buffer, int async), (c, buffer, async))               \
    F(PGresult *, PQgetResult, (PGconn *c), (c))                                                   \
    F(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column))                \
    F(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column))              \
    F(int, PQisnonblocking, (const PGconn *c), (c))                                                \
    F(int, PQnfields, (const PGresult *r), (r))                                                    \
    F(int, PQntuples, (const PGresult *r), (r))                                                    \
    F(PGpipelineStatus, PQpipelineStatus, (const PGconn *c), (c))                                  \
    F(int, PQputCopyEnd, (PGconn *c, const char *message), (c, message))                           \
    F(char *, PQresultErrorField, (const PGresult *r, int field), (r, field))                      \
    F(ExecStatusType, PQresultStatus, (const PGresult *r), (r))                                    \
    F(int, PQsendQuery, (PGconn *c, const char *sql), (c, sql))                                    \
    F(int, PQserverVersion, (const PGconn *c), (c))                                                \
    F(int, PQsetClientEncoding, (PGconn *c, const char *encoding), (c, encoding))                  \
    F(PQnoticeProcessor, PQsetNoticeProcessor,                                                     \
      (PGconn *c, PQnoticeProcessor processor, void *argument), (c, processor, argument))          \
    F(PQnoticeReceiver, PQsetNoticeReceiver,                                                       \
      (PGconn *c, PQnoticeReceiver receiver, void *argument), (c, receiver, argument))             \
    F(int, PQsetnonblocking, (PGconn *c, int on), (c, on))                                         \
    F(ConnStatusType, PQstatus, (const PGconn *c), (c))                                            \
    F(PGTransactionStatusType, PQtransactionStatus, (const PGconn *c), (c))

#define WITHOUT_RESULT(F)                                                                          \
    F(PQclear, (PGresult *r), (r))                                                                 \
    F(PQfinish, (PGconn *c), (c))                                                                  \
    F(PQfreemem, (void *memory), (memory))
/* clang-format on */

#define DEFINE_WITH_RESULT(result, name, parameters, arguments)                                    \
    static result(*libpq_##name) parameters;                                                       \
    result name parameters {                                                                       \
        return libpq_##name arguments;                                                             \
    }
#define DEFINE_WITHOUT_RESULT(name, parameters, arguments)                                         \
    static void(*libpq_##name) parameters;                                                         \
    void name parameters {                                                                         \
        if (libpq_##name != NULL) {                                                                \
            libpq_##name arguments;                                                                \
        }                                                                                          \
    }
WITH_RESULT(DEFINE_WITH_RESULT)
WITHOUT_RESULT(DEFINE_WITHOUT_RESULT)

typedef struct libpq_entry {
    const char *name;
    void *function; /* address of the pointer to it */
} libpq_entry;

#define ENTRY_WITH_RESULT(result, name, parameters, arguments) {#name, &libpq_##name},
#define ENTRY_WITHOUT_RESULT(name, parameters, arguments)      {#name, &libpq_##name},
static const libpq_entry entries[] = {WITH_RESULT(ENTRY_WITH_RESULT)
                                          WITHOUT_RESULT(ENTRY_WITHOUT_RESULT)};

/* As any program linked with libpq finds it, else where the build found it. */
static void *open_library(void) {
    void *library = dlopen("libpq.so.5", RTLD_LAZY | RTLD_LOCAL);
    return library != NULL ? library : dlopen(ORIEL_LIBPQ_FILE, RTLD_LAZY | RTLD_LOCAL);
}

bool libpq_load(const char **problem) {
    static void *library;
    if (library != NULL) {
        return true;
    }
    library = open_library();
    bool complete = library != NULL;
    for (size_t i = 0; complete && i < sizeof entries / sizeof entries[0]; i++) {
        void *symbol = dlsym(library, entries[i].name);
        /* C has no conversion from an object's address to a function's. */
        memcpy(entries[i].function, &symbol, sizeof symbol);
        complete = symbol != NULL;
    }
    if (!complete) {
        *problem = dlerror();
    }
    return complete;
}
