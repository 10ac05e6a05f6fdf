	select	'äöü', from t;
select '日本語', from t;
select 'é', from t;
select 1 +
;
