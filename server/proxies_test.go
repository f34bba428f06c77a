package server_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// proxiedHost stands for apps.example.org of the blocks: browsers find it on this machine, where
// alone the development provider sends people to.
const proxiedHost = "apps.localhost"

// documented is the block of a language in docs/deploy.md.
func documented(t *testing.T, language string) string {
	t.Helper()
	text, err := os.ReadFile("../docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "\n```"+language+"\n")
	block, _, closed := strings.Cut(rest, "\n```\n")
	if !ok || !closed {
		t.Fatalf("docs/deploy.md has no block of %s", language)
	}
	return block + "\n"
}

// freePort is a port that nobody has.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// documentedProxy is a proxy that docs/deploy.md describes, and how to run it: what the block
// stands in, and the command.
type documentedProxy struct {
	name          string
	before, after string // around the block
	command       []string
	listen        [2]string // what the block listens on, and in its place
}

// documentedProxies are those that Debian has. DIR and PORT are replaced.
var documentedProxies = []documentedProxy{
	{"nginx", "daemon off;\nmaster_process off;\npid DIR/nginx.pid;\nerror_log DIR/error.log warn;\nevents {}\nhttp {\naccess_log off;\n" +
		"client_body_temp_path DIR/body;\nproxy_temp_path DIR/proxy;\nfastcgi_temp_path DIR/fastcgi;\nuwsgi_temp_path DIR/uwsgi;\nscgi_temp_path DIR/scgi;\n", "}\n",
		[]string{"nginx", "-e", "DIR/error.log", "-p", "DIR", "-c", "DIR/conf"}, [2]string{"listen 443 ssl", "listen 127.0.0.1:PORT ssl"}},
	{"haproxy", "global\n    log stderr local0\n", "", []string{"haproxy", "-db", "-f", "DIR/conf"}, [2]string{"bind :443", "bind 127.0.0.1:PORT"}},
	{"caddy", "{\n    admin off\n    auto_https disable_redirects\n    storage file_system DIR/storage\n}\n", "",
		[]string{"caddy", "run", "--adapter", "caddyfile", "--config", "DIR/conf"}, [2]string{"apps.example.org {", proxiedHost + ":PORT {\n    bind 127.0.0.1"}},
}

// run starts the proxy in front of the servers and returns the address that visitors type.
func (p documentedProxy) run(t *testing.T, backends map[string]string) string {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	certify(t, dir, proxiedHost)
	both := filepath.Join(dir, "both.pem")
	var pem []byte
	for _, name := range []string{"cert.pem", "key.pem"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		pem = append(pem, text...)
	}
	if err := os.WriteFile(both, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	block := documented(t, p.name)
	replace := []string{p.listen[0], p.listen[1],
		"/etc/haproxy/apps.example.org.pem", both, "/etc/ssl/apps.example.org.pem", "DIR/cert.pem", "/etc/ssl/apps.example.org.key", "DIR/key.pem"}
	for inner, outer := range backends {
		replace = append(replace, inner, outer)
	}
	replace = append(replace, "apps.example.org", proxiedHost) // after what it is a part of
	for i := 0; i < len(replace); i += 2 {
		if strings.HasPrefix(replace[i], "/etc/") {
			continue
		}
		if !strings.Contains(block, replace[i]) {
			t.Fatalf("the block of %s in docs/deploy.md has no %q", p.name, replace[i])
		}
	}
	here := strings.NewReplacer("DIR", dir, "PORT", port)
	conf := here.Replace(p.before + strings.NewReplacer(replace...).Replace(block) + p.after)
	if err := os.WriteFile(filepath.Join(dir, "conf"), []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	command := make([]string, len(p.command))
	for i, word := range p.command {
		command[i] = here.Replace(word)
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	var said logbook
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatalf("%s is needed, which make tools installs: %v", p.name, err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s\n%s", conf, said.String())
		}
	})
	await(t, p.name, "tcp", "127.0.0.1:"+port)
	return "https://" + proxiedHost + ":" + port
}

// behindProxies are the three servers of docs/deploy.md, by what the blocks call them. The last two
// stand behind a path that is taken off: one is told so by the options, one by the proxy. At the
// root people sign in by a password, elsewhere at a provider, which sends them back to the
// callback.
func behindProxies(t *testing.T) map[string]*guarded {
	trusting := func(change func(*panelgo.Options)) *guarded {
		return guardApp(t, saver, func(o *panelgo.Options) {
			o.Server.TrustedProxy = []string{"127.0.0.1"}
			change(o)
		})
	}
	return map[string]*guarded{
		"root":     trusting(func(*panelgo.Options) {}),
		"kept":     trusting(func(o *panelgo.Options) { o.Server.Prefix = "/kept"; atProvider(t, time.Hour, o) }),
		"option":   trusting(func(o *panelgo.Options) { o.Server.RootPath = "/stripped"; atProvider(t, time.Hour, o) }),
		"stripped": trusting(func(o *panelgo.Options) { atProvider(t, time.Hour, o) }),
	}
}

// saver is the counter with a file to save, which is fetched by an address of its own.
func saver(doc *document.Document) error {
	doc.Add(widgets.NewStreamDownload("Save", "plan.txt", func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "the plan")
		return err
	}))
	return counter(doc)
}

