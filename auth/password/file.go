package password

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
)

// List is the names and passwords of --basic-auth: a file, read again when it changes, or one
// password for everybody. Its methods may be called at once.
type List struct {
	path   string // "" for one password
	shared string // the one password

	log *slog.Logger

	mu     sync.Mutex
	users  map[string]string // guarded by mu: name to hash; the last good list
	hashes []string          // guarded by mu: of users, in the order of their names
	read   fs.FileInfo       // guarded by mu: the file that users is made of
	asked  time.Time         // guarded by mu: when the file was looked at
	broken error             // guarded by mu: why the file of now is not in force; nil when it is
}

const (
	// lookAtFile is how old the knowledge about the file may be.
	lookAtFile      = time.Second
	maxPasswordFile = 16 << 20
)

// Open reads the option. What looks like a file must be one: a name
// mistyped must not become a password.
func Open(option string) (*List, error) {
	info, err := os.Stat(option)
	switch {
	case err == nil && info.Mode().IsRegular():
		p := &List{path: option, log: slog.New(slog.DiscardHandler)}
		_, err := p.load()
		return p, err
	case err == nil:
		return nil, fmt.Errorf("names %s, which is not a file", option)
	case looksLikeFile(option):
		return nil, errors.New("looks like the name of a file, but there is no such file; a password must not contain slashes or end like a file")
	}
	return &List{shared: option}, nil
}

