#include <expat.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/*
 * xml: what may stand inside an element, or a document when there is a document type declaration.
 * Whether it is well-formed, expat says; the declaration is the server's own business (the encoding
 * in it means nothing: the text is in the client's).
 */

typedef struct xml_reader {
    const literal_input *in;
    const char *p;
} xml_reader;

static bool wrong_declaration(const xml_reader *r, const char *detail) {
    return literal_input_error_detail(r->in, SQLSTATE_INVALID_XML_CONTENT, detail,
                                      "invalid XML content: invalid XML declaration");
}

static size_t blanks(const char *p) {
    return strspn(p, " \t\n\r");
}

/* At `name`?  Blanks before it are required, and skipped when it is there. */
static bool at_attribute(xml_reader *r, const char *name, bool *spaced) {
    size_t space = blanks(r->p);
    if (strncmp(r->p + space, name, strlen(name)) != 0) {
        return false;
    }
    *spaced = space > 0;
    r->p += space + strlen(name);
    return true;
}

/* = "value" with either quotes; false: there is none. */
static bool scan_value(xml_reader *r, const char **value, size_t *length) {
    r->p += blanks(r->p);
    if (*r->p != '=') {
        return false;
    }
    r->p++;
    r->p += blanks(r->p);
    if (*r->p != '"' && *r->p != '\'') {
        return false;
    }
    const char *end = strchr(r->p + 1, *r->p);
    if (!end) {
        return false;
    }
    *value = r->p + 1;
    *length = (size_t)(end - *value);
    r->p = end + 1;
    return true;
}

static bool scan_standalone(xml_reader *r) {
    const char *value;
    size_t length;
    bool found =
        scan_value(r, &value, &length) && ((length == 3 && strncmp(value, "yes", 3) == 0) ||
                                           (length == 2 && strncmp(value, "no", 2) == 0));
    return found || wrong_declaration(r, "standalone accepts only 'yes' or 'no'.");
}

/* <?xml version="1.0" encoding="..." standalone="yes"?>, the last two if wanted. */
static bool skip_declaration(xml_reader *r) {
    const char *value;
    size_t length;
    bool spaced;
    r->p += strlen("<?xml");
    if (blanks(r->p) == 0) {
        return wrong_declaration(r, "Space required.");
    }
    if (!at_attribute(r, "version", &spaced) || !scan_value(r, &value, &length)) {
        return wrong_declaration(r, "Malformed declaration: missing version.");
    }
    if (at_attribute(r, "encoding", &spaced)) {
        if (!spaced) {
            return wrong_declaration(r, "Space required.");
        }
        if (!scan_value(r, &value, &length)) {
            return wrong_declaration(r, "Missing encoding in text declaration.");
        }
    }
    if (at_attribute(r, "standalone", &spaced)) {
        if (!spaced) {
            return wrong_declaration(r, "Space required.");
        }
        if (!scan_standalone(r)) {
            return false;
        }
    }
    r->p += blanks(r->p);
    if (strncmp(r->p, "?>", 2) != 0) {
        return wrong_declaration(r, "Parsing XML declaration: '?>' expected.");
    }
    r->p += 2;
    return true;
}

static bool has_declaration(const char *p) {
    /* <?xml-stylesheet ...?> is an instruction. */
    char c = p[0] && strncmp(p, "<?xml", 5) == 0 ? p[5] : 'x';
    return !literal_is_alnum(c) && !strchr("_:-.", c ? c : ' ') && (unsigned char)c < 0x80;
}

/* Behind comments, instructions and blanks only. */
static bool has_document_type(const char *p) {
    for (;;) {
        p += blanks(p);
        const char *end;
        if (strncmp(p, "<!DOCTYPE", 9) == 0) {
            return true;
        }
        if (strncmp(p, "<!--", 4) == 0) {
            end = strstr(p + 4, "-->");
            p = end ? end + 3 : "";
        } else if (strncmp(p, "<?", 2) == 0) {
            end = strstr(p + 2, "?>");
            p = end ? end + 2 : "";
        } else {
            return false;
        }
    }
}

static void XMLCALL count_start(void *depth, const XML_Char *name, const XML_Char **attributes) {
    (void)name;
    (void)attributes;
    ++*(int *)depth;
}

static void XMLCALL count_end(void *depth, const XML_Char *name) {
    (void)name;
    --*(int *)depth;
}

/* Content is read inside an element of our own, which it must not end. */
static bool is_well_formed(XML_Parser parser, const char *p, bool document) {
    int length = (int)strlen(p);
    if (document) {
        return XML_Parse(parser, p, length, true) == XML_STATUS_OK;
    }
    int depth = 0;
    XML_SetUserData(parser, &depth);
    XML_SetElementHandler(parser, count_start, count_end);
    return XML_Parse(parser, "<x>", 3, false) == XML_STATUS_OK &&
           XML_Parse(parser, p, length, false) == XML_STATUS_OK && depth == 1 &&
           XML_Parse(parser, "</x>", 4, true) == XML_STATUS_OK;
}

bool xml_input(const literal_input *in) {
    xml_reader r = {in, in->text};
    if (has_declaration(r.p) && !skip_declaration(&r)) {
        return false;
    }
    XML_Parser parser = XML_ParserCreate("UTF-8");
    if (!parser) {
        return true;
    }
    bool ok = is_well_formed(parser, r.p, has_document_type(r.p));
    XML_ParserFree(parser);
    return ok || literal_input_error(in, SQLSTATE_INVALID_XML_CONTENT, "invalid XML content");
}
