package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/server/settings"
)

// Auth is a group of commands.
type Auth struct {
	Check AuthCheck `cmd:"" help:"Print how visitors would sign in, where each setting comes from, the redirect URI to register, and whether the provider can be found."`
}

// AuthCheck is a command.
type AuthCheck struct {
	As string `name:"as" placeholder:"FILE" help:"JSON file with somebody's claims: says whether they would come in, and why."`
	kong.Plugins

	options Options
	target  Target
}

// NewAuth makes the commands for a program's options.
func NewAuth(target Target) Auth {
	options := NewOptions(target.Options)
	return Auth{AuthCheck{Plugins: options.Plugins(), options: options, target: target}}
}

// probeTime is how long the provider may take to answer.
const probeTime = 15 * time.Second

// Run prints everything even where something is wrong, and then fails.
func (c *AuthCheck) Run(ctx context.Context) error {
	flags := c.options.Given()
	applied := Read(c.target.Options, flags)
	c.print(settings.Origins(c.target.Options, flags, os.LookupEnv))
	if err := errors.Join(applied, c.target.Check()); err != nil {
		return err
	}
	if err := c.rules(); err != nil {
		return err
	}
	switch {
	case c.target.Auth.OAuthProvider == "":
		return nil
	case c.target.Development():
		fmt.Println("\nThe development provider runs with the server, and nothing is to be registered.")
		return nil
	}
	base, err := url.Parse(c.target.Home())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	fmt.Println()
	r, err := c.target.Auth.Registration(ctx, base)
	report(r)
	return err
}

// rules prints what the rules match, and what they make of the claims of --as.
func (c *AuthCheck) rules() error {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer out.Flush()
	rules, err := c.target.Auth.Rules()
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
	who, verdicts, err := c.target.Judge(claims)
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
		return ExitCode(refusedCode)
	}
	return nil
}

// refusedCode is the exit code of auth check --as for somebody whom an app refuses.
const refusedCode = 3

// print lists what was said about signing in, and the rest of the defaults that matter to it.
func (c *AuthCheck) print(all []settings.Said) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer out.Flush()
	for _, one := range all {
		if one.Group == "Auth" && (one.Source != "" || one.Name == "oauth-provider") {
			fmt.Fprintf(out, "--%s\t%s\t%s\n", one.Name, cmp.Or(one.Text(), "none"), cmp.Or(one.Source, "default"))
		}
	}
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
