package panelgo

import "github.com/panelgo/panelgo/auth"

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

// AllowGroups lets members of any of the groups in, named to the letter, and no guests. No groups
// let nobody in.
func AllowGroups(groups ...string) Policy { return auth.AllowGroups(groups...) }

// AllowUsers lets users in by name, and no guests. What has an @ is an address, and matches a
// verified one: to the letter before the @, in whatever case behind it. All else matches
// Identity.User, to the letter. No names let nobody in.
func AllowUsers(users ...string) Policy { return auth.AllowUsers(users...) }
