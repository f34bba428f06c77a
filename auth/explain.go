package auth

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/auth/provider"
)

// RuleText is a rule and what it matches, in words.
type RuleText struct{ Rule, Matches string }

// Rules lists the rules of the options and what each matches. The error joins what cannot be
// understood.
func (o Options) Rules() ([]RuleText, error) {
	rules, err := newRules(o)
	var list []RuleText
	for _, app := range slices.Sorted(maps.Keys(rules)) {
		for _, r := range rules[app] {
			where := "every app without rules of its own"
			if app != "" {
				where = app + " and what lies below it"
			}
			list = append(list, RuleText{r.String(), "lets in people " + r.meaning() + ", to " + where})
		}
	}
	slices.SortFunc(list, func(a, b RuleText) int { return strings.Compare(a.Rule, b.Rule) })
	return list, err
}

// Verdict says what the rules make of somebody.
type Verdict struct {
	App     string // its path, or "" for every app without rules of its own
	Allowed bool
	Why     string // the rule that lets them in, or what each rule misses
}

// Judge reports whether somebody would come in, to each app that has rules and to all others. The
// claims are JSON as a provider says them (ID token and profile in one object, with groups that it
// is asked for elsewhere as "groups"); for other ways of signing in they are user, email (a
// verified one) and groups. A program's own Authorize is not asked.
func (o Options) Judge(claims []byte) (Identity, []Verdict, error) {
	who, err := o.identityOf(claims)
	if err != nil {
		return Identity{}, nil, err
	}
	rules, err := newRules(o)
	if err != nil {
		return Identity{}, nil, err
	}
	apps := slices.Sorted(maps.Keys(rules))
	if !slices.Contains(apps, "") {
		apps = append([]string{""}, apps...)
	}
	verdicts := make([]Verdict, len(apps))
	for i, app := range apps {
		verdicts[i] = Verdict{App: app, Allowed: true, Why: "there is no rule, so that everybody comes in who can sign in"}
		switch r, err := rules.judge(who, app); {
		case err != nil:
			verdicts[i].Allowed, verdicts[i].Why = false, strings.TrimPrefix(err.Error(), ErrRefused.Error()+": ")
		case r != nil:
			verdicts[i].Why = r.String()
		}
	}
	return who, verdicts, nil
}

// identityOf reads who the claims make somebody, as signing in would.
func (o Options) identityOf(text []byte) (Identity, error) {
	var claims map[string]any
	if err := provider.Decode(text, &claims); err != nil || claims == nil {
		return Identity{}, errors.Join(errors.New("auth: the claims must be one JSON object"), err)
	}
	if o.OAuthProvider == "" {
		kind := "basic"
		if o.TrustedHeaderUser != "" {
			kind = "header"
		}
		who := Identity{User: word(claims["user"]), Email: word(claims["email"]), Groups: groupsIn(claims, []string{"groups"}), Provider: kind, Claims: claims}
		if who.User == "" {
			return who, errors.New(`auth: nothing names the user: looked for "user"`)
		}
		return who, nil
	}
	s, err := newService(o.WithDefaults())
	if err != nil {
		return Identity{}, err
	}
	var asked []string
	if s.Groups != nil {
		asked = groupsIn(claims, []string{"groups"})
	}
	rec, err := s.person(claims, asked)
	if err != nil {
		return Identity{}, fmt.Errorf("auth: nobody could sign in with these claims: %w", err)
	}
	return rec.identity(""), nil
}
