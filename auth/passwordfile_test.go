package auth

import (
	"errors"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/auth/store/storetest"
)

// TestPasswordFileThatBreaksChangesNothing breaks the file in every way: who was good stays good,
// and is the only one.
func TestPasswordFileThatBreaksChangesNothing(t *testing.T) {
	breaks := map[string]func(file string) error{
		"cut short":    func(file string) error { return os.WriteFile(file, []byte("alice:$argon2id$v=19"), 0o600) },
		"empty":        func(file string) error { return os.WriteFile(file, nil, 0o600) },
		"no JSON":      func(file string) error { return os.WriteFile(file, []byte(`{"alice"`), 0o600) },
		"gone":         os.Remove,
		"a directory":  func(file string) error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o700)) },
		"quick hashes": func(file string) error { return os.WriteFile(file, []byte("alice:{SHA}x\n"), 0o600) },
	}
	for _, how := range slices.Sorted(maps.Keys(breaks)) {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			w, file := basicWorld(t, map[string]string{"alice": "wonderland", "bob": "builder"}, nil)
			alice, bob := w.browser(), w.browser()
			alice.enter("/app", "alice", "wonderland").who(t)
			bob.enter("/app", "bob", "builder").who(t)
			must(t, w.manager.Ready())
			must(t, breaks[how](file))
			storetest.Eventually(t, "readiness says so", func() bool { return errors.Is(w.manager.Ready(), ErrUnavailable) })
			for range 5 {
				w.manager.names.LookAgain()
				alice.still().get("/app").who(t)
				w.browser().enter("/app", "alice", "wonderland").who(t)
				w.browser().enter("/app", "carol", "x").expect(t, http.StatusUnauthorized, "wrong")
				if w.manager.Ready() == nil {
					t.Error("ready all the same")
				}
			}
			if n := strings.Count(w.log.String(), "the last good list stays in force"); n != 1 {
				t.Errorf("the log says so %d times", n)
			}
			// A good file without bob ends his sign-in.
			os.Remove(file)
			writeUsers(t, file, map[string]string{"carol": "x"})
			storetest.Eventually(t, "it is ready again", func() bool { return w.manager.Ready() == nil })
			if a := bob.still().get("/app"); a.StatusCode != http.StatusFound {
				t.Errorf("bob is still inside: %d", a.StatusCode)
			}
		})
	}
}
