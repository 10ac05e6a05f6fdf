CREATE TABLE booking (id int PRIMARY KEY, of_user bigint NOT NULL REFERENCES auth.users);
CREATE VIEW booked AS
SELECT b.id, u.email, u.role, u.info -> 'city' AS city, u.n, u.c, a.max, auth.uid()
FROM booking b
JOIN auth.users u ON u.id = b.of_user
LEFT JOIN auth.active a ON a.id = u.id;
DROP TABLE auth.users;
CREATE EXTENSION no_such_extension;
CREATE VIEW wrong AS SELECT nope FROM auth.sessions;
