package auth

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/internal/mac"
)

// cookieName is what our cookies' names start with.
const cookieName = "panelgo"

// prefixed adds the prefix that makes a browser guard the cookie, where the
// connection allows it: __Host- pins it to this very host, __Secure- to https.
func prefixed(name string, secure bool, path string) string {
	switch {
	case secure && path == "/":
		return "__Host-" + name
	case secure:
		return "__Secure-" + name
	}
	return name
}

// ownName is the name of a sign-in cookie beside which another server of the
// same host keeps its own. It follows from the port and the path that visitors
// see, so that it outlives restarts and a change of the port behind a proxy.
func ownName(at RequestOrigin) string {
	there := withPort(at.Base)
	sum := sha256.Sum256([]byte(there[strings.LastIndexByte(there, ':'):] + at.Base.Path))
	return cookieName + "-at-" + hex.EncodeToString(sum[:4])
}

// jar writes and reads the cookies of one server.
type jar struct {
	path string // set once
	keys []*mac.Key
}

// newJar derives its keys from the cookie secrets, the newest first.
func newJar(path string, secrets ...Secret) *jar {
	j := &jar{path: path}
	for _, s := range secrets {
		if s != "" {
			j.keys = append(j.keys, mac.New(derive(s.Reveal(), "panelgo cookie")))
		}
	}
	return j
}

// derive makes a key for one purpose out of a secret of any length.
func derive(secret, purpose string) []byte {
	key, err := hkdf.Key(sha256.New, []byte(secret), nil, purpose, 32)
	if err != nil {
		panic("auth: derive a key: " + err.Error()) // only for absurd lengths
	}
	return key
}

func (j *jar) set(w http.ResponseWriter, at RequestOrigin, name, value string, life time.Duration) {
	c := &http.Cookie{
		Name:     prefixed(name, at.secure(), j.path),
		Value:    value,
		Path:     j.path,
		MaxAge:   max(1, int(life/time.Second)),
		HttpOnly: true,
		Secure:   at.secure(),
		SameSite: http.SameSiteLaxMode,
	}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

func (j *jar) clear(w http.ResponseWriter, at RequestOrigin, name string) { j.set(w, at, name, "", 0) }

func (j *jar) get(r *http.Request, at RequestOrigin, name string) string {
	c, err := r.Cookie(prefixed(name, at.secure(), j.path))
	if err != nil {
		return ""
	}
	return c.Value
}

// mac signs text for one purpose with the newest key.
func (j *jar) mac(purpose, text string) string { return sign(j.keys[0], purpose, text) }

// good says, in constant time, whether any key made the signature.
func (j *jar) good(purpose, text, signature string) bool {
	ok := false
	for _, key := range j.keys {
		ok = hmac.Equal([]byte(sign(key, purpose, text)), []byte(signature)) || ok
	}
	return ok
}

// sign returns half of the signature, 128 bits in 22 characters: cookies stay small.
func sign(key *mac.Key, purpose, text string) string {
	sum := key.Sum([]byte(purpose), []byte{'\n'}, []byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// random makes 128 bits in 22 characters.
func random() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// cookieValue is what the sign-in cookie holds: which sign-in, and the proof.
type cookieValue struct{ handle, secret string }

func (j *jar) seal(t cookieValue) string {
	body := t.handle + "." + t.secret
	return body + "." + j.mac("signin", body)
}

func (j *jar) open(value string) (cookieValue, bool) {
	at := strings.LastIndexByte(value, '.')
	if at < 0 || len(value) > 100 || !j.good("signin", value[:at], value[at+1:]) {
		return cookieValue{}, false
	}
	handle, secret, ok := strings.Cut(value[:at], ".")
	return cookieValue{handle, secret}, ok && store.IsKey(handle)
}
