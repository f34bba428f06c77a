package auth

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkGate shows what the gate costs a signed-in request, with tokens and
// groups of an ordinary and of an unusual size.
func BenchmarkGate(b *testing.B) {
	for name, filler := range map[string]int{"small": 0, "20kB of claims": 20_000} {
		b.Run(name, func(b *testing.B) {
			manager, err := New(Options{BasicAuth: "one-password", CookieSecret: testCookieSecret})
			if err != nil {
				b.Fatal(err)
			}
			defer manager.Close()
			proof, err := manager.names.Proof("alice")
			if err != nil {
				b.Fatal(err)
			}
			w := httptest.NewRecorder()
			r := httptest.NewRequest("GET", "/app", nil)
			rec := basicRecord(Identity{User: "alice", Claims: map[string]any{"filler": strings.Repeat("x", filler)}}, proof)
			if _, err := manager.signIns.begin(w, r, rec); err != nil {
				b.Fatal(err)
			}
			r.Header.Set("Cookie", w.Result().Cookies()[0].String())
			h := manager.Gate(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(w, r)
			}
		})
	}
}
