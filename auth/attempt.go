package auth

import (
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// attempt is one try to sign in. Everything unguessable about it is derived
// from one seed, so that the cookie stays small. Each attempt has a cookie of
// its own: several tabs can sign in at once.
type attempt struct {
	seed string
	next string
}

const (
	attemptLife = 10 * time.Minute
	attemptName = cookieName + "-try-"
	statePrefix = "pgo." // makes a state recognisable as ours
	tagLength   = 8      // of the state, in the cookie's name

	// maxSealed bounds one attempt: browsers keep no cookie above 4,096 bytes.
	maxSealed = 3800

	// maxAttempts bounds what pending attempts may weigh in a request's
	// headers; the oldest go first. About fifteen fit.
	maxAttempts = 3500
)

func (a attempt) derived(what string) string {
	h := hmac.New(sha256.New, []byte(a.seed))
	h.Write([]byte(what))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

func (a attempt) state() string    { return statePrefix + a.derived("state") }
func (a attempt) nonce() string    { return a.derived("nonce") }
func (a attempt) verifier() string { return a.derived("verifier") }

func attemptCookie(state string) string {
	return attemptName + state[len(statePrefix):len(statePrefix)+tagLength]
}

// ourState reports whether a state was made here, by its looks.
func ourState(state string) bool {
	rest, ok := strings.CutPrefix(state, statePrefix)
	raw, err := base64.RawURLEncoding.DecodeString(rest)
	return ok && err == nil && len(raw) == sha256.Size
}

// packFrom is the length at which a destination is worth compressing.
const packFrom = 256

// pack writes an attempt: the seed, then a line break and the destination, or a
// zero byte and the destination compressed.
func (a attempt) pack() []byte {
	if len(a.next) < packFrom {
		return []byte(a.seed + "\n" + a.next)
	}
	b := bytes.NewBufferString(a.seed + "\x00")
	w, _ := flate.NewWriter(b, flate.BestCompression) // the level is known
	_, _ = w.Write([]byte(a.next))                    // into memory
	_ = w.Close()
	return b.Bytes()
}

func unpack(plain []byte) (attempt, bool) {
	if seed, packed, ok := bytes.Cut(plain, []byte{0}); ok {
		next, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxNext))
		return attempt{seed: string(seed), next: string(next)}, err == nil
	}
	seed, next, ok := strings.Cut(string(plain), "\n")
	return attempt{seed: seed, next: next}, ok
}

// attempts keeps the pending attempts in the browser, sealed.
type attempts struct {
	jar     *jar
	keyring *Keyring
}

// newAttempts derives the key of the attempts' keyring from the cookie secrets:
// every replica must be able to open what another one sealed.
func newAttempts(j *jar, secrets ...Secret) *attempts {
	var keys []string
	for _, s := range secrets {
		if s != "" {
			keys = append(keys, base64.URLEncoding.EncodeToString(derive(s.Reveal(), "panelgo attempt")))
		}
	}
	v, err := NewKeyring(keys...)
	if err != nil {
		panic(err) // derived keys are well formed
	}
	return &attempts{jar: j, keyring: v}
}

// begin starts an attempt that shall end at next.
func (s *attempts) begin(w http.ResponseWriter, r *http.Request, at RequestOrigin, next string) attempt {
	a := attempt{seed: random(), next: next}
	sealed := s.keyring.Seal("attempt", a.pack())
	if len(sealed) > maxSealed { // the page at least, if not with all that was asked of it
		a.next, _, _ = strings.Cut(next, "?")
		sealed = s.keyring.Seal("attempt", a.pack())
	}
	s.prune(w, r, at, len(sealed))
	s.jar.set(w, at, attemptCookie(a.state()), sealed, attemptLife)
	return a
}

// prune drops the oldest attempts until one more fits.
func (s *attempts) prune(w http.ResponseWriter, r *http.Request, at RequestOrigin, more int) {
	prefix := prefixed(attemptName, at.secure(), s.jar.path)
	var pending []*http.Cookie
	for _, c := range r.Cookies() {
		if strings.HasPrefix(c.Name, prefix) {
			pending = append(pending, c)
			more += len(c.Name) + len(c.Value)
		}
	}
	// A sealed value starts with its version and the time it was made, in an
	// encoding that keeps their order for the next few centuries.
	slices.SortFunc(pending, func(a, b *http.Cookie) int { return cmp.Compare(age(a), age(b)) })
	for _, c := range pending {
		if more <= maxAttempts {
			return
		}
		more -= len(c.Name) + len(c.Value)
		s.jar.clear(w, at, attemptName+strings.TrimPrefix(c.Name, prefix))
	}
}

func age(c *http.Cookie) string {
	raw, err := base64.URLEncoding.DecodeString(c.Value[:min(len(c.Value), 12)])
	if err != nil {
		return ""
	}
	return string(raw)
}

// finish opens the attempt that a state belongs to, and ends it. The state is
// compared in constant time before anybody else is asked anything.
func (s *attempts) finish(w http.ResponseWriter, r *http.Request, at RequestOrigin, state string) (attempt, bool) {
	if !ourState(state) {
		return attempt{}, false
	}
	name := attemptCookie(state)
	sealed := s.jar.get(r, at, name)
	if sealed == "" {
		return attempt{}, false
	}
	s.jar.clear(w, at, name)
	plain, err := s.keyring.Open("attempt", sealed, attemptLife)
	if err != nil {
		return attempt{}, false
	}
	a, ok := unpack(plain)
	return a, ok && hmac.Equal([]byte(a.state()), []byte(state))
}

// pending reports whether the browser holds an attempt for the state.
func (s *attempts) pending(r *http.Request, at RequestOrigin, state string) bool {
	return ourState(state) && s.jar.get(r, at, attemptCookie(state)) != ""
}
