package server

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/netlist"
)

// plainRequest is what a request says to which nothing is added: the proxy 10.0.0.1 asks for
// apps.internal.
var plainRequest = forwarded{client: netip.MustParseAddr("10.0.0.1"), scheme: "http", host: "apps.internal"}

func proxyNetworks(t testing.TB) netlist.List {
	list, err := netlist.Parse([]string{"10.0.0.0/8", "fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// headersIn reads lines of headers, "Name: value".
func headersIn(lines ...string) http.Header {
	h := http.Header{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		h.Add(name, value)
	}
	return h
}

// TestTheVisitorIsTheLastAddressThatIsNoProxy in every way that proxies write addresses.
func TestTheVisitorIsTheLastAddressThatIsNoProxy(t *testing.T) {
	for _, c := range []struct {
		want  string
		lines []string
	}{
		{"10.0.0.1", nil},
		{"198.51.100.9", []string{"X-Forwarded-For: 198.51.100.9"}},
		{"198.51.100.9", []string{"X-Forwarded-For: 198.51.100.9:1001"}},
		{"198.51.100.9", []string{"X-Forwarded-For: 1.1.1.1, 198.51.100.9:1001, 10.0.0.7:99"}},
		{"198.51.100.9", []string{"X-Forwarded-For: 1.1.1.1,198.51.100.9,10.0.0.7"}},
		{"198.51.100.9", []string{"X-Forwarded-For: 1.1.1.1", "X-Forwarded-For:  198.51.100.9\t", "X-Forwarded-For: 10.0.0.7, 10.0.0.8"}},
		{"198.51.100.9", []string{"X-Forwarded-For: 198.51.100.9, , 10.0.0.7,"}},
		{"198.51.100.9", []string{"X-Forwarded-For: ::ffff:198.51.100.9"}},
		{"198.51.100.9", []string{"X-Forwarded-For: \"198.51.100.9:1001\""}},
		{"2001:db8::7", []string{"X-Forwarded-For: 2001:db8::7"}},
		{"2001:db8::7", []string{"X-Forwarded-For: 2001:DB8:0::7"}},
		{"2001:db8::7", []string{"X-Forwarded-For: [2001:db8::7]"}},
		{"2001:db8::7", []string{"X-Forwarded-For: [2001:db8::7]:4711, fd00::1"}},
		{"fe80::7", []string{"X-Forwarded-For: fe80::7%eth0"}},
		{"fe80::7", []string{"X-Forwarded-For: [fe80::7%eth0]:80"}},
		{"10.0.0.3", []string{"X-Forwarded-For: 10.0.0.3, 10.0.0.2"}}, // proxies all the way
		// What is no address ends the walk: the visitor is at the proxy that wrote it.
		{"10.0.0.1", []string{"X-Forwarded-For: unknown"}},
		{"10.0.0.1", []string{"X-Forwarded-For: 6.6.6.6, _hidden"}},
		{"10.0.0.7", []string{"X-Forwarded-For: 6.6.6.6, unknown, 10.0.0.7"}},
		{"10.0.0.1", []string{"X-Forwarded-For: 198.51.100.9:port"}},
		{"10.0.0.1", []string{"X-Forwarded-For: [2001:db8::7"}},
		{"10.0.0.1", []string{"X-Forwarded-For: 198.51.100.9:70000"}},
		{"10.0.0.1", []string{"X-Forwarded-For: evil.example"}},
		{"10.0.0.1", []string{"X-Forwarded-For: "}},
		// RFC 7239.
		{"198.51.100.9", []string{"Forwarded: for=198.51.100.9"}},
		{"198.51.100.9", []string{"Forwarded: For=198.51.100.9:1001; Proto=https"}},
		{"198.51.100.9", []string{"forwarded: FOR=\"198.51.100.9:1001\""}},
		{"198.51.100.9", []string{`Forwarded: for="\1\98.51.100.9"`}},
		{"198.51.100.9", []string{"Forwarded: for=1.1.1.1, for=198.51.100.9;by=10.0.0.9 , for=10.0.0.7"}},
		{"198.51.100.9", []string{"Forwarded: for=1.1.1.1", "Forwarded: for=198.51.100.9", "Forwarded: for=10.0.0.7"}},
		{"2001:db8:cafe::17", []string{`Forwarded: For="[2001:db8:cafe::17]:4711"`}},
		{"2001:db8:cafe::17", []string{`Forwarded: secret="a,b;for=1.1.1.1\"";for="[2001:db8:cafe::17]"`}},
		{"10.0.0.1", []string{"Forwarded: for=unknown"}},
		{"10.0.0.1", []string{"Forwarded: for=6.6.6.6, for=_gazonk"}},
		{"10.0.0.7", []string{`Forwarded: for=6.6.6.6, for="_gazonk:_p", for=10.0.0.7`}},
		{"10.0.0.1", []string{"Forwarded: proto=https"}},
		{"10.0.0.1", []string{"Forwarded: ;;, ,"}},
	} {
		got, err := readForwarded(headersIn(c.lines...), proxyNetworks(t), plainRequest)
		if err != nil || got.client.String() != c.want {
			t.Errorf("%q: %v, %v, want %s", c.lines, got.client, err, c.want)
		}
	}
}

// TestSchemeHostAndPathAreForwarded by X-Forwarded-* and by Forwarded.
func TestSchemeHostAndPathAreForwarded(t *testing.T) {
	for _, c := range []struct {
		scheme, host, prefix string
		lines                []string
	}{
		{"http", "apps.internal", "", nil},
		{"https", "apps.internal", "", []string{"X-Forwarded-Proto: https"}},
		{"https", "apps.internal", "", []string{"X-Forwarded-Proto: http, HTTPS"}},
		{"https", "apps.internal", "", []string{"X-Forwarded-Proto: wss"}},
		{"http", "apps.internal", "", []string{"X-Forwarded-Proto: ws"}},
		{"http", "apps.example:8443", "", []string{"X-Forwarded-Host: Apps.example:8443"}},
		{"http", "real.example", "", []string{"X-Forwarded-Host: evil.example, real.example"}},
		{"http", "real.example", "", []string{"X-Forwarded-Host: evil.example", "X-Forwarded-Host: real.example"}},
		{"http", "[2001:db8::1]:8443", "", []string{"X-Forwarded-Host: [2001:db8::1]:8443"}},
		{"http", "apps.internal", "/tools", []string{"X-Forwarded-Prefix: /tools"}},
		{"http", "apps.internal", "/tools/x", []string{"X-Forwarded-Prefix: /tools/x/"}},
		{"http", "apps.internal", "", []string{"X-Forwarded-Prefix: /"}},
		{"https", "apps.example", "", []string{"Forwarded: for=198.51.100.9;proto=https;host=apps.example"}},
		{"https", "apps.example:8443", "", []string{`Forwarded: PROTO="https"; Host="Apps.example:8443"`}},
		// Each hop says what it was asked for; the visitor's own word does not count, and a gap is
		// filled by the next hop.
		{"https", "real.example", "", []string{"Forwarded: for=6.6.6.6;host=evil.example;proto=http, for=198.51.100.9;host=real.example;proto=https, for=10.0.0.7;host=inner;proto=http"}},
		{"https", "inner", "", []string{"Forwarded: for=198.51.100.9;proto=https, for=10.0.0.7;host=inner;proto=http"}},
		{"http", "apps.internal", "/tools", []string{"Forwarded: for=198.51.100.9", "X-Forwarded-Prefix: /tools"}},
	} {
		got, err := readForwarded(headersIn(c.lines...), proxyNetworks(t), plainRequest)
		if err != nil || got.scheme != c.scheme || got.host != c.host || got.prefix != c.prefix {
			t.Errorf("%q: %+v, %v, want %s %s %s", c.lines, got, err, c.scheme, c.host, c.prefix)
		}
	}
}

// hostileForwarded are things that no proxy may make the server believe.
var hostileForwarded = []string{
	"X-Forwarded-Proto: ftp", "X-Forwarded-Proto: javascript", "X-Forwarded-Proto: https://", "X-Forwarded-Proto: \"https\"",
	"X-Forwarded-Host: evil.example/", "X-Forwarded-Host: a@evil.example", "X-Forwarded-Host: evil.example\\", "X-Forwarded-Host: evil example",
	"X-Forwarded-Host: evil.example:", "X-Forwarded-Host: evil.example:0", "X-Forwarded-Host: evil.example:99999", "X-Forwarded-Host: evil.example:80:80",
	"X-Forwarded-Host: ::1", "X-Forwarded-Host: [::1", "X-Forwarded-Host: [::1]x", "X-Forwarded-Host: [1.2.3.4]", "X-Forwarded-Host: [fe80::1%25x]",
	"X-Forwarded-Host: evil.example?x", "X-Forwarded-Host: evil.example#x", "X-Forwarded-Host: .", "X-Forwarded-Host: a..b", "X-Forwarded-Host: %65vil",
	"X-Forwarded-Host: <b>", "X-Forwarded-Host: é.example", "X-Forwarded-Host: " + strings.Repeat("a", 300),
	"X-Forwarded-Prefix: //evil.example", "X-Forwarded-Prefix: /\\evil.example", "X-Forwarded-Prefix: tools", "X-Forwarded-Prefix: https://evil.example",
	"X-Forwarded-Prefix: /a//b", "X-Forwarded-Prefix: /a/../b", "X-Forwarded-Prefix: /./a", "X-Forwarded-Prefix: /..", "X-Forwarded-Prefix: /a/..", "X-Forwarded-Prefix: /a?x",
	"X-Forwarded-Prefix: /a#x", "X-Forwarded-Prefix: /a%2fb", "X-Forwarded-Prefix: /a b", "X-Forwarded-Prefix: /\"><script>", "X-Forwarded-Prefix: /a\tb", "X-Forwarded-Prefix: ///",
	"X-Forwarded-Prefix: /" + strings.Repeat("a", 300), "X-Forwarded-Prefix: /\xff", "X-Forwarded-Prefix: /\u2028",
	"Forwarded: for", "Forwarded: for=", "Forwarded: =1.2.3.4", "Forwarded: for=1.2.3.4;for=5.6.7.8", "Forwarded: for=1.2.3.4;FOR=1.2.3.4", "Forwarded: for=\"1.2.3.4",
	"Forwarded: for=\"1.2.3.4\"x", "Forwarded: for = 1.2.3.4", "Forwarded: for=evil.example", "Forwarded: for=1.2.3.4 proto=https", "Forwarded: proto=ftp", "Forwarded: host=a/b",
	"Forwarded: host=\"a@b\"", "Forwarded: host=", "Forwarded: for=1.2.3.4:x", "Forwarded: for=[1.2.3.4]", "Forwarded: for=\"[::1\"", "Forwarded: garbage", "Forwarded: for=a=b",
	// An open quotation of the visitor's swallows what the proxy adds.
	"Forwarded: for=\"6.6.6.6, for=198.51.100.9",
}

func TestWhatCannotBeForwardedIsRefused(t *testing.T) {
	for _, line := range hostileForwarded {
		if got, err := readForwarded(headersIn(line), proxyNetworks(t), plainRequest); err == nil {
			t.Errorf("%q: %+v", line, got)
		}
	}
}

// TestForwardedAndXForwardedHaveToAgree: a proxy that writes the one lets the visitor's other
// through.
func TestForwardedAndXForwardedHaveToAgree(t *testing.T) {
	for _, c := range []struct {
		agree bool
		lines []string
	}{
		{true, []string{"X-Forwarded-For: 198.51.100.9", "Forwarded: for=198.51.100.9"}},
		{true, []string{"X-Forwarded-For: 198.51.100.9:5", "X-Forwarded-Proto: https", "X-Forwarded-Host: A.example", `Forwarded: for="198.51.100.9:77";proto=https;host=a.example`}},
		{false, []string{"X-Forwarded-For: 198.51.100.9", "Forwarded: for=6.6.6.6"}},
		{false, []string{"X-Forwarded-For: 6.6.6.6", "Forwarded: for=198.51.100.9"}},
		{false, []string{"X-Forwarded-For: 198.51.100.9", "Forwarded: for=198.51.100.9;host=evil.example"}},
		{false, []string{"X-Forwarded-Host: evil.example", "Forwarded: for=198.51.100.9"}},
		{false, []string{"X-Forwarded-For: 198.51.100.9", "X-Forwarded-Proto: https", "Forwarded: for=198.51.100.9"}},
		{false, []string{"X-Forwarded-For: 198.51.100.9", "X-Forwarded-Proto: http", "Forwarded: for=198.51.100.9;proto=https"}},
	} {
		if got, err := readForwarded(headersIn(c.lines...), proxyNetworks(t), plainRequest); (err == nil) != c.agree {
			t.Errorf("%q: %+v, %v", c.lines, got, err)
		}
	}
}

// FuzzForwarded: whatever a visitor writes, what the trusted proxy adds behind it counts, or
// nothing does.
func FuzzForwarded(f *testing.F) {
	for _, line := range hostileForwarded {
		_, value, _ := strings.Cut(line, ": ")
		f.Add(value, value, value, value, value)
	}
	f.Add("198.51.100.9:1001, 10.0.0.7", `for="[2001:db8::1]:1", for=10.0.0.2`, "https", "a.example:1", "/tools")
	f.Fuzz(func(t *testing.T, xff, standard, proto, host, prefix string) {
		proxies := proxyNetworks(t)
		visitor := netip.MustParseAddr("198.51.100.7")
		h := http.Header{"X-Forwarded-For": {xff}, "Forwarded": {standard}, "X-Forwarded-Proto": {proto}, "X-Forwarded-Host": {host}, "X-Forwarded-Prefix": {prefix}}
		for _, only := range []string{"X-Forwarded-For", "Forwarded", ""} {
			one := h.Clone()
			if only != "" {
				one = http.Header{only: h[only]}
			}
			got, err := readForwarded(one, proxies, plainRequest)
			if err == nil && (!got.client.IsValid() || got.scheme != "http" && got.scheme != "https" || !isHost(got.host) || got.prefix != "" && (!isCleanPath(got.prefix) || strings.HasPrefix(got.prefix, "//"))) {
				t.Fatalf("%v: %+v", one, got)
			}
		}
		for _, lines := range [][]string{{xff + ", 198.51.100.7"}, {xff, "198.51.100.7"}} {
			if got, err := readForwarded(http.Header{"X-Forwarded-For": lines}, proxies, plainRequest); err != nil || got.client != visitor {
				t.Fatalf("%q: %+v, %v", lines, got, err)
			}
		}
		for _, lines := range [][]string{{standard + ", for=198.51.100.7;host=b.example"}, {standard, "for=198.51.100.7;host=b.example"}} {
			if got, err := readForwarded(http.Header{"Forwarded": lines}, proxies, plainRequest); err == nil && (got.client != visitor || got.host != "b.example") {
				t.Fatalf("%q: %+v", lines, got)
			}
		}
	})
}
