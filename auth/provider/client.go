package provider

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Client asks a service's own interface on behalf of a visitor.
type Client struct {
	HTTP  *http.Client // bounded in time and size by its maker
	Token string       // the visitor's access token
}

// maxPages bounds how far a list is followed.
const maxPages = 20

// StatusError is an answer with another status than 200.
type StatusError struct {
	Host   string
	Status int
}

// Error names the host and the status, never what the service wrote.
func (e *StatusError) Error() string {
	return fmt.Sprintf("%s answered %d %s", e.Host, e.Status, http.StatusText(e.Status))
}

// PermissionError says that a service refused to tell something because the app may not ask for it.
type PermissionError struct {
	What    string // what was asked for, such as "groups"
	Missing string // what the app needs, in the service's own words
	Err     error
}

// Error names what is missing, for operators.
func (e *PermissionError) Error() string {
	return fmt.Sprintf("the app may not read %s (%v): it needs %s", e.What, e.Err, e.Missing)
}

// Unwrap returns the refusal itself.
func (e *PermissionError) Unwrap() error { return e.Err }

// permitted explains a refusal to list groups.
func permitted(err error, missing string) error {
	var status *StatusError
	if errors.As(err, &status) && (status.Status == http.StatusForbidden || status.Status == http.StatusUnauthorized) {
		return &PermissionError{What: "the visitor's groups", Missing: missing, Err: err}
	}
	return err
}

// Get fetches address and decodes its JSON into v. It returns the header for
// those who follow pages.
func (c Client) Get(ctx context.Context, address string, v any) (http.Header, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.Token)
	req.Header.Set("Accept", "application/json")
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &StatusError{req.URL.Host, resp.StatusCode}
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if err := Decode(body, v); err != nil {
		return nil, fmt.Errorf("%s answered something else than the JSON expected: %w", req.URL.Host, err)
	}
	return resp.Header, nil
}

// pages fetches address and every page that next points to.
func pages[T any](ctx context.Context, c Client, address string, next func(http.Header, T) string) ([]T, error) {
	var all []T
	host := hostOf(address)
	for range maxPages {
		var page T
		header, err := c.Get(ctx, address, &page)
		if err != nil {
			return nil, err
		}
		all = append(all, page)
		address = next(header, page)
		// A token never follows a link to somewhere else.
		if address == "" || hostOf(address) != host {
			return all, nil
		}
	}
	return all, nil
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

var linkShape = regexp.MustCompile(`<([^>]*)>\s*;[^,]*\brel="?next"?`)

// linkNext finds the next page in a Link header (RFC 8288).
func linkNext[T any](h http.Header, _ T) string {
	m := linkShape.FindStringSubmatch(strings.Join(h.Values("Link"), ", "))
	if m == nil {
		return ""
	}
	return m[1]
}
