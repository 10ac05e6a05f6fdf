#ifndef ORIEL_RUNTIME_MIGRATE_DIFF_H
#define ORIEL_RUNTIME_MIGRATE_DIFF_H

/* Shows in the few lines an error's detail holds how an applied migration was edited. */

#include "error.h"

/* Sets the detail: the first line that differs and the lines up to the last one, - old, + new. */
void orl_diff_detail(oriel_error *err, const char *old_text, const char *new_text);

/* The line, counted from 1, where the texts begin to differ. */
int orl_diff_line(const char *old_text, const char *new_text);

#endif /* ORIEL_RUNTIME_MIGRATE_DIFF_H */
