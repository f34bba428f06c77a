package commands

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
)

// Secret is a command.
type Secret struct{}

// Run prints 32 random bytes, without padding so that the key can stand in any file.
func (Secret) Run() error {
	fmt.Println(base64.RawURLEncoding.EncodeToString(random()))
	return nil
}

// OAuthSecret is a command.
type OAuthSecret struct{}

// Run prints a Fernet key: 32 random bytes in padded URL-safe base64 (the Fernet specification,
// "Key Format").
func (OAuthSecret) Run() error {
	fmt.Println(base64.URLEncoding.EncodeToString(random()))
	return nil
}

func random() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails: it ends the program instead
	return key
}
