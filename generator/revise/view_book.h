#ifndef ORIEL_REVISE_VIEW_BOOK_H
#define ORIEL_REVISE_VIEW_BOOK_H

/*
 * What statements have said about each view: the one that makes it and those that put something on
 * it.  One book tells what the migrations made (view_notes.h), another what the view files want
 * (view_files.h); a third is the first after a new migration.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "catalog/catalog.h"
#include "parse/sql_parser.h"

typedef enum attachment_kind {
    ATTACHMENT_COMMENT, /* on the view, a column, or another attachment */
    ATTACHMENT_INDEX,
    ATTACHMENT_STATISTICS,
    ATTACHMENT_TRIGGER,
    ATTACHMENT_RULE,
    ATTACHMENT_GRANT, /* GRANT or REVOKE */
    ATTACHMENT_ALTER, /* ALTER VIEW: options, owner, defaults of columns */
} attachment_kind;

typedef struct view_attachment {
    attachment_kind kind;
    const char *name; /* of the index, trigger ...; of a comment: what it is on ("column a") */
    const char *text; /* without semicolon */
    const char *fingerprint;
    const char *path; /* search_path the text is meant for; NULL: the default */
    position at;
    const sql_statement *statement;
    bool removes; /* a comment that is NULL */
} view_attachment;

typedef struct view_entry {
    const char *schema, *name;
    oid relation; /* view_notes only */
    bool materialized;
    const sql_statement *create;
    const char *text; /* of the statement, for the name and columns the view has now */
    const char *fingerprint;
    const char *path;
    const char *columns;  /* view_notes only: names, each on a line, that the text made */
    const char *expanded; /* the text with * written out; NULL: nothing to write out */
    LIST_OF(view_attachment) attachments;
} view_entry;

typedef struct view_book {
    arena *arena;
    view_entry *items;
    int count;
    int capacity;
} view_book;

view_book *view_book_new(arena *a);
view_book *view_book_copy(const view_book *book);

/* NULL when there is none. */
view_entry *view_book_find(const view_book *book, const char *schema, const char *name);

/* By schema, then name: for books whose order says nothing. */
void view_book_sort(view_book *book);

/* Adds an attachment; a later comment on the same thing replaces the former. */
void view_entry_attach(view_book *book, view_entry *entry, const view_attachment *attachment);

/* The kind and name a statement has as an attachment, told from its tree; false when it is none.
 * The text and fingerprint are filled in too; name NULL where the statement does not say it. */
bool view_attachment_of(arena *a, const sql_statement *s, const char *path, view_attachment *found);

/* "film_list", or "reports.film_list" outside of schema public; quoted where needed. */
const char *view_entry_name(arena *a, const view_entry *entry);

/* GRANTs, ALTERs, triggers, rules and statistics that `from` knows and `to` says nothing of, by
 * kind: view files need not repeat what migrations alone deal with. */
void view_book_inherit(view_book *to, const view_book *from);

#endif /* ORIEL_REVISE_VIEW_BOOK_H */
