DROP INDEX film_title;
ALTER TABLE film ALTER COLUMN extra TYPE numeric(6,2);
COMMIT;
