/*
 * Everything of the runtime: reading through generated models, and migrations.  Generated headers
 * include this one; a program includes the generated headers.
 */
#ifndef ORIEL_ORIEL_H
#define ORIEL_ORIEL_H

#include "oriel/connection.h"
#include "oriel/convert.h"
#include "oriel/error.h"
#include "oriel/export.h"
#include "oriel/migrate.h"
#include "oriel/model.h"
#include "oriel/rows.h"
#include "oriel/status.h"
#include "oriel/types.h"
#include "oriel/version.h"

#endif /* ORIEL_ORIEL_H */
