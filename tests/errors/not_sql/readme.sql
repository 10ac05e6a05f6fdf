# Notes

This is not SQL; it is a "note" about SQL.
