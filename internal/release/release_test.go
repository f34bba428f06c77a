//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/dirhash"
	"golang.org/x/mod/zip"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// trial is never pushed anywhere.
const trial = "v0.0.1-test.1"

const app = `package main

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

func App(doc *panelgo.Document) error {
	stars := widgets.NewIntSlider("Stars", 1, 5)
	verdict := pane.NewText("1 of 5")
	stars.OnChange(func(n int) { verdict.SetText(fmt.Sprintf("%d of 5", n)) })
	doc.Add(layout.Column(stars, verdict))
	return nil
}
`

const ownMain = `
func main() {
	if err := panelgo.Serve(panelgo.Apps{"app": App}, panelgo.Options{}); err != nil {
		panic(err)
	}
}
`

// TestARelease makes one release of this very tree and uses it as a newcomer does who has Go alone.
func TestARelease(t *testing.T) {
	repo := committed(t)
	var said bytes.Buffer
	r := release{repo: repo, out: filepath.Join(t.TempDir(), "release"), mod: module.Version{Version: trial}, systems: []string{runtime.GOOS + "/" + runtime.GOARCH}, say: &said}
	if err := r.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Run("main hears nothing of it", func(t *testing.T) { checkRepo(t, &r) })
	t.Run("the zip is the tag's", func(t *testing.T) { checkZip(t, &r) })
	t.Run("checksums", func(t *testing.T) { checkSums(t, &r) })
	t.Run("bill of materials", func(t *testing.T) { checkBill(t, &r) })
	t.Run("notes", func(t *testing.T) { checkNotes(t, &r) })
	t.Run("no version twice", func(t *testing.T) {
		again := r
		if err := again.run(t.Context()); err == nil || !strings.Contains(err.Error(), "a tag "+trial+" already") {
			t.Errorf("a second release says %v", err)
		}
	})

	home := newcomer(t, &r)
	home.run("", "go", "install", r.mod.Path+"/cmd/panelgo@"+trial)
	t.Run("serve", func(t *testing.T) {
		dir := home.folder("apps", map[string]string{"app.go": app})
		live(t, home.start(t, dir, home.panelgo(), "serve", "--port", "0", "app.go"), "/app")
		work, err := filepath.Glob(filepath.Join(home.dir, ".cache", "panelgo", "work", "*", "mod", "go.mod"))
		if err != nil || len(work) != 1 {
			t.Fatalf("modules of the cache: %v, %v", work, err)
		}
		text, _ := os.ReadFile(work[0])
		if !strings.Contains(string(text), r.mod.Path+" "+trial) || strings.Contains(string(text), "replace") {
			t.Errorf("an app outside a module gets another panelgo than the command's:\n%s", text)
		}
		if out := home.run(dir, home.panelgo(), "version"); !strings.HasPrefix(out, "panelgo "+trial+" ") {
			t.Errorf("panelgo version says %s", out)
		}
	})
	t.Run("the archive's command", func(t *testing.T) {
		dir := t.TempDir()
		archive := r.name(runtime.GOOS + "_" + runtime.GOARCH + ".tar.gz")
		if out, err := exec.Command("tar", "-xzf", archive, "-C", dir).CombinedOutput(); err != nil {
			t.Fatalf("tar: %v\n%s", err, out)
		}
		if out := home.run(dir, filepath.Join(dir, "panelgo"), "version"); !strings.HasPrefix(out, "panelgo "+trial+" ") {
			t.Errorf("panelgo version says %s", out)
		}
	})
	t.Run("a module that does not require panelgo", func(t *testing.T) {
		dir := home.folder("bare", map[string]string{"app.go": app, "go.mod": "module example.com/bare\n\ngo 1.26.0\n"})
		out, err := home.command(dir, home.panelgo(), "serve", "app.go").CombinedOutput()
		if err == nil || !strings.Contains(string(out), "go get "+r.mod.Path+"@"+trial) {
			t.Fatalf("%v: %s", err, out)
		}
		live(t, home.start(t, dir, home.panelgo(), "serve", "--add-requirement", "--port", "0", "app.go"), "/app")
	})
	t.Run("a program of one's own", func(t *testing.T) {
		dir := home.folder("own", map[string]string{"main.go": app + ownMain})
		home.run(dir, "go", "mod", "init", "x")
		home.run(dir, "go", "get", r.mod.Path+"@"+trial)
		live(t, home.start(t, dir, "go", "run", "."), "/app")
	})
}

