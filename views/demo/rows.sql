-- A few rows for the demo.
INSERT INTO language (name) VALUES ('English'), ('Deutsch');
INSERT INTO category (name) VALUES ('Comedy'), ('Drama'), ('Sci-Fi'), ('Western');

INSERT INTO film (title, description, released, language_id, length, rating, rental_rate, features,
                  attributes)
VALUES ('The Long Ledger', 'An auditor finds one row too many.', 1974, 1, 118, 'PG', 2.99,
        '{trailers,commentary}', '{"colour": true}'),
       ('Nachts im Archiv', 'Two archivists and a lost index.', 1931, 2, 84, 'G', 0.99, '{}', NULL),
       ('Null Island', NULL, 2019, 1, NULL, 'PG-13', 4.99, '{"deleted scenes"}', '{"imdb": 7.1}'),
       ('Deadlock at Noon', 'Neither of them will let go.', 1952, 1, 97, 'R', 1.99, '{}', NULL);
INSERT INTO film_category VALUES (1, 2), (2, 1), (2, 2), (3, 3), (4, 2), (4, 4);

INSERT INTO store (name, address) VALUES ('Harbour', ROW ('Quay 1', 'Port', '20457'));
INSERT INTO staff (store_id, first_name, last_name) VALUES (1, 'Ada', 'Byron');
INSERT INTO customer (store_id, first_name, last_name, email)
VALUES (1, 'Grace', 'Brewster', 'grace@example.org'), (1, 'Edgar', 'Frank', NULL);
INSERT INTO inventory (film_id, store_id) VALUES (1, 1), (2, 1), (3, 1), (4, 1);

INSERT INTO rental (inventory_id, customer_id, staff_id, rented_at, returned_at)
VALUES (1, 1, 1, '2024-03-01 18:00+00', '2024-03-04 10:00+00'),
       (2, 2, 1, '2024-03-02 17:30+00', '2024-03-03 09:15+00'),
       (4, 1, 1, '2024-03-09 19:45+00', NULL);
INSERT INTO payment (rental_id, amount, paid_at)
VALUES (1, 2.99, '2024-03-01 18:00+00'), (1, 1.50, '2024-03-04 10:00+00'),
       (2, 0.99, '2024-03-02 17:30+00');

REFRESH MATERIALIZED VIEW sales_by_category;
