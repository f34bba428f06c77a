package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// file is one entry of a tarball.
type file struct {
	name, content string
	kind          byte // of tar; 0 is a regular file
}

func tarball(t *testing.T, files ...file) []byte {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	w := tar.NewWriter(z)
	for _, f := range files {
		head := &tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.content)), Typeflag: f.kind}
		if f.kind == tar.TypeSymlink {
			head.Linkname, head.Size = f.content, 0
		}
		if err := w.WriteHeader(head); err != nil {
			t.Fatal(err)
		}
		if head.Size > 0 {
			if _, err := w.Write([]byte(f.content)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func sum(tarball []byte) string {
	s := sha512.Sum512(tarball)
	return "sha512-" + base64.StdEncoding.EncodeToString(s[:])
}

// world is a registry and a project that wants packages of it.
type world struct {
	t       *testing.T
	server  *httptest.Server
	project string

	mu       sync.Mutex
	tarballs map[string][]byte // guarded by mu; by package, served as version 1.0.0
	asked    map[string]string // guarded by mu: the Authorization header by path
}

func newWorld(t *testing.T, tarballs map[string][]byte) *world {
	w := &world{t: t, project: t.TempDir(), tarballs: tarballs, asked: map[string]string{}}
	w.server = httptest.NewServer(w)
	t.Cleanup(w.server.Close)
	for _, entry := range os.Environ() { // nothing of this machine's configuration
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(strings.ToLower(name), "npm_config_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("npm_config_registry", w.server.URL+"/mirror")
	sums := map[string]string{}
	for name, b := range tarballs {
		sums["node_modules/"+name] = sum(b)
	}
	w.lock(sums)
	return w
}

// lock writes a package-lock.json of version 1.0.0 for each folder, with these sums.
func (w *world) lock(sums map[string]string) {
	packages := map[string]any{"": map[string]any{"name": "x"}}
	for dir, s := range sums {
		packages[dir] = map[string]any{"version": "1.0.0", "integrity": s}
	}
	text, err := json.Marshal(map[string]any{"lockfileVersion": 3, "packages": packages})
	if err != nil {
		w.t.Fatal(err)
	}
	w.write("package-lock.json", string(text))
}

func (w *world) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.project, name), []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// ServeHTTP answers as a registry below /mirror/ whose tarballs lie at addresses of its own choice.
func (w *world) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked[r.URL.Path] = r.Header.Get("Authorization")
	if name, ok := strings.CutPrefix(r.URL.Path, "/mirror/files/"); ok {
		out.Write(w.tarballs[strings.TrimSuffix(name, ".tgz")])
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/mirror/")
	if !ok || w.tarballs[name] == nil {
		http.NotFound(out, r)
		return
	}
	fmt.Fprintf(out, `{"versions":{"1.0.0":{"dist":{"tarball":%q,"integrity":"sha512-lies"}}}}`, w.server.URL+"/mirror/files/"+name+".tgz")
}

func (w *world) fetch() (string, error) {
	var shown bytes.Buffer
	err := Fetch(context.Background(), w.project, &shown)
	return shown.String(), err
}

func (w *world) read(name string) string {
	text, _ := os.ReadFile(filepath.Join(w.project, "node_modules", name))
	return string(text)
}

func TestThePackagesOfALockAreFetched(t *testing.T) {
	w := newWorld(t, map[string][]byte{
		"plain":  tarball(t, file{"package/package.json", "{}", 0}, file{"package/lib/a.js", "a", 0}),
		"@s/own": tarball(t, file{"another-root/b.js", "b", 0}), // npm strips one folder, whatever its name
	})
	shown, err := w.fetch()
	if err != nil {
		t.Fatal(err)
	}
	if w.read("plain/lib/a.js") != "a" || w.read("@s/own/b.js") != "b" || !strings.Contains(shown, "2 of 2 packages") {
		t.Errorf("plain %q, scoped %q, shown %q", w.read("plain/lib/a.js"), w.read("@s/own/b.js"), shown)
	}
}

func TestAPackageThatIsNotThePinnedOneStopsEverything(t *testing.T) {
	good := tarball(t, file{"package/a.js", "good", 0})
	evil := tarball(t, file{"package/a.js", "evil", 0})
	for name, pinned := range map[string]string{
		"another sum":             sum(evil),
		"cut short":               sum(good)[:40],
		"a weak sum beside":       "sha1-" + base64.StdEncoding.EncodeToString(make([]byte, 20)) + " " + sum(evil),
		"the sum of nothing":      sum(nil),
		"other letters, one sum":  strings.ToUpper(sum(good)),
		"only a weak sum":         "sha1-AAAA",
		"no sum":                  "",
		"a sum without algorithm": strings.TrimPrefix(sum(good), "sha512-"),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, map[string][]byte{"p": good})
			w.lock(map[string]string{"node_modules/p": pinned})
			_, err := w.fetch()
			if err == nil || !strings.Contains(err.Error(), "p") {
				t.Fatalf("fetched: %v", err)
			}
			if _, err := os.Stat(filepath.Join(w.project, "node_modules")); !os.IsNotExist(err) {
				t.Error("something was kept")
			}
		})
	}
}

