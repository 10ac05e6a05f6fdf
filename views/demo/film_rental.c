/* A program of the film-rental shop: reads the views of views/ through their generated models.  The
 * database is the one libpq's environment variables name. */
#include <stdio.h>
#include <stdlib.h>

#include "film_list.h"
#include "rental_status.h"
#include "sales_by_category.h"
#include "top_films.h"

static int fail(const oriel_error *err) {
    fprintf(stderr, "film_rental: %s\n", err->message);
    if (err->detail[0] != '\0') {
        fprintf(stderr, "  %s\n", err->detail);
    }
    if (err->hint[0] != '\0') {
        fprintf(stderr, "  %s\n", err->hint);
    }
    return EXIT_FAILURE;
}

static void print_categories(const oriel_text_array *categories) {
    for (size_t i = 0; i < categories->count; i++) {
        printf("%s%s", i > 0 ? ", " : "", categories->items[i]);
    }
    putchar('\n');
}

static void print_film(const film_list_row *film) {
    printf("%3d  %-20s %-9s ", film->film_id, film->title, film->language);
    if (film->length.is_null) {
        printf("     -");
    } else {
        printf("%6d", film->length.value);
    }
    printf("  %-6s %5s  ", film_rating_to_text(film->rating), film->rental_rate.digits);
    print_categories(&film->categories);
}

/* Every row at once. */
static oriel_status print_films(PGconn *conn, oriel_error *err) {
    film_list_rows films;
    oriel_status status = film_list_fetch(conn, &films, err);
    if (films.count > 0) {
        printf(" id  title                language  length  rating  rate  categories\n");
    }
    for (size_t i = 0; i < films.count; i++) {
        print_film(&films.items[i]);
    }
    film_list_free(&films);
    return status;
}

/* One row by its key. */
static oriel_status print_description(PGconn *conn, int32_t film_id, oriel_error *err) {
    film_list_rows found;
    oriel_status status = film_list_find_by_film_id(conn, film_id, &found, err);
    if (status == ORIEL_OK) {
        const film_list_row *film = found.items;
        printf("\nFilm %d: %s\n", film_id, film->description != NULL ? film->description : "?");
    }
    film_list_free(&found);
    return status;
}

/* The films of each rating by how often they were rented. */
static oriel_status print_top_films(PGconn *conn, oriel_error *err) {
    top_films_rows films;
    oriel_status status = top_films_fetch(conn, &films, err);
    printf("\nMost rented of their rating:\n");
    for (size_t i = 0; i < films.count; i++) {
        const top_films_row *film = &films.items[i];
        if (film->place == 1 && film->rentals > 0) {
            printf("  %-6s %s\n", film_rating_to_text(film->rating), film->title);
        }
    }
    top_films_free(&films);
    return status;
}

/* Row by row, in bounded memory. */
static oriel_status print_rentals(PGconn *conn, oriel_error *err) {
    oriel_stream *stream;
    const rental_status_row *row;
    oriel_status status = rental_status_stream(conn, &stream, err);
    printf("\nRentals:\n");
    while ((row = rental_status_next(stream)) != NULL) {
        char since[ORIEL_TEXT_SIZE];
        printf("  %-20s %-8s since %.10s, paid %s\n", row->title, row->status,
               oriel_timestamptz_to_text(row->rented_at, since), row->paid.digits);
    }
    return status == ORIEL_OK ? oriel_stream_close(&stream, err) : status;
}

static oriel_status print_sales(PGconn *conn, oriel_error *err) {
    sales_by_category_rows sales;
    oriel_status status = sales_by_category_fetch(conn, &sales, err);
    printf("\nSales:\n");
    for (size_t i = 0; i < sales.count; i++) {
        printf("  %-12s %7s\n", sales.items[i].category, sales.items[i].total.digits);
    }
    sales_by_category_free(&sales);
    return status;
}

int main(void) {
    oriel_error err;
    PGconn *conn = PQconnectdb("");
    if (PQstatus(conn) != CONNECTION_OK) {
        fprintf(stderr, "film_rental: %s", PQerrorMessage(conn));
        PQfinish(conn);
        return EXIT_FAILURE;
    }
    int status = EXIT_SUCCESS;
    if (print_films(conn, &err) != ORIEL_OK || print_description(conn, 2, &err) != ORIEL_OK ||
        print_top_films(conn, &err) != ORIEL_OK || print_rentals(conn, &err) != ORIEL_OK ||
        print_sales(conn, &err) != ORIEL_OK) {
        status = fail(&err);
    }
    PQfinish(conn);
    return status;
}
