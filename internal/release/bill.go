package main

import (
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// component is one package in the bill of materials, in the words of CycloneDX 1.6.
type component struct {
	Type     string    `json:"type"`
	Ref      string    `json:"bom-ref,omitempty"`
	Name     string    `json:"name"`
	Version  string    `json:"version,omitempty"`
	Hashes   []sum     `json:"hashes,omitempty"`
	Licenses []license `json:"licenses,omitempty"`
	PURL     string    `json:"purl,omitempty"`
}

type sum struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"` // hexadecimal
}

// license holds an SPDX expression.
type license struct {
	Expression string `json:"expression"`
}

// noteModules adds the modules that a program was linked of.
func (r *release) noteModules(program string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	if info.Main.Version != r.mod.Version || info.Main.Sum == "" {
		return fmt.Errorf("the command was built of %s %s (sum %q), and not of the module %s", info.Main.Path, info.Main.Version, info.Main.Sum, r.mod)
	}
	if r.goParts == nil {
		r.goParts = map[string]component{}
		r.goParts["std"] = goComponent("std", strings.TrimPrefix(info.GoVersion, "go"), "")
	}
	for _, dep := range info.Deps {
		r.goParts[dep.Path] = goComponent(dep.Path, dep.Version, dep.Sum)
	}
	return nil
}

func goComponent(path, version, h1 string) component {
	c := component{Type: "library", Name: path, Version: version, PURL: "pkg:golang/" + path + "@" + version}
	c.Ref = c.PURL
	if data, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(h1, "h1:")); err == nil && len(data) == sha256.Size {
		c.Hashes = []sum{{"SHA-256", hex.EncodeToString(data)}}
	}
	return c
}

// writeBill lists all Go modules and all npm packages that the command contains.
func (r *release) writeBill(context.Context) error {
	all, err := r.npmParts()
	if err != nil {
		return err
	}
	for _, c := range r.goParts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b component) int { return strings.Compare(a.Ref, b.Ref) })
	own := goComponent(r.mod.Path, r.mod.Version, "")
	own.Type = "application"
	text, err := json.MarshalIndent(map[string]any{
		"bomFormat":    "CycloneDX",
		"specVersion":  "1.6",
		"serialNumber": "urn:uuid:" + uuid(r.commit),
		"version":      1,
		"metadata":     map[string]any{"timestamp": r.stamp.when.Format(time.RFC3339), "component": own},
		"components":   all,
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(r.name("sbom.cdx.json"), append(text, '\n'), 0o644)
}

// uuid names a commit in the form of a version 8 UUID (RFC 9562), which is the same each time.
func uuid(commit string) string {
	h := sha256.Sum256([]byte(commit))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// heading is the line of the licences that names a package.
var heading = regexp.MustCompile(`(?m)^-{100}\n(\S+) (\S*) ?\(([^)\n]*)\)$`)

// npmParts are the packages whose licences travel with the front end: those of the lock, with its
// sums, and those that Panel's package contains.
func (r *release) npmParts() ([]component, error) {
	file, err := os.Open(filepath.Join(r.repo, filepath.FromSlash(dist), "LICENSES.txt.gz"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, err
	}
	sums, err := r.lockedSums()
	if err != nil {
		return nil, err
	}
	var all []component
	for _, m := range heading.FindAllSubmatch(text, -1) {
		name, version := string(m[1]), string(m[2])
		c := component{Type: "library", Name: name, Version: version, PURL: "pkg:npm/" + strings.ReplaceAll(url.PathEscape(name), "%2F", "/")}
		c.PURL = strings.Replace(c.PURL, "@", "%40", 1)
		if version != "" {
			c.PURL += "@" + version
		}
		c.Ref = c.PURL
		if id := string(m[3]); id != "" {
			c.Licenses = []license{{id}}
		}
		if h := sums[name+" "+version]; h != "" {
			c.Hashes = []sum{{"SHA-512", h}}
		}
		all = append(all, c)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s/LICENSES.txt.gz names no package", dist)
	}
	return slices.CompactFunc(all, func(a, b component) bool { return a.Ref == b.Ref }), nil
}

// lockedSums are the SHA-512 sums of the lock, by name and version.
func (r *release) lockedSums() (map[string]string, error) {
	text, err := os.ReadFile(filepath.Join(r.repo, "static", "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct{ Name, Version, Integrity string }
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for dir, p := range lock.Packages {
		for one := range strings.FieldsSeq(p.Integrity) {
			if data, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(one, "sha512-")); err == nil && strings.HasPrefix(one, "sha512-") {
				name := cmp.Or(p.Name, dir[strings.LastIndex(dir, "node_modules/")+len("node_modules/"):])
				sums[name+" "+p.Version] = hex.EncodeToString(data)
			}
		}
	}
	return sums, nil
}
