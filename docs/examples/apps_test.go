package examples

import "fmt"

// js writes a number into an expression.
func js(v any) string { return fmt.Sprint(v) }