func TestAFurtherSumBesideThePinnedOneIsNoHindrance(t *testing.T) {
	good := tarball(t, file{"package/a.js", "good", 0})
	w := newWorld(t, map[string][]byte{"p": good})
	w.lock(map[string]string{"node_modules/p": "sha1-AAAA " + sum(good)})
	if _, err := w.fetch(); err != nil || w.read("p/a.js") != "good" {
		t.Error(err)
	}
}

func TestATarballWritesBelowItsFolderOnly(t *testing.T) {
	for name, bad := range map[string]file{
		"up":            {"package/../../up.js", "x", 0},
		"up at once":    {"../up.js", "x", 0},
		"deep and up":   {"package/a/../../../up.js", "x", 0},
		"without root":  {"up.js", "x", 0},
		"absolute file": {"/up.js", "x", 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, map[string][]byte{"p": tarball(t, bad)})
			if _, err := w.fetch(); err == nil || !strings.Contains(err.Error(), "p 1.0.0") {
				t.Errorf("unpacked: %v", err)
			}
			filepath.WalkDir(w.project, func(path string, e fs.DirEntry, _ error) error {
				if filepath.Base(path) == "up.js" {
					t.Error("written:", path)
				}
				return nil
			})
		})
	}
	t.Run("links", func(t *testing.T) {
		w := newWorld(t, map[string][]byte{"p": tarball(t, file{"package/away", "../../..", tar.TypeSymlink}, file{"package/a.js", "a", 0})})
		if _, err := w.fetch(); err != nil || w.read("p/a.js") != "a" {
			t.Fatal(err)
		}
		if _, err := os.Lstat(filepath.Join(w.project, "node_modules/p/away")); !os.IsNotExist(err) {
			t.Error("a link was made")
		}
	})
}

func TestALockThatLeadsElsewhereIsRefused(t *testing.T) {
	for _, lock := range []string{
		`{"lockfileVersion":3,"packages":{"node_modules/../../x":{"version":"1.0.0","integrity":"sha512-AA"}}}`,
		`{"lockfileVersion":3,"packages":{"/node_modules/x":{"version":"1.0.0","integrity":"sha512-AA"}}}`,
		`{"lockfileVersion":3,"packages":{"local":{"version":"1.0.0","integrity":"sha512-AA"}}}`,
		`{"lockfileVersion":3,"packages":{"node_modules/x":{"link":true,"integrity":"sha512-AA"}}}`,
		`{"lockfileVersion":1,"dependencies":{}}`,
		`nothing`,
	} {
		if got, err := readLock([]byte(lock)); err == nil {
			t.Errorf("%s: read as %v", lock, got)
		}
	}
}

func TestTheRegistryIsTheOneThatIsConfigured(t *testing.T) {
	for name, c := range map[string]struct {
		env          map[string]string
		project      string
		user         string
		plain, scope string
	}{
		"environment":             {env: map[string]string{"npm_config_registry": "https://env.example/"}, project: "registry=https://p.example/", plain: "https://env.example/", scope: "https://env.example/"},
		"capitals":                {env: map[string]string{"NPM_CONFIG_REGISTRY": "https://env.example"}, plain: "https://env.example/", scope: "https://env.example/"},
		"project before user":     {project: "registry = https://p.example/npm", user: "registry=https://u.example", plain: "https://p.example/npm/", scope: "https://p.example/npm/"},
		"user":                    {user: "; a comment\n# another\nregistry=\"https://u.example\"", plain: "https://u.example/", scope: "https://u.example/"},
		"scope before all":        {project: "@s:registry=https://s.example/", env: map[string]string{"npm_config_registry": "https://env.example/"}, plain: "https://env.example/", scope: "https://s.example/"},
		"scope from environment":  {env: map[string]string{"npm_config_@s:registry": "https://s.example/", "npm_config_registry": "https://env.example"}, plain: "https://env.example/", scope: "https://s.example/"},
		"variable":                {user: "registry=https://${WHERE}/x", env: map[string]string{"WHERE": "v.example"}, plain: "https://v.example/x/", scope: "https://v.example/x/"},
		"variable that is not":    {user: "registry=https://h.example/${UNSET_HERE?}", plain: "https://h.example/", scope: "https://h.example/"},
		"another file for a user": {env: map[string]string{"npm_config_userconfig": "OTHER"}, plain: "https://other.example/", scope: "https://other.example/"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			t.Setenv("npm_config_registry", "")
			home := os.Getenv("HOME")
			os.WriteFile(filepath.Join(home, "other"), []byte("registry=https://other.example/"), 0o600)
			for k, v := range c.env {
				t.Setenv(k, strings.ReplaceAll(v, "OTHER", filepath.Join(home, "other")))
			}
			os.WriteFile(filepath.Join(home, ".npmrc"), []byte(c.user), 0o600)
			w.write(".npmrc", c.project)
			got, err := readConfig(w.project)
			if err != nil {
				t.Fatal(err)
			}
			for pkg, want := range map[string]string{"plain": c.plain, "@s/x": c.scope} {
				if u, err := got.registry(pkg); err != nil || u.String() != want {
					t.Errorf("%s: %v, %v; want %s", pkg, u, err, want)
				}
			}
		})
	}
}

