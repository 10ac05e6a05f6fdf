#ifndef ORIEL_CLI_LIBPQ_H
#define ORIEL_CLI_LIBPQ_H

/*
 * libpq, loaded by the first command that connects: it brings some twenty libraries with it, and
 * most commands read files only.  libpq.c has a function of the same name for each one of libpq
 * that the command calls, so nothing else knows of this.
 */

#include <stdbool.h>

/* Loads libpq.  Must come before a connection is made; functions that free do nothing until then.
 * False: *problem says why, and lives until the thread ends. */
bool libpq_load(const char **problem);

#endif /* ORIEL_CLI_LIBPQ_H */
