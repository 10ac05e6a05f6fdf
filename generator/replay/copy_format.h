#ifndef ORIEL_REPLAY_COPY_FORMAT_H
#define ORIEL_REPLAY_COPY_FORMAT_H

/* The options that tell the format of COPY's files (manual, COPY).  file_fdw takes the same. */

#include "replay/foreign_option.h"

/* Checks them as for COPY FROM; false with the server's error. */
bool copy_format_check(replay *r, const foreign_option_list *options);

/* A word for true or false, as options have it; else the server's error. */
bool copy_format_check_boolean(replay *r, const foreign_option *option);

#endif /* ORIEL_REPLAY_COPY_FORMAT_H */
