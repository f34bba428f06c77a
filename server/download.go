package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/internal/rescue"
	"github.com/panelgo/panelgo/session"
)

// filePolicy is for files that are saved, should a browser show one all the same.
const filePolicy = "sandbox; default-src 'none'"

// download sends a file that a session offers to its own visitor: the content is made while it is
// sent, outside of turns, and ends with the session. A file that cannot be made to its end cuts the
// connection, so that no browser takes a part for the whole.
func (a *app) download(w http.ResponseWriter, r *http.Request) error {
	s, offer, err := a.offered(r)
	if err != nil {
		return err
	}
	defer s.Hold()()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.Context(), cancel)()

	out := &stream{ctx: ctx, to: w, offer: offer}
	err = out.fill()
	if offer.Done != nil {
		s.Next(func() { offer.Done(err) })
	}
	var panicked *session.PanicError
	left := !errors.As(err, &panicked) && (out.gone || ctx.Err() != nil)
	switch {
	case err == nil:
		out.begin() // of an empty file
		return nil
	case !out.begun && left: // whatever the app made of that
		return fmt.Errorf("server: make %q: %w", offer.Name, cmp.Or(r.Context().Err(), session.ErrEnded))
	case !out.begun:
		return fmt.Errorf("server: make %q: %w", offer.Name, err)
	case left: // the visitor, or the session: nobody's fault
		a.log.Info("download stopped", "request", RequestID(r.Context()), "file", offer.Name, "err", err)
	default:
		a.log.Error("download cut", "request", RequestID(r.Context()), "file", offer.Name, "err", err)
	}
	panic(http.ErrAbortHandler)
}

// offered takes what the address of a request stands for.
func (a *app) offered(r *http.Request) (*session.Session, document.Offer, error) {
	asked := r.URL.Query()
	s, ok := a.store.Find(session.ID(asked.Get("session")))
	if !ok {
		return nil, document.Offer{}, errOffer
	}
	who, _ := auth.From(r.Context())
	if s.Visit().SignInID != who.SignInID {
		return nil, document.Offer{}, auth.ErrOther
	}
	var offer document.Offer
	err := s.Do(r.Context(), func(d *document.Driver) { offer, ok = d.Fetch(asked.Get("key")) })
	if errors.Is(err, session.ErrEnded) || err == nil && !ok {
		err = errOffer
	}
	return s, offer, err
}

// stream is the content of a file on its way; the head goes before its first byte.
type stream struct {
	ctx   context.Context
	to    http.ResponseWriter
	offer document.Offer
	begun bool
	gone  bool // the browser takes no more
}

// fill makes the content. A panic in the app's code is its error.
func (s *stream) fill() error {
	if s.offer.Write == nil {
		return nil
	}
	return cmp.Or(rescue.Call(func() error { return s.offer.Write(s.ctx, s) }), s.ctx.Err())
}

// Write stops a writer that does not look at its context.
func (s *stream) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	s.begin()
	n, err := s.to.Write(p)
	s.gone = s.gone || err != nil
	return n, err
}

var _ io.Writer = (*stream)(nil)

func (s *stream) begin() {
	if s.begun {
		return
	}
	s.begun = true
	h := s.to.Header()
	h.Set("Content-Type", cmp.Or(s.offer.Type, mime.TypeByExtension(path.Ext(s.offer.Name)), "application/octet-stream"))
	h.Set("Content-Disposition", disposition(s.offer.Name))
	h.Set("Content-Security-Policy", filePolicy)
	h["Cache-Control"] = noStore
	s.to.WriteHeader(http.StatusOK)
}

// disposition has a browser save a file by a name (RFC 6266). What is not plain ASCII travels
// twice: for all to read, and as it is (RFC 8187).
func disposition(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"%`, r) {
			return '_'
		}
		return r
	}, name)
	said := `attachment; filename="` + plain + `"`
	if plain == name {
		return said
	}
	said += "; filename*=UTF-8''"
	for i := range len(name) {
		if c := name[i]; c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			said += string(c)
		} else {
			said += fmt.Sprintf("%%%02X", c)
		}
	}
	return said
}
