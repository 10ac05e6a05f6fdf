#include "model_check.h"

#include <string.h>

#include "connection.h"
#include "error.h"
#include "model_catalog.h"
#include "oriel/connection.h"
#include "query.h"

/* One comparison: with which model, and how far it goes. */
typedef struct comparison {
    PGconn *conn;
    orl_connection *connection;
    const oriel_model *model;
    bool thorough;
    oriel_error *err;
} comparison;

/* What a list of columns belongs to, for messages: the relation or a composite type. */
typedef struct columns_owner {
    const char *what, *schema, *name;
    const oriel_column *columns;
    size_t count;
} columns_owner;

static oriel_status compare_type(const comparison *with, const oriel_type *type);

/* Every difference ends here: what to do about it is always the same. */
static oriel_status difference_found(const comparison *with) {
    orl_error_detail(with->err, "The model is of %s.%s, fingerprint %s.", with->model->schema,
                     with->model->name, with->model->fingerprint);
    orl_error_hint(with->err, "Run oriel generate against the current definition, or apply the "
                              "migrations that lead to the model's.");
    return ORIEL_MODEL;
}

/* Arrays are the same when their elements are; all else goes by OID or by name. */
static bool is_same_type(const oriel_type *type, const orl_catalog_column *column) {
    if (type->oid != 0) {
        return type->oid == column->type_oid;
    }
    if (type->kind != ORIEL_KIND_ARRAY) {
        return strcmp(type->schema, column->type_schema) == 0 &&
               strcmp(type->name, column->type_name) == 0;
    }
    const oriel_type *element = type->of;
    if (column->element_oid == 0) {
        return false;
    }
    if (element->oid != 0) {
        return element->oid == column->element_oid;
    }
    return strcmp(element->schema, column->element_schema) == 0 &&
           strcmp(element->name, column->element_name) == 0;
}

/* A user-defined type that became one of another kind under the same name. */
static bool is_same_kind(const oriel_type *type, const orl_catalog_column *column) {
    return (type->kind != ORIEL_KIND_ENUM || column->type_kind == 'e') &&
           (type->kind != ORIEL_KIND_COMPOSITE || column->type_kind == 'c') &&
           (type->kind != ORIEL_KIND_DOMAIN || column->type_kind == 'd');
}

static oriel_status compare_column(const comparison *with, const columns_owner *owner,
                                   const oriel_column *column, const orl_catalog *catalog) {
    int row = orl_catalog_find(catalog, column->name);
    if (row < 0) {
        orl_error_set(with->err, ORIEL_MODEL, "%s \"%s.%s\" has no column \"%s\" any more",
                      owner->what, owner->schema, owner->name, column->name);
        return difference_found(with);
    }
    orl_catalog_column live = orl_catalog_get(catalog, row);
    bool is_same = is_same_type(column->type, &live) && is_same_kind(column->type, &live);
    if (!is_same || (with->thorough && live.typmod != column->typmod)) {
        orl_error_set(with->err, ORIEL_MODEL,
                      "column \"%s\" of %s \"%s.%s\" is %s on the server and %s in the model",
                      column->name, owner->what, owner->schema, owner->name, live.type_text,
                      column->type_name);
        return difference_found(with);
    }
    return compare_type(with, column->type);
}

/* Columns that only the server has: rows are read by name, so only a thorough look minds. */
static oriel_status compare_additions(const comparison *with, const columns_owner *owner,
                                      const orl_catalog *catalog) {
    for (int row = 0; row < orl_catalog_count(catalog); row++) {
        const char *name = orl_catalog_get(catalog, row).name;
        size_t i = 0;
        while (i < owner->count && strcmp(owner->columns[i].name, name) != 0) {
            i++;
        }
        if (i == owner->count) {
            orl_error_set(with->err, ORIEL_MODEL,
                          "%s \"%s.%s\" has a column \"%s\" that the model does not know",
                          owner->what, owner->schema, owner->name, name);
            return difference_found(with);
        }
    }
    return ORIEL_OK;
}

