#include "catalog/catalog.h"

#include <string.h>

#include "catalog/overlay.h"

typedef enum scan_kind {
    SCAN_ALL,
    SCAN_NAME,
    SCAN_CHILDREN,
} scan_kind;

/* The rows of the snapshot in the order the scan walks them. */
static const catalog_record *row_at(const catalog_scan *scan, uint32_t place) {
    const snapshot_table *table = &scan->catalog->snapshot->tables[scan->class];
    uint32_t row = scan->kind == SCAN_NAME       ? table->by_name[place]
                   : scan->kind == SCAN_CHILDREN ? table->by_parent[place]
                                                 : place;
    return (const void *)((const char *)table->rows + catalog_record_size(scan->class) * row);
}

/* Below, at or above what the scan looks for. */
static int compare_row(const catalog_scan *scan, uint32_t place) {
    const catalog_record *row = row_at(scan, place);
    if (scan->kind == SCAN_NAME) {
        return strcmp(row->name, scan->name);
    }
    return (row->parent > scan->parent) - (row->parent < scan->parent);
}

/* Sets the scan to the run of rows that compare equal. */
static void find_run(catalog_scan *scan) {
    uint32_t count = scan->catalog->snapshot->tables[scan->class].count;
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_row(scan, middle) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    scan->next = scan->end = low;
    while (scan->end < count && compare_row(scan, scan->end) == 0) {
        scan->end++;
    }
}

catalog_scan catalog_scan_all(const catalog *c, catalog_class class) {
    return (catalog_scan){
        .catalog = c,
        .class = class,
        .kind = SCAN_ALL,
        .end = c->snapshot->tables[class].count,
        .next_entry = c->classes[class].all.first,
    };
}

catalog_scan catalog_scan_name(const catalog *c, catalog_class class, const char *name) {
    catalog_scan scan = {.catalog = c, .class = class, .kind = SCAN_NAME, .name = name};
    if (c->snapshot->tables[class].by_name != NULL) {
        find_run(&scan);
    }
    const overlay_list *list = overlay_named(c, class, name);
    scan.next_entry = list == NULL ? NULL : list->first;
    return scan;
}

catalog_scan catalog_scan_children(const catalog *c, catalog_class class, oid parent) {
    catalog_scan scan = {.catalog = c, .class = class, .kind = SCAN_CHILDREN, .parent = parent};
    if (c->snapshot->tables[class].by_parent != NULL && parent < FIRST_USER_OID) {
        find_run(&scan);
    }
    const overlay_list *list = class == CLASS_CAST ? NULL : overlay_grouped(c, class, parent);
    scan.next_entry = list == NULL ? NULL : list->first;
    return scan;
}

/* What the catalog says now of a row of the snapshot; NULL when the scan is to leave it out here.
 */
static const catalog_record *present_row(const catalog_scan *scan, const catalog_record *row) {
    if (scan->catalog->classes[scan->class].builtin_count == 0) {
        return row;
    }
    const overlay_entry *entry = overlay_find(scan->catalog, scan->class, row->oid);
    if (entry == NULL) {
        return row;
    }
    return scan->kind == SCAN_ALL ? entry->record : NULL;
}

const void *catalog_next(catalog_scan *scan) {
    while (scan->next < scan->end) {
        const catalog_record *row = present_row(scan, row_at(scan, scan->next++));
        if (row != NULL) {
            return row;
        }
    }
    for (const overlay_link *link; (link = scan->next_entry) != NULL;) {
        scan->next_entry = link->next;
        if (scan->kind != SCAN_ALL || !link->entry->builtin) {
            return link->entry->record;
        }
    }
    return NULL;
}
