#include <ctype.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "base/text.h"
#include "parse/sqlstate.h"

/* aclitem: grantee=privileges/grantor.  Which roles there are belongs to the cluster. */

static bool refuse(const literal_input *in, const char *message) {
    return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION, "%s", message);
}

static bool is_plain(char c) {
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* A role's name, quoted or not; returns what follows it. */
static const char *read_name(const literal_input *in, const char *p, const char **name) {
    text t = text_new(in->an->arena);
    bool quoted = false;
    while (isspace((unsigned char)*p)) {
        p++;
    }
    for (; *p != '\0' && (quoted || *p == '"' || is_plain(*p)); p++) {
        if (*p == '"') {
            if (!quoted || p[1] != '"') {
                quoted = !quoted;
                continue;
            }
            p++;
        }
        text_add_char(&t, *p);
    }
    while (isspace((unsigned char)*p)) {
        p++;
    }
    *name = text_string(&t);
    return p;
}

static const char *read_grantee(const literal_input *in, const char *p) {
    const char *name;
    p = read_name(in, p, &name);
    if (*p != '=') {
        if (strcmp(name, "group") != 0 && strcmp(name, "user") != 0) {
            literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                                "unrecognized key word: \"%s\"", name);
            return NULL;
        }
        p = read_name(in, p, &name);
        if (name[0] == '\0') {
            refuse(in, "missing name");
            return NULL;
        }
    }
    if (*p != '=') {
        refuse(in, "missing \"=\" sign");
        return NULL;
    }
    return p + 1;
}

bool privilege_input(const literal_input *in) {
    static const char letters[] = "arwdDxtXUCTcsA";
    const char *p = read_grantee(in, in->text);
    if (p == NULL) {
        return false;
    }
    for (; isalpha((unsigned char)*p) || *p == '*'; p++) {
        if (strchr(letters, *p) == NULL && *p != '*' && *p != 'R') {
            return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                                       "invalid mode character: must be one of \"%s\"", letters);
        }
    }
    const char *grantor = "postgres";
    if (*p == '/') {
        p = read_name(in, p + 1, &grantor);
    }
    if (grantor[0] == '\0') {
        return refuse(in, "a name must follow the \"/\" sign");
    }
    p += strspn(p, " \t\n\r\f\v");
    return *p == '\0' || refuse(in, "extra garbage at the end of the ACL specification");
}