static oriel_status compare_columns(const comparison *with, const columns_owner *owner,
                                    const orl_catalog *catalog) {
    for (size_t i = 0; i < owner->count; i++) {
        oriel_status status = compare_column(with, owner, &owner->columns[i], catalog);
        if (status != ORIEL_OK) {
            return status;
        }
    }
    return with->thorough ? compare_additions(with, owner, catalog) : ORIEL_OK;
}

static oriel_status type_missing(const comparison *with, const char *what, const oriel_type *type) {
    orl_error_set(with->err, ORIEL_MODEL, "%s \"%s.%s\" does not exist on the server", what,
                  type->schema, type->name);
    return difference_found(with);
}

static oriel_status compare_composite(const comparison *with, const oriel_type *type) {
    orl_catalog catalog;
    oriel_status status =
        orl_catalog_relation(with->conn, type->schema, type->name, &catalog, with->err);
    if (status != ORIEL_OK) {
        return status;
    }
    const columns_owner owner = {"type", type->schema, type->name, type->fields, type->part_count};
    if (orl_catalog_relkind(&catalog) == '\0') {
        status = type_missing(with, "type", type);
    } else {
        status = compare_columns(with, &owner, &catalog);
    }
    /* A field's place matters: a composite value does not carry the names of its fields. */
    for (size_t i = 0; status == ORIEL_OK && i < type->part_count; i++) {
        if (orl_catalog_find(&catalog, type->fields[i].name) != (int)i ||
            orl_catalog_count(&catalog) != (int)type->part_count) {
            orl_error_set(with->err, ORIEL_MODEL, "type \"%s.%s\" has other fields than the model",
                          type->schema, type->name);
            status = difference_found(with);
        }
    }
    orl_catalog_free(&catalog);
    return status;
}

static oriel_status compare_domain(const comparison *with, const oriel_type *type) {
    orl_catalog catalog;
    oriel_status status =
        orl_catalog_domain(with->conn, type->schema, type->name, &catalog, with->err);
    if (status != ORIEL_OK) {
        return status;
    }
    if (orl_catalog_count(&catalog) == 0) {
        status = type_missing(with, "domain", type);
    } else {
        orl_catalog_column base = orl_catalog_get(&catalog, 0);
        if (!is_same_type(type->of, &base)) {
            orl_error_set(with->err, ORIEL_MODEL, "domain \"%s.%s\" is over %s on the server",
                          type->schema, type->name, base.type_text);
            status = difference_found(with);
        }
    }
    orl_catalog_free(&catalog);
    return status == ORIEL_OK ? compare_type(with, type->of) : status;
}

static oriel_status compare_enum(const comparison *with, const oriel_type *type) {
    orl_catalog catalog;
    oriel_status status =
        orl_catalog_enum(with->conn, type->schema, type->name, &catalog, with->err);
    if (status != ORIEL_OK) {
        return status;
    }
    int count = orl_catalog_count(&catalog);
    bool is_same = (size_t)count == type->part_count;
    for (int i = 0; is_same && i < count; i++) {
        is_same = strcmp(orl_catalog_get(&catalog, i).name, type->labels[i]) == 0;
    }
    if (!is_same) {
        orl_error_set(with->err, ORIEL_MODEL,
                      "enum \"%s.%s\" has other labels on the server than in the model",
                      type->schema, type->name);
        status = difference_found(with);
    }
    orl_catalog_free(&catalog);
    return status;
}

/* Compares what a user-defined type consists of.  That it has its name is known already. */
static oriel_status compare_type(const comparison *with, const oriel_type *type) {
    if (!with->thorough && orl_connection_is_checked(with->connection, type)) {
        return ORIEL_OK;
    }
    oriel_status status = ORIEL_OK;
    if (type->kind == ORIEL_KIND_ARRAY) {
        return compare_type(with, type->of);
    } else if (type->kind == ORIEL_KIND_COMPOSITE) {
        status = compare_composite(with, type);
    } else if (type->kind == ORIEL_KIND_DOMAIN) {
        status = compare_domain(with, type);
    } else if (type->kind == ORIEL_KIND_ENUM && with->thorough) {
        status = compare_enum(with, type);
    } else {
        return ORIEL_OK;
    }
    if (status == ORIEL_OK && !orl_connection_is_checked(with->connection, type) &&
        !orl_connection_set_checked(with->connection, type)) {
        status = orl_error_memory(with->err);
    }
    return status;
}

