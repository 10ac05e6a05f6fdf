#ifndef ORIEL_ERROR_H
#define ORIEL_ERROR_H

#include "oriel/export.h"
#include "oriel/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What went wrong, filled by the function that failed and owned by the caller, who may pass NULL
 * where only the status matters.  Nothing in it needs freeing.  The first error of a call stays:
 * trouble while cleaning up does not overwrite it.
 */
typedef struct oriel_error {
    oriel_status status;
    char sqlstate[6];   /* five characters as the server gave them, or "" */
    char file[256];     /* migration file the error is in, or "" */
    int line, column;   /* from 1, in characters; 0: unknown */
    char message[512];
    char detail[512];
    char hint[256];
} oriel_error;

/* The constant's name without ORIEL_, and one sentence; never NULL. */
ORIEL_API const char *oriel_status_name(oriel_status status);
ORIEL_API const char *oriel_status_text(oriel_status status);

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_ERROR_H */
