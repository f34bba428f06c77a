package auth

import (
	"encoding/json"
	"errors"
	"net/http"
)

// ErrOther says that a page token was made for another sign-in or another app.
var ErrOther = errors.New("auth: the page token is for somebody or something else")

// PageToken is what a page has to know of its visitor to come back by websocket. It travels sealed.
type PageToken struct {
	SignInID  string              `json:"s,omitempty"` // empty for guests
	App       string              `json:"a"`
	Arguments map[string][]string `json:"q,omitempty"` // of the page, where the websocket cannot repeat them
}

const pageTokenPurpose = "page token"

// Seal hides and signs a page token. Where nobody signs in there is nothing to hide, and the answer
// is empty.
func (m *Manager) Seal(t PageToken) string {
	if m.keyring == nil {
		return ""
	}
	seal := func() string {
		plain, _ := json.Marshal(t) // texts always marshal
		return m.keyring.Seal(pageTokenPurpose, plain)
	}
	if m.signIns != nil && t.SignInID != "" && len(t.Arguments) == 0 {
		return m.signIns.pageToken(t.SignInID, t.App, seal)
	}
	return seal()
}

// Admit opens a page token and reports whether it was made for this visitor and this app:
// [ErrSealed] or [ErrOther] if not.
func (m *Manager) Admit(sealed string, who Identity, app string) (PageToken, error) {
	if m.keyring == nil {
		return PageToken{App: app}, nil
	}
	plain, err := m.keyring.Open(pageTokenPurpose, sealed, 0)
	if err != nil {
		return PageToken{}, err
	}
	var t PageToken
	if err := json.Unmarshal(plain, &t); err != nil {
		return PageToken{}, ErrSealed
	}
	if t.SignInID != who.SignInID || t.App != app {
		return PageToken{}, ErrOther
	}
	return t, nil
}

// Seals reports whether page tokens are sealed here: wherever somebody vouches for visitors.
func (m *Manager) Seals() bool { return m.keyring != nil }

// Keeps reports whether visitors can sign in here, and so out.
func (m *Manager) Keeps() bool {
	return m.signIns != nil || m.own != nil && m.own.Login() != nil && m.own.Logout() != nil
}

// Expires reports whether a sign-in ends at its [Identity].Expiry without [Manager.Watch] telling
// of it.
func (m *Manager) Expires() bool { return m.own != nil }

// LoginURL is where a guest signs in, to come back to the page of this request.
func (m *Manager) LoginURL(r *http.Request) string {
	return m.options.Locate(r).path(m.options.LoginEndpoint) + "?" + query("next", m.here(r))
}

// LogoutURL is where somebody signs out.
func (m *Manager) LogoutURL(r *http.Request) string {
	return m.options.Locate(r).path(m.options.LogoutEndpoint)
}

// ReturnAnywhere lets visitors come back, after signing in, to pages that are below the root path
// but not below the prefix: those that a program has behind the gate itself.
func (m *Manager) ReturnAnywhere() { m.anywhere.Store(true) }
