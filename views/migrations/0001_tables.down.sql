DROP TABLE payment, rental, inventory, customer, staff, store, film_actor, actor, film_category,
    film, category, language;
DROP TYPE postal_address;
DROP DOMAIN email;
DROP DOMAIN release_year;
DROP TYPE film_rating;
