package server_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
)

const public = "https://apps.example.com"

// proxied is a browser that reaches a guarded server through a real nginx, which speaks TLS for
// apps.example.com.
type proxied struct {
	*visitor
	dial func(context.Context, string, string) (net.Conn, error)
	tls  *tls.Config
}

// behindNginx starts nginx in front of a server. It listens on a socket in the file system, so that
// no port is needed.
func behindNginx(t *testing.T, g *guarded) *proxied {
	t.Helper()
	dir := t.TempDir()
	roots := certify(t, dir, "apps.example.com")
	conf, err := os.ReadFile("testdata/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("DIR", dir, "BACKEND", strings.TrimPrefix(g.host, "http://")).Replace(string(conf))
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("nginx", "-e", filepath.Join(dir, "error.log"), "-p", dir, "-c", file)
	if err := cmd.Start(); err != nil {
		t.Fatalf("nginx is needed, which make tools installs: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	socket := filepath.Join(dir, "tls.sock")
	await(t, "nginx", "unix", socket)
	p := &proxied{visitor: g.visitor(), tls: &tls.Config{RootCAs: roots}}
	p.dial = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}
	transport := &http.Transport{DialContext: p.dial, TLSClientConfig: p.tls}
	t.Cleanup(transport.CloseIdleConnections)
	p.Transport = transport
	outside := &guarded{t: t, host: public, at: public + strings.TrimPrefix(g.at, g.host)}
	p.g = outside
	return p
}

// certify writes a certificate for a host that nobody else trusts, and its key.
func certify(t *testing.T, dir, host string) *x509.CertPool {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(cert)
	return roots
}

// enter signs in by the form.
func (p *proxied) enter(name string) answer {
	p.g.t.Helper()
	form := p.get("/app")
	return p.post("/login", url.Values{"state": {hidden(form.body, "state")}, "name": {name}, "password": {passwordOf(name)}})
}

// join opens the websocket of a page, and answers the status.
func (p *proxied) join(path, token string) (*websocket.Conn, int) {
	p.g.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"bokeh", token}, NetDialContext: p.dial, TLSClientConfig: p.tls}
	conn, resp, err := dialer.Dial(strings.Replace(p.g.at, "https", "wss", 1)+path+"/ws", http.Header{"Cookie": {p.cookie()}, "Origin": {public}})
	if resp == nil {
		p.g.t.Fatal(err)
	}
	if err == nil {
		p.g.t.Cleanup(func() { conn.Close() })
	}
	return conn, resp.StatusCode
}

func tokenIn(page string) string {
	_, rest, _ := strings.Cut(page, `"token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	return token
}

// TestBehindAProxyThatTerminatesTLS signs in, works and signs out below every prefix, as visitors
// of apps.example.com.
func TestBehindAProxyThatTerminatesTLS(t *testing.T) {
	for name, prefix := range map[string]string{"at the root": "", "under a prefix": "/tools/x"} {
		t.Run(name, func(t *testing.T) {
			g := guard(t, func(o *panelgo.Options) { o.Server.Prefix, o.Server.TrustedProxy = prefix, []string{"127.0.0.1"} })
			p := behindNginx(t, g)
			in := p.enter("alice")
			if in.StatusCode != http.StatusOK || in.Request.URL.String() != public+prefix+"/app" {
				t.Fatalf("%d at %s", in.StatusCode, in.Request.URL)
			}
			if cookie := p.cookie(); !strings.HasPrefix(cookie, "__Host-panelgo=") {
				t.Errorf("the cookie is %s", cookie)
			}
			for _, path := range []string{"/app", "/deep/er"} {
				page := p.get(path)
				conn, status := p.join(path, tokenIn(page.body))
				if status != http.StatusSwitchingProtocols {
					t.Fatalf("%s: %d", path, status)
				}
				defer expectClosed(t, conn)
			}
			if !strings.Contains(g.log.String(), "from=203.0.113.7") {
				t.Error("the log does not know the visitor's address")
			}
			p.signOut()
		})
	}
}

// expectClosed reads until the server says that the sign-in is over.
func expectClosed(t *testing.T, conn *websocket.Conn) {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			if !websocket.IsCloseError(err, 4001) {
				t.Errorf("the websocket ended with %v", err)
			}
			return
		}
	}
}

// TestNobodyIsBelievedWhoIsNotTrusted: without --trusted-proxy, what a proxy forwards means
// nothing.
func TestNobodyIsBelievedWhoIsNotTrusted(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Server.TrustedProxy = []string{"192.0.2.0/24"} })
	p := behindNginx(t, g)
	p.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	form := p.get("/login")
	in := p.post("/login", url.Values{"state": {hidden(form.body, "state")}, "name": {"alice"}, "password": {passwordOf("alice")}})
	for _, c := range append(form.Cookies(), in.Cookies()...) {
		if c.Secure || strings.HasPrefix(c.Name, "__") {
			t.Errorf("a cookie is for https, which only the proxy speaks of: %s", c.Name)
		}
	}
	page := p.get("/app")
	if page.StatusCode != http.StatusOK {
		t.Fatalf("signing in came to nothing: %d", page.StatusCode)
	}
	if _, status := p.join("/app", tokenIn(page.body)); status != http.StatusForbidden {
		t.Errorf("the host that is forwarded is believed: %d", status)
	}
	if strings.Contains(g.log.String(), "203.0.113.7") {
		t.Error("the forwarded address is believed")
	}
}
