package auth

import (
	"net/url"
	"strings"
	"testing"
)

// hostileNexts are destinations that must not lead away from this server. The
// list is made of parts: every spelling of "somewhere else" people have found,
// in every position.
func hostileNexts() []string {
	list := []string{
		"", " ", "app", "./app", "../app", "?x=1", "#x", "\\", "\\\\", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
		"data:text/html,x", "vbscript:x", "mailto:a@b", "file:///etc/passwd", "blob:https://evil.example/x", "about:blank", "intent://evil.example",
		"http:evil.example", "https:evil.example", "http:/evil.example", "https:///evil.example", "//", "///", "////", "/\\", "\\/", "/\t/",
		"/" + strings.Repeat("a", 2000), "/login", "/login?next=/login", "/logout", "/logout/", "/login/", "/./login", "/a/../login", "/%6cogin/../login",
		"/\x00", "/app\x00", "/app\r\nSet-Cookie: a=b", "/app\nLocation: //evil.example", "/app\u2028x", "/app\u0085x", "/\u00a0/evil.example", "/\ufeff/evil.example",
		"/%", "/%zz", "/%0d%0aSet-Cookie:a=b/..//evil.example", ":", "://evil.example", "///evil.example@app", "/app:evil", "*", "@evil.example", "/@evil.example/..//evil.example",
	}
	slashes := []string{
		"//", "///", "////", "/////", "/\\", "\\/", "\\\\", "/\\/", "//\\", "\\//", "/\t/", "/\n/", "/\r/", "\t//", " //", "\n//", "\x00//", "\x0b//", "\u00a0//", "\u3000//",
		"/\x00/", "/ /", "/\x0b/", "/\x0c/", "/.//", "/..//", "/./..//", "/.\\/", "/%2e//", "/%2e%2e//", "/.%2e//", "/a/..//", "/a/%2e%2e//", "/a/b/../..//", "//./", "/\u2215/", "/\uff0f/",
		"http://", "https://", "HTTP://", "hTTps://", "http:\\\\", "https:/\\", "http:///", "ftp://", "ws://", "\thttp://", " https://", "\u0000https://", "http:\t//", "ht\ntp://",
		"/..;//", "/;//", "/.;/../..//", "//;@", "/x\\..\\..//",
	}
	hosts := []string{
		"evil.example", "evil.example/", "evil.example/app", "evil.example:443/app", "user@evil.example", "app.example@evil.example", "app.example:pw@evil.example/x",
		"app.example.evil.example", "evil.example#app.example", "evil.example?app.example", "evil.example\\@app.example", "evil.example%2f@app.example", "2130706433", "0x7f.1", "[::1]", "[::ffff:1.2.3.4]/x",
		"evil%E3%80%82example", "evil\u3002example", "\u2488evil.example", "evil.example%00.app.example", "evil.example%09", "app.example%40evil.example",
	}
	for _, s := range slashes {
		for _, h := range hosts {
			list = append(list, s+h)
		}
	}
	return list
}

func TestNextNeverLeavesTheServer(t *testing.T) {
	origin, err := url.Parse("https://app.example/prefix/login")
	must(t, err)
	list := hostileNexts()
	if len(list) < 900 {
		t.Fatalf("only %d values", len(list))
	}
	for _, prefix := range []string{"", "/prefix"} {
		at := RequestOrigin{Base: url.URL{Scheme: "https", Host: "app.example", Path: prefix}}
		for _, next := range list {
			got := at.sanitize(next, "/login", "/logout")
			if !strings.HasPrefix(got, prefix+"/") || strings.HasPrefix(got, "//") || strings.ContainsAny(got, "\\\t\r\n\x00 \"<>") {
				t.Errorf("%q became %q", next, got)
			}
			if to := whatwg(origin, got); to != "https://app.example" {
				t.Errorf("%q became %q, which a browser takes to %s", next, got, to)
			}
			if strings.Contains(got, "evil.example") && !strings.HasPrefix(got, prefix+"/") {
				t.Errorf("%q became %q", next, got)
			}
			if again := at.sanitize(got, "/login", "/logout"); again != got {
				t.Errorf("%q became %q and then %q", next, got, again)
			}
		}
	}
}

