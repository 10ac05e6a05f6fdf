#include "oracle/random/random_construct.h"

#include <string.h>

#include "base/text.h"

/*
 * Constructs with a syntax of their own, as texts with places to fill.  A place is % and a letter:
 * an expression of the letter's type (see types below); %y and %z of a type drawn for the
 * construct, %x of any; %q a query with one column of %y's; %R a table's name, %C a column, %F one
 * as (table).column and %G as column(table).  @ is the name of an item of FROM.
 */
static const struct {
    char letter;
    oid type;
} types[] = {
    {'i', INT4OID},      {'t', TEXTOID},        {'b', BOOLOID},      {'n', NUMERICOID},
    {'d', DATEOID},      {'s', TIMESTAMPTZOID}, {'j', JSONBOID},     {'a', INT4ARRAYOID},
    {'A', TEXTARRAYOID}, {'v', INTERVALOID},    {'D', TIMESTAMPOID}, {'m', XMLOID},
    {'f', FLOAT8OID},    {'J', JSONOID},        {'I', INT8OID},      {'T', TIMEOID},
};

typedef struct construct {
    char result; /* as in a place */
    const char *text;
} construct;

static const construct expressions[] = {
    {'t', "overlay(%t PLACING %t FROM %i FOR %i)"},
    {'t', "substring(%t SIMILAR %t ESCAPE '#')"},
    {'t', "substring(%t FROM %t)"},
    {'t', "substring(%t FOR %i)"},
    {'t', "trim(LEADING FROM %t)"},
    {'t', "trim(TRAILING %t FROM %t)"},
    {'t', "normalize(%t, NFKC)"},
    {'t', "xmlserialize(CONTENT %m AS text)"},
    {'t', "current_user::text"},
    {'t', "CAST(%x AS text)"},
    {'t', "(ROW(%i, %t)::pair).b"},
    {'t', "b(ROW(%i, %t)::pair)"},
    {'t', "format(%t, VARIADIC %A)"},
    {'t', "concat_ws(%t, %x, %x)"},
    {'t', "(%A)[%i]"},
    {'t', "f(%i)"},
    {'t', "f(%i, b => %t)"},
    {'t', "f(c => %n, a => %i)"},
    {'t', "f(%i, %t, c => %i)"},
    {'i', "f(%t, %i, %i)"},
    {'i', "f(%t, VARIADIC %a)"},
    {'t', "%t COLLATE \"C\" || %t"},
    {'t', "%t COLLATE \"C\" || %t COLLATE \"POSIX\""},
    {'t', "row_to_json(%R)::text"},
    {'t', "%R::text"},
    {'i', "position(%t IN %t)"},
    {'i', "(%a)[%i]"},
    {'i', "(ARRAY[[%i, %i], [%i, %i]])[%i][%i]"},
    {'i', "lower(%i)"},
    {'i', "char_length(%t)"},
    {'i', "(SELECT count(*) FROM dept)::int"},
    {'i', "(%i OPERATOR(pg_catalog.+) %i)"},
    {'i', "- %i"},
    {'a', "(%a)[%i:%i]"},
    {'a', "(%a)[:%i]"},
    {'a', "ARRAY[%a, %a]"},
    {'a', "(%a || %i)"},
    {'a', "array_append(%a, %i)"},
    {'a', "ARRAY[]::integer[]"},
    {'j', "(%j)[%t]"},
    {'j', "(%j)[%i][%t]"},
    {'j', "jsonb_build_object(%t, %x)"},
    {'j', "jsonb_set(target => %j, path => %A, new_value => %j)"},
    {'j', "to_jsonb(%R)"},
    {'n', "extract(epoch FROM %v)"},
    {'n', "extract(year FROM %s)"},
    {'n', "round(%n, %i)"},
    {'v', "make_interval(days => %i, hours => %i)"},
    {'v', "interval '1' day"},
    {'v', "interval(3) '2 hours'"},
    {'v', "(%s - %s)"},
    {'s', "CURRENT_TIMESTAMP(3)"},
    {'s', "(%D AT TIME ZONE %t)"},
    {'s', "(%s + %v)"},
    {'D', "(%s AT TIME ZONE %v)"},
    {'D', "LOCALTIMESTAMP"},
    {'D', "timestamp(2) '2020-01-01'"},
    {'d', "current_date"},
    {'d', "(%d + %i)"},
    {'m', "xmlelement(NAME foo, xmlattributes(%t AS a, %C), %x)"},
    {'m', "xmlforest(%t AS a, %C)"},
    {'m', "xmlconcat(%m, %m)"},
    {'m', "xmlpi(NAME p, %t)"},
    {'m', "xmlparse(CONTENT %t)"},
    {'m', "xmlroot(%m, VERSION %t, STANDALONE YES)"},
    {'b', "(%i BETWEEN SYMMETRIC %i AND %i)"},
    {'b', "(%y NOT BETWEEN %y AND %y)"},
    {'b', "(%t NOT ILIKE %t ESCAPE '#')"},
    {'b', "(%t SIMILAR TO %t)"},
    {'b', "((%d, %d) OVERLAPS (%d, %d))"},
    {'b', "((%s, %v) OVERLAPS (%s, %v))"},
    {'b', "((%y, %i) IN ((%y, %i), (%y, %i)))"},
    {'b', "((%y, %i) < (%y, %i))"},
    {'b', "(ROW(%i, %y) IS DISTINCT FROM ROW(%i, %y))"},
    {'b', "(ROW(%i, %y) IS NULL)"},
    {'b', "(%y = ANY (%q))"},
    {'b', "(%y <= ALL (%q))"},
    {'b', "((%i, %t) = (SELECT %i, %t))"},
    {'b', "(%m IS DOCUMENT)"},
    {'b', "xmlexists(%t PASSING %m)"},
    {'b', "(%t IS NOT NFC NORMALIZED)"},
    {'b', "(%j ? %t)"},
    {'b', "(%j @> %j)"},
    {'b', "(%R IS NOT NULL)"},
    {'b', "(%R = %R)"},
    {'b', "(%y IN (%y, %z, NULL))"},
    {'b', "(%y = ANY (ARRAY[%y, %z]))"},
    {'y', "poly(%y)"},
    {'y', "poly(%y, ARRAY[%y])"},
    {'y', "(compat(%y, %z)).x"},
    {'y', "COALESCE(%y, %z, NULL)"},
    {'y', "CASE %z WHEN %z THEN %y WHEN NULL THEN %y END"},
    {'y', "(%q)"},
    {'y', "NULLIF(%y, %z)"},
    {'y', "%F"},
    {'y', "%G"},
    {'y', "(CAST(%y AS text))::text::varchar"},
    /* wrong nearly always */
    {'!', "sum(sum(%i))"},
    {'!', "nope(%y)"},
    {'!', "nope"},
    {'!', "nope.%C"},
    {'!', "%R.nope"},
    {'!', "(%R).nope"},
    {'!', "%y::nope"},
    {'!', "length(%i, %t)"},
    {'!', "COALESCE(generate_series(1, %i), %i)"},
    {'!', "CASE WHEN %b THEN generate_series(1, 2) END"},
    {'!', "generate_series(1, generate_series(1, %i))"},
    {'!', "(SELECT %i, %t)"},
    {'!', "(SELECT DISTINCT ON (2) %i)"},
    {'!', "count(*) OVER (w ORDER BY %i)"},
    {'!', "rank() OVER (ORDER BY %y RANGE %i PRECEDING)"},
    {'!', "sum(%i) OVER (ORDER BY %i RANGE BETWEEN %i PRECEDING AND CURRENT ROW)"},
    {'!', "sum(%i) OVER (ROWS %C PRECEDING)"},
    {'!', "rank() FILTER (WHERE %b) OVER ()"},
    {'!', "lower(DISTINCT %t)"},
    {'!', "lower(%t ORDER BY %i)"},
    {'!', "row_number()"},
    {'!', "lower(%t) OVER ()"},
    {'!', "count(DISTINCT %y) OVER ()"},
    {'!', "percentile_cont(%f) WITHIN GROUP (ORDER BY %t)"},
    {'!', "percentile_disc(%C) WITHIN GROUP (ORDER BY %y)"},
    {'!', "rank(%y, %i) WITHIN GROUP (ORDER BY %z)"},
    {'!', "rank(%y) WITHIN GROUP (ORDER BY %z)"},
    {'!', "mode(%i) WITHIN GROUP (ORDER BY %y)"},
    {'!', "string_agg(DISTINCT %t, %t ORDER BY %i)"},
    {'!', "grouping(%C)"},
    {'!', "grouping(%i)"},
    {'!', "f(a => %i, a => %i)"},
    {'!', "f(b => %t, %i)"},
    {'!', "f(%t)"},
    {'!', "f(%t, %t)"},
    {'!', "f(d => %i)"},
    {'!', "poly(VARIADIC %a)"},
    {'!', "compat(%y, %z)"},
    {'!', "pairs(%i)"},
    {'!', "(%i)[1]"},
    {'!', "(%a)[%t]"},
    {'!', "(%j)[1:2]"},
    {'!', "(%i).x"},
    {'!', "ARRAY[%a, %i]"},
    {'!', "ARRAY[]"},
    {'!', "(%y, %i) = (%y, %i, %i)"},
    {'!', "(%i, %t) IN (SELECT %i)"},
    {'!', "%i = ANY (%i)"},
    {'!', "%i = ANY (%A)"},
    {'!', "%i COLLATE \"C\""},
    {'!', "%t COLLATE \"nope\""},
    {'!', "%t AT TIME ZONE %i"},
    {'!', "extract(nope FROM %d)"},
    {'!', "extract(hour FROM %d)"},
    {'!', "xmlelement(NAME foo, xmlattributes(%i))"},
    {'!', "xmlforest(%i)"},
    {'!', "%y === %z"},
    {'!', "@#@ %i"},
    {'!', "%y IS DOCUMENT"},
    {'!', "NOT %i"},
    {'!', "%i IS TRUE"},
    {'!', "%t::varchar(%N)"},
    {'!', "'x'::integer"},
    {'!', "1::numeric(2000)"},
    {'!', "(SELECT 1 UNION SELECT %t)"},
    {'!', "(VALUES (1, 2), (3))"},
    {'!', "(SELECT %i LIMIT %C)"},
    {'!', "(SELECT %i FOR UPDATE)"},
    {'!', "(SELECT %i ORDER BY 2)"},
    {'!', "EXISTS (SELECT count(*), %C)"},
};

