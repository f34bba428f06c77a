package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// ruleKind says what a rule compares.
type ruleKind int

const (
	ruleUser    ruleKind = iota // the user name, to the letter
	ruleAddress                 // the verified address
	ruleGroup                   // a group, to the letter
	ruleDomain                  // the domain of the verified address
)

// rule lets somebody in: to one app and what lies below it, or to every app that has no rules of
// its own.
type rule struct {
	kind ruleKind
	flag string // that it was given by
	app  string // its path, or "" for every app
	what string
}

// String is the rule as it was given.
func (r rule) String() string {
	if r.app == "" {
		return "--" + r.flag + "=" + r.what
	}
	return "--" + r.flag + "=" + r.app + "=" + r.what
}

// meaning says in words what the rule compares.
func (r rule) meaning() string {
	switch r.kind {
	case ruleAddress:
		return "whose verified address is " + r.what
	case ruleGroup:
		return "in the group " + r.what + ", to the letter"
	case ruleDomain:
		return "whose verified address ends in @" + r.what
	}
	return "whose user name is " + r.what + ", to the letter"
}

// parseRule reads an entry of --allow-user, --allow-group or --allow-domain: VALUE or /APP=VALUE.
// What cannot be understood is an error: a rule is never guessed.
func parseRule(flag, entry string) (rule, error) {
	r := rule{flag: flag, what: strings.TrimSpace(entry)}
	if strings.HasPrefix(r.what, "/") {
		app, what, ok := strings.Cut(r.what, "=")
		switch {
		case ok:
			r.app, r.what = cleanApp(strings.TrimSpace(app)), strings.TrimSpace(what)
		case flag != "allow-group": // some services write groups as paths
			return r, fmt.Errorf("%q names an app and nobody who may use it: write %s=NAME", entry, r.what)
		}
	}
	switch {
	case r.what == "":
		return r, fmt.Errorf("%q allows nobody", entry)
	case r.what == "*":
		return r, fmt.Errorf("%q is no name: rules are compared to the letter, and without any rule everybody comes in who can sign in", entry)
	case strings.ContainsFunc(r.what, func(c rune) bool { return unicode.IsControl(c) || c == unicode.ReplacementChar }):
		return r, fmt.Errorf("%q holds characters that no name has", entry)
	}
	switch flag {
	case "allow-group":
		r.kind = ruleGroup
		return r, nil
	case "allow-domain":
		r.kind, r.what = ruleDomain, lowerASCII(r.what)
		if !domainName(r.what) {
			return r, fmt.Errorf("%q is no domain: write it as in example.org, without @, and an international one in its xn-- form", entry)
		}
		return r, nil
	}
	if strings.Contains(r.what, "@") {
		r.kind = ruleAddress
		if mailDomain(r.what) == "" {
			return r, fmt.Errorf("%q is no single e-mail address", entry)
		}
	}
	return r, nil
}

func cleanApp(app string) string { return "/" + strings.Trim(app, "/") }

// allowLists are the rules' options by their flags.
func (o Options) allowLists() map[string]List {
	return map[string]List{"allow-user": o.AllowUser, "allow-group": o.AllowGroup, "allow-domain": o.AllowDomain}
}

// rules are all that let people in, by app; "" is every app. An app with rules of its own follows
// only those.
type rules map[string][]rule

// newRules reads the options' lists. The error joins all complaints.
func newRules(o Options) (rules, error) {
	all := rules{}
	var wrong []error
	for flag, list := range o.allowLists() {
		for _, entry := range list {
			r, err := parseRule(flag, entry)
			if err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %w", optionName(flag), err))
				continue
			}
			all[r.app] = append(all[r.app], r)
		}
	}
	return all, errors.Join(wrong...)
}

// about returns whose rules an app follows: its own, those of the nearest app above it, or
// everybody's. A program's own page, which is named "", follows everybody's.
func (all rules) about(app string) (key string, any bool) {
	if app == "" {
		return "", len(all[""]) > 0
	}
	app = cleanApp(app)
	for {
		if len(all[app]) > 0 {
			return app, true
		}
		at := strings.LastIndexByte(app, '/')
		if at <= 0 {
			return "", len(all[""]) > 0
		}
		app = app[:at]
	}
}

// allow is a [Policy]. Guests pass: where they may come in was decided before.
func (all rules) allow(_ context.Context, who Identity, app string) error {
	if who.Guest {
		return nil
	}
	_, err := all.judge(who, app)
	return err
}