func TestWithoutARegistryItSaysWhatToSet(t *testing.T) {
	w := newWorld(t, nil)
	t.Setenv("npm_config_registry", "")
	t.Setenv("PATH", t.TempDir()) // no npm
	if _, err := w.fetch(); err == nil || !strings.Contains(err.Error(), "npm_config_registry=") {
		t.Error(err)
	}
	for _, bad := range []string{"registry.example", "ftp://x/", "https://", "file:///x"} {
		t.Setenv("npm_config_registry", bad)
		w.lock(map[string]string{"node_modules/p": sum(nil)})
		if _, err := w.fetch(); err == nil || !strings.Contains(err.Error(), "registry of p") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	t.Setenv("npm_config_registry", w.server.URL)
	t.Setenv("npm_config_strict_ssl", "false")
	if _, err := w.fetch(); err == nil || !strings.Contains(err.Error(), "cafile") {
		t.Error("certificates unchecked:", err)
	}
}

func TestTokensGoWhereTheyBelongOnly(t *testing.T) {
	var elsewhere string // the header that another host got
	files := tarball(t, file{"package/a.js", "a", 0})
	other := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		elsewhere = "asked " + r.Header.Get("Authorization")
		out.Write(files)
	}))
	defer other.Close()
	w := newWorld(t, map[string][]byte{"p": files})
	redirect := w.server.Config.Handler
	w.server.Config.Handler = http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".tgz") {
			w.mu.Lock()
			w.asked[r.URL.Path] = r.Header.Get("Authorization")
			w.mu.Unlock()
			http.Redirect(out, r, other.URL+"/p.tgz", http.StatusFound)
			return
		}
		redirect.ServeHTTP(out, r)
	})
	host := strings.TrimPrefix(w.server.URL, "http:")
	w.write(".npmrc", host+"/:_authToken=wide\n"+host+"/mirror/:_authToken=secret\n"+host+"/mirror/q/:_authToken=narrow\n")
	if _, err := w.fetch(); err != nil {
		t.Fatal(err)
	}
	if w.asked["/mirror/p"] != "Bearer secret" || w.asked["/mirror/files/p.tgz"] != "Bearer secret" || elsewhere != "asked " {
		t.Errorf("registry heard %q, the other host %q", w.asked, elsewhere)
	}
}

func TestCredentialsAreFoundByTheLongestPath(t *testing.T) {
	c := config{
		"//h.example/:_auth":            "d2lkZQ==",
		"//h.example/a/:username":       "ada",
		"//h.example/a/:_password":      base64.StdEncoding.EncodeToString([]byte("pw")),
		"//h.example:8443/:_authToken":  "port",
		"//h.example/a/b/c/:_authToken": "deep",
	}
	for address, want := range map[string]string{
		"https://h.example/x":          "Basic d2lkZQ==",
		"https://h.example/":           "Basic d2lkZQ==",
		"https://h.example/a/x.tgz":    "Basic " + base64.StdEncoding.EncodeToString([]byte("ada:pw")),
		"https://h.example/a/b/c/x":    "Bearer deep",
		"https://h.example:8443/x":     "Bearer port",
		"https://h.example:9/x":        "",
		"https://h.example.evil/a/b/c": "",
		"https://evil/h.example/a":     "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.authorization(u); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestARegistrysTroubleIsToldAndTriedAgain(t *testing.T) {
	w := newWorld(t, map[string][]byte{"p": tarball(t, file{"package/a.js", "a", 0})})
	inner := w.server.Config.Handler
	failed := 0
	w.server.Config.Handler = http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if failed == 0 {
			failed++
			http.Error(out, "busy", http.StatusServiceUnavailable)
			return
		}
		inner.ServeHTTP(out, r)
	})
	if _, err := w.fetch(); err != nil || failed != 1 {
		t.Errorf("not tried again: %v", err)
	}
	for status, words := range map[int]string{http.StatusNotFound: "404", http.StatusUnauthorized: "_authToken"} {
		w.server.Config.Handler = http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(status) })
		if _, err := w.fetch(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestAMirrorMayNameTheHostThatItMirrors(t *testing.T) {
	files := tarball(t, file{"package/a.js", "a", 0})
	gone := httptest.NewServer(http.NotFoundHandler())
	defer gone.Close()
	w := newWorld(t, map[string][]byte{"p": files})
	inner := w.server.Config.Handler
	w.server.Config.Handler = http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/mirror/p" {
			fmt.Fprintf(out, `{"versions":{"1.0.0":{"dist":{"tarball":"%s/mirror/files/p.tgz"}}}}`, gone.URL)
			return
		}
		inner.ServeHTTP(out, r)
	})
	if _, err := w.fetch(); err != nil || w.read("p/a.js") != "a" {
		t.Error(err)
	}
}
