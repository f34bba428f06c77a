package panelgo_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/panelgo/panelgo"
)

func sales(*panelgo.Document) error { return nil }

func welcome(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "Welcome") }

func report(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"sold":3}`) }

// program is the one of docs/mount.md.
func program(directory func(context.Context, string, string) (panelgo.Identity, error)) (http.Handler, error) {
	// begin
	var opts panelgo.Options
	opts.Server.Prefix = "/tools"
	opts.Auth.Validate = directory // or any other way to sign in
	s, err := panelgo.New(panelgo.Apps{"sales": sales}, opts)
	if err != nil {
		return nil, err
	}

	r := chi.NewRouter()
	r.Get("/", welcome) // for everybody
	r.Group(func(r chi.Router) {
		r.Use(s.Gate) // for whoever has signed in
		r.Get("/me", func(w http.ResponseWriter, r *http.Request) {
			who, _ := s.Visitor(r)
			fmt.Fprintf(w, "Hello %s", who.User)
		})
	})
	r.With(s.GateWith(panelgo.AllowGroups("staff"))).Get("/api/report", report)
	r.Mount("/tools", s)
	// end
	return r, nil
}

// ExampleServer_Gate puts pages of a program's own behind the gate of its apps.
func ExampleServer_Gate() {
	handler, err := program(people)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, path := range []string{"/", "/me", "/tools/sales"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Printf("%s: %d %q\n", path, w.Code, w.Header().Get("Location"))
	}
	// Output:
	// /: 200 ""
	// /me: 302 "/tools/login?next=%2Fme"
	// /tools/sales: 302 "/tools/login?next=%2Ftools%2Fsales"
}

func TestTheMountedProgramOfTheDocsRuns(t *testing.T) {
	doc, err := os.ReadFile("docs/mount.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("mount_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(string(source), "// begin\n")
	code, _, _ = strings.Cut(code, "\t// end\n")
	code = strings.TrimPrefix(strings.ReplaceAll(code, "\n\t", "\n"), "\t")
	if !strings.Contains(string(doc), "```go\n"+code+"```\n") {
		t.Errorf("docs/mount.md does not show this program:\n%s", code)
	}
	handler, err := program(people)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(handler)
	defer web.Close()
	alice := browser(t)
	if _, body := enter(t, alice, web.URL+"/me", "alice"); body != "Hello alice" {
		t.Errorf("/me: %s", body)
	}
	if _, body := fetch(t, alice, "GET", web.URL+"/api/report", "Sec-Fetch-Mode: cors"); body != `{"sold":3}` {
		t.Errorf("/api/report: %s", body)
	}
	if a, body := enter(t, browser(t), web.URL+"/api/report", "bob"); a.StatusCode != http.StatusForbidden {
		t.Errorf("bob gets the report: %d %s", a.StatusCode, body)
	}
}
