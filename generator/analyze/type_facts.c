#include "analyze/coercion.h"

/* Subscripting by this handler is what makes a type with an element type a true array. */
#define ARRAY_SUBSCRIPT_HANDLER ((oid)6179)

oid type_base(const catalog *c, oid type) {
    int32_t typmod = -1;
    return type_base_and_typmod(c, type, &typmod);
}

oid type_base_and_typmod(const catalog *c, oid type, int32_t *typmod) {
    const pg_type *t = catalog_type(c, type);
    while (t && t->typtype == 'd') {
        *typmod = t->typmod;
        type = t->base;
        t = catalog_type(c, type);
    }
    return type;
}

oid type_array_element(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t && t->element && t->subscript == ARRAY_SUBSCRIPT_HANDLER ? t->element : INVALID_OID;
}

oid type_element(const catalog *c, oid type) {
    return type_array_element(c, type_base(c, type));
}

oid type_array(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t ? t->array : INVALID_OID;
}

oid type_promoted_array(const catalog *c, oid type) {
    oid array = type_array(c, type);
    if (!array && type_is_array(c, type)) {
        array = type;
    }
    return array;
}

bool type_is_array(const catalog *c, oid type) {
    return type_array_element(c, type) != INVALID_OID;
}

static bool has_typtype(const catalog *c, oid type, char typtype) {
    const pg_type *t = catalog_type(c, type);
    return t && t->typtype == typtype;
}

bool type_is_range(const catalog *c, oid type) {
    return has_typtype(c, type, 'r');
}

bool type_is_multirange(const catalog *c, oid type) {
    return has_typtype(c, type, 'm');
}

bool type_is_enum(const catalog *c, oid type) {
    return has_typtype(c, type, 'e');
}

bool type_is_composite(const catalog *c, oid type) {
    return type == RECORDOID || has_typtype(c, type, 'c');
}

oid type_relation(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type_base(c, type));
    return t && t->typtype == 'c' ? t->relation : INVALID_OID;
}

bool type_is_row(const catalog *c, oid type) {
    return type == RECORDOID || type_relation(c, type) != INVALID_OID;
}

oid type_range_subtype(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t && t->typtype == 'r' ? t->range_subtype : INVALID_OID;
}

oid type_multirange_range(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t && t->typtype == 'm' ? t->range_multirange : INVALID_OID;
}

oid type_range_multirange(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t && t->typtype == 'r' ? t->range_multirange : INVALID_OID;
}

bool type_is_polymorphic(oid type) {
    return type_is_polymorphic_simple(type) || type_is_polymorphic_compatible(type);
}

bool type_is_polymorphic_simple(oid type) {
    return type == ANYELEMENTOID || type == ANYARRAYOID || type == ANYNONARRAYOID ||
           type == ANYENUMOID || type == ANYRANGEOID || type == ANYMULTIRANGEOID;
}

bool type_is_polymorphic_compatible(oid type) {
    return type == ANYCOMPATIBLEOID || type == ANYCOMPATIBLEARRAYOID ||
           type == ANYCOMPATIBLENONARRAYOID || type == ANYCOMPATIBLERANGEOID ||
           type == ANYCOMPATIBLEMULTIRANGEOID;
}

char type_category(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t ? t->category : '\0';
}

bool type_is_preferred(const catalog *c, char category, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t && t->category == category && t->preferred;
}

oid type_collation(const catalog *c, oid type) {
    const pg_type *t = catalog_type(c, type);
    return t ? t->collation : INVALID_OID;
}
