#include <jansson.h>
#include <stdlib.h>

#include "analyze/keys.h"
#include "analyze/lineage.h"
#include "analyze/updatability.h"
#include "cli/describe_format.h"
#include "cli/describe_query.h"
#include "source/source_file.h"

/* `oriel describe --format=json`; its members are documented in describe_format.h. */

enum { DESCRIBE_SCHEMA_VERSION = 1 };

static void append(json_t *array, json_t *item) {
    if (json_array_append_new(array, item) != 0) {
        abort(); /* names are UTF-8, so there was no memory */
    }
}

static json_t *json_of_source(const catalog *c, const lineage_column *column) {
    const pg_class *relation = catalog_relation(c, column->relation);
    const pg_namespace *schema =
        relation == NULL ? NULL : catalog_namespace(c, relation->namespace);
    bool named =
        relation != NULL && column->attribute > 0 && column->attribute <= relation->attribute_count;
    return json_pack("{s:s, s:s, s:s?}", "schema", schema == NULL ? "" : schema->name, "relation",
                     relation == NULL ? "" : relation->name, "column",
                     named ? relation->attributes[column->attribute - 1].name : NULL);
}

static json_t *json_of_sources(const catalog *c, const lineage_column_list *list) {
    json_t *sources = json_array();
    for (int i = 0; i < list->count; i++) {
        append(sources, json_of_source(c, &list->items[i]));
    }
    return sources;
}

/* "file:line:column", or null. */
static json_t *json_of_place(position at) {
    if (at.file == NULL) {
        return json_null();
    }
    line_column place = source_file_line_column(at.file, at.offset);
    json_t *string = json_sprintf("%s:%d:%d", at.file->name, place.line, place.column);
    return string == NULL ? json_null() : string; /* a file's name may be no UTF-8 */
}

static json_t *json_of_column(const catalog *c, const listed_column *column,
                              const lineage_output *origin) {
    return json_pack("{s:i, s:s, s:s, s:o, s:b, s:s?, s:o, s:b, s:b, s:o}", "ordinal",
                     column->ordinal, "name", column->attribute->name, "type", column->type,
                     "collation",
                     column->collation[0] == '\0' ? json_null() : json_string(column->collation),
                     "nullable", column->nullable, "reason", column->nullable_reason, "at",
                     json_of_place(column->nullable_at), "updatable", column->updatable, "copy",
                     origin->is_copy, "sources", json_of_sources(c, &origin->sources));
}

static json_t *json_of_columns(const catalog *c, const listed_relation *relation,
                               const lineage *origins) {
    json_t *columns = json_array();
    for (int i = 0; i < relation->column_count; i++) {
        const listed_column *column = &relation->columns[i];
        long number = column->attribute - relation->relation->attributes;
        append(columns, json_of_column(c, column, &origins->outputs[number]));
    }
    return columns;
}

static json_t *json_of_keys(const listed_relation *relation, const relation_key_list *list) {
    json_t *keys = json_array();
    for (int k = 0; k < list->count; k++) {
        json_t *columns = json_array();
        for (int i = 0; i < list->items[k].count; i++) {
            int number = list->items[k].attributes[i];
            append(columns, json_string(relation->relation->attributes[number - 1].name));
        }
        append(keys, json_pack("{s:o, s:s}", "columns", columns, "reason", list->items[k].reason));
    }
    return keys;
}

static json_t *json_of_relation(const catalog *c, const listed_relation *relation,
                                const lineage *origins, const relation_key_list *keys) {
    const char kind[] = {relation->kind, '\0'};
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:b, s:b, s:b, s:o}", "schema", relation->schema,
                     "name", relation->name, "kind", kind, "columns",
                     json_of_columns(c, relation, origins), "keys", json_of_keys(relation, keys),
                     "insertable", relation->events & CAN_INSERT, "updatable",
                     relation->events & CAN_UPDATE, "deletable", relation->events & CAN_DELETE,
                     "uses", json_of_sources(c, &origins->uses));
}

static void write_whole(text *t, const char *member, json_t *list) {
    json_t *whole =
        json_pack("{s:i, s:o}", "oriel_describe", DESCRIBE_SCHEMA_VERSION, member, list);
    char *dump = whole == NULL ? NULL : json_dumps(whole, JSON_INDENT(2));
    if (dump == NULL) {
        abort(); /* names are UTF-8, so there was no memory */
    }
    text_add(t, dump);
    text_add_char(t, '\n');
    free(dump);
    json_decref(whole);
}

void describe_format_json(text *t, const relation_list *list) {
    lineage_map *origins = lineage_new(list->catalog, list->arena);
    key_proofs *keys = keys_new(list->catalog, list->arena);
    json_t *relations = json_array();
    for (int i = 0; i < list->count; i++) {
        const pg_class *relation = list->items[i].relation;
        append(relations, json_of_relation(list->catalog, &list->items[i],
                                           lineage_of_relation(origins, relation),
                                           keys_of_relation(keys, relation)));
    }
    write_whole(t, "relations", relations);
}

/* --- Queries --------------------------------------------------------------------------------- */

static json_t *json_of_query_column(const catalog *c, int ordinal, const described_column *column) {
    return json_pack("{s:i, s:s, s:s, s:o, s:b, s:s?, s:o, s:b, s:o}", "ordinal", ordinal, "name",
                     column->name, "type", column->type, "collation",
                     column->collation[0] == '\0' ? json_null() : json_string(column->collation),
                     "nullable", !column->not_null, "reason", column->reason, "at",
                     json_of_place(column->at), "copy", column->origin->is_copy, "sources",
                     json_of_sources(c, &column->origin->sources));
}

static json_t *json_of_query(const catalog *c, const described_query *q) {
    json_t *columns = json_array(), *parameters = json_array();
    for (int i = 0; i < q->columns.count; i++) {
        append(columns, json_of_query_column(c, i + 1, &q->columns.items[i]));
    }
    for (int i = 0; i < q->parameters.count; i++) {
        append(parameters,
               json_pack("{s:i, s:s}", "number", i + 1, "type", q->parameters.items[i]));
    }
    return json_pack("{s:i, s:o, s:o, s:o}", "number", q->number, "at", json_of_place(q->at),
                     "columns", columns, "parameters", parameters);
}

void describe_query_json(text *t, const catalog *c, const described_query_list *queries) {
    json_t *list = json_array();
    for (int i = 0; i < queries->count; i++) {
        append(list, json_of_query(c, &queries->items[i]));
    }
    write_whole(t, "queries", list);
}
