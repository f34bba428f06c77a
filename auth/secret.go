package auth

import (
	"fmt"
	"log/slog"
)

// Secret is text that never shows itself: printed or logged it is a mask.
// Whoever needs the text says so with Reveal.
type Secret string

const mask = "•••"

// Reveal gives the text itself.
func (s Secret) Reveal() string { return string(s) }

// String is the mask, or nothing where there is no secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return mask
}

// Format masks the secret under every verb.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// LogValue masks the secret in structured logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
