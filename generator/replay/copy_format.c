#include "replay/copy_format.h"

#include <strings.h>

#include "replay/encoding.h"

typedef struct copy_format {
    bool csv, binary, header;
    const char *delimiter, *null, *quote, *escape;
} copy_format;

static bool refuse_syntax(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "%s", message);
}

static bool refuse_feature(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", message);
}

static bool refuse_value(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1, "%s", message);
}

static bool is_boolean(const char *value) {
    static const char *const words[] = {"true", "false", "on", "off"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(value, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool copy_format_check_boolean(replay *r, const foreign_option *option) {
    return is_boolean(option->value) ||
           replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "%s requires a Boolean value", option->name);
}

/* --- Reading the options ---------------------------------------------------------------------- */

static bool read_format(replay *r, const char *value, copy_format *f) {
    f->csv = strcmp(value, "csv") == 0;
    f->binary = strcmp(value, "binary") == 0;
    return f->csv || f->binary || strcmp(value, "text") == 0 ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "COPY format \"%s\" not recognized", value);
}

static bool read_header(replay *r, const foreign_option *o, copy_format *f) {
    f->header = strcasecmp(o->value, "false") != 0 && strcasecmp(o->value, "off") != 0;
    return is_boolean(o->value) || strcasecmp(o->value, "match") == 0 ||
           replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "%s requires a Boolean value or \"match\"",
                         o->name);
}

static bool read_option(replay *r, const foreign_option *o, copy_format *f) {
    if (strcmp(o->name, "format") == 0) {
        return read_format(r, o->value, f);
    }
    if (strcmp(o->name, "header") == 0) {
        return read_header(r, o, f);
    }
    if (strcmp(o->name, "encoding") == 0) {
        return encoding_name(r, o->value) != NULL ||
               replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "argument to option \"%s\" must be a valid encoding name", o->name);
    }
    const char **slot = strcmp(o->name, "delimiter") == 0 ? &f->delimiter
                        : strcmp(o->name, "null") == 0    ? &f->null
                        : strcmp(o->name, "quote") == 0   ? &f->quote
                        : strcmp(o->name, "escape") == 0  ? &f->escape
                                                          : NULL;
    if (slot == NULL) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "option \"%s\" not recognized", o->name);
    }
    *slot = o->value;
    return true;
}

/* --- What goes together ------------------------------------------------------------------------
 */

static bool check_delimiter(replay *r, const copy_format *f) {
    if (strlen(f->delimiter) != 1) {
        return refuse_feature(r, "COPY delimiter must be a single one-byte character");
    }
    if (strpbrk(f->delimiter, "\r\n") != NULL) {
        return refuse_value(r, "COPY delimiter cannot be newline or carriage return");
    }
    if (strpbrk(f->null, "\r\n") != NULL) {
        return refuse_value(r, "COPY null representation cannot use newline or carriage return");
    }
    if (!f->csv && strchr("\\.abcdefghijklmnopqrstuvwxyz0123456789", f->delimiter[0]) != NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "COPY delimiter cannot be \"%s\"", f->delimiter);
    }
    return true;
}

static bool check_quotes(replay *r, const copy_format *f) {
    if (!f->csv && f->quote != NULL) {
        return refuse_feature(r, "COPY quote available only in CSV mode");
    }
    if (f->csv && strlen(f->quote) != 1) {
        return refuse_feature(r, "COPY quote must be a single one-byte character");
    }
    if (f->csv && f->delimiter[0] == f->quote[0]) {
        return refuse_value(r, "COPY delimiter and quote must be different");
    }
    if (!f->csv && f->escape != NULL) {
        return refuse_feature(r, "COPY escape available only in CSV mode");
    }
    if (f->csv && strlen(f->escape) != 1) {
        return refuse_feature(r, "COPY escape must be a single one-byte character");
    }
    return true;
}

static bool check_together(replay *r, copy_format *f) {
    if (f->binary && f->delimiter != NULL) {
        return refuse_syntax(r, "cannot specify DELIMITER in BINARY mode");
    }
    if (f->binary && f->null != NULL) {
        return refuse_syntax(r, "cannot specify NULL in BINARY mode");
    }
    f->delimiter = f->delimiter != NULL ? f->delimiter : f->csv ? "," : "\t";
    f->null = f->null != NULL ? f->null : f->csv ? "" : "\\N";
    if (f->csv) {
        f->quote = f->quote != NULL ? f->quote : "\"";
        f->escape = f->escape != NULL ? f->escape : f->quote;
    }
    if (!check_delimiter(r, f)) {
        return false;
    }
    if (f->binary && f->header) {
        return refuse_feature(r, "cannot specify HEADER in BINARY mode");
    }
    if (!check_quotes(r, f)) {
        return false;
    }
    if (strchr(f->null, f->delimiter[0]) != NULL) {
        return refuse_feature(r, "COPY delimiter must not appear in the NULL specification");
    }
    if (f->csv && strchr(f->null, f->quote[0]) != NULL) {
        return refuse_feature(r, "CSV quote character must not appear in the NULL specification");
    }
    return true;
}

bool copy_format_check(replay *r, const foreign_option_list *options) {
    copy_format f = {0};
    for (int i = 0; i < options->count; i++) {
        if (!read_option(r, &options->items[i], &f)) {
            return false;
        }
    }
    return check_together(r, &f);
}
