package auth

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// rules are the users, groups and domains let in: to every app, and to single
// ones. An app with rules of its own follows only those.
type rules struct {
	users, groups, domains map[string][]string // by app; "" is every app
}

// splitRule takes "/app=value" apart; without an app it is for all of them.
func splitRule(entry string) (app, what string) {
	entry = strings.TrimSpace(entry)
	if strings.HasPrefix(entry, "/") {
		if app, what, ok := strings.Cut(entry, "="); ok {
			return cleanApp(app), strings.TrimSpace(what)
		}
	}
	return "", entry
}

func cleanApp(app string) string { return "/" + strings.Trim(app, "/") }

func newRules(o Options) *rules {
	by := func(list List) map[string][]string {
		m := map[string][]string{}
		for _, entry := range list {
			app, what := splitRule(entry)
			m[app] = append(m[app], strings.ToLower(what))
		}
		return m
	}
	return &rules{users: by(o.AllowUsers), groups: by(o.AllowGroups), domains: by(o.AllowDomains)}
}

// about answers whose rules an app follows: its own, those of the nearest app
// above it, or everybody's. A program's own page, which is named "", follows
// everybody's.
func (r *rules) about(app string) (key string, any bool) {
	if app == "" {
		return "", r.has("")
	}
	app = cleanApp(app)
	for {
		if r.has(app) {
			return app, true
		}
		at := strings.LastIndexByte(app, '/')
		if at <= 0 {
			return "", r.has("")
		}
		app = app[:at]
	}
}

func (r *rules) has(app string) bool {
	return len(r.users[app])+len(r.groups[app])+len(r.domains[app]) > 0
}

// allow is a [Policy]. Guests pass: where they may come in was decided before.
func (r *rules) allow(_ context.Context, who Identity, app string) error {
	key, any := r.about(app)
	if !any || who.Guest {
		return nil
	}
	for _, name := range []string{who.User, who.Email} {
		if name != "" && slices.Contains(r.users[key], strings.ToLower(name)) {
			return nil
		}
	}
	for _, g := range who.Groups {
		if slices.Contains(r.groups[key], strings.ToLower(g)) {
			return nil
		}
	}
	if _, domain, ok := cutLast(who.Email, "@"); ok && slices.Contains(r.domains[key], strings.ToLower(domain)) {
		return nil
	}
	return fmt.Errorf("%w: no rule lets them in", ErrRefused)
}

func cutLast(s, sep string) (before, after string, ok bool) {
	at := strings.LastIndex(s, sep)
	if at < 0 {
		return s, "", false
	}
	return s[:at], s[at+len(sep):], true
}

// both asks one policy after the other.
func both(first, second Policy) Policy {
	if second == nil {
		return first
	}
	return func(ctx context.Context, who Identity, app string) error {
		if err := first(ctx, who, app); err != nil {
			return err
		}
		return second(ctx, who, app)
	}
}
