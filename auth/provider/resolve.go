package provider

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Resolve fills the placeholders from the extra parameters and, where one is
// not given, from its environment variable. Parameters that no provider
// setting is named after are forwarded to the authorize endpoint. It complains
// about everything that is wrong, at once.
func (p Provider) Resolve(extra map[string]string, getenv func(string) string) (Provider, error) {
	rest := make(map[string]string, len(extra))
	for k, v := range extra {
		rest[k] = v
	}
	values := map[string]string{}
	var complaints []error
	for _, param := range p.Params {
		v := cmp.Or(take(rest, param.Name), env(getenv, param.Env), param.Default)
		v, err := param.read(v)
		if err != nil {
			complaints = append(complaints, fmt.Errorf("%s: %w", p.Name, err))
		}
		values[param.Name] = v
	}
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		if slices.Contains(protocolParams, strings.ToLower(name)) {
			complaints = append(complaints, fmt.Errorf("%s: the extra parameter %q belongs to the protocol and is set by panelgo", p.Name, name))
		}
		if reservedParams[strings.ToLower(name)] {
			delete(rest, name)
		}
	}
	if err := errors.Join(complaints...); err != nil {
		return Provider{}, err
	}
	return p.fill(values, rest)
}

// protocolParams may not be forwarded: each would weaken or break the flow.
var protocolParams = []string{
	"client_id", "client_secret", "code_challenge", "code_challenge_method", "grant_type",
	"nonce", "redirect_uri", "request", "request_uri", "response_mode", "response_type", "state",
}

// reservedParams are settings of some provider or another. Where they mean
// nothing they are dropped rather than sent to a service that never asked.
var reservedParams = map[string]bool{
	"scope": true, "tenant": true, "subdomain": true, "domain": true, "url": true, "server": true, "issuer": true,
	"authorize_url": true, "token_url": true, "user_url": true, "logout_url": true, "user_key": true, "keys_url": true,
}

func (p Provider) fill(values, forward map[string]string) (Provider, error) {
	if p.Derive != nil {
		if err := p.Derive(values); err != nil {
			return Provider{}, fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	pairs := make([]string, 0, 2*len(values))
	for name, v := range values {
		pairs = append(pairs, "{"+name+"}", v)
	}
	expand := strings.NewReplacer(pairs...).Replace
	e := &p.Endpoints
	for _, field := range []*string{&p.Issuer, &e.Authorize, &e.Token, &e.User, &e.Logout, &e.Revoke, &e.Keys, &e.API} {
		*field = expand(*field)
	}
	all := maps.Clone(p.Forward)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, forward)
	p.Forward, p.values = all, values
	if key := values["USER_KEY"]; key != "" {
		p.UserClaims = []string{key}
	}
	return p, nil
}

// take removes a parameter from the map whatever its case, and returns its value.
func take(from map[string]string, name string) string {
	for k, v := range from {
		if strings.EqualFold(k, name) {
			delete(from, k)
			return v
		}
	}
	return ""
}

func env(getenv func(string) string, name string) string {
	if name == "" || getenv == nil {
		return ""
	}
	return getenv(name)
}

var (
	wordShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	hostShape = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$`)
)

func (param Param) read(v string) (string, error) {
	v = strings.TrimSpace(v)
	if v == "" {
		if param.Required {
			return "", fmt.Errorf("the extra parameter %q is missing%s: %s", param.Name, param.orEnv(), param.Help)
		}
		return "", nil
	}
	switch param.Kind {
	case Word:
		if !wordShape.MatchString(v) {
			return "", fmt.Errorf("the extra parameter %q must be made of letters, digits, dots and dashes%s", param.Name, param.orEnv())
		}
	case Host:
		v = strings.TrimSuffix(strings.TrimPrefix(v, "https://"), "/")
		if !hostShape.MatchString(v) {
			return "", fmt.Errorf("the extra parameter %q must be a host name%s", param.Name, param.orEnv())
		}
	case Address:
		if !strings.Contains(v, "://") {
			v = "https://" + v
		}
		if err := CheckAddress(v); err != nil {
			return "", fmt.Errorf("the extra parameter %q%s %w", param.Name, param.orEnv(), err)
		}
	}
	return v, nil
}

func (param Param) orEnv() string {
	if param.Env == "" {
		return ""
	}
	return " (or " + param.Env + ")"
}

// CheckAddress wants an absolute https address without credentials or fragment.
// Plain http is accepted for this machine only.
func CheckAddress(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return errors.New("is not an address")
	case u.Host == "" || u.User != nil || u.Fragment != "":
		return errors.New("must be an absolute address without credentials and fragment")
	case u.Scheme == "https", u.Scheme == "http" && Loopback(u.Hostname()):
		return nil
	}
	return errors.New("must start with https:// (http is for this machine only)")
}

// Loopback reports whether a host name or address can only mean this machine.
func Loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}

func hostname(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
