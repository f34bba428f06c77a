package auth

import (
	"encoding/json"
	"errors"
	"net/http"
)

// ErrOther says that a ticket was made for another sign-in or another app.
var ErrOther = errors.New("auth: the ticket is for somebody or something else")

// Ticket is what a page has to know of its visitor to come back by websocket. It travels sealed.
type Ticket struct {
	SignIn    string              `json:"s,omitempty"` // empty for guests
	App       string              `json:"a"`
	Arguments map[string][]string `json:"q,omitempty"` // of the page, where the websocket cannot repeat them
}

const ticketPurpose = "ticket"

// Seal hides and signs a ticket. Where nobody signs in there is nothing to hide, and the answer is empty.
func (d *Desk) Seal(t Ticket) string {
	if d.vault == nil {
		return ""
	}
	seal := func() string {
		plain, _ := json.Marshal(t) // texts always marshal
		return d.vault.Seal(ticketPurpose, plain)
	}
	if d.book != nil && t.SignIn != "" && len(t.Arguments) == 0 {
		return d.book.ticket(t.SignIn, t.App, seal)
	}
	return seal()
}

// Admit opens a ticket and says whether it was made for this visitor and this app: [ErrSealed] or [ErrOther] if not.
func (d *Desk) Admit(sealed string, who Identity, app string) (Ticket, error) {
	if d.vault == nil {
		return Ticket{App: app}, nil
	}
	plain, err := d.vault.Open(ticketPurpose, sealed, 0)
	if err != nil {
		return Ticket{}, err
	}
	var t Ticket
	if err := json.Unmarshal(plain, &t); err != nil {
		return Ticket{}, ErrSealed
	}
	if t.SignIn != who.SignIn || t.App != app {
		return Ticket{}, ErrOther
	}
	return t, nil
}

// Seals says whether tickets are sealed here: wherever somebody vouches for visitors.
func (d *Desk) Seals() bool { return d.vault != nil }

// Keeps says whether visitors can sign in here, and so out.
func (d *Desk) Keeps() bool { return d.book != nil }

// LoginURL is where a guest signs in, to come back to the page of this request.
func (d *Desk) LoginURL(r *http.Request) string {
	return d.options.Locate(r).path(d.options.LoginEndpoint) + "?" + query("next", d.here(r))
}

// LogoutURL is where somebody signs out.
func (d *Desk) LogoutURL(r *http.Request) string {
	return d.options.Locate(r).path(d.options.LogoutEndpoint)
}
