package password

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bcryptSecret is "secret", hashed by htpasswd -nbB with the smallest cost.
const bcryptSecret = "$2y$04$xalo5wH4GJ/z30a0qi6XA.WR.kNmKyW.kFhR9ZKQwlSi3HtOYqs82"

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestPasswordFiles(t *testing.T) {
	dir := t.TempDir()
	hash, err := Hash("secret")
	must(t, err)
	asJSON := func(users map[string]string) string { raw, _ := json.Marshal(users); return string(raw) }
	for what, c := range map[string]struct{ text, want string }{
		"panelgo passwd":    {"alice:" + hash + "\n", ""},
		"htpasswd -B":       {"alice:" + bcryptSecret + "\n", ""},
		"comments":          {"# people\n\nalice:" + hash + "\n", ""},
		"JSON, hashed":      {asJSON(map[string]string{"alice": hash}), ""},
		"JSON, plain":       {asJSON(map[string]string{"alice": "secret"}), ""},
		"JSON, broken":      {`{"alice": `, "no JSON object"},
		"JSON, a number":    {`{"alice": 1}`, "no JSON object"},
		"empty":             {"", "without users"},
		"no colon":          {"alice\n", "line 1"},
		"twice":             {"alice:" + hash + "\nalice:" + hash + "\n", "line 2"},
		"plain in a line":   {"alice:secret\n", "not hashed in a known way"},
		"SHA1":              {"alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n", "quick to break"},
		"cut short":         {"alice:$argon2id$v=19$m=19456\n", "argon2id"},
		"a costly hash":     {"alice:$argon2id$v=19$m=99999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA\n", "unreasonable cost"},
		"no password":       {"alice:\n", "is empty"},
		"JSON, no password": {asJSON(map[string]string{"alice": ""}), "is empty"},
		"an odd name":       {asJSON(map[string]string{"a\nb": hash}), "unusable name"},
	} {
		file := filepath.Join(dir, "users")
		must(t, os.WriteFile(file, []byte(c.text), 0o600))
		p, err := Open(file)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", what, err, c.want)
			continue
		}
		if err != nil {
			continue
		}
		right, err1 := p.Check("alice", "secret")
		wrong, err2 := p.Check("alice", "Secret")
		if right == "" || wrong != "" || err1 != nil || err2 != nil {
			t.Errorf("%s: right %q %v, wrong %q %v", what, right, err1, wrong, err2)
		}
	}
	for what, option := range map[string]string{"a missing file": "users.json", "a path": "/etc/none", "a directory": dir, "a dot file": ".htpasswd"} {
		if _, err := Open(option); err == nil {
			t.Errorf("%s became a password", what)
		}
	}
}

func TestHashesAreReadByOthers(t *testing.T) {
	one, err := Hash("x")
	must(t, err)
	two, err := Hash("x")
	must(t, err)
	if one == two || !strings.HasPrefix(one, "$argon2id$v=19$m=19456,t=2,p=1$") || !samePassword(one, "x") || samePassword(one, "y") {
		t.Errorf("%s %s", one, two)
	}
	for _, bad := range []string{"", strings.Repeat("x", 2000)} {
		if _, err := Hash(bad); err == nil {
			t.Errorf("%.5q was hashed", bad)
		}
	}
	if samePassword(bcryptSecret, "wrong") || !samePassword(bcryptSecret, "secret") {
		t.Error("what htpasswd -B makes is not understood")
	}
}

// TestUnknownNamesTakeTheFilesHashes shows that an unknown name costs what a known one does: a hash
// of the same file.
func TestUnknownNamesTakeTheFilesHashes(t *testing.T) {
	argon, err := Hash("secret")
	must(t, err)
	for _, hashes := range [][]string{{bcryptSecret}, {argon}, {argon, bcryptSecret}} {
		var text strings.Builder
		for i, h := range hashes {
			text.WriteString(string(rune('a'+i)) + ":" + h + "\n")
		}
		file := filepath.Join(t.TempDir(), "users")
		must(t, os.WriteFile(file, []byte(text.String()), 0o600))
		p, err := Open(file)
		must(t, err)
		seen := map[string]bool{}
		for range 200 {
			name := rand.Text()
			first := p.decoy(name)
			if p.decoy(name) != first || !slices.Contains(hashes, first) {
				t.Fatalf("%s is compared with %s", name, first)
			}
			seen[first] = true
		}
		if len(seen) != len(hashes) {
			t.Errorf("of %d hashes %d are used", len(hashes), len(seen))
		}
		if proof, err := p.Check("stranger", "secret"); proof != "" || err != nil {
			t.Errorf("an unknown name came in: %q, %v", proof, err)
		}
	}
}

func TestCostlyBcryptIsRefused(t *testing.T) {
	for cost, ok := range map[string]bool{"04": true, "10": true, "14": true, "15": false, "20": false, "31": false} {
		err := checkHash(strings.Replace(bcryptSecret, "$04$", "$"+cost+"$", 1), false)
		if (err == nil) != ok {
			t.Errorf("cost %s: %v", cost, err)
		}
	}
	if checkHash(bcryptSecret[:50], false) == nil {
		t.Error("a hash cut short is taken")
	}
}
