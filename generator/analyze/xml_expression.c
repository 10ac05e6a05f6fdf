#include "analyze/expression_internal.h"

#include <ctype.h>
#include <string.h>

#include "analyze/target_list.h"
#include "analyze/type_name.h"
#include "base/text.h"
#include "parse/sqlstate.h"

/* --- Names ----------------------------------------------------------------------------------- */

static bool is_name_character(unsigned char c, bool first) {
    if (c >= 0x80 || isalpha(c) || c == '_') {
        return true;
    }
    return !first && (isdigit(c) || c == '-' || c == '.');
}

/* An SQL name as an XML name (SQL/XML): what XML does not allow is written _xHHHH_. */
static const char *xml_name(arena *a, const char *name) {
    text result = text_new(a);
    for (const char *c = name; *c != '\0'; c++) {
        bool escape = c[0] == '_' && c[1] == 'x';
        if (*c == ':' && c != name) {
            text_add_char(&result, ':');
        } else if (escape || !is_name_character((unsigned char)*c, c == name)) {
            text_printf(&result, "_x%04X_", (unsigned)(unsigned char)*c);
        } else {
            text_add_char(&result, *c);
        }
    }
    return text_string(&result);
}

static const char *attribute_name(parse_state *ps, const PgQuery__XmlExpr *node,
                                  const PgQuery__ResTarget *item) {
    if (item->name != NULL && item->name[0] != '\0') {
        return xml_name(ps->analysis->arena, item->name);
    }
    if (item->val->node_case == PG_QUERY__NODE__NODE_COLUMN_REF) {
        return xml_name(ps->analysis->arena, target_list_name(item->val));
    }
    analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, item->location,
                   "unnamed XML %s value must be a column reference",
                   node->op == PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT ? "attribute" : "element");
    return NULL;
}

static bool name_is_new(parse_state *ps, const char *const *names, size_t count, int location) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], names[count]) == 0) {
            analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, location,
                           "XML attribute name \"%s\" appears more than once", names[count]);
            return false;
        }
    }
    return true;
}

static bool transform_named_arguments(parse_state *ps, const PgQuery__XmlExpr *node, expr *e) {
    arena *a = ps->analysis->arena;
    const char **names = ARENA_ARRAY(a, const char *, node->n_named_args);
    for (size_t i = 0; i < node->n_named_args; i++) {
        const PgQuery__ResTarget *item = node->named_args[i]->res_target;
        expr *value = expression_transform_inner(ps, item->val);
        names[i] = value != NULL ? attribute_name(ps, node, item) : NULL;
        if (names[i] == NULL) {
            return false;
        }
        if (node->op == PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT &&
            !name_is_new(ps, names, i, item->location)) {
            return false;
        }
        *LIST_PUSH(a, &e->u.xml.named_args) = value;
    }
    e->u.xml.names = names;
    return true;
}

/* --- Arguments ------------------------------------------------------------------------------- */

static expr *fit_argument(parse_state *ps, PgQuery__XmlExprOp operation, int place, expr *arg) {
    switch (operation) {
    case PG_QUERY__XML_EXPR_OP__IS_XMLCONCAT:
        return coercion_to_specific(ps, arg, XMLOID, "XMLCONCAT");
    case PG_QUERY__XML_EXPR_OP__IS_XMLFOREST:
        return coercion_to_specific(ps, arg, XMLOID, "XMLFOREST");
    case PG_QUERY__XML_EXPR_OP__IS_XMLPARSE:
        return place == 0 ? coercion_to_specific(ps, arg, TEXTOID, "XMLPARSE")
                          : coercion_to_boolean(ps, arg, "XMLPARSE");
    case PG_QUERY__XML_EXPR_OP__IS_XMLPI:
        return coercion_to_specific(ps, arg, TEXTOID, "XMLPI");
    case PG_QUERY__XML_EXPR_OP__IS_XMLROOT: {
        static const oid types[] = {XMLOID, TEXTOID, INT4OID};
        return coercion_to_specific(ps, arg, types[place < 2 ? place : 2], "XMLROOT");
    }
    case PG_QUERY__XML_EXPR_OP__IS_DOCUMENT:
        return coercion_to_specific(ps, arg, XMLOID, "IS DOCUMENT");
    default:
        return arg;
    }
}

expr *xml_expression_transform(parse_state *ps, PgQuery__XmlExpr *node) {
    arena *a = ps->analysis->arena;
    bool test = node->op == PG_QUERY__XML_EXPR_OP__IS_DOCUMENT;
    expr *e = expr_new(a, EXPR_XML, test ? BOOLOID : XMLOID, node->location);
    e->u.xml.operation = (int)node->op;
    e->u.xml.is_document = node->xmloption == PG_QUERY__XML_OPTION_TYPE__XMLOPTION_DOCUMENT;
    if (node->name != NULL && node->name[0] != '\0') {
        e->u.xml.name = xml_name(a, node->name);
    }
    if (!transform_named_arguments(ps, node, e)) {
        return NULL;
    }
    for (size_t i = 0; i < node->n_args; i++) {
        expr *arg = expression_transform_inner(ps, node->args[i]);
        if (arg == NULL || (arg = fit_argument(ps, node->op, (int)i, arg)) == NULL) {
            return NULL;
        }
        *LIST_PUSH(a, &e->u.xml.args) = arg;
    }
    return e;
}

expr *xml_serialize_transform(parse_state *ps, PgQuery__XmlSerialize *node) {
    analysis *an = ps->analysis;
    expr *e = expr_new(an->arena, EXPR_XML, TEXTOID, node->location);
    e->u.xml.operation = (int)PG_QUERY__XML_EXPR_OP__IS_XMLSERIALIZE;
    e->u.xml.is_document = node->xmloption == PG_QUERY__XML_OPTION_TYPE__XMLOPTION_DOCUMENT;
    e->collation = type_collation(an->catalog, TEXTOID);
    expr *arg = expression_transform_inner(ps, node->expr);
    if (arg == NULL || (arg = coercion_to_specific(ps, arg, XMLOID, "XMLSERIALIZE")) == NULL) {
        return NULL;
    }
    *LIST_PUSH(an->arena, &e->u.xml.args) = arg;
    type_and_typmod to = type_name_resolve(an, node->type_name);
    if (to.type == INVALID_OID) {
        return NULL;
    }
    expr *result = coercion_to_target(
        ps, e, (coercion_target){to.type, to.typmod, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1});
    if (result == NULL && !an->failed) {
        analysis_error(an, SQLSTATE_CANNOT_COERCE, node->location,
                       "cannot cast XMLSERIALIZE result to %s", analysis_type(an, to.type));
    }
    return result;
}
