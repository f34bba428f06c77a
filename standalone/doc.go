// Package standalone brings what a program finds on most systems and not in an empty container:
// time zones, and the certificate authorities that browsers trust. Each counts only where the
// system has none of its own.
//
//	import _ "github.com/panelgo/panelgo/standalone"
package standalone

import (
	_ "time/tzdata"

	_ "golang.org/x/crypto/x509roots/fallback"
)
