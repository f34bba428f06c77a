package auth

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"
)

const (
	// providerTimeout bounds one request to a provider, body included.
	providerTimeout = 10 * time.Second
	// maxProviderBody bounds what is read of an answer. Tokens with hundreds
	// of groups stay below 100 kB.
	maxProviderBody = 1 << 20
	// maxProviderHops bounds redirects, which only reads may follow.
	maxProviderHops = 3
)

// providerClient makes the client for everything said to a provider: through
// the proxy that the environment names, with the authorities that the system
// and caFile trust, bounded in time and size.
func providerClient(caFile string) (*http.Client, error) {
	roots, err := loadAuthorities(caFile)
	if err != nil {
		return nil, fmt.Errorf("auth: %s %w", optionName("oauth-ca-file"), err)
	}
	transport := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: providerTimeout / 2}).DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    providerTimeout / 2,
		ResponseHeaderTimeout:  providerTimeout,
		MaxResponseHeaderBytes: maxProviderBody,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
	}
	return &http.Client{Transport: bounded{transport}, Timeout: providerTimeout, CheckRedirect: stayThere}, nil
}

// loadAuthorities returns the system's certificate authorities and those of
// the file; nil, which means the system's, without a file.
func loadAuthorities(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, errors.New("holds no certificate in PEM form")
	}
	return pool, nil
}

// stayThere lets reads follow a few redirects on the same host. What carries a
// code, a token or a secret is never sent on.
func stayThere(req *http.Request, via []*http.Request) error {
	first := via[0]
	if first.Method != http.MethodGet || first.Header.Get("Authorization") != "" {
		return errors.New("the provider sent a request on to another address")
	}
	if len(via) > maxProviderHops {
		return errors.New("the provider sends requests around")
	}
	if req.URL.Host != first.URL.Host || req.URL.Scheme != first.URL.Scheme {
		return errors.New("the provider sent a request on to another host")
	}
	return nil
}

// bounded cuts answers off with an error, where a plain limit would pass half
// of one for the whole.
type bounded struct{ next http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.next.RoundTrip(r)
	if err == nil {
		resp.Body = http.MaxBytesReader(nil, resp.Body, maxProviderBody)
	}
	return resp, err
}
