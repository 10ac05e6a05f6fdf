-- oriel: no-transaction
VACUUM film;
