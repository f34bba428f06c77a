package session

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"github.com/panelgo/panelgo/internal/mac"
)

// What is wrong with a token.
var (
	ErrSignature = errors.New("session: token or id is not signed with a key of ours")
	ErrToken     = errors.New("session: token is malformed")
	ErrExpired   = errors.New("session: token has expired")
)

// maxToken bounds a token, in bytes. It travels in a request header.
const maxToken = 64 << 10

// Signer makes and checks the tokens by which browsers find their session, in
// the format of Bokeh: base64url of JSON, a dot, HMAC-SHA256 of that text. The id
// inside is signed as well. A Signer may be used by several goroutines.
type Signer struct{ keys []*mac.Key }

// NewSigner returns a signer of which the first key signs and every key verifies.
// Without keys it makes a random one: tokens are then good for this process only.
func NewSigner(secrets ...[]byte) *Signer {
	if len(secrets) == 0 {
		secret := make([]byte, mac.Size)
		_, _ = rand.Read(secret) // never fails
		secrets = [][]byte{secret}
	}
	s := &Signer{keys: make([]*mac.Key, len(secrets))}
	for i, secret := range secrets {
		s.keys[i] = mac.New(secret)
	}
	return s
}

// Sign returns the token for claims. It panics if the payload holds what JSON cannot say.
func (s *Signer) Sign(c Claims) string {
	text := c.encode(s.SignID(c.Session))
	return string(appendSignature(s.keys[0], append(text, '.'), text))
}

// Verify returns what a token claims. The error is one of ErrSignature, which is
// found before anything is decoded, ErrToken, and ErrExpired. An expired token's
// claims are returned with the error: they may still serve to join a session that
// is alive.
func (s *Signer) Verify(token string, now time.Time) (Claims, error) {
	if len(token) > maxToken {
		return Claims{}, ErrToken
	}
	text, ok := s.open(token)
	if !ok {
		return Claims{}, ErrSignature
	}
	c, signedID, err := decode(text)
	if err != nil {
		return Claims{}, err
	}
	if c.Session, err = s.VerifyID(signedID); err != nil {
		return Claims{}, err
	}
	if !now.Before(c.Expiry) {
		return c, ErrExpired
	}
	return c, nil
}

// SignID returns the id with its signature, as Bokeh's clients write it.
func (s *Signer) SignID(id ID) string {
	return string(id) + "." + string(appendSignature(s.keys[0], nil, []byte(id)))
}

// VerifyID returns the id in a signed id. The error is ErrSignature or ErrID.
func (s *Signer) VerifyID(signed string) (ID, error) {
	if len(signed) > maxToken {
		return "", ErrID
	}
	id, ok := s.open(signed)
	if !ok {
		return "", ErrSignature
	}
	return ID(id), ID(id).check()
}

// open returns the text before the first dot if what follows is its signature.
func (s *Signer) open(signed string) (text string, ok bool) {
	text, sent, dotted := strings.Cut(signed, ".")
	matches := 0
	var want [signatureLen]byte
	for _, key := range s.keys { // all of them: the time must not tell which one fits
		matches |= subtle.ConstantTimeCompare([]byte(sent), appendSignature(key, want[:0], []byte(text)))
	}
	return text, dotted && matches == 1
}

// signatureLen is the length of a signature as it is written.
const signatureLen = 43

func appendSignature(key *mac.Key, b, text []byte) []byte {
	sum := key.Sum(text)
	return base64.RawURLEncoding.AppendEncode(b, sum[:])
}
