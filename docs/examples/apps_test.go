package examples

import "fmt"

// js writes a number or a word into an expression.
func js(v any) string { return fmt.Sprint(v) }
