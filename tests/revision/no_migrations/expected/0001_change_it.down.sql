-- Undo: change it

DROP VIEW answer;
