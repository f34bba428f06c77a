package pack

import (
	"bytes"
	"encoding/pem"
	"errors"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// roots are the certificate authorities that browsers trust. A file cannot say what holds of some
// of them with conditions, so those are left out; the program itself knows them and the conditions.
func roots() ([]byte, error) {
	var text bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint != nil {
			continue
		}
		if err := pem.Encode(&text, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}); err != nil {
			return nil, err
		}
	}
	if text.Len() == 0 {
		return nil, errors.New("pack: there are no certificate authorities")
	}
	return text.Bytes(), nil
}
