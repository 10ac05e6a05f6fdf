#ifndef ORIEL_CLI_CHARACTER_WIDTH_H
#define ORIEL_CLI_CHARACTER_WIDTH_H

/* Columns that a character takes on a terminal, the same whatever the locale is. */

#include <stdint.h>

/* 0 for combining characters, 2 for East Asian wide ones, else 1. */
int character_width(uint32_t code_point);

#endif /* ORIEL_CLI_CHARACTER_WIDTH_H */
