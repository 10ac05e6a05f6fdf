selct 1;
select from where;
