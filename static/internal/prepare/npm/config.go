package npm

import (
	"bufio"
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// config is npm's configuration, as far as fetching needs it: keys as in an .npmrc.
type config map[string]string

// readConfig reads what npm would, weakest first: the user's .npmrc, the project's, the environment
// (npm_config_KEY, in any case). Where none of them names a registry, the npm client is asked.
func readConfig(project string) (config, error) {
	c := config{}
	env := environment(os.Environ())
	user := env["userconfig"]
	if home, err := os.UserHomeDir(); user == "" && err == nil {
		user = filepath.Join(home, ".npmrc")
	}
	for _, file := range []string{env["globalconfig"], user, filepath.Join(project, ".npmrc")} {
		if file == "" {
			continue
		}
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		maps.Copy(c, parseRC(text, os.LookupEnv))
	}
	maps.Copy(c, env)
	if c["strict-ssl"] == "false" {
		return nil, errors.New("strict-ssl=false in npm's configuration is not followed: name the certificate authority with cafile=FILE instead")
	}
	if c["registry"] == "" {
		registry, err := askClient(project)
		if err != nil {
			return nil, err
		}
		c["registry"] = registry
	}
	return c, nil
}

// askClient asks the npm client for the registry that is built into it.
func askClient(project string) (string, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("no registry is configured, and no npm client is here to ask: " +
			"set npm_config_registry=https://HOST/ in the environment, or registry=https://HOST/ in ~/.npmrc")
	}
	cmd := exec.Command(npm, "config", "get", "registry")
	cmd.Dir = project
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("npm config get registry: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// environment picks the settings out of an environment; of two spellings the later one counts.
func environment(environ []string) config {
	c := config{}
	const prefix = "npm_config_"
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if len(name) <= len(prefix) || !strings.EqualFold(name[:len(prefix)], prefix) || value == "" {
			continue
		}
		key := name[len(prefix):]
		if !strings.HasPrefix(key, "//") && !strings.HasPrefix(key, "@") {
			key = strings.ReplaceAll(strings.ToLower(key), "_", "-")
		}
		c[key] = value
	}
	return c
}

var variable = regexp.MustCompile(`\$\{([^}?]+)(\?)?\}`)

// parseRC reads the lines KEY = VALUE of an .npmrc. ${NAME} stands for a variable; one that is not
// set stays as it is written, and ${NAME?} becomes empty.
func parseRC(text []byte, lookup func(string) (string, bool)) config {
	c := config{}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == ';' || line[0] == '#' || line[0] == '[' {
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		c[strings.TrimSpace(key)] = variable.ReplaceAllStringFunc(unquote(strings.TrimSpace(value)), func(ref string) string {
			parts := variable.FindStringSubmatch(ref)
			if v, ok := lookup(parts[1]); ok || parts[2] == "?" {
				return v
			}
			return ref
		})
	}
	return c
}

func unquote(value string) string {
	if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		return value[1 : n-1]
	}
	return value
}

// registry returns the registry of a package, with a slash at its end: its scope's, or the one for
// all.
func (c config) registry(name string) (*url.URL, error) {
	where := c["registry"]
	if scope, _, ok := strings.Cut(name, "/"); ok && c[scope+":registry"] != "" {
		where = c[scope+":registry"]
	}
	u, err := url.Parse(where)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("npm's configuration names %q as the registry of %s, which is no address: write https://HOST/", redact(where), name)
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + "/"
	return u, nil
}

// redact hides a password in an address that may not even be one.
func redact(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return "(unreadable)"
}

// authorization returns the header that a request to an address needs, or "". A token is configured
// for a host and a path (//host/path/:_authToken) and counts for all addresses below it; the
// longest wins.
func (c config) authorization(u *url.URL) string {
	for path := strings.TrimSuffix(u.EscapedPath(), "/"); ; {
		key := "//" + u.Host + path + "/:"
		if token := c[key+"_authToken"]; token != "" {
			return "Bearer " + token
		}
		if basic := c[key+"_auth"]; basic != "" {
			return "Basic " + basic
		}
		if name := c[key+"username"]; name != "" {
			if password, err := base64.StdEncoding.DecodeString(c[key+"_password"]); err == nil {
				return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+string(password)))
			}
		}
		at := strings.LastIndexByte(path, '/')
		if at < 0 {
			return ""
		}
		path = path[:at]
	}
}

// transport trusts the authorities of cafile beside the system's, and goes through the proxies that
// the configuration or the environment names.
func (c config) transport() (*http.Transport, error) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = parallel
	if proxy := c["https-proxy"]; proxy != "" || c["proxy"] != "" {
		if proxy == "" {
			proxy = c["proxy"]
		}
		u, err := url.Parse(proxy)
		if err != nil || u.Host == "" {
			return nil, errors.New("the proxy in npm's configuration is no address")
		}
		t.Proxy = http.ProxyURL(u)
	}
	for _, file := range slices.Compact([]string{c["cafile"], os.Getenv("NODE_EXTRA_CA_CERTS")}) {
		if file == "" {
			continue
		}
		pem, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("certificate authorities of npm's configuration: %w", err)
		}
		if t.TLSClientConfig.RootCAs == nil {
			if t.TLSClientConfig.RootCAs, err = x509.SystemCertPool(); err != nil {
				return nil, err
			}
		}
		if !t.TLSClientConfig.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("%s holds no certificate (PEM)", file)
		}
	}
	return t, nil
}
