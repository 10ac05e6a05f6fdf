copy t from stdin; select 'it
1
2
\.
select 1;
copy t from stdin; select 'it
1
'
\.
selct 2;
