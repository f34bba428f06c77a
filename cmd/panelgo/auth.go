package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/password"
	"github.com/panelgo/panelgo/server/settings"
)

type authWords struct {
	Check authCheck `cmd:"" help:"Print how visitors would sign in, where each setting comes from, the redirect URI to register, and whether the provider can be found."`
}

type authCheck struct {
	As string `name:"as" placeholder:"FILE" help:"JSON file with somebody's claims: says whether they would come in, and why."`
	kong.Plugins

	options options
}

func newAuthCheck() authCheck {
	options := newOptions(new(panelgo.Options))
	return authCheck{Plugins: kong.Plugins{options.values.Interface()}, options: options}
}

// probeTime is how long the provider may take to answer.
const probeTime = 15 * time.Second

// Run prints everything even where something is wrong, and then fails.
func (c *authCheck) Run(ctx context.Context) error {
	var opts panelgo.Options
	opts.Auth.Getenv = os.Getenv
	flags := c.options.flags()
	applied := settings.Apply(&opts, flags, os.LookupEnv)
	c.print(settings.Origins(&opts, flags, os.LookupEnv))
	if err := errors.Join(applied, opts.Check()); err != nil {
		return err
	}
	if err := c.rules(opts); err != nil {
		return err
	}
	switch {
	case opts.Auth.OAuthProvider == "":
		return nil
	case opts.Development():
		fmt.Println("\nThe development provider runs with the server, and nothing is to be registered.")
		return nil
	}
	base, err := url.Parse(home(opts))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	fmt.Println()
	r, err := opts.Auth.Registration(ctx, base)
	report(r)
	return err
}

// rules prints what the rules match, and what they make of the claims of --as.
func (c *authCheck) rules(o panelgo.Options) error {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer out.Flush()
	rules, err := o.Auth.Rules()
	if err != nil {
		return err
	}
	if len(rules) > 0 {
		fmt.Fprintln(out)
	}
	for _, r := range rules {
		fmt.Fprintf(out, "%s\t%s\n", r.Rule, r.Matches)
	}
	if c.As == "" {
		return nil
	}
	claims, err := os.ReadFile(c.As)
	if err != nil {
		return fmt.Errorf("--as: %w", err)
	}
	who, verdicts, err := o.Judge(claims)
	if err != nil {
		return fmt.Errorf("--as %s: %w", c.As, err)
	}
	fmt.Fprintf(out, "\nuser\t%s\nverified address\t%s\naccount\t%s\ngroups\t%s\n\n",
		who.User, cmp.Or(who.Email, "none"), cmp.Or(who.Account, "none"), cmp.Or(strings.Join(who.Groups, ", "), "none"))
	refused := false
	for _, v := range verdicts {
		word := "comes in"
		if !v.Allowed {
			word, refused = "is refused", true
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", cmp.Or(v.App, "apps without rules of their own"), word, v.Why)
	}
	if refused {
		return exitCode(refusedCode)
	}
	return nil
}

// refusedCode is the exit code of auth check --as for somebody whom an app refuses.
const refusedCode = 3

// print lists what was said about signing in, and the rest of the defaults that matter to it.
func (c *authCheck) print(all []settings.Said) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer out.Flush()
	for _, one := range all {
		if one.Group == "Auth" && (one.Source != "" || one.Name == "oauth-provider") {
			fmt.Fprintf(out, "--%s\t%s\t%s\n", one.Name, cmp.Or(one.Text(), "none"), cmp.Or(one.Source, "default"))
		}
	}
}

// home is the address that visitors type: what the options say, else the one that the server would
// listen on.
func home(opts panelgo.Options) string {
	if public := opts.Server.Home(); public != "" {
		return public
	}
	o := opts.Server.WithDefaults()
	base := url.URL{Scheme: "http", Host: net.JoinHostPort(o.Address, strconv.Itoa(int(o.Port))), Path: o.Base()}
	if o.SSLCertFile != "" {
		base.Scheme = "https"
	}
	return base.String()
}

// report prints what the provider has to be told, and what it says of itself.
func report(r auth.Registration) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer out.Flush()
	for _, line := range [][2]string{
		{"redirect URI to register", r.RedirectURI},
		{"address after signing out, to register", r.SignedOut},
		{"back-channel sign-out, to register", r.Backchannel},
		{"scopes", strings.Join(r.Scopes, " ")},
		{"issuer", r.Issuer},
		{"authorization endpoint", r.Authorize},
		{"token endpoint", r.Token},
		{"profile endpoint", r.User},
		{"sign-out endpoint", r.Logout},
		{"revocation endpoint", r.Revoke},
	} {
		if line[1] != "" {
			fmt.Fprintf(out, "%s\t%s\n", line[0], line[1])
		}
	}
}

type passwd struct {
	User string `arg:"" optional:"" help:"Name to put before the hash, as a line of a password file."`
}

// Run asks for a password without showing it, or reads one line where there is no terminal, and
// prints its hash: a line for the file that --basic-auth names.
func (p passwd) Run() error {
	secret, err := readPassword()
	if err != nil {
		return err
	}
	hash, err := password.Hash(secret)
	if err != nil {
		return err
	}
	if p.User != "" {
		hash = p.User + ":" + hash
	}
	fmt.Println(hash)
	return nil
}

func readPassword() (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		line, err := bufio.NewReader(io.LimitReader(os.Stdin, 4096)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(prompt string) (string, error) {
		fmt.Fprint(os.Stderr, prompt)
		defer fmt.Fprintln(os.Stderr)
		typed, err := term.ReadPassword(in)
		return string(typed), err
	}
	first, err := ask("Password: ")
	if err != nil {
		return "", err
	}
	second, err := ask("Once more: ")
	if err == nil && first != second {
		err = errors.New("the two passwords differ")
	}
	return first, err
}
