package commands

import (
	"errors"
	"os"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/provider"
	"github.com/panelgo/panelgo/server/settings"
)

// Target is the options of a program, as commands look at them.
type Target struct {
	Options     any           // pointer to them, with what the code set
	Auth        *auth.Options // those of them that say how visitors sign in
	Check       func() error
	Judge       func(claims []byte) (auth.Identity, []auth.Verdict, error)
	Development func() bool
	Home        func() string // address that visitors type, or that the server listens on
	Effective   func() any    // pointer to the options with their defaults
}

// Read gives the options what file, environment and flags say, and returns all complaints.
func Read(options any, flags settings.Flags) error {
	return errors.Join(settings.Apply(options, flags, os.LookupEnv), settings.CheckNames(options, os.Environ(), provider.Variables()...))
}
