#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* XML syntax.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select xmlconcat('<a/>', '<b/>'), xmlelement(name foo, xmlattributes('x' as bar), 'c'), "
     "xmlforest(1 as a, id) , xmlparse(document '<a/>'), xmlpi(name foo), xmlroot('<a/>', version "
     "'1.0'), xmlserialize(content '<a/>' as varchar(10)), '<a/>' is document from t",
     "xmlconcat xml, xmlelement xml, xmlforest xml, xmlparse xml, xmlpi xml, xmlroot xml, "
     "xmlserialize character varying(10), ?column? boolean"},
    {"select xmlelement(name foo, xmlattributes(1 as a, 2 as a))",
     "42601 51 XML attribute name \"a\" appears more than once"},
    {"select xmlelement(name foo, xmlattributes(1))",
     "42601 43 unnamed XML attribute value must be a column reference"},
    {"select xmlforest(1+1)", "42601 18 unnamed XML element value must be a column reference"},
    {"select xmlserialize(content '<a/>' as int)",
     "42846 8 cannot cast XMLSERIALIZE result to integer"},
    {"select xmlconcat(1)", "42804 18 argument of XMLCONCAT must be type xml, not type integer"},
};

static void answers_are_the_servers(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof cases[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_the_servers, fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
