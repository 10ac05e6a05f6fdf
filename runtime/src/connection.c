#include "connection.h"

#include <stdlib.h>

#include <libpq-events.h>

#include "error.h"
#include "oriel/connection.h"
#include "query.h"

typedef struct kept_statement {
    const oriel_model *model;
    size_t key;
    unsigned number;
} kept_statement;

struct orl_connection {
    const void **checked;
    size_t checked_count, checked_room;
    kept_statement *statements;
    size_t statement_count, statement_room;
    unsigned last_number;
    bool unprepared;
};

/* Makes room for one more; false, and the list as it was, when there is no memory. */
static bool list_grow(void **items, size_t *room, size_t count, size_t item_size) {
    if (count < *room) {
        return true;
    }
    size_t wanted = *room == 0 ? 8 : *room * 2;
    void *grown = realloc(*items, wanted * item_size);
    if (grown == NULL) {
        return false;
    }
    *items = grown;
    *room = wanted;
    return true;
}

/* After a reset the session is a new one: nothing is prepared there, anything may have changed. */
static void connection_empty(orl_connection *connection) {
    connection->checked_count = 0;
    connection->statement_count = 0;
}

static int connection_event(PGEventId id, void *info, void *unused);

static void connection_free(PGconn *conn) {
    orl_connection *connection = PQinstanceData(conn, connection_event);
    if (connection != NULL) {
        free(connection->checked);
        free(connection->statements);
        free(connection);
    }
}

static int connection_event(PGEventId id, void *info, void *unused) {
    (void)unused;
    if (id == PGEVT_CONNDESTROY) {
        connection_free(((PGEventConnDestroy *)info)->conn);
    } else if (id == PGEVT_CONNRESET) {
        orl_connection *connection =
            PQinstanceData(((PGEventConnReset *)info)->conn, connection_event);
        if (connection != NULL) {
            connection_empty(connection);
        }
    }
    return 1;
}

orl_connection *orl_connection_of(PGconn *conn) {
    orl_connection *connection = PQinstanceData(conn, connection_event);
    if (connection != NULL) {
        return connection;
    }
    /* Registering again fails, which is fine after a first call that then ran out of memory. */
    PQregisterEventProc(conn, connection_event, "oriel", NULL);
    connection = calloc(1, sizeof *connection);
    if (connection != NULL && !PQsetInstanceData(conn, connection_event, connection)) {
        free(connection);
        return NULL;
    }
    return connection;
}

bool orl_connection_is_checked(const orl_connection *connection, const void *what) {
    for (size_t i = 0; i < connection->checked_count; i++) {
        if (connection->checked[i] == what) {
            return true;
        }
    }
    return false;
}

bool orl_connection_set_checked(orl_connection *connection, const void *what) {
    void *items = connection->checked;
    if (!list_grow(&items, &connection->checked_room, connection->checked_count,
                   sizeof *connection->checked)) {
        return false;
    }
    connection->checked = items;
    connection->checked[connection->checked_count++] = what;
    return true;
}

void orl_connection_forget(orl_connection *connection) {
    connection->checked_count = 0;
}

bool orl_connection_prepares(const orl_connection *connection) {
    return !connection->unprepared;
}

unsigned orl_connection_statement(const orl_connection *connection, const oriel_model *model,
                                  size_t key) {
    for (size_t i = 0; i < connection->statement_count; i++) {
        const kept_statement *statement = &connection->statements[i];
        if (statement->model == model && statement->key == key) {
            return statement->number;
        }
    }
    return 0;
}

unsigned orl_connection_add_statement(orl_connection *connection, const oriel_model *model,
                                      size_t key) {
    void *items = connection->statements;
    if (!list_grow(&items, &connection->statement_room, connection->statement_count,
                   sizeof *connection->statements)) {
        return 0;
    }
    connection->statements = items;
    kept_statement statement = {model, key, ++connection->last_number};
    connection->statements[connection->statement_count++] = statement;
    return statement.number;
}

void orl_connection_drop_statement(orl_connection *connection, unsigned number) {
    for (size_t i = 0; i < connection->statement_count; i++) {
        if (connection->statements[i].number == number) {
            connection->statements[i] = connection->statements[--connection->statement_count];
            return;
        }
    }
}

oriel_status oriel_connection_use_prepared(PGconn *conn, bool use, oriel_error *err) {
    orl_error_clear(err);
    if (conn == NULL) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "no connection was given");
    }
    orl_connection *connection = orl_connection_of(conn);
    if (connection == NULL) {
        return orl_error_memory(err);
    }
    connection->unprepared = !use;
    return ORIEL_OK;
}

void oriel_connection_recheck(PGconn *conn) {
    orl_connection *connection = conn == NULL ? NULL : PQinstanceData(conn, connection_event);
    if (connection != NULL) {
        orl_connection_forget(connection);
    }
}
