// Package cell says how a cell of a table is written, compared, matched and missing. Tables of all
// kinds, their filters, their files and the browser's own sorting (static/own/panel.js) agree on
// it, so that a filter finds what is shown and a file says what the page said.
//
// A cell is missing if it is nil, not a number, or the zero time. Missing cells are written as
// nothing, in JSON as null, and stand after all others in either order.
package cell
