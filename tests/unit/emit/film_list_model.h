#ifndef ORIEL_TESTS_FILM_LIST_MODEL_H
#define ORIEL_TESTS_FILM_LIST_MODEL_H

/* The model of tests/unit/runtime/prototype/film_list.sql, made by hand: what model_build would
 * find. */

#include <string.h>

#include "base/text.h"
#include "emit/emit.h"

typedef struct film_list_models {
    model_user_type rating, address, year;
    model_relation film_list;
} film_list_models;

static model_type *fixed(arena *a, const char *name, const char *c_type) {
    model_type *type = ARENA_NEW(a, model_type);
    type->c_type = c_type;
    type->c_opt_type = arena_printf(a, "oriel_opt_%s", name);
    type->c_array = arena_printf(a, "oriel_%s_array", name);
    type->descriptor = arena_printf(a, "oriel_type_%s", name);
    type->cast = arena_printf(a, "pg_catalog.%s", name);
    return type;
}

static model_type *pointer(arena *a, const char *name, const char *c_type) {
    model_type *type = fixed(a, name, c_type);
    type->c_opt_type = c_type;
    return type;
}

static model_type *user(arena *a, const model_user_type *of) {
    model_type *type = ARENA_NEW(a, model_type);
    type->c_type = of->c_name;
    type->c_opt_type = arena_printf(a, "%s_opt", of->c_name);
    type->c_array = arena_printf(a, "%s_array", of->c_name);
    type->descriptor = arena_printf(a, "%s_type", of->c_name);
    type->cast = arena_printf(a, "public.%s", of->c_name);
    type->user_type = of;
    return type;
}

/* reason NULL: nullable, and nothing is said about it (fields); else "+why" never null, "-why"
 * nullable. */
static model_column *add(arena *a, model_column_list *columns, const char *name,
                         const model_type *type, const char *type_name, const char *reason) {
    model_column *column = LIST_PUSH(a, columns);
    bool not_null = reason != NULL && reason[0] == '+';
    column->name = column->c_name = name;
    column->type = type;
    column->c_type = not_null ? type->c_type : type->c_opt_type;
    column->descriptor = type->descriptor;
    column->type_name = type_name;
    column->short_type_name = strncmp(type_name, "public.", 7) == 0 ? type_name + 7 : type_name;
    column->typmod = -1;
    column->null = (nullability){not_null, reason == NULL ? NULL : reason + 1, -1, {NULL, 0}, NULL};
    return column;
}

static void make_types(arena *a, film_list_models *m) {
    static const model_label labels[] = {
        {"G", "MPAA_RATING_G"}, {"PG", "MPAA_RATING_PG"},       {"PG-13", "MPAA_RATING_PG_13"},
        {"R", "MPAA_RATING_R"}, {"NC-17", "MPAA_RATING_NC_17"},
    };
    m->rating = (model_user_type){.kind = MODEL_ENUM,
                                  .schema = "public",
                                  .name = "mpaa_rating",
                                  .c_name = "mpaa_rating",
                                  .comment = "Who may watch a film.",
                                  .labels = labels,
                                  .label_count = 5};
    m->address = (model_user_type){
        .kind = MODEL_COMPOSITE, .schema = "public", .name = "address", .c_name = "address"};
    add(a, &m->address.fields, "street", pointer(a, "text", "const char *"), "text", NULL);
    add(a, &m->address.fields, "city", pointer(a, "text", "const char *"), "text", NULL);
    add(a, &m->address.fields, "zip", fixed(a, "int4", "int32_t"), "integer", NULL);
    m->year = (model_user_type){.kind = MODEL_DOMAIN,
                                .schema = "public",
                                .name = "year",
                                .c_name = "year",
                                .base = fixed(a, "int4", "int32_t"),
                                .base_name = "integer"};
}

static void make_columns(arena *a, film_list_models *m, model_column_list *list) {
    const char *chars = "const char *";
    model_type *numeric = pointer(a, "numeric", "oriel_numeric");
    numeric->cast = "pg_catalog.\"numeric\"";
    model_type *scores = pointer(a, "int4_array", "oriel_int4_array");
    scores->cast = "pg_catalog.int4[]";
    model_type *tsvector = pointer(a, "text", chars);
    tsvector->as_text = true;
    add(a, list, "film_id", fixed(a, "int4", "int32_t"), "integer", "+film.film_id, primary key");
    add(a, list, "title", pointer(a, "text", chars), "text", "+film.title");
    add(a, list, "description", pointer(a, "text", chars), "text", "-film.description");
    add(a, list, "rental_rate", numeric, "numeric(4,2)", "+film.rental_rate")->typmod = 262150;
    add(a, list, "length", fixed(a, "int2", "int16_t"), "smallint", "-film.length");
    add(a, list, "last_rented", fixed(a, "timestamptz", "oriel_timestamptz"),
        "timestamp with time zone", "-scalar subquery");
    add(a, list, "rating", user(a, &m->rating), "public.mpaa_rating", "-film.rating");
    add(a, list, "scores", scores, "integer[]", "-film.scores")->comment =
        "Points from one to ten, one for each review.";
    add(a, list, "store_address", user(a, &m->address), "public.address", "-film.store_address");
    add(a, list, "release_year", user(a, &m->year), "public.year", "-film.release_year");
    add(a, list, "attributes", pointer(a, "jsonb", chars), "jsonb", "-film.attributes");
    add(a, list, "film_uuid", fixed(a, "uuid", "oriel_uuid"), "uuid", "+film.film_uuid");
    add(a, list, "released", fixed(a, "date", "oriel_date"), "date", "-film.released");
    add(a, list, "in_stock", fixed(a, "bool", "bool"), "boolean", "+NOT over EXISTS");
    add(a, list, "poster", pointer(a, "bytea", "oriel_bytea"), "bytea", "-film.poster");
    add(a, list, "fulltext", tsvector, "tsvector", "-film.fulltext")->descriptor =
        "film_list_tsvector";
}

/* The statement between "CREATE VIEW" and ";". */
static const char *definition_in(arena *a, const char *sql) {
    const char *start = strstr(sql, "CREATE VIEW");
    return arena_strndup(a, start, (size_t)(strchr(start, ';') - start));
}

static film_list_models *film_list_models_new(arena *a, const char *sql) {
    film_list_models *m = ARENA_NEW(a, film_list_models);
    make_types(a, m);
    model_relation *r = &m->film_list;
    *r = (model_relation){.kind = 'v',
                          .schema = "public",
                          .name = "film_list",
                          .c_name = "film_list",
                          .comment = "Films with what the counter needs to know.",
                          .definition = definition_in(a, sql),
                          .fingerprint = "3b1f0c8d5a2e97466c0f1b7a8e4d2935",
                          .source_name = "film_list.sql"};
    make_columns(a, m, &r->columns);
    *LIST_PUSH(a, &r->text_types) = (model_text_type){
        .type = 3614, .schema = "pg_catalog", .name = "tsvector", .c_name = "film_list_tsvector"};
    static const int film_id[] = {0}, film_uuid[] = {11};
    static const char *const film_id_name[] = {"film_id"}, *const film_uuid_name[] = {"film_uuid"};
    *LIST_PUSH(a, &r->keys) =
        (model_key){"film_id", film_id, film_id_name, 1, "film's primary key"};
    *LIST_PUSH(a, &r->keys) =
        (model_key){"film_uuid", film_uuid, film_uuid_name, 1, "film_film_uuid_key"};
    return m;
}

#endif /* ORIEL_TESTS_FILM_LIST_MODEL_H */