static const construct aggregates[] = {
    {'f', "percentile_cont(%f) WITHIN GROUP (ORDER BY %f)"},
    {'y', "percentile_disc(0.5) WITHIN GROUP (ORDER BY %y DESC)"},
    {'y', "mode() WITHIN GROUP (ORDER BY %y)"},
    {'I', "rank(%y, %z) WITHIN GROUP (ORDER BY %y, %z)"},
    {'f', "cume_dist(%y) WITHIN GROUP (ORDER BY %y NULLS FIRST)"},
    {'t', "string_agg(DISTINCT %t, ',')"},
    {'t', "string_agg(%t, %t ORDER BY %i DESC, %t)"},
    {'a', "array_agg(%i ORDER BY %y DESC NULLS LAST)"},
    {'I', "count(DISTINCT (%i, %t))"},
    {'I', "count(%R)"},
    {'I', "sum(%i) FILTER (WHERE %b)"},
    {'y', "max(%y)"},
    {'y', "min(DISTINCT %y)"},
    {'j', "jsonb_object_agg(%t, %x)"},
    {'m', "xmlagg(%m ORDER BY %i)"},
    {'b', "every(%b)"},
};

/* Items of FROM: what stands there and the columns it shows. */
static const struct {
    const char *text;
    const char *columns; /* name:letter ... */
} items[] = {
    {"unnest(%a, %A) AS @(x, y)", "x:i y:t"},
    {"unnest(%a) WITH ORDINALITY AS @(x, y)", "x:i y:I"},
    {"ROWS FROM (generate_series(1, %i), unnest(%A)) WITH ORDINALITY AS @(x, y)",
     "x:i y:t ordinality:I"},
    {"ROWS FROM (json_to_record(%J) AS (p integer, q text), pairs(%i)) AS @", "p:i q:t a:i b:t"},
    {"json_to_recordset(%J) AS @(x integer, y text COLLATE \"C\", z numeric(5,2))", "x:i y:t z:n"},
    {"jsonb_to_record(%j) AS @(x integer[], y varchar(7))", "x:a y:t"},
    {"jsonb_populate_record(ROW(%i, %t)::pair, %j) AS @", "a:i b:t"},
    {"jsonb_each(%j) AS @", "key:t value:j"},
    {"json_each_text(%J) AS @(k)", "k:t value:t"},
    {"XMLTABLE('/a' PASSING %m COLUMNS x integer PATH '@x' DEFAULT %i, y FOR ORDINALITY, z text "
     "NOT NULL) AS @",
     "x:i y:i z:t"},
    {"dept AS @ TABLESAMPLE bernoulli (%f) REPEATABLE (%f)", "id:i name:t"},
    {"plain AS @ (x, y, z) TABLESAMPLE system (%i)", "x:i y:t z:t n:n"},
    {"thing * AS @", "id:i kind:t at:T"},
    {"ONLY thing AS @", "id:i kind:t"},
    {"(TABLE dept) AS @", "id:i name:t"},
    {"(dept JOIN plain USING (id, name) AS @)", "id:i name:t"},
    {"(dept NATURAL JOIN plain) AS @", "id:i name:t region:t"},
    {"(dept AS @ CROSS JOIN grid)", "id:i name:t"},
    {"pg_class AS @", "oid:i relname:t relnatts:i"},
    {"pg_get_keywords() AS @", "word:t catdesc:t"},
    {"information_schema.columns AS @", "table_name:t ordinal_position:i"},
    {"generate_series(%s, %s, %v) AS @(x)", "x:s"},
    {"regexp_matches(%t, %t) AS @(x)", "x:A"},
    {"pairs(%i) AS @", "a:i b:t"},
    {"row_list(%i) AS @(x)", "x:i v:t"},
    {"compat(%i, %n) AS @", "x:n y:a"},
    {"poly(%y) AS @(x)", "x:t"},
    {"(VALUES (%i, %t), (%i, NULL), (NULL, %t)) AS @(x, y)", "x:i y:t"},
    {"(SELECT %i AS x, * FROM dept) AS @", "x:i id:i name:t"},
    {"(SELECT pairs(%i) AS x, (pairs(%i)).*) AS @", "a:i b:t"},
    {"ticket_view AS @(x)", "x:i n:t list:a whole:t"},
    {"current_date AS @(x)", "x:d"},
    {"ticket AS @", "note:t data:j list:a len:i words:A"},
};

