package npm

import (
	"bytes"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// pinned is one package of a lock.
type pinned struct {
	dir       string // where it goes, as in node_modules/a/node_modules/b
	name      string
	version   string
	integrity []string // sums of the tarball, as in sha512-BASE64; one of them must match
}

// readLock lists the packages of a package-lock.json (lockfileVersion 2 or 3), ordered by folder.
func readLock(text []byte) ([]pinned, error) {
	var lock struct {
		Version  int `json:"lockfileVersion"`
		Packages map[string]struct {
			Name, Version, Integrity string
			Link, Dev                bool
		}
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, fmt.Errorf("package-lock.json: %w", err)
	}
	if lock.Version != 2 && lock.Version != 3 {
		return nil, fmt.Errorf("package-lock.json: lockfileVersion is %d, and 2 or 3 can be read", lock.Version)
	}
	var all []pinned
	for dir, p := range lock.Packages {
		if dir == "" || p.Dev { // the project itself, and what only its developers need
			continue
		}
		at := strings.LastIndex(dir, "node_modules/")
		if at < 0 || p.Link || !filepath.IsLocal(filepath.FromSlash(dir)) {
			return nil, fmt.Errorf("package-lock.json: %q is no package of a registry", dir)
		}
		name := p.Name // differs from the folder for an alias
		if name == "" {
			name = dir[at+len("node_modules/"):]
		}
		sums := strings.Fields(p.Integrity)
		if !slices.ContainsFunc(sums, isSHA512) {
			return nil, fmt.Errorf("package-lock.json: %s has no sha512 integrity to check it against", dir)
		}
		all = append(all, pinned{dir, name, p.Version, sums})
	}
	slices.SortFunc(all, func(a, b pinned) int { return strings.Compare(a.dir, b.dir) })
	return all, nil
}

func isSHA512(sum string) bool { return strings.HasPrefix(sum, "sha512-") }

// check reports whether a tarball is the one that the lock pins. Only sha512 counts, whatever
// weaker sums stand beside it.
func (p pinned) check(tarball []byte) error {
	sum := sha512.Sum512(tarball)
	got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
	for _, want := range p.integrity {
		if subtle.ConstantTimeCompare([]byte(want), []byte(got)) == 1 {
			return nil
		}
	}
	return fmt.Errorf("%s %s is not what package-lock.json pins: want %s, got %s; nothing of it was kept",
		p.name, p.version, strings.Join(p.integrity, " "), got)
}

// tarballIn reads a package's metadata: the address of the pinned version's tarball.
func (p pinned) tarballIn(metadata []byte) (string, error) {
	var m struct {
		Versions map[string]struct {
			Dist struct{ Tarball string }
		}
	}
	if err := json.NewDecoder(bytes.NewReader(metadata)).Decode(&m); err != nil {
		return "", fmt.Errorf("the registry's answer about %s cannot be read: %w", p.name, err)
	}
	address := m.Versions[p.version].Dist.Tarball
	if address == "" {
		return "", errors.New("the registry has no version " + p.version + " of " + p.name)
	}
	return address, nil
}
