package mac

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"slices"
	"sync"
)

// Size is the length of a signature, in bytes.
const Size = sha256.Size

// Key is a secret with its hashes, which are kept: one that has been used saves the next signature
// half of its time. A Key may be used by several goroutines.
type Key struct{ hashes sync.Pool }

// New returns the key of a secret of any length, which it copies.
func New(secret []byte) *Key {
	secret = slices.Clone(secret)
	return &Key{sync.Pool{New: func() any { return hmac.New(sha256.New, secret) }}}
}

// Sum returns the signature of the texts, one behind the other.
func (k *Key) Sum(texts ...[]byte) (sum [Size]byte) {
	h := k.hashes.Get().(hash.Hash)
	defer k.hashes.Put(h)
	h.Reset()
	for _, text := range texts {
		h.Write(text) // never fails
	}
	h.Sum(sum[:0])
	return sum
}