static const char *const modifications[] = {
    "INSERT INTO dept (id, name, budget) VALUES (%i, %t, %n), (%y, %z, DEFAULT) RETURNING *, %x",
    "INSERT INTO dept VALUES (%i, %t, %y, %z) RETURNING name",
    "INSERT INTO item (id, qty, label, twice) VALUES (%I, %y, %t, %z)",
    "INSERT INTO item (qty, amount, span, at) %q RETURNING id",
    "INSERT INTO plain (id, n) SELECT %y, %z FROM dept RETURNING %x",
    "INSERT INTO ticket (p.a, p.b, list[%i], ps[%i].b) VALUES (%i, %t, %y, %z)",
    "INSERT INTO ticket (note, len) OVERRIDING USER VALUE VALUES (%t, %y)",
    "INSERT INTO ticket_view (n, list) VALUES (%y, %z) RETURNING u",
    "INSERT INTO dept (id, name) VALUES (%i, %t) ON CONFLICT (id) DO UPDATE SET name = "
    "excluded.name "
    "|| %t, budget = %y WHERE %b RETURNING %x",
    "INSERT INTO dept (id, name) VALUES (%i, %y) ON CONFLICT (lower(name)) WHERE %b DO NOTHING",
    "UPDATE dept SET id = %i, name = %y, code = %t WHERE %b RETURNING *, %x",
    "UPDATE dept SET (id, name, budget) = (%y, %z, DEFAULT) WHERE id = %y",
    "UPDATE person SET (age, mood) = (SELECT %y, %z FROM dept) RETURNING age, %x",
    "UPDATE ticket SET p.a = %y, list[%i] = %z, data[%t] = %j, words = %A WHERE id = %I",
    "UPDATE ticket SET nest.p.b = %y, nest.list[%i:%i] = %a, t.a = %z",
    "UPDATE ticket_view SET n = %y, %N = %i",
    "UPDATE person p SET mood = %y FROM dept d WHERE d.id = %y RETURNING d.name, p.mood",
    "DELETE FROM person USING dept d WHERE person.id = %y AND %b RETURNING d.*, %x",
    "DELETE FROM item WHERE %y = %z RETURNING id + %i",
    "WITH w AS (INSERT INTO dept (id, name) VALUES (%i, %y) RETURNING *) SELECT w.id, %x FROM w "
    "WHERE %b",
};