// committed is a repository whose main is this working tree, with its front end beside.
func committed(t *testing.T) string {
	t.Helper()
	here, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	repo := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "core.autocrlf=false"}, args...)...)
		cmd.Dir = repo
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "--quiet", "--initial-branch=main")
	git("--work-tree="+here, "add", "--all")
	git("commit", "--quiet", "--message=all: begin")
	git("reset", "--quiet", "--hard")
	git("tag", "v0.0.1-test.0") // on main itself, so made of no ancestor
	git("commit", "--quiet", "--allow-empty", "--message=server: answer")
	git("commit", "--quiet", "--allow-empty", "--message=No room here")
	if err := os.CopyFS(filepath.Join(repo, dist), os.DirFS(filepath.Join(here, dist))); err != nil {
		t.Fatalf("%v: run make assets", err)
	}
	return repo
}

func checkRepo(t *testing.T, r *release) {
	if status := r.git(t.Context(), nil, "status", "--porcelain"); status.text() != "" {
		t.Errorf("the work tree has changed:\n%s", status.text())
	}
	if on := r.git(t.Context(), nil, "ls-tree", "-r", "main", dist); on.text() != "" {
		t.Errorf("main holds the front end:\n%s", on.text())
	}
	if parent := r.git(t.Context(), nil, "rev-parse", trial+"^{commit}^"); parent.text() != r.head {
		t.Errorf("the release stands on %s, main is at %s", parent.text(), r.head)
	}
	for _, name := range []string{"manifest.json", "LICENSES.txt.gz"} {
		if err := r.git(t.Context(), nil, "cat-file", "-e", trial+":"+dist+"/"+name).err; err != nil {
			t.Error(err)
		}
	}
}

func checkZip(t *testing.T, r *release) {
	dir, err := r.versions()
	if err != nil {
		t.Fatal(err)
	}
	ours, err := dirhash.HashZip(filepath.Join(dir, trial+".zip"), dirhash.Hash1)
	if err != nil {
		t.Fatal(err)
	}
	var theirs bytes.Buffer
	if err := zip.CreateFromVCS(&theirs, r.mod, r.repo, trial, ""); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "vcs.zip")
	if err := os.WriteFile(file, theirs.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if want, err := dirhash.HashZip(file, dirhash.Hash1); err != nil || ours != want {
		t.Errorf("the zip has the sum %s, one made by git archive %s (%v)", ours, want, err)
	}
}

