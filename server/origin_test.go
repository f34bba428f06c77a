package server

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"testing"
)

func TestOriginVectors(t *testing.T) {
	text, err := os.ReadFile("testdata/origin.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Origin    string
		Allowlist []string
		Expected  bool `json:"expected_go"`
	}
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		r := httptest.NewRequest("GET", "http://own.test/app/ws", nil)
		r.Header.Set("Origin", v.Origin)
		if err := allowList(v.Allowlist).checkOrigin(r, false); (err == nil) != v.Expected {
			t.Errorf("%s with %v: %v, want allowed %v", v.Origin, v.Allowlist, err, v.Expected)
		}
	}
}

func TestAllowListIsNormalised(t *testing.T) {
	for entry, want := range map[string]string{
		"example.com": "example.com:80", "example.com:443": "example.com:443", "*": "*",
		"*.Example.com": "*.example.com:80", "a:*": "a:*", "a:b": "", ":80": "", "http://a": "", "::1": "", "a:0": "", "a:70000": "",
		"[::1]:5006": "[::1]:5006", "[::1]": "[::1]:80", "[0:0:0:0:0:0:0:1]:5006": "[::1]:5006", "[2001:DB8::5]:*": "[2001:db8::5]:*", "127.0.0.1:5006": "127.0.0.1:5006",
		"[::1]:": "", "[::1": "", "[::1]x": "", "[1.2.3.4]:80": "", "::1:5006": "", "a b": "", "a/b:80": "", "me@a": "", "": "", "a:": "", "*:*": "*:*",
	} {
		list, err := parseAllowList([]string{entry})
		if want == "" && err == nil {
			t.Errorf("%q: taken as %q", entry, list)
		}
		if want != "" && (err != nil || list[0] != want) {
			t.Errorf("%q: %v, %v, want %q", entry, list, err, want)
		}
	}
}

func TestOwnHostNeedsNoList(t *testing.T) {
	for _, c := range []struct {
		origin, host string
		allowed      bool
	}{
		{"", "own.test:5006", true}, // not a browser
		{"http://own.test:5006", "own.test:5006", true},
		{"http://OWN.test:5006", "own.test:5006", true},
		{"http://127.0.0.1:5006", "127.0.0.1:5006", true},
		{"http://[::1]:5006", "[::1]:5006", true},
		{"https://own.test", "own.test", true}, // a proxy ends TLS
		{"https://own.test", "own.test:443", true},
		{"http://own.test", "own.test:80", true},
		{"http://own.test", "own.test:443", false},
		{"http://own.test:5006", "own.test:5007", false},
		{"http://own.test.evil.net", "own.test", false},
		{"http://[0:0::1]:5006", "[::1]:5006", true},
		{"https://[2001:db8::5]", "[2001:DB8::5]:443", true},
		{"http://[::2]:5006", "[::1]:5006", false},
		{"http://evil.net", "own.test:5006", false},
		{"null", "own.test", false},
		{"file://own.test", "own.test", false},
		{"http://", "", false},
		{"%zz", "own.test", false},
	} {
		r := httptest.NewRequest("GET", "http://own.test/app/ws", nil)
		r.Host = c.host
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if err := allowList(nil).checkOrigin(r, false); (err == nil) != c.allowed {
			t.Errorf("%q at %q: %v, want allowed %v", c.origin, c.host, err, c.allowed)
		}
	}
}

// TestAddressesOfIPv6MayBeAllowed with and without a port, however they are written.
func TestAddressesOfIPv6MayBeAllowed(t *testing.T) {
	for _, c := range []struct {
		entry, origin string
		allowed       bool
	}{
		{"[::1]:5006", "http://[::1]:5006", true},
		{"[0::1]:5006", "http://[::1]:5006", true},
		{"[::1]:5006", "http://[::1]:5007", false},
		{"[::1]:5006", "http://[::2]:5006", false},
		{"[::1]:*", "https://[::1]:9", true},
		{"[::1]", "http://[::1]", true},
		{"[::1]", "http://[::1]:5006", false},
		{"*:5006", "http://[::1]:5006", true},
	} {
		list, err := parseAllowList([]string{c.entry})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("GET", "http://own.test/app/ws", nil)
		r.Header.Set("Origin", c.origin)
		if err := list.checkOrigin(r, true); (err == nil) != c.allowed {
			t.Errorf("%s with %s: %v, want allowed %v", c.origin, c.entry, err, c.allowed)
		}
	}
}