// judge returns the rule that lets somebody in, nil where there is none to follow. The error is an
// [ErrRefused] that says what was compared.
func (all rules) judge(who Identity, app string) (*rule, error) {
	key, any := all.about(app)
	if !any {
		return nil, nil
	}
	var why []string
	for _, r := range all[key] {
		reason := r.misses(who)
		if reason == "" {
			return &r, nil
		}
		why = append(why, r.String()+": "+reason)
	}
	slices.Sort(why)
	return nil, fmt.Errorf("%w: no rule lets them in (%s)", ErrRefused, strings.Join(why, "; "))
}

// misses says why the rule does not let somebody in, or "" if it does.
func (r rule) misses(who Identity) string {
	switch r.kind {
	case ruleUser:
		if who.User == r.what {
			return ""
		}
		return "the user name is another"
	case ruleAddress:
		if sameAddress(who.Email, r.what) || vouchedName(who) && sameAddress(who.User, r.what) {
			return ""
		}
		if who.Email == "" {
			return "no verified address"
		}
		return "the verified address is another"
	case ruleGroup:
		if slices.Contains(who.Groups, r.what) {
			return ""
		}
		return "not in that group"
	}
	domain := mailDomain(who.Email)
	switch {
	case domain == "":
		return "no verified address"
	case domain != r.what:
		return "the verified address has another domain"
	case who.Provider == "google" && !sameDomain(who.Claims["hd"], r.what):
		return "Google does not say that the account belongs to that Workspace (hd)"
	}
	return ""
}

// sameDomain compares Google's hd claim, the domain of the Workspace that an account belongs to. An
// address alone does not say so: a consumer account may have been opened with it.
func sameDomain(hd any, domain string) bool {
	text, ok := hd.(string)
	return ok && lowerASCII(text) == domain
}

// vouchedName reports whether the user name was given by those who run this server: in a file of
// passwords, or by their own proxy. At a provider, people may call themselves what they like.
func vouchedName(who Identity) bool { return who.Provider == "basic" || who.Provider == "header" }

// CheckApps refuses what names an app that is not served, and so would leave another one open:
// rules and guests' paths. The apps are named by their paths below the prefix, as in /sales.
func (m *Manager) CheckApps(apps []string) error {
	o := m.options
	var c complaints
	for flag, list := range o.allowLists() {
		for _, entry := range list {
			r, err := parseRule(flag, entry)
			if err == nil && r.app != "" && !slices.ContainsFunc(apps, func(app string) bool { return below(r.app, app) }) {
				c.add("%s: %q is a rule for %s, which is no app here: there is %s", optionName(flag), entry, r.app, namesOf(apps))
			}
		}
	}
	for _, entry := range o.OAuthGuestEndpoints.words() {
		pattern, err := guestPattern(entry)
		if err == nil && pattern != "/" && !slices.ContainsFunc(apps, func(app string) bool { return matchPath(pattern, app) || below(app, pattern) }) {
			c.add("%s: %q is no app here: there is %s", optionName("oauth-guest-endpoints"), entry, namesOf(apps))
		}
	}
	return errors.Join(c...)
}

// below reports whether an app lies at a path or below it. The path "/" is the root alone.
func below(at, app string) bool {
	return app == at || at != "/" && strings.HasPrefix(app, at+"/")
}

func namesOf(apps []string) string { return strings.Join(slices.Sorted(slices.Values(apps)), ", ") }

// AllowUsers returns a policy that lets users in by name, to the letter, or by verified address, as
// --allow-user does; no guests, and nobody where no user is named.
func AllowUsers(users ...string) Policy { return allowOnly(ruleUser, users) }

// AllowGroups returns a policy that lets members of any of the groups in, named to the letter; no
// guests, and nobody where no group is named.
func AllowGroups(groups ...string) Policy { return allowOnly(ruleGroup, groups) }

func allowOnly(kind ruleKind, names []string) Policy {
	list := make([]rule, 0, len(names))
	for _, name := range names {
		r := rule{kind: kind, what: name}
		if kind == ruleUser && strings.Contains(name, "@") {
			r.kind = ruleAddress
		}
		if name != "" {
			list = append(list, r)
		}
	}
	return func(_ context.Context, who Identity, _ string) error {
		if who.Guest || who.SignInID == "" {
			return fmt.Errorf("%w: the route is for those who have signed in", ErrRefused)
		}
		if !slices.ContainsFunc(list, func(r rule) bool { return r.misses(who) == "" }) {
			return fmt.Errorf("%w: no rule of the route lets them in", ErrRefused)
		}
		return nil
	}
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
