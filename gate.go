package panelgo

import (
	"context"
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/auth"
)

type (
	// Identity is who a visitor is, see [Server.Visitor].
	Identity = auth.Identity
	// Policy is a rule of a route, see [Server.GateWith]. An error refuses.
	Policy = auth.Policy
	// Authenticator is a program's own way of signing in, to be set as Options.Auth.Authenticator.
	Authenticator = auth.Authenticator
	// Watcher is what an Authenticator also implements to close open pages when a sign-in is over.
	Watcher = auth.Watcher
)

// AllowGroups lets members of any of the groups in, and no guests. Groups are compared to the letter; no groups let nobody in.
func AllowGroups(groups ...string) Policy {
	return allowAny(groups, func(who Identity) []string { return who.Groups })
}

// AllowUsers lets users in by name, and no guests. What has an @ is an address, and matches Identity.Email, which is verified;
// all else matches Identity.User. Names are compared to the letter; no names let nobody in.
func AllowUsers(users ...string) Policy {
	return allowAny(users, func(who Identity) []string {
		names := []string{who.Email}
		if !strings.Contains(who.User, "@") {
			names = append(names, who.User)
		}
		return names
	})
}

// allowAny lets visitors in who have one of the allowed words.
func allowAny(allowed []string, has func(Identity) []string) Policy {
	set := make(map[string]bool, len(allowed))
	for _, word := range allowed {
		set[word] = word != ""
	}
	return func(_ context.Context, who Identity, _ string) error {
		if who.Guest || who.SignInID == "" {
			return fmt.Errorf("%w: the route is for those who have signed in", auth.ErrRefused)
		}
		for _, word := range has(who) {
			if set[word] {
				return nil
			}
		}
		return fmt.Errorf("%w: no rule of the route lets them in", auth.ErrRefused)
	}
}
