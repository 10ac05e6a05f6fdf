SELECT nothing FROM film;
