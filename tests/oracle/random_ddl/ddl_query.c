#include "ddl_writer.h"

#include "catalog/type_format.h"

enum { MOST_RELATIONS = 3, MOST_TARGETS = 4 };

static int below(ddl_writer *w, int count) {
    return random_below(&w->random, count);
}

/* The FROM clause's relations, as a, b and c. */
typedef struct from_list {
    const pg_class *relations[MOST_RELATIONS];
    text text;
    int count;
} from_list;

static from_list make_from(ddl_writer *w) {
    static const char *const joins[] = {" JOIN ", " LEFT JOIN ", " FULL JOIN ", " CROSS JOIN ",
                                        ", "};
    from_list from = {.text = text_new(w->arena),
                      .count = 1 + below(w, 2) * below(w, MOST_RELATIONS)};
    for (int i = 0; i < from.count; i++) {
        int join = below(w, sizeof joins / sizeof *joins);
        text_add(&from.text, i == 0 ? "" : joins[join]);
        ddl_writer_pick_relation(w, &from.text, "rpvvm");
        text_printf(&from.text, " %c", 'a' + i);
        text_add(&from.text, i > 0 && join < 3 ? " ON true" : "");
        from.relations[i] = w->relation;
    }
    return from;
}

static const char *column_of(ddl_writer *w, const from_list *from) {
    int i = below(w, from->count);
    text t = text_new(w->arena);
    w->relation = from->relations[i];
    text_printf(&t, "%c.", 'a' + i);
    ddl_writer_pick_column(w, &t);
    return text_string(&t);
}

static const char *type_of(ddl_writer *w) {
    text t = text_new(w->arena);
    ddl_writer_pick_type(w, &t);
    return text_string(&t);
}

static void add_target(ddl_writer *w, text *t, const from_list *from) {
    const char *x = column_of(w, from);
    switch (below(w, 12)) {
    case 0:
        text_printf(t, "%s || 'x'", x);
        break;
    case 1:
        text_printf(t, "coalesce(%s, %s)", x, column_of(w, from));
        break;
    case 2:
        text_printf(t, "%s::%s", x, type_of(w));
        break;
    case 3:
        text_printf(t, "(SELECT max(z) FROM unnest(ARRAY[%s]) z)", x);
        break;
    case 4:
        text_printf(t, "%s = %s", x, column_of(w, from));
        break;
    case 5:
        text_printf(t, "NULL::%s", type_of(w));
        break;
    case 6:
        text_add(t, "a");
        break;
    default:
        text_add(t, x);
        break;
    }
    if (below(w, 2) == 0) {
        text_printf(t, " AS c%d", below(w, 8));
    }
}

static void add_targets(ddl_writer *w, text *t, const from_list *from) {
    if (below(w, 4) == 0) {
        text_add(t, below(w, 2) == 0 ? "*" : "a.*");
        return;
    }
    int count = 1 + below(w, MOST_TARGETS);
    for (int i = 0; i < count; i++) {
        text_add(t, i == 0 ? "" : ", ");
        add_target(w, t, from);
    }
}

static void write_select(ddl_writer *w, text *t) {
    from_list from = make_from(w);
    text_add(t, "SELECT ");
    add_targets(w, t, &from);
    text_printf(t, " FROM %s", text_string(&from.text));
    if (below(w, 4) == 0) {
        text_printf(t, " WHERE %s IS NOT NULL", column_of(w, &from));
    }
}

static void write_grouped(ddl_writer *w, text *t) {
    from_list from = make_from(w);
    const char *x = column_of(w, &from);
    text_printf(t, "SELECT %s, count(*) AS c1, max(%s) AS c2", x, column_of(w, &from));
    if (below(w, 3) == 0) {
        text_printf(t, ", %s AS c3", column_of(w, &from));
    }
    text_printf(t, " FROM %s GROUP BY %s", text_string(&from.text), x);
}

void ddl_query_write(ddl_writer *w, text *t) {
    switch (below(w, 12)) {
    case 0:
        write_grouped(w, t);
        break;
    case 1:
        write_select(w, t);
        text_add(t, below(w, 2) == 0 ? " UNION " : " UNION ALL ");
        write_select(w, t);
        break;
    case 2:
        text_add(t, "WITH w AS (");
        write_select(w, t);
        text_add(t, ") SELECT * FROM w");
        break;
    case 3:
        text_add(t, "SELECT * FROM ");
        ddl_writer_pick_relation(w, t, "rpvm");
        break;
    default:
        write_select(w, t);
        break;
    }
}

void ddl_query_write_like(ddl_writer *w, text *t) {
    const pg_class *like = w->relation;
    from_list from = make_from(w);
    text_add(t, "SELECT ");
    for (int i = 0; like != NULL && i < like->attribute_count; i++) {
        const pg_attribute *x = &like->attributes[i];
        text_printf(t, "%sNULL::%s AS %s", i == 0 ? "" : ", ",
                    type_format_qualified(w->catalog, w->arena, x->type, x->typmod),
                    quote_identifier(w->arena, x->name));
    }
    text_add(t, like != NULL && below(w, 2) == 0 ? ", 1 AS more" : like == NULL ? "1" : "");
    text_printf(t, " FROM %s", text_string(&from.text));
}
