package session

import (
	"crypto/rand"
	"errors"
)

// ID names a session. It is not a secret: to join, a browser needs a token that
// is signed.
type ID string

const (
	alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	idSize   = 44  // characters of a new id, 261 bits
	maxID    = 128 // characters of an id that came from elsewhere
)

// NewID returns an id that nobody can guess.
func NewID() ID {
	var id [idSize]byte
	var random [64]byte
	have := 0
	for {
		_, _ = rand.Read(random[:]) // never fails
		for _, b := range random {
			const even = 256 - 256%len(alphabet)
			if int(b) >= even {
				continue // would favour the first letters
			}
			id[have] = alphabet[int(b)%len(alphabet)]
			if have++; have == idSize {
				return ID(id[:])
			}
		}
	}
}

// ErrID means that a text cannot be a session's id.
var ErrID = errors.New("session: an id has 1 to 128 letters, digits, - or _")

func (id ID) check() error {
	if id == "" || len(id) > maxID {
		return ErrID
	}
	for _, c := range []byte(id) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return ErrID
		}
	}
	return nil
}

// short is enough of an id to find it in a log.
func (id ID) short() string { return string(id[:min(len(id), 8)]) }
