package front_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/server/front"
)

func TestTheBannerSaysWhereToClick(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 5006}
	for name, row := range map[string]struct {
		page   front.Page
		home   string
		banner []string
	}{
		"one app":     {front.Page{Listener: at, Address: "localhost", Slugs: []string{"hello"}}, "http://localhost:5006/hello", []string{"  hello     http://localhost:5006/hello\n"}},
		"several":     {front.Page{Listener: at, Address: "0.0.0.0", Prefix: "/tools", Slugs: []string{"a", "b"}}, "http://localhost:5006/tools/", []string{"a", "http://localhost:5006/tools/b\n", "all apps  http://localhost:5006/tools/\n"}},
		"a name":      {front.Page{Listener: at, Address: "dash.example", Slugs: []string{"é"}}, "http://dash.example:5006/%C3%A9", nil},
		"IPv6":        {front.Page{Listener: at, Address: "::1", Slugs: []string{"a"}}, "http://[::1]:5006/a", nil},
		"every IPv6":  {front.Page{Listener: at, Address: "::", Slugs: []string{"a"}}, "http://localhost:5006/a", nil},
		"certificate": {front.Page{Listener: at, Secure: true, Slugs: []string{"a"}}, "https://localhost:5006/a", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := row.page.Home(); got != row.home {
				t.Errorf("home is %s, want %s", got, row.home)
			}
			for _, want := range row.banner {
				if got := row.page.Banner(); !strings.Contains(got, want) {
					t.Errorf("%q is not in the banner:\n%s", want, got)
				}
			}
		})
	}
}

func TestATakenPortIsSaidToBe(t *testing.T) {
	first, err := front.Listen("localhost", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	_, err = front.Listen("localhost", first.Addr().(*net.TCPAddr).Port)
	if err == nil {
		t.Fatal("two listeners on one port")
	}
	for _, want := range []string{"is taken by ", "choose another port: --port ", "PANELGO_PORT"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
}

func TestAnAddressOfAnotherMachineIsSaidToBe(t *testing.T) {
	_, err := front.Listen("192.0.2.1", 0) // RFC 5737: nobody's
	if err == nil || !strings.Contains(err.Error(), "is not an address of this machine: choose another with --address (PANELGO_ADDRESS)") {
		t.Errorf("got %v", err)
	}
}

func TestTheBrowserThatIsNamedOpens(t *testing.T) {
	dir := t.TempDir()
	browser, shown := filepath.Join(dir, "browser"), filepath.Join(dir, "shown")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\necho \"$1\" > '"+shown+".new'; mv '"+shown+".new' '"+shown+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("BROWSER", browser)
	if err := front.Show("http://localhost:1/x"); err != nil {
		t.Fatal(err)
	}
	var text []byte
	for end := time.Now().Add(time.Minute); len(text) == 0 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		text, _ = os.ReadFile(shown)
	}
	if string(text) != "http://localhost:1/x\n" {
		t.Errorf("it shows %q", text)
	}
	t.Setenv("BROWSER", filepath.Join(dir, "none"))
	if err := front.Show("http://localhost:1/x"); err == nil || !strings.Contains(err.Error(), "open http://localhost:1/x yourself") {
		t.Errorf("got %v", err)
	}
}
