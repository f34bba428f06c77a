package auth

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/panelgo/panelgo/auth/provider"
)

// record is one sign-in as it is kept. Once opened it is shared and read only.
type record struct {
	Check    string         `json:"check"` // hash of the secret in the cookie
	Provider string         `json:"provider"`
	Issuer   string         `json:"issuer"` // whose accounts these are
	Client   string         `json:"client"` // to whom the tokens were given
	Account  string         `json:"account"`
	User     string         `json:"user"`
	Email    string         `json:"email,omitempty"` // only when verified
	Groups   []string       `json:"groups,omitempty"`
	Claims   map[string]any `json:"claims,omitempty"`
	Session  string         `json:"session,omitempty"` // the provider's own name for it (sid)
	Subject  string         `json:"subject,omitempty"` // the provider's sub
	Proof    string         `json:"proof,omitempty"`   // what basic auth checks against the file
	Began    time.Time      `json:"began"`
	Expiry   time.Time      `json:"expiry"`
	Tokens   tokens         `json:"tokens"`
	// Userinfo says that part of this came from userinfo.
	Userinfo bool `json:"userinfo,omitempty"`
	// AskBy is when the service has to be asked again who this is; zero where it is not asked
	// again.
	AskBy time.Time `json:"askby,omitzero"`
}

// tokens are what the provider handed out. They never leave the server.
type tokens struct {
	Access  Secret    `json:"access,omitempty"`
	Refresh Secret    `json:"refresh,omitempty"`
	ID      Secret    `json:"id,omitempty"`
	Expiry  time.Time `json:"expiry,omitzero"` // of the access token; zero when unknown
	// Life is how long the access token was good for when it came.
	Life time.Duration `json:"life,omitzero"`
}

// groupsGrace is how long groups count after the service should have been asked again, while it
// gives no answer.
const groupsGrace = time.Hour

// stale says that the service has not confirmed the groups for too long.
func (r *record) stale(now time.Time) bool {
	return !r.AskBy.IsZero() && now.After(r.AskBy.Add(groupsGrace))
}

// confirmed notes that the service has just said who this is, and until when that counts: for as
// long as the tokens that will be renewed then.
func (r *record) confirmed() {
	r.AskBy = time.Time{}
	if r.Tokens.Refresh != "" {
		r.AskBy = r.Tokens.Expiry
	}
}

// due is when the tokens have to be renewed and the service asked again; zero where that is not
// known.
func (r *record) due() time.Time {
	at := r.Tokens.Expiry
	if at.IsZero() {
		return at
	}
	if !r.AskBy.IsZero() && r.AskBy.Before(at) {
		at = r.AskBy
	}
	return at.Add(-margin(r.Tokens))
}

func (r *record) identity(handle string) Identity {
	groups := r.Groups
	if r.stale(time.Now()) {
		groups = nil
	}
	return Identity{
		User: r.User, SignInID: handle, Claims: r.Claims, Groups: groups, Email: r.Email,
		Expiry: r.Expiry, Provider: r.Provider, Account: r.Account,
	}
}

// tags are what the record can be found by when the provider ends it.
func (r *record) tags() []string {
	var tags []string
	if r.Subject != "" {
		tags = append(tags, tag(r.Issuer, "sub", r.Subject))
	}
	if r.Session != "" {
		tags = append(tags, tag(r.Issuer, "sid", r.Session))
	}
	return tags
}

// tag hashes what it is made of: a store never sees who somebody is.
func tag(parts ...string) string {
	raw, err := json.Marshal(parts)
	if err != nil {
		panic(err) // strings always marshal
	}
	return hash(string(raw))
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// provedBy says in constant time whether the cookie's secret is this record's.
func (r *record) provedBy(secret string) bool {
	return subtle.ConstantTimeCompare([]byte(r.Check), []byte(hash(secret))) == 1
}

// sealRecord seals a record for its handle: under another one it will not open.
func sealRecord(v *Keyring, handle string, r *record) ([]byte, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("auth: seal a sign-in: %w", err)
	}
	return []byte(v.Seal("signin "+handle, raw)), nil
}

func openRecord(v *Keyring, handle string, sealed []byte) (*record, error) {
	raw, err := v.Open("signin "+handle, string(sealed), 0)
	if err != nil {
		return nil, err
	}
	var r record
	if err := provider.Decode(raw, &r); err != nil {
		return nil, fmt.Errorf("auth: read a sign-in: %w", err)
	}
	return &r, nil
}

// clone makes a copy that may be changed.
func (r *record) clone() *record {
	c := *r
	c.Claims, c.Groups = maps.Clone(r.Claims), slices.Clone(r.Groups)
	return &c
}
