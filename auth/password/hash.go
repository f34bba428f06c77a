package password

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
)

// The cost of a password hash: 19 MiB and two passes, the smallest that OWASP's
// password storage advice recommends for argon2id. About 25 ms on one core.
const (
	hashMemory  = 19 * 1024 // KiB
	hashPasses  = 2
	hashLanes   = 1
	hashSize    = 32
	maxPassword = 1024 // bytes

	// What a file may ask for at most.
	maxHashMemory = 1 << 20 // KiB
	maxHashPasses = 32
	maxHashLanes  = 16
	maxBcryptCost = 14 // about a second on one core

	bcryptSize = 60 // of every bcrypt hash
)

// sum is of one length for all texts.
func sum(text string) []byte {
	all := sha256.Sum256([]byte(text))
	return all[:]
}

// Hash makes the text that a password file holds instead of a password.
// It can be read by any argon2id implementation (PHC string format).
func Hash(password string) (string, error) {
	if password == "" {
		return "", errors.New("password: the password is empty")
	}
	if len(password) > maxPassword {
		return "", fmt.Errorf("password: the password is longer than %d bytes", maxPassword)
	}
	salt := make([]byte, 16)
	rand.Read(salt) // never fails
	digest := argon2.IDKey([]byte(password), salt, hashPasses, hashMemory, hashLanes, hashSize)
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashLanes, enc(salt), enc(digest)), nil
}

type argonHash struct {
	memory, passes uint32
	lanes          uint8
	salt, sum      []byte
}

func parseArgon(text string) (h argonHash, err error) {
	var version int
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return h, errors.New("is no argon2id hash")
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return h, errors.New("is an argon2id hash of another version")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return h, errors.New("has no readable cost")
	}
	if h.memory < 8 || h.memory > maxHashMemory || h.passes < 1 || h.passes > maxHashPasses || h.lanes < 1 || h.lanes > maxHashLanes {
		return h, errors.New("asks for an unreasonable cost")
	}
	h.salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	if err == nil {
		h.sum, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(h.sum) < 16 || len(h.salt) < 8 {
		return h, errors.New("has no readable salt and sum")
	}
	return h, nil
}

// checkHash says what is wrong with a stored password. Plain text is allowed
// where plain is; hashes that are quick to break are not.
func checkHash(stored string, plain bool) error {
	switch {
	case strings.HasPrefix(stored, "$argon2id$"):
		_, err := parseArgon(stored)
		return err
	case isBcrypt(stored):
		cost, err := bcrypt.Cost([]byte(stored))
		switch {
		case err != nil || len(stored) != bcryptSize:
			return errors.New("is no readable bcrypt hash")
		case cost > maxBcryptCost:
			return fmt.Errorf("asks for an unreasonable cost: bcrypt's may be %d at most", maxBcryptCost)
		}
		return nil
	case strings.HasPrefix(stored, "$apr1$"), strings.HasPrefix(stored, "{SHA}"), strings.HasPrefix(stored, "$1$"):
		return errors.New("is hashed in a way that is quick to break: use htpasswd -B or panelgo passwd")
	case stored == "":
		return errors.New("is empty")
	case !plain || strings.HasPrefix(stored, "$"):
		return errors.New("is not hashed in a known way: use htpasswd -B or panelgo passwd")
	}
	return nil
}

func isBcrypt(stored string) bool {
	return strings.HasPrefix(stored, "$2a$") || strings.HasPrefix(stored, "$2b$") || strings.HasPrefix(stored, "$2y$")
}

// hashing bounds how many passwords are checked at once: each takes memory.
var hashing = make(chan struct{}, 2)

// samePassword compares in constant time. It takes as long for a wrong
// password as for a right one.
func samePassword(stored, password string) bool {
	if len(password) > maxPassword {
		return false
	}
	hashing <- struct{}{}
	defer func() { <-hashing }()
	switch {
	case strings.HasPrefix(stored, "$argon2id$"):
		h, err := parseArgon(stored)
		if err != nil {
			return false
		}
		digest := argon2.IDKey([]byte(password), h.salt, h.passes, h.memory, h.lanes, uint32(len(h.sum)))
		return subtle.ConstantTimeCompare(digest, h.sum) == 1
	case isBcrypt(stored):
		return bcrypt.CompareHashAndPassword([]byte(stored), []byte(password)) == nil
	}
	return subtle.ConstantTimeCompare(sum(stored), sum(password)) == 1
}
