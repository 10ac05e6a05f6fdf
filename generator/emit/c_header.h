#ifndef ORIEL_EMIT_C_HEADER_H
#define ORIEL_EMIT_C_HEADER_H

/* What all generated files have around their content. */

#include "base/text.h"

/* What a file is and where it is from. */
typedef struct c_header_banner {
    const char *c_name;
    const char *extension;   /* "h" or "c" */
    const char *what;        /* "typed rows of the view public.film_list" */
    const char *version;     /* of Oriel */
    const char *source_name; /* "film_list.sql", or "" */
    const char *comment;     /* COMMENT ON, or NULL */
} c_header_banner;
void c_header_write_banner(text *t, const c_header_banner *banner);

/* Guard and include of the runtime; other includes follow. */
void c_header_write_guard(text *t, const char *c_name);

/* ABI check and extern "C". */
void c_header_write_start(text *t, const char *c_name);
void c_header_write_end(text *t, const char *c_name);

#endif /* ORIEL_EMIT_C_HEADER_H */
