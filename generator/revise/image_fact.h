#ifndef ORIEL_REVISE_IMAGE_FACT_H
#define ORIEL_REVISE_IMAGE_FACT_H

/* Single objects of a catalog in words: who they are and what is true of them. */

#include "catalog/catalog.h"

/* Who: "view public.film_list", "constraint film_pkey of table public.film". */
const char *image_fact_subject(arena *a, const catalog *c, object_address address);

/* What is true of the object beside its name; "there" where nothing else is known. */
const char *image_fact_of(arena *a, const catalog *c, catalog_class class,
                          const catalog_record *record);

/* position 0: it does not matter. */
const char *image_fact_column(arena *a, const catalog *c, const pg_attribute *column, int position);

#endif /* ORIEL_REVISE_IMAGE_FACT_H */