func looksLikeFile(s string) bool {
	known := []string{".json", ".txt", ".htpasswd", ".passwd", ".pass", ".conf", ".yaml", ".yml", ".toml", ".ini", ".csv"}
	return strings.ContainsAny(s, `/\`) || slices.Contains(known, strings.ToLower(filepath.Ext(s))) || strings.HasPrefix(s, ".ht")
}

// load returns the users, read anew if the file has changed. A file that
// cannot be used changes nothing: the last good list stays in force.
func (p *List) load() (map[string]string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.users != nil && time.Since(p.asked) < lookAtFile {
		return p.users, nil
	}
	p.asked = time.Now()
	err := p.reload()
	if p.users == nil {
		return nil, err
	}
	p.report(err)
	return p.users, nil
}

// reload must be called with mu held.
func (p *List) reload() error {
	info, err := os.Stat(p.path)
	if err != nil {
		return fmt.Errorf("names a file that cannot be read: %w", err)
	}
	if p.users != nil && os.SameFile(info, p.read) && info.Size() == p.read.Size() && info.ModTime().Equal(p.read.ModTime()) {
		return nil
	}
	users, err := readPasswords(p.path, info)
	if err != nil {
		return err
	}
	p.users, p.read, p.hashes = users, info, nil
	for _, name := range slices.Sorted(maps.Keys(users)) {
		p.hashes = append(p.hashes, users[name])
	}
	return nil
}

// report tells the operator once that the file broke, and why, and once that
// it is good again. It must be called with mu held.
func (p *List) report(err error) {
	switch {
	case err != nil && (p.broken == nil || p.broken.Error() != err.Error()):
		p.log.Error("the password file cannot be used: the last good list stays in force, and readiness fails until it is mended", "file", p.path, "err", err)
	case err == nil && p.broken != nil:
		p.log.Info("the password file is good again", "file", p.path)
	}
	p.broken = err
}

// Ready returns why the file of now is not in force, or nil.
func (p *List) Ready() error {
	if p.path == "" {
		return nil
	}
	if _, err := p.load(); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.broken
}

// IsShared reports whether it is one password for everybody.
func (p *List) IsShared() bool { return p.path == "" }

// WhenChanged calls changed each time another list is in force, until the
// context ends.
func (p *List) WhenChanged(ctx context.Context, changed func()) {
	if p.path == "" {
		return
	}
	tick := time.NewTicker(lookAtFile)
	defer tick.Stop()
	before := p.inForce()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		_, _ = p.load() // what is wrong with the file is reported there
		if now := p.inForce(); now != before {
			before = now
			changed()
		}
	}
}

// LookAgain has the next call look at the file, however lately that was done.
func (p *List) LookAgain() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = time.Time{}
}

// Report has what is wrong with the file, and that it is good again, logged.
func (p *List) Report(log *slog.Logger) { p.log = log }

// inForce tells one list from another.
func (p *List) inForce() fs.FileInfo {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.read
}

func readPasswords(path string, info fs.FileInfo) (map[string]string, error) {
	if info.Size() > maxPasswordFile {
		return nil, errors.New("names a file that is too large")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("names a file that cannot be read: %w", err)
	}
	users, plain := map[string]string{}, false
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 && trimmed[0] == '{' {
		plain = true
		err = json.Unmarshal(trimmed, &users)
		if err != nil {
			err = errors.New("names a file that is no JSON object of names and passwords")
		}
	} else {
		users, err = readLines(raw)
	}
	if err != nil {
		return nil, err
	}
	if len(users) == 0 {
		return nil, errors.New("names a file without users")
	}
	for _, name := range slices.Sorted(maps.Keys(users)) {
		if err := checkHash(users[name], plain); err != nil {
			return nil, fmt.Errorf("names a file in which the password of %q %w", name, err)
		}
		if !usable(name) {
			return nil, fmt.Errorf("names a file with the unusable name %q", name)
		}
	}
	return users, nil
}

func readLines(raw []byte) (map[string]string, error) {
	users := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, stored, ok := cutLastColon(line)
		if _, twice := users[name]; !ok || twice {
			return nil, fmt.Errorf("names a file whose line %d is not name:hash, or a name that stood there before", n)
		}
		users[name] = stored
	}
	return users, lines.Err()
}

// maxName bounds the name of a user, in bytes.
const maxName = 256

func usable(name string) bool {
	return name != "" && len(name) <= maxName && name == strings.TrimSpace(name) && !strings.ContainsFunc(name, unicode.IsControl)
}

// cutLastColon splits name:hash. Hashes hold no colon, names may.
func cutLastColon(line string) (name, stored string, ok bool) {
	at := strings.LastIndexByte(line, ':')
	if at <= 0 {
		return "", "", false
	}
	return line[:at], line[at+1:], true
}

// Check returns a proof that changes with the password, or "" for a wrong one.
func (p *List) Check(name, password string) (proof string, err error) {
	if p.path == "" {
		if samePassword(p.shared, password) {
			return p.Proof(name)
		}
		return "", nil
	}
	users, err := p.load()
	if err != nil {
		return "", err
	}
	stored, known := users[name]
	if !known {
		stored = p.decoy(name)
	}
	if samePassword(stored, password) && known {
		return proofOf(stored), nil
	}
	return "", nil
}

// decoy is the hash that is checked for a name that is not in the file: one of
// the file, always the same for that name, so that the answer takes as long.
func (p *List) decoy(name string) string {
	at := maphash.String(decoySeed, name)
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hashes[at%uint64(len(p.hashes))]
}

var decoySeed = maphash.MakeSeed()

// Proof is what a sign-in of that name must show today.
func (p *List) Proof(name string) (string, error) {
	if p.path == "" {
		return proofOf(p.shared), nil
	}
	users, err := p.load()
	if err != nil {
		return "", err
	}
	stored, known := users[name]
	if !known {
		return "", nil
	}
	return proofOf(stored), nil
}

// Warnings tell an operator what could be better about the file.
func (p *List) Warnings() []string {
	var w []string
	if p.path == "" {
		return append(w, "is one password for everybody: people choose their names themselves, so rules about users mean nothing")
	}
	if info, err := os.Stat(p.path); err == nil && info.Mode().Perm()&0o004 != 0 {
		w = append(w, "names a file that everybody on this machine can read: chmod 600 "+p.path)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, stored := range p.users {
		if !strings.HasPrefix(stored, "$") {
			return append(w, "names a file with passwords in plain text: hash them with `panelgo passwd`")
		}
	}
	return w
}

// proofOf changes with the password, and does not tell it.
func proofOf(stored string) string {
	return base64.RawURLEncoding.EncodeToString(sum("password " + stored))
}
