-- a comment first
CREATE INDEX CONCURRENTLY film_title ON film (title);
ALTER TABLE film ADD COLUMN extra numeric(5,2) NOT NULL DEFAULT 0;
COMMENT ON TABLE film IS 'Films.';
