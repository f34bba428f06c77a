package auth

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// internet stands in for the fixed public hosts. It is reached through the
// proxy that the environment names, and signed by a certificate authority of
// its own, so that the addresses in the catalogue are the ones that are tested.
type internet struct {
	authority *x509.Certificate
	key       *ecdsa.PrivateKey
	caFile    string

	mu    sync.Mutex
	hosts map[string]http.Handler // guarded by mu
	asked []string                // guarded by mu: method, host and path
}

var theInternet = &internet{hosts: map[string]http.Handler{}}

// TestMain names the proxy before anybody asks: the standard library reads
// the environment once. This machine's own addresses never go through it.
func TestMain(m *testing.M) {
	proxy := httptest.NewServer(http.HandlerFunc(theInternet.connect))
	os.Setenv("HTTPS_PROXY", proxy.URL)
	os.Setenv("NO_PROXY", "")
	dir, err := os.MkdirTemp("", "panelgo-ca")
	if err != nil {
		panic(err)
	}
	theInternet.makeAuthority(filepath.Join(dir, "ca.pem"))
	code := m.Run()
	proxy.Close()
	os.RemoveAll(dir)
	os.Exit(code)
}

func (n *internet) makeAuthority(file string) {
	var err error
	if n.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		panic(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, KeyUsage: x509.KeyUsageCertSign, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, n.key.Public(), n.key)
	if err != nil {
		panic(err)
	}
	n.authority, _ = x509.ParseCertificate(der)
	n.caFile = file
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		panic(err)
	}
}

func (n *internet) certificate(host string) (*tls.Certificate, error) {
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: []string{host}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, n.authority, n.key.Public(), n.key)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: n.key}, err
}

// connect answers CONNECT with the stand-in for the host asked for.
func (n *internet) connect(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	n.mu.Lock()
	handler := n.hosts[host]
	n.mu.Unlock()
	if r.Method != http.MethodConnect || err != nil || handler == nil {
		http.Error(w, "no such host", http.StatusBadGateway)
		return
	}
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	fmt.Fprint(conn, "HTTP/1.1 200 Connected\r\n\r\n")
	cert, err := n.certificate(host)
	if err != nil {
		conn.Close()
		return
	}
	go n.serve(tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*cert}}), host, handler)
}

func (n *internet) serve(conn net.Conn, host string, handler http.Handler) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	for {
		r, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		n.mu.Lock()
		n.asked = append(n.asked, r.Method+" "+host+r.URL.Path)
		n.mu.Unlock()
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, r)
		resp := rec.Result()
		resp.ContentLength = int64(rec.Body.Len())
		if resp.Write(conn) != nil {
			return
		}
	}
}

// host puts a stand-in up for one test.
func (n *internet) host(t *testing.T, name string, h http.Handler) {
	t.Helper()
	n.mu.Lock()
	n.hosts[name] = h
	n.mu.Unlock()
	t.Cleanup(func() {
		n.mu.Lock()
		delete(n.hosts, name)
		n.mu.Unlock()
	})
}

func (n *internet) wasAsked(what string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, one := range n.asked {
		if one == what {
			return true
		}
	}
	return false
}
