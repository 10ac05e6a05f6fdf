#include "analyze/target_name.h"

#include <string.h>

#include "analyze/raw_node.h"
#include "analyze/target_list.h"

/* A weak name gives way to what stands further out: 'x'::text is "text", a::text is "a". */
typedef enum name_strength { NAME_NONE, NAME_WEAK, NAME_STRONG } name_strength;

typedef struct found_name {
    name_strength strength;
    const char *name;
} found_name;

static found_name name_in(const PgQuery__Node *node, expr *analysed);

static found_name strong(const char *name) {
    return (found_name){name != NULL ? NAME_STRONG : NAME_NONE, name};
}

static const char *last_text(size_t count, PgQuery__Node *const *parts) {
    const char *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *text = raw_node_text(parts[i]);
        last = text != NULL ? text : last;
    }
    return last;
}

/* --- Subqueries ------------------------------------------------------------------------------ */

typedef struct sublink_search {
    int location;
    const struct query *found;
} sublink_search;

static bool find_sublink(expr *e, void *context) {
    sublink_search *search = context;
    if (e->kind == EXPR_SUBLINK && e->u.sublink.kind == SUBLINK_EXPR &&
        e->location == search->location) {
        search->found = e->u.sublink.query;
        return true;
    }
    return expr_each_child(e, find_sublink, context);
}

/* The first column of a query that was not analysed, as far as its text tells. */
static found_name first_column(const PgQuery__Node *node) {
    if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return strong(NULL);
    }
    const PgQuery__SelectStmt *select = node->select_stmt;
    while (select->larg != NULL) {
        select = select->larg;
    }
    if (select->n_values_lists > 0) {
        return strong("column1");
    }
    if (select->n_target_list == 0) {
        return strong(NULL);
    }
    const PgQuery__ResTarget *item = select->target_list[0]->res_target;
    return strong(item->name != NULL && item->name[0] != '\0' ? item->name
                                                              : target_list_name(item->val));
}

static found_name name_of_sublink(const PgQuery__SubLink *node, expr *analysed) {
    switch (node->sub_link_type) {
    case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
        return strong("exists");
    case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
        return strong("array");
    case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK:
        break;
    default:
        return strong(NULL);
    }
    sublink_search search = {node->location, NULL};
    if (analysed != NULL && find_sublink(analysed, &search)) {
        const struct query *q = search.found;
        return strong(q->targets.count > 0 ? q->targets.items[0].name : NULL);
    }
    return first_column(node->subselect);
}

/* --- Special grammar ------------------------------------------------------------------------- */

static const char *name_of_sql_value(PgQuery__SQLValueFunctionOp operation) {
    switch (operation) {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
        return "current_date";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
        return "current_time";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
        return "current_timestamp";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
        return "localtime";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
        return "localtimestamp";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE:
        return "current_role";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER:
        return "current_user";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER:
        return "user";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER:
        return "session_user";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG:
        return "current_catalog";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA:
        return "current_schema";
    default:
        return NULL;
    }
}

static const char *name_of_xml(PgQuery__XmlExprOp operation) {
    switch (operation) {
    case PG_QUERY__XML_EXPR_OP__IS_XMLCONCAT:
        return "xmlconcat";
    case PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT:
        return "xmlelement";
    case PG_QUERY__XML_EXPR_OP__IS_XMLFOREST:
        return "xmlforest";
    case PG_QUERY__XML_EXPR_OP__IS_XMLPARSE:
        return "xmlparse";
    case PG_QUERY__XML_EXPR_OP__IS_XMLPI:
        return "xmlpi";
    case PG_QUERY__XML_EXPR_OP__IS_XMLROOT:
        return "xmlroot";
    case PG_QUERY__XML_EXPR_OP__IS_XMLSERIALIZE:
        return "xmlserialize";
    default:
        return NULL;
    }
}

static const char *fixed_name(const PgQuery__Node *node) {
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
        return "grouping";
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        return "array";
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        return "row";
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return "coalesce";
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
        return node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_LEAST ? "least" : "greatest";
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return name_of_sql_value(node->sqlvalue_function->op);
    case PG_QUERY__NODE__NODE_XML_EXPR:
        return name_of_xml(node->xml_expr->op);
    case PG_QUERY__NODE__NODE_XML_SERIALIZE:
        return "xmlserialize";
    case PG_QUERY__NODE__NODE_A_EXPR:
        return node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? "nullif" : NULL;
    default:
        return NULL;
    }
}

/* --- The rules ------------------------------------------------------------------------------- */

static found_name weak_unless_named(found_name inner, const char *name) {
    if (inner.strength == NAME_STRONG || name == NULL) {
        return inner;
    }
    return (found_name){NAME_WEAK, name};
}

static found_name name_of_indirection(const PgQuery__AIndirection *node, expr *analysed) {
    const char *field = last_text(node->n_indirection, node->indirection);
    return field != NULL ? strong(field) : name_in(node->arg, analysed);
}

static found_name name_in(const PgQuery__Node *node, expr *analysed) {
    if (node == NULL) {
        return strong(NULL);
    }
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return strong(last_text(node->column_ref->n_fields, node->column_ref->fields));
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        return name_of_indirection(node->a_indirection, analysed);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return strong(last_text(node->func_call->n_funcname, node->func_call->funcname));
    case PG_QUERY__NODE__NODE_TYPE_CAST: {
        const PgQuery__TypeName *type = node->type_cast->type_name;
        return weak_unless_named(name_in(node->type_cast->arg, analysed),
                                 type != NULL ? last_text(type->n_names, type->names) : NULL);
    }
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return name_in(node->collate_clause->arg, analysed);
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return name_of_sublink(node->sub_link, analysed);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return weak_unless_named(name_in(node->case_expr->defresult, analysed), "case");
    default:
        return strong(fixed_name(node));
    }
}

const char *target_name_of(const PgQuery__Node *node, expr *analysed) {
    const char *name = name_in(node, analysed).name;
    return name != NULL ? name : "?column?";
}

const char *target_list_name(const PgQuery__Node *node) {
    return target_name_of(node, NULL);
}

const char *target_list_name_or_null(const PgQuery__Node *node) {
    return name_in(node, NULL).name;
}
