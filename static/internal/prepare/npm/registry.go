package npm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

const (
	maxMetadata = 64 << 20 // bytes of what a registry says about a package
	maxTarball  = 64 << 20 // bytes of a package
	tries       = 3        // of a request that the network or the registry's trouble ended
)

// registry asks registries for packages.
type registry struct {
	config config
	client *http.Client

	mu       sync.Mutex
	metadata map[string]*question // guarded by mu; by package: several versions of one are asked for once
}

type question struct {
	once sync.Once
	text []byte
	err  error
}

func newRegistry(c config) (*registry, error) {
	t, err := c.transport()
	if err != nil {
		return nil, err
	}
	r := &registry{config: c, metadata: map[string]*question{}}
	r.client = &http.Client{Transport: authorized{c, t}, Timeout: 5 * time.Minute}
	return r, nil
}

// authorized adds the credentials that an address may have, also after a redirect: each address
// gets its own or none. http.Client copies no Authorization header here, since no request has one
// before.
type authorized struct {
	config config
	next   http.RoundTripper
}

// RoundTrip implements [http.RoundTripper].
func (a authorized) RoundTrip(r *http.Request) (*http.Response, error) {
	if header := a.config.authorization(r.URL); header != "" {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", header)
	}
	return a.next.RoundTrip(r)
}

// fetch returns the tarball of a package, checked against the lock.
func (r *registry) fetch(ctx context.Context, p pinned) ([]byte, error) {
	base, err := r.config.registry(p.name)
	if err != nil {
		return nil, err
	}
	metadata, err := r.about(ctx, base, p.name)
	if err != nil {
		return nil, err
	}
	named, err := p.tarballIn(metadata)
	if err != nil {
		return nil, err
	}
	address, err := base.Parse(named)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" {
		return nil, fmt.Errorf("the registry names no address for %s %s", p.name, p.version)
	}
	tarball, err := r.get(ctx, address, "", maxTarball)
	if err != nil && address.Host != base.Host {
		// A mirror may pass on metadata that name the host it mirrors, which cannot be reached from
		// here. The sum decides whether what the mirror itself has there is the package.
		address.Scheme, address.Host = base.Scheme, base.Host
		var again error
		if tarball, again = r.get(ctx, address, "", maxTarball); again != nil {
			return nil, errors.Join(err, again)
		}
		err = nil
	}
	if err != nil {
		return nil, err
	}
	return tarball, p.check(tarball)
}

// about returns what the registry says about a package, in the short form where it knows that.
func (r *registry) about(ctx context.Context, base *url.URL, name string) ([]byte, error) {
	r.mu.Lock()
	q := r.metadata[name]
	if q == nil {
		q = &question{}
		r.metadata[name] = q
	}
	r.mu.Unlock()
	q.once.Do(func() {
		u, err := url.Parse(base.String() + strings.ReplaceAll(name, "/", "%2f"))
		if err != nil {
			q.err = err
			return
		}
		q.text, q.err = r.get(ctx, u, "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8", maxMetadata)
	})
	return q.text, q.err
}

// get reads an answer whole. What the network or the server's trouble ended is tried again.
func (r *registry) get(ctx context.Context, u *url.URL, accept string, limit int64) ([]byte, error) {
	var err error
	for try := range tries {
		if try > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(try) * time.Second):
			}
		}
		var text []byte
		var again bool
		if text, again, err = r.once(ctx, u, accept, limit); err == nil || !again {
			return text, err
		}
	}
	return nil, err
}

func (r *registry) once(ctx context.Context, u *url.URL, accept string, limit int64) (text []byte, again bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, false, err
	}
	if accept != "" {
		request.Header.Set("Accept", accept)
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return nil, ctx.Err() == nil, err // *url.Error hides passwords
	}
	defer answer.Body.Close()
	switch code := answer.StatusCode; {
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		return nil, false, fmt.Errorf("%s: %s; a registry that asks who you are needs //%s/:_authToken=… in ~/.npmrc", u.Redacted(), answer.Status, u.Host)
	case code != http.StatusOK:
		return nil, code >= 500 || code == http.StatusTooManyRequests, fmt.Errorf("%s: %s", u.Redacted(), answer.Status)
	}
	text, err = io.ReadAll(io.LimitReader(answer.Body, limit+1))
	if err != nil {
		return nil, ctx.Err() == nil, fmt.Errorf("%s: %w", u.Redacted(), err)
	}
	if int64(len(text)) > limit {
		return nil, false, fmt.Errorf("%s has more than %d MiB", u.Redacted(), limit>>20)
	}
	return text, false, nil
}
