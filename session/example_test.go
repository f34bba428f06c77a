package session_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// printer is a browser that prints what it is sent.
type printer struct{}

func (*printer) Send(m *wire.Message) error {
	fmt.Printf("%s to %q\n", m.Type, m.ReplyTo)
	return nil
}

func (*printer) Close(code int, reason string) { fmt.Println("closed:", code, reason) }

func ExampleStore() {
	ctx := context.Background()
	app := func(doc *document.Document) error {
		doc.SetTitle("Hello")
		doc.OnClose(func() { fmt.Println("goodbye") })
		return nil
	}
	store := session.NewStore(app, session.Options{}, nil)

	// A page is asked for: the app runs.
	s, err := store.Open(ctx, session.NewID(), session.Request{})
	if err != nil {
		fmt.Println(err)
		return
	}
	// The page's websocket joins.
	browser := &printer{}
	if err := s.Attach(browser); err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range []*wire.Message{
		{ID: `1`, Type: wire.ServerInfoReq, Content: []byte(`{}`)},
		{ID: `2`, Type: wire.PatchDoc, Content: []byte(`{"events":[]}`)},
	} {
		if err := s.Deliver(browser, m); err != nil {
			fmt.Println(err)
		}
	}
	if err := store.Close(ctx); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ACK to ""
	// SERVER-INFO-REPLY to "1"
	// OK to "2"
	// closed: 1012 server restarts
	// goodbye
}

func ExampleSigner() {
	signer := session.NewSigner([]byte("0123456789abcdef0123456789abcdef"))
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	token := signer.Sign(session.Claims{Session: "tab1", Expiry: noon.Add(5 * time.Minute)})

	claims, err := signer.Verify(token, noon)
	fmt.Println(claims.Session, err)

	_, err = signer.Verify(token+"x", noon)
	fmt.Println(err)

	claims, err = signer.Verify(token, noon.Add(time.Hour)) // still good to join a living session
	fmt.Println(claims.Session, errors.Is(err, session.ErrExpired))
	// Output:
	// tab1 <nil>
	// session: token or id is not signed with a key of ours
	// tab1 true
}