// whatwg resolves an address as browsers do (URL Standard): it strips control
// characters, takes backslashes for slashes, and resolves dots, also encoded
// ones, before it looks for a host. It answers the origin.
func whatwg(base *url.URL, ref string) string {
	ref = strings.TrimFunc(ref, func(r rune) bool { return r <= ' ' })
	ref = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(ref)
	ref = strings.ReplaceAll(ref, "\\", "/")
	if scheme, rest, ok := strings.Cut(ref, ":"); ok && !strings.ContainsAny(scheme, "/?#") && scheme != "" {
		return strings.ToLower(scheme) + ":" + rest
	}
	if strings.HasPrefix(ref, "//") {
		host, _, _ := strings.Cut(strings.TrimLeft(ref, "/"), "/")
		return base.Scheme + "://" + host
	}
	return base.Scheme + "://" + base.Host
}

func TestNextKeepsWhatIsOurs(t *testing.T) {
	at := RequestOrigin{Base: url.URL{Scheme: "https", Host: "app.example"}}
	for _, next := range []string{
		"/", "/app", "/app/", "/group/app", "/app?x=1&y=2", "/app?u=https://evil.example/", "/app?x=%0d%0a", "/a%20b", "/caf%C3%A9", "/a%2Fb", "/app?", "/loginx", "/a.b/c..d/e", "/a:b/c",
		"/app?next=//evil.example", "/app;v=1", "/app?q=a+b", "/~user/app", "/app@2",
		"/app?x=" + strings.Repeat("a", 8000),
	} {
		if got := at.sanitize(next, "/login", "/logout"); got != strings.TrimSuffix(next, "?") {
			t.Errorf("%q became %q", next, got)
		}
	}
	for next, want := range map[string]string{
		"/app#part": "/app", "/app?a=\"<x>": "/app?a=%22%3Cx%3E", "/caf\u00e9": "/caf%C3%A9", `/app?dir=C:\tmp\x`: "/app?dir=C:%5Ctmp%5Cx", `/app?\\evil.example`: "/app?%5C%5Cevil.example", "/app?a b": "/app?a%20b",
		"/app?caf\u00e9": "/app?caf%C3%A9",
	} {
		if got := at.sanitize(next); got != want {
			t.Errorf("%q became %q, want %q", next, got, want)
		}
	}
	at.Base.Path = "/pre"
	for next, want := range map[string]string{"/pre/app": "/pre/app", "/pre": "/pre", "/prefix": "/pre/", "/app": "/pre/", "/pre/login": "/pre/", "/pre/../app": "/pre/"} {
		if got := at.sanitize(next, "/login"); got != want {
			t.Errorf("%q became %q, want %q", next, got, want)
		}
	}
}

func FuzzNext(f *testing.F) {
	for _, next := range hostileNexts()[:200] {
		f.Add(next)
	}
	at := RequestOrigin{Base: url.URL{Scheme: "https", Host: "app.example"}}
	base := &url.URL{Scheme: "https", Host: "app.example", Path: "/login"}
	f.Fuzz(func(t *testing.T, next string) {
		got := at.sanitize(next, "/login")
		if got == "" || got[0] != '/' || whatwg(base, got) != "https://app.example" || strings.ContainsAny(got, "\\\t\r\n\x00 \"<>") {
			t.Fatalf("%q became %q", next, got)
		}
	})
}

func FuzzCookieAndState(f *testing.F) {
	j := newJar("/", testCookieSecret)
	f.Add(j.seal(cookieValue{random(), random()}), attempt{seed: "x"}.state())
	f.Add("a.b.c", statePrefix)
	f.Fuzz(func(t *testing.T, cookie, state string) {
		if tk, ok := j.open(cookie); ok && j.seal(tk) != cookie {
			t.Fatalf("%q opens but was not made here", cookie)
		}
		if ourState(state) {
			_ = attemptCookie(state) // must not panic
		}
	})
}