static oid type_of(char letter) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].letter == letter) {
            return types[i].type;
        }
    }
    return INVALID_OID;
}

typedef struct filling {
    random_generator *g;
    random_scope *scope;
    const char *alias; /* for @ */
    oid y, z;
    int depth;
} filling;

static const char *any_column(const filling *f) {
    const random_columns *columns = &f->scope->columns;
    return columns->count == 0 ? "nothing"
                               : columns->items[random_below(&f->g->random, columns->count)].name;
}

/* A table's name out of table.column. */
static const char *table_name(const filling *f, const char **column) {
    const char *name = any_column(f), *dot = strchr(name, '.');
    *column = dot == NULL ? name : dot + 1;
    return dot == NULL ? name : arena_strndup(f->g->arena, name, (size_t)(dot - name));
}

static const char *query_of(const filling *f) {
    random_columns wanted = {0}, output = {0};
    *LIST_PUSH(f->g->arena, &wanted) = (random_column){"", f->y};
    return random_query(f->g, f->scope, &wanted, f->depth - 1, &output);
}

static const char *fill_place(const filling *f, char letter) {
    arena *a = f->g->arena;
    const char *column, *table;
    switch (letter) {
    case 'x':
        return random_expression(f->g, f->scope, random_type(f->g), f->depth - 1);
    case 'y':
    case 'z':
        return random_expression(f->g, f->scope, letter == 'y' ? f->y : f->z, f->depth - 1);
    case 'q':
        return query_of(f);
    case 'N':
        return arena_printf(a, "%d", random_below(&f->g->random, 12) - 1);
    case 'C':
        return any_column(f);
    case 'R':
        return table_name(f, &column);
    case 'F':
        table = table_name(f, &column);
        return arena_printf(a, "(%s).%s", table, column);
    case 'G':
        table = table_name(f, &column);
        return arena_printf(a, "%s(%s)", column, table);
    default:
        return random_expression(f->g, f->scope, type_of(letter), f->depth - 1);
    }
}

