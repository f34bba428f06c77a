package auth

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/fernet/fernet-go"
)

// Keyring seals and opens small values with a ring of Fernet keys: the newest
// key, which is the first, seals; any key opens. A key is retired by moving it
// behind a new one, and dropped once nothing sealed with it is needed.
//
// What a Keyring seals can be opened by any implementation of the Fernet
// specification, and the other way round.
type Keyring struct {
	keys []*fernet.Key // set once; never empty
}

// ErrSealed is what Open returns for anything it cannot vouch for: altered,
// sealed with another key or for another purpose, too old, or not sealed at all.
var ErrSealed = errors.New("auth: not sealed with any of our keys, or too old")

// NewKeyring makes a keyring from the given keys, the newest first. Every key is
// the text that [NewKey] prints: 32 bytes in URL-safe base64.
func NewKeyring(keys ...string) (*Keyring, error) {
	if len(keys) == 0 {
		return nil, errors.New("auth: a keyring needs at least one key")
	}
	v := &Keyring{}
	var complaints []error
	for i, text := range keys {
		key, err := parseKey(text)
		if err != nil {
			complaints = append(complaints, fmt.Errorf("key %d of %d %w", i+1, len(keys), err))
			continue
		}
		v.keys = append(v.keys, key)
	}
	if err := errors.Join(complaints...); err != nil {
		return nil, err
	}
	return v, nil
}

// NewKey makes a fresh random key in the form every Fernet implementation reads.
func NewKey() string {
	var key fernet.Key
	if err := key.Generate(); err != nil {
		panic("auth: the system has no randomness: " + err.Error())
	}
	return key.Encode()
}

// Seal hides and signs plain. The purpose is signed along with it: a value
// sealed for one purpose never opens as another. It holds no newline.
func (v *Keyring) Seal(purpose string, plain []byte) string {
	sealed, err := fernet.EncryptAndSign(append([]byte(purpose+"\n"), plain...), v.keys[0])
	if err != nil {
		panic("auth: the system has no randomness: " + err.Error())
	}
	return string(sealed)
}

// Open gives back what Seal was given, if it was sealed for the same purpose,
// with a key of this ring, and no longer than maxAge ago; maxAge 0 is forever.
// The signature is checked in constant time before anything is decrypted.
func (v *Keyring) Open(purpose, sealed string, maxAge time.Duration) ([]byte, error) {
	if !canonical(sealed) {
		return nil, ErrSealed
	}
	plain := fernet.VerifyAndDecrypt([]byte(sealed), maxAge, v.keys)
	plain, ok := bytes.CutPrefix(plain, []byte(purpose+"\n"))
	if !ok {
		return nil, ErrSealed
	}
	return plain, nil
}

// canonical reports whether text is the one spelling of its bytes. Lenient base64
// would accept several spellings of one signed value.
func canonical(text string) bool {
	if strings.ContainsAny(text, "\r\n") {
		return false
	}
	_, err := base64.URLEncoding.Strict().DecodeString(text)
	return err == nil
}

// splitKeys takes a ring as it stands in a flag, a variable or a file apart.
func splitKeys(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return r == ',' || r == ' ' || r == '\t' || r == '\r' || r == '\n'
	})
}

// parseKey reads one key. Its complaints say what is wrong with the text and
// never repeat it, because it may be nearly right.
func parseKey(text string) (*fernet.Key, error) {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	if text == "" {
		return nil, errors.New("is empty: print one with `panelgo oauth-secret`")
	}
	if python := strings.TrimPrefix(text, "b'"); python != text {
		return nil, errors.New("is written as a Python bytes literal: leave out the b and the quotes")
	}
	standard := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	raw, err := base64.RawStdEncoding.DecodeString(standard)
	if err != nil {
		return nil, fmt.Errorf("is not URL-safe base64 (%s): print one with `panelgo oauth-secret`", explain(err))
	}
	if len(raw) != len(fernet.Key{}) {
		return nil, fmt.Errorf("holds %d bytes where 32 are needed (44 characters): print one with `panelgo oauth-secret`", len(raw))
	}
	key := fernet.Key(raw)
	if weak(key) {
		return nil, errors.New("is one byte repeated, which anybody guesses: print one with `panelgo oauth-secret`")
	}
	return &key, nil
}

func explain(err error) string {
	var at base64.CorruptInputError
	if errors.As(err, &at) {
		return fmt.Sprintf("character %d", int64(at)+1)
	}
	return err.Error()
}

func weak(key fernet.Key) bool {
	return bytes.Count(key[:], key[:1]) == len(key)
}