// TestDocumentedProxies runs each proxy with the block of docs/deploy.md in front of servers at the
// root, under a path that stays, and under one that is taken off. Behind each, a browser signs in
// to a deep link over TLS, works over the websocket, and signs out.
func TestDocumentedProxies(t *testing.T) {
	servers := behindProxies(t)
	for _, proxy := range documentedProxies {
		t.Run(proxy.name, func(t *testing.T) {
			stripped := servers["stripped"]
			if proxy.name == "nginx" {
				stripped = servers["option"]
			}
			host := func(g *guarded) string { return strings.TrimPrefix(g.host, "http://") }
			at := proxy.run(t, map[string]string{"127.0.0.1:5006": host(servers["root"]), "127.0.0.1:5007": host(servers["kept"]), "127.0.0.1:5008": host(stripped)})
			tab := chrome.Blank(t, chrome.View{})
			tab.TrustAll()
			for _, path := range []string{"", "/kept", "/stripped"} {
				worksInABrowser(t, tab, at+path)
			}
			for path, g := range map[string]*guarded{"": servers["root"], "/kept": servers["kept"], "/stripped": stripped} {
				claimsMeanNothing(t, g, at, path)
			}
		})
	}
}

// worksInABrowser signs in, drags a slider, saves a file, embeds the app, and signs out.
func worksInABrowser(t *testing.T, tab *chrome.Tab, base string) {
	t.Helper()
	link := base + "/deep/er?dir=C:%5Ctmp&x=" + strings.Repeat("y", 1200)
	tab.Go(link)
	tab.Wait(`document.querySelector("input[name=password], button[value=alice]")`)
	chrome.Eval[bool](tab, fmt.Sprintf(`(() => {
		const form = document.querySelector("form"), alice = form.querySelector("button[value=alice]");
		if (!alice) { form.elements.name.value = "alice"; form.elements.password.value = %q; }
		form.requestSubmit(alice);
		return true;
	})()`, passwordOf("alice")))
	tab.Wait(`location.pathname.endsWith("/deep/er")`)
	tab.WaitReady()
	if at := chrome.Eval[string](tab, "location.href"); at != link {
		t.Errorf("came to %s", at)
	}
	tab.Drag("Value", 1)
	tab.WaitText("value: 1000") // over the websocket and back
	folder := tab.Saves()
	tab.Click(tab.Inside("Save", "button"))
	if saved := string(tab.WaitFile(folder, "plan.txt")); saved != "the plan" {
		t.Errorf("saved %q", saved)
	}
	embeds := fmt.Sprintf(`fetch(%q).then((r) => r.text()).then((text) => fetch(/"([^"]+\/static\/[^"]+\.js[^"]*)"/.exec(text)[1])).then((r) => window.embedded = r.status)`,
		base+"/app/autoload.js?bokeh-autoload-element=x&bokeh-absolute-url="+url.QueryEscape(base+"/app"))
	chrome.Eval[bool](tab, "("+embeds+", true)")
	tab.Wait("window.embedded")
	if status := chrome.Eval[int](tab, "window.embedded"); status != http.StatusOK {
		t.Errorf("the script that embeds leads to nothing: %d", status)
	}
	out := chrome.Eval[string](tab, `document.querySelector("nav.pg-account a").href`)
	if out != base+"/logout" {
		t.Errorf("the way out leads to %s", out)
	}
	tab.Go(out)
	tab.Wait(`document.querySelector("form input[name=token]")`)
	chrome.Eval[bool](tab, `(document.querySelector("form").requestSubmit(), true)`)
	tab.WaitText("You are signed out")
	tab.Go(base + "/app")
	tab.Wait(`document.querySelector("input[name=password], button[value=alice]")`)
}

// claimsMeanNothing sends along all that only a proxy may say.
func claimsMeanNothing(t *testing.T, g *guarded, at, path string) {
	t.Helper()
	outside, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	req, _ := http.NewRequest("GET", at+path+"/app", nil)
	for name, value := range map[string]string{
		"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Forwarded-Prefix": "/evil", "X-Request-Id": "evil-request",
		"Forwarded": "for=6.6.6.6;host=evil.example;proto=http", "X-Real-Ip": "6.6.6.6",
	} {
		req.Header.Set(name, value)
	}
	transport := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true, ServerName: outside.Hostname()}}
	transport.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, "127.0.0.1:"+outside.Port())
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if to := resp.Header.Get("Location"); to != path+"/login?next="+url.QueryEscape(path+"/app") {
		t.Errorf("%s: %d %s, sent to %q", path, resp.StatusCode, bytes.TrimSpace(body), to)
	}
	for _, claim := range []string{"6.6.6.6", "evil"} {
		if strings.Contains(g.log.String(), claim) {
			t.Errorf("%s: the log believes that it is %s", path, claim)
		}
	}
}