static const char *fill(const filling *f, const char *pattern) {
    text t = text_new(f->g->arena);
    for (const char *c = pattern; *c != '\0'; c++) {
        if (*c == '%') {
            text_add(&t, fill_place(f, *++c));
        } else if (*c == '@' && f->alias != NULL) {
            text_add(&t, f->alias);
        } else {
            text_add_char(&t, *c);
        }
    }
    return text_string(&t);
}

static const char *pick(random_generator *g, random_scope *scope, const construct *list, int count,
                        oid type, int depth) {
    for (int tries = 0; tries < 200; tries++) {
        const construct *one = &list[random_below(&g->random, count)];
        bool wrong = one->result == '!' && random_chance(&g->random, 2);
        if (wrong || one->result == 'y' || type_of(one->result) == type) {
            filling f = {.g = g, .scope = scope, .y = type, .z = type, .depth = depth};
            if (one->result != 'y') {
                f.y = f.z = random_type(g);
            }
            if (random_chance(&g->random, 15)) {
                f.z = random_type(g);
            }
            return arena_printf(g->arena, "(%s)", fill(&f, one->text));
        }
    }
    return NULL;
}

const char *random_construct(random_generator *g, random_scope *scope, oid type, int depth) {
    if (g->runs) {
        return NULL;
    }
    int count = (int)(sizeof aggregates / sizeof *aggregates);
    if (scope->grouped && !scope->in_aggregate && random_chance(&g->random, 50)) {
        scope->in_aggregate = true;
        const char *sql = pick(g, scope, aggregates, count, type, depth);
        scope->in_aggregate = false;
        return sql;
    }
    return pick(g, scope, expressions, (int)(sizeof expressions / sizeof *expressions), type,
                depth);
}

const char *random_construct_item(random_generator *g, random_scope *visible, const char *alias,
                                  random_columns *columns) {
    int at = random_below(&g->random, (int)(sizeof items / sizeof *items));
    filling f = {.g = g,
                 .scope = visible,
                 .alias = alias,
                 .y = random_type(g),
                 .z = random_type(g),
                 .depth = 2};
    for (const char *c = items[at].columns; *c != '\0';) {
        const char *colon = strchr(c, ':');
        *LIST_PUSH(g->arena, columns) =
            (random_column){arena_strndup(g->arena, c, (size_t)(colon - c)), type_of(colon[1])};
        c = colon[2] == ' ' ? colon + 3 : colon + 2;
    }
    return fill(&f, items[at].text);
}

const char *random_modification(random_generator *g) {
    random_scope scope = {0};
    static const oid usual[] = {INT4OID, TEXTOID, VARCHAROID, NUMERICOID};
    filling f = {.g = g,
                 .scope = &scope,
                 .y = usual[random_below(&g->random, 4)],
                 .z = usual[random_below(&g->random, 4)],
                 .depth = 2};
    int count = (int)(sizeof modifications / sizeof *modifications);
    return fill(&f, modifications[random_below(&g->random, count)]);
}
