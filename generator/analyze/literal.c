#include "analyze/literal.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"

/* By the C symbol of the type's input function, sorted.  What is not here accepts everything. */
static const struct input_function {
    const char *symbol;
    literal_function *check;
} input_functions[] = {
    {"aclitemin", privilege_input},
    {"any_in", enum_input_pseudo},
    {"anyarray_in", enum_input_pseudo},
    {"anycompatible_in", enum_input_pseudo},
    {"anycompatiblearray_in", enum_input_pseudo},
    {"anycompatiblemultirange_in", enum_input_pseudo},
    {"anycompatiblenonarray_in", enum_input_pseudo},
    {"anycompatiblerange_in", enum_input_pseudo},
    {"anyelement_in", enum_input_pseudo},
    {"anyenum_in", enum_input_pseudo},
    {"anymultirange_in", enum_input_pseudo},
    {"anynonarray_in", enum_input_pseudo},
    {"anyrange_in", enum_input_pseudo},
    {"array_in", array_input},
    {"bit_in", bytes_input_bit},
    {"boolin", boolean_input},
    {"box_in", geometry_input_box},
    {"bpcharin", bytes_input_bpchar},
    {"bqarr_in", boolean_query_input_integers},
    {"brin_bloom_summary_in", enum_input_pseudo},
    {"brin_minmax_multi_summary_in", enum_input_pseudo},
    {"byteain", bytes_input_bytea},
    {"cash_in", money_input},
    {"cidr_in", network_input_cidr},
    {"circle_in", geometry_input_circle},
    {"cube_in", cube_input},
    {"date_in", datetime_input_date},
    {"domain_in", enum_input_domain},
    {"ean13_in", isn_input_ean13},
    {"enum_in", enum_input},
    {"event_trigger_in", enum_input_pseudo},
    {"fdw_handler_in", enum_input_pseudo},
    {"float4in", float_input_float4},
    {"float8in", float_input_float8},
    {"gtsvectorin", enum_input_pseudo},
    {"hstore_in", hstore_input},
    {"index_am_handler_in", enum_input_pseudo},
    {"inet_in", network_input_inet},
    {"int2in", integer_input_int2},
    {"int2vectorin", integer_input_int2vector},
    {"int4in", integer_input_int4},
    {"int8in", integer_input_int8},
    {"internal_in", enum_input_pseudo},
    {"interval_in", interval_input},
    {"isbn_in", isn_input_isbn},
    {"ismn_in", isn_input_ismn},
    {"issn_in", isn_input_issn},
    {"json_in", json_input},
    {"jsonb_in", json_input_binary},
    {"jsonpath_in", jsonpath_input},
    {"language_handler_in", enum_input_pseudo},
    {"line_in", geometry_input_line},
    {"lquery_in", ltree_input_query},
    {"lseg_in", geometry_input_lseg},
    {"ltree_in", ltree_input},
    {"ltxtq_in", boolean_query_input_labels},
    {"macaddr8_in", network_input_macaddr8},
    {"macaddr_in", network_input_macaddr},
    {"multirange_in", range_input_multirange},
    {"numeric_in", numeric_input},
    {"oidin", integer_input_oid},
    {"oidvectorin", integer_input_oidvector},
    {"path_in", geometry_input_path},
    {"pg_ddl_command_in", enum_input_pseudo},
    {"pg_dependencies_in", enum_input_pseudo},
    {"pg_lsn_in", bytes_input_lsn},
    {"pg_mcv_list_in", enum_input_pseudo},
    {"pg_ndistinct_in", enum_input_pseudo},
    {"pg_node_tree_in", enum_input_pseudo},
    {"pg_snapshot_in", bytes_input_snapshot},
    {"point_in", geometry_input_point},
    {"poly_in", geometry_input_polygon},
    {"range_in", range_input},
    {"record_in", record_input},
    {"regclassin", name_input_class},
    {"regcollationin", name_input_collation},
    {"regconfigin", name_input_ts_config},
    {"regdictionaryin", name_input_ts_dict},
    {"regnamespacein", name_input_namespace},
    {"regoperatorin", signature_input_operator},
    {"regoperin", name_input_operator},
    {"regprocedurein", signature_input_procedure},
    {"regprocin", name_input_proc},
    {"regrolein", name_input_role},
    {"regtypein", signature_input_type},
    {"seg_in", seg_input},
    {"table_am_handler_in", enum_input_pseudo},
    {"tidin", integer_input_tid},
    {"time_in", datetime_input_time},
    {"timestamp_in", datetime_input_timestamp},
    {"timestamptz_in", datetime_input_timestamptz},
    {"timetz_in", datetime_input_timetz},
    {"trigger_in", enum_input_pseudo},
    {"tsm_handler_in", enum_input_pseudo},
    {"tsqueryin", text_search_input_query},
    {"tsvectorin", text_search_input_vector},
    {"upc_in", isn_input_upc},
    {"uuid_in", bytes_input_uuid},
    {"varbit_in", bytes_input_varbit},
    {"varcharin", bytes_input_varchar},
    {"xml_in", xml_input},
};

static int compare_symbol(const void *symbol, const void *entry) {
    return strcmp(symbol, ((const struct input_function *)entry)->symbol);
}

bool literal_check(analysis *an, oid type, int32_t typmod, const char *value, int location) {
    const pg_type *t = catalog_type(an->catalog, type);
    const pg_proc *function = t ? catalog_proc(an->catalog, t->input) : NULL;
    if (!function || !function->source) {
        return true;
    }
    const struct input_function *found = bsearch(function->source, input_functions,
                                                 sizeof input_functions / sizeof input_functions[0],
                                                 sizeof input_functions[0], compare_symbol);
    if (!found) {
        return true;
    }
    if (!analysis_enter(an, location)) {
        return false;
    }
    literal_input in = {an, t, t->element ? t->element : type, typmod, value, location};
    bool ok = found->check(&in);
    analysis_leave(an);
    return ok;
}