static const char *relkind_name(char relkind) {
    switch (relkind) {
    case 'v':
        return "a view";
    case 'm':
        return "a materialized view";
    default:
        return "a table";
    }
}

static oriel_status compare_relkind(const comparison *with, char relkind) {
    const oriel_model *model = with->model;
    const char *live = relkind_name(relkind);
    const char *known = relkind_name(model->is_materialized ? 'm' : model->is_view ? 'v' : 'r');
    if (with->thorough && strcmp(live, known) != 0) {
        orl_error_set(with->err, ORIEL_MODEL, "\"%s.%s\" is %s on the server and %s in the model",
                      model->schema, model->name, live, known);
        return difference_found(with);
    }
    return ORIEL_OK;
}

static oriel_status compare_model(const comparison *with) {
    const oriel_model *model = with->model;
    orl_catalog catalog;
    oriel_status status =
        orl_catalog_relation(with->conn, model->schema, model->name, &catalog, with->err);
    if (status != ORIEL_OK) {
        return status;
    }
    char relkind = orl_catalog_relkind(&catalog);
    if (relkind == '\0') {
        orl_error_set(with->err, ORIEL_MODEL, "relation \"%s.%s\" does not exist on the server",
                      model->schema, model->name);
        status = difference_found(with);
    } else {
        const columns_owner owner = {"relation", model->schema, model->name, model->columns,
                                     model->column_count};
        status = compare_relkind(with, relkind);
        if (status == ORIEL_OK) {
            status = compare_columns(with, &owner, &catalog);
        }
    }
    orl_catalog_free(&catalog);
    return status;
}

static oriel_status model_compare(PGconn *conn, const oriel_model *model, bool thorough,
                                  oriel_error *err) {
    oriel_status status = orl_query_ready(conn, err);
    if (status != ORIEL_OK) {
        return status;
    }
    orl_connection *connection = orl_connection_of(conn);
    if (connection == NULL) {
        return orl_error_memory(err);
    }
    if (!thorough && orl_connection_is_checked(connection, model)) {
        return ORIEL_OK;
    }
    const comparison with = {conn, connection, model, thorough, err};
    status = compare_model(&with);
    if (status == ORIEL_OK && !orl_connection_is_checked(connection, model) &&
        !orl_connection_set_checked(connection, model)) {
        status = orl_error_memory(err);
    }
    return status;
}

oriel_status orl_model_first_use(PGconn *conn, const oriel_model *model, oriel_error *err) {
    return model_compare(conn, model, false, err);
}

oriel_status oriel_model_check(PGconn *conn, const oriel_model *model, oriel_error *err) {
    orl_error_clear(err);
    return model_compare(conn, model, false, err);
}

oriel_status oriel_model_verify(PGconn *conn, const oriel_model *model, oriel_error *err) {
    orl_error_clear(err);
    return model_compare(conn, model, true, err);
}

/* Complaints about names and types, and about a prepared statement whose result changed. */
static bool is_about_definitions(const char *sqlstate) {
    static const char *const states[] = {"42703", "42P01", "42704", "3F000",
                                         "42846", "42883", "0A000"};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (strcmp(sqlstate, states[i]) == 0) {
            return true;
        }
    }
    return false;
}

oriel_status orl_model_explain(PGconn *conn, const oriel_model *model, oriel_status status,
                               oriel_error *err) {
    PGTransactionStatusType transaction = PQtransactionStatus(conn);
    if (status != ORIEL_SERVER || (err != NULL && !is_about_definitions(err->sqlstate)) ||
        (transaction != PQTRANS_IDLE && transaction != PQTRANS_INTRANS)) {
        return status;
    }
    oriel_error changed;
    orl_error_clear(&changed);
    oriel_connection_recheck(conn);
    if (orl_model_first_use(conn, model, &changed) != ORIEL_MODEL) {
        return status;
    }
    if (err != NULL) {
        *err = changed;
    }
    return ORIEL_MODEL;
}