func checkSums(t *testing.T, r *release) {
	text, err := os.ReadFile(filepath.Join(r.out, "checksums.txt"))
	if err != nil {
		t.Fatal(err)
	}
	summed := map[string]bool{"checksums.txt": true}
	for line := range strings.Lines(string(text)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		data, err := os.ReadFile(filepath.Join(r.out, name))
		if err != nil || fmt.Sprintf("%x", sha256.Sum256(data)) != sum {
			t.Errorf("the sum of %s is wrong (%v)", name, err)
		}
		summed[name] = true
	}
	err = fs.WalkDir(os.DirFS(r.out), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !summed[name] {
			t.Errorf("%s has no sum", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func checkBill(t *testing.T, r *release) {
	text, err := os.ReadFile(r.name("sbom.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	var bill struct {
		BOMFormat, SpecVersion string
		Components             []component
	}
	if err := json.Unmarshal(text, &bill); err != nil {
		t.Fatal(err)
	}
	count, refs := map[string]int{}, map[string]bool{}
	for _, c := range bill.Components {
		kind, _, _ := strings.Cut(strings.TrimPrefix(c.PURL, "pkg:"), "/")
		count[kind]++
		if refs[c.Ref] {
			t.Errorf("%s is listed twice", c.Ref)
		}
		refs[c.Ref] = true
		if kind == "golang" && c.Name != "std" && len(c.Hashes) == 0 {
			t.Errorf("%s has no sum", c.Ref)
		}
	}
	if bill.BOMFormat != "CycloneDX" || count["golang"] < 10 || count["npm"] < 150 {
		t.Errorf("the bill (%s %s) counts %v", bill.BOMFormat, bill.SpecVersion, count)
	}
	for _, want := range []string{"pkg:golang/github.com/go-chi/chi/v5@v", "pkg:npm/%40bokeh/bokehjs@", "pkg:npm/tabulator-tables@"} {
		if !slices.ContainsFunc(bill.Components, func(c component) bool { return strings.HasPrefix(c.PURL, want) }) {
			t.Errorf("the bill has no %s", want)
		}
	}
}

func checkNotes(t *testing.T, r *release) {
	text, err := os.ReadFile(filepath.Join(r.out, "notes.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# panelgo " + trial, "/cmd/panelgo@" + trial, "## all\n\n- begin\n", "## other\n\n- No room here\n", "## server\n\n- answer\n"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the notes do not say %q:\n%s", want, text)
		}
	}
}

func TestWhatCannotBeReleased(t *testing.T) {
	for _, version := range []string{"", "0.1.0", "v1", "v0.1", "v2.0.0", "v0.1.0+meta", "v0.0.0-20260101000000-0123456789ab", "d4561cc", "v0.1.0-dirty\n"} {
		r := release{repo: filepath.Join("..", ".."), mod: module.Version{Version: version}}
		if err := r.check(t.Context()); err == nil {
			t.Errorf("%q is taken for a version", version)
		}
	}
}

// home is somebody's computer with Go and nothing else.
type home struct {
	t   *testing.T
	dir string
	env []string
}

// newcomer has an empty home folder, and a proxy of files before what this machine has downloaded.
// The cache of compiled packages is shared, and -trimpath makes what lies in it the same for all
// module caches.
func newcomer(t *testing.T, r *release) home {
	t.Helper()
	settings, err := r.goEnv(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "env", "GOROOT", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, cache, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	h := home{t: t, dir: t.TempDir()}
	h.env = []string{"HOME=" + h.dir, "PATH=" + filepath.Join(root, "bin"), "GOCACHE=" + cache, "GOFLAGS=-modcacherw -trimpath", "CGO_ENABLED=0", "GOSUMDB=off"}
	for _, entry := range settings {
		if strings.HasPrefix(entry, "GOPROXY=") {
			h.env = append(h.env, entry)
		}
	}
	return h
}

func (h home) panelgo() string { return filepath.Join(h.dir, "go", "bin", executable(runtime.GOOS)) }

func (h home) folder(name string, files map[string]string) string {
	h.t.Helper()
	dir := filepath.Join(h.dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		h.t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			h.t.Fatal(err)
		}
	}
	return dir
}

func (h home) command(dir, name string, args ...string) *exec.Cmd {
	if name == "go" {
		name = filepath.Join(strings.TrimPrefix(h.env[1], "PATH="), "go")
	}
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, h.env
	if dir == "" {
		cmd.Dir = h.dir
	}
	return cmd
}

func (h home) run(dir, name string, args ...string) string {
	h.t.Helper()
	out, err := h.command(dir, name, args...).CombinedOutput()
	if err != nil {
		h.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// start runs a server and returns its address. It ends with the test.
func (h home) start(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	cmd := h.command(dir, name, args...)
	if name == "go" {
		cmd.Env = append(slices.Clone(cmd.Env), "PANELGO_PORT=0")
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // go run does not pass a signal on
	out, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		_ = cmd.Wait()
	})
	address := regexp.MustCompile(`(http://localhost:\d+)/`)
	var all strings.Builder
	found := ""
	lines := bufio.NewScanner(out)
	for found == "" && lines.Scan() {
		fmt.Fprintln(&all, lines.Text())
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			found = m[1]
		}
	}
	if found == "" {
		t.Fatalf("%s %v serves nothing:\n%s", name, args, all.String())
	}
	go func() { // ends with the process
		for ctx.Err() == nil && lines.Scan() {
		}
	}()
	return found
}

// live moves the slider in Chromium, and waits for what the program makes of it.
func live(t *testing.T, address, path string) {
	t.Helper()
	tab := chrome.Open(t, address+path)
	tab.WaitText("1 of 5")
	tab.Drag("Stars", 1)
	tab.WaitText("5 of 5")
}
