// Package profile calls the identity provider's API with the visitor's own access token, and shows what it answers. It
// needs a sign-in with OpenID Connect:
//
//	panelgo serve docs/examples/profile --oauth-provider=dev
//
//panelgo:gallery First steps
package profile

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	answer := pane.NewText("Nothing asked yet.")
	ask := widgets.NewButton("Ask the provider who I am")
	ask.OnClick(func() {
		issuer, _ := doc.Visit().Claims["iss"].(string)
		answer.SetText("Asking …")
		doc.Go(func(ctx context.Context) func() { // a request takes a while: outside the turn
			said, err := userinfo(ctx, doc, issuer)
			if err != nil {
				said = "No answer: " + err.Error()
			}
			return func() { answer.SetText(said) }
		})
	})
	doc.OnRenewal(func() { answer.SetText("The access token has just been renewed.") })

	doc.SetTitle("Profile")
	doc.Add(layout.Column(ask, answer))
	return nil
}

// userinfo asks the provider's UserInfo endpoint (OpenID Connect Core, 5.3) with a token that is fresh.
func userinfo(ctx context.Context, doc *panelgo.Document, issuer string) (string, error) {
	token, err := doc.AccessToken(ctx)
	if err != nil {
		return "", err
	}
	var found struct {
		Endpoint string `json:"userinfo_endpoint"`
	}
	if err := get(ctx, issuer+"/.well-known/openid-configuration", "", &found); err != nil {
		return "", err
	}
	var profile map[string]any
	if err := get(ctx, found.Endpoint, token, &profile); err != nil {
		return "", err
	}
	return fmt.Sprintf("The provider knows you as %v.", profile["sub"]), nil
}

func get(ctx context.Context, address, token string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, answer.Status)
	}
	return json.NewDecoder(io.LimitReader(answer.Body, 1<<20)).Decode(into)
}
