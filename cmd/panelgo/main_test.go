package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// sourceVariable tells the command under test which panelgo to build apps with.
const sourceVariable = "PANELGO_TEST_SOURCE"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"panelgo": func() {
			source = os.Getenv(sourceVariable)
			os.Exit(run(os.Args[1:]))
		},
	})
}

func TestScripts(t *testing.T) {
	settings := goSettings(t, "GOCACHE", "GOMODCACHE", "GOROOT")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	cache := filepath.Join(t.TempDir(), "cache")
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, settings...)
			env.Vars = append(env.Vars, "GOPROXY=off", "GOFLAGS=", "GOTOOLCHAIN=local", "PANELGO_CACHE="+cache,
				"FAKE="+filepath.Join(here, "testdata", "fake"), "REAL="+filepath.Join(here, "..", ".."),
				sourceVariable+"="+filepath.Join(here, "testdata", "fake"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"module":      writeModule,
			"pem":         writeCertificate,
			"freeport":    freePort,
			"expect":      expect,
			"replace":     replaceText,
			"unheard":     unheard,
			"unpackimage": unpackImage,
			"gone":        gone,
			"empty":       empty,
			"waitfor":     waitFor,
		},
	})
}

// goSettings are the folders that all scripts share with the developer, so that nothing is compiled
// twice.
func goSettings(t *testing.T, names ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	values := strings.Split(strings.TrimSpace(string(out)), "\n")
	for i, name := range names {
		values[i] = name + "=" + values[i]
	}
	return values
}

// writeModule: module DIR PATH SOURCE makes DIR a module that requires the panelgo in SOURCE.
func writeModule(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: module dir path source")
	}
	own, err := os.ReadFile(filepath.Join(args[2], "go.mod"))
	ts.Check(err)
	text := strings.Replace(string(own), "module github.com/panelgo/panelgo", "module "+args[1], 1)
	text += fmt.Sprintf("\nrequire github.com/panelgo/panelgo v0.0.0\n\nreplace github.com/panelgo/panelgo => %q\n", args[2])
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	ts.Check(os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644))
	if sum, err := os.ReadFile(filepath.Join(args[2], "go.sum")); err == nil {
		ts.Check(os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o644))
	}
}

// writeCertificate: pem CERT KEY makes a certificate for localhost that nobody else knows.
func writeCertificate(ts *testscript.TestScript, neg bool, args []string) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ts.Check(err)
	cert := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, cert, cert, key.Public(), key)
	ts.Check(err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
}

// freePort: freeport VAR sets VAR to a port that nobody has.
func freePort(ts *testscript.TestScript, neg bool, args []string) {
	ln, err := net.Listen("tcp", "localhost:0")
	ts.Check(err)
	defer ln.Close()
	ts.Setenv(args[0], fmt.Sprint(ln.Addr().(*net.TCPAddr).Port))
}

// patience is how long a first build may take on a busy machine.
const patience = 2 * time.Minute

// expect: expect URL TEXT asks until the answer holds TEXT. A live stream is read until it does.
func expect(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: expect url text")
	}
	until(ts, func() string {
		if answer := ask(args[0], args[1]); !strings.Contains(answer, args[1]) {
			return fmt.Sprintf("%s does not answer %q but:\n%s", args[0], args[1], answer)
		}
		return ""
	})
}

func ask(url, want string) string {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true, // a certificate of our own making
	}}
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err.Error()
	}
	req.Header.Set("Accept", "text/html")
	resp, err := client.Do(req)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	var all bytes.Buffer
	fmt.Fprintln(&all, resp.Status)
	for part := make([]byte, 4096); ; {
		n, err := resp.Body.Read(part)
		all.Write(part[:n])
		if err != nil || bytes.Contains(all.Bytes(), []byte(want)) {
			return all.String()
		}
	}
}

// replaceText: replace FILE OLD NEW edits a file, as an author would.
func replaceText(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o644))
}

// unheard: unheard PORT makes sure that the port was given back.
func unheard(ts *testscript.TestScript, neg bool, args []string) {
	ln, err := net.Listen("tcp", net.JoinHostPort("localhost", args[0]))
	ts.Check(err)
	ts.Check(ln.Close())
}

// gone: gone waits until no program that this script had built runs any more.
func gone(ts *testscript.TestScript, neg bool, args []string) {
	until(ts, func() string {
		programs, err := filepath.Glob("/proc/[0-9]*/exe")
		ts.Check(err)
		for _, link := range programs {
			target, err := os.Readlink(link)
			if err != nil || !strings.HasPrefix(target, ts.Getenv("PANELGO_CACHE")) {
				continue
			}
			env, _ := os.ReadFile(filepath.Join(filepath.Dir(link), "environ"))
			if bytes.Contains(env, []byte("WORK="+ts.Getenv("WORK")+"\x00")) {
				return link + " still runs"
			}
		}
		return ""
	})
}

// empty: empty DIR waits until the folder is empty.
func empty(ts *testscript.TestScript, neg bool, args []string) {
	until(ts, func() string {
		left, err := os.ReadDir(ts.MkAbs(args[0]))
		ts.Check(err)
		if len(left) > 0 {
			return left[0].Name() + " is left in " + args[0]
		}
		return ""
	})
}

// waitFor: waitfor FILE waits until the file is there.
func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	until(ts, func() string {
		if _, err := os.Stat(ts.MkAbs(args[0])); err != nil {
			return err.Error()
		}
		return ""
	})
}

// until asks again and again until there is no complaint.
func until(ts *testscript.TestScript, complaint func() string) {
	last := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if last = complaint(); last == "" {
			return
		}
	}
	ts.Fatalf("after %v: %s", patience, last)
}
